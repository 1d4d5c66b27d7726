// The call screen and the switchboard's page. Both work without this file: it gives the keys, the
// running clock, and a note that survives a reload or an ended session.

const form = document.querySelector("#gespraech");
const keysOff = document.documentElement.dataset.keys === "off";
const $ = (selector, root = document) => root.querySelector(selector);
const isText = element => element?.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");

if (form) {
  const draft = keepDraft();
  runClock(draft);
  prefill();
  form.addEventListener("keydown", onEnter);
  $("#id_who")?.addEventListener("keydown", onArrow);
  if (!$("#id_who") && !$(".error-summary")) $("[name=wish]").focus();
  document.addEventListener("htmx:afterSwap", onFound);
  document.addEventListener("htmx:beforeSwap", onSignedOut);
  if (keysOff) withoutKeys();
  else document.addEventListener("keydown", onKey);
}

// All of it in sight, the bar of results beside it.
function goTo(element) {
  element?.focus({preventScroll: true});
  element?.scrollIntoView({block: "nearest", behavior: "instant"});
}

// ---- keys ----

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.altKey) pressResult(event);
  else if (!isText(event.target)) pressWish(event);
}

function pressWish(event) {
  const radio = $(`.wish[data-wish-key="${CSS.escape(event.key)}"] input`);
  if (!radio) return;
  event.preventDefault();
  radio.click();
  goTo($("#id_text"));
}

function pressResult(event) {
  // The code, because Alt makes another character of the letter on some keyboards.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.slice(3).toLowerCase();
  const button = $(`.result[data-result-key="${CSS.escape(letter)}"]`);
  if (!button) return;
  event.preventDefault();
  if (button.matches("summary")) unfold(button.parentElement);
  else button.click();
}

function unfold(details) {
  details.open = true;
  goTo($("input, select, textarea", details));
}

function withoutKeys() {
  for (const element of document.querySelectorAll("[aria-keyshortcuts]")) {
    element.removeAttribute("aria-keyshortcuts");
  }
}

// Opened with the mouse or with Enter, a section leads on as well; one is open at a time.
for (const details of document.querySelectorAll(".result-more")) {
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    for (const other of document.querySelectorAll(".result-more[open]")) {
      if (other !== details) other.open = false;
    }
    if (document.activeElement === $("summary", details)) unfold(details);
  });
}

// ---- from field to field ----

// Enter saves what is unfolded. Elsewhere it goes on: nothing is saved that nobody chose.
function onEnter(event) {
  const field = event.target;
  if (event.key !== "Enter" || !field.matches("input, select") || event.isComposing) return;
  event.preventDefault();
  const save = $("button[type=submit]", field.closest(".result-more") ?? document.createElement("p"));
  if (save) save.click();
  else if (field.id === "id_who" || field.name === "chosen") goTo($("[name=wish]:checked") ?? $("[name=wish]"));
  else goTo($("#id_text"));
}

function onArrow(event) {
  const first = $("#anrufer [name=chosen]");
  if (event.key !== "ArrowDown" || !first) return;
  event.preventDefault();
  first.focus();
  first.click();
}

// The number or name by which nobody was found is the caller's; whoever is chosen has their own.
function prefill() {
  const who = $("#id_who");
  const fields = [$("#id_name"), $("#id_phone")];
  const take = () => {
    for (const field of fields) if (field.dataset.taken && field.value === field.dataset.taken) field.value = "";
    const typed = who.value.trim();
    const isNumber = /^[+0][\d\s()/.-]{4,}$/.test(typed);
    const isName = /^\p{L}/u.test(typed) && !/\d/.test(typed);
    const field = isNumber ? $("#id_phone") : isName ? $("#id_name") : null;
    if (field && !field.value && !$("[name=chosen]:checked")?.value) field.value = field.dataset.taken = typed;
  };
  who?.addEventListener("change", take);
  $("#anrufer")?.addEventListener("change", take);
}

// The session has ended: what comes back is the sign-in page, which belongs into no part of this one.
function onSignedOut(event) {
  const {xhr, pathInfo} = event.detail;
  if (new URL(xhr.responseURL).pathname === new URL(pathInfo.requestPath, location).pathname) return;
  event.detail.shouldSwap = false;
  const note = $("#wieder-da");
  note.textContent = note.dataset.signedOut;
}

// Who is responsible stands ready where the note is passed on.
function onFound(event) {
  if (document.activeElement === $("#id_text")) goTo($("#id_text"));  // what was found pushed it down
  const responsible = $("[data-responsible]", event.target)?.dataset.responsible;
  for (const name of ["to_body", "instead_body"]) {
    const list = form.elements[name];
    if (responsible && list && !list.dataset.touched) list.value = responsible;
  }
}
form?.addEventListener("change", event => {
  if (event.isTrusted && event.target.matches("select")) event.target.dataset.touched = "yes";
});

// ---- the clock ----

function runClock(draft) {
  const clock = $("#uhr");
  const waits = clock.parentElement.hasAttribute("data-ready") && !draft;
  const opened = Date.now();
  let began = draft?.began ?? (waits ? null : opened);
  form.dataset.began = began ?? "";
  form.addEventListener("input", () => {
    if (began) return;
    began = Date.now();
    form.dataset.began = began;
    form.elements.waited.value = Math.floor((began - opened) / 1000);
  }, true);
  const show = () => {
    const seconds = began ? Math.floor((Date.now() - began) / 1000) : 0;
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  show();
  setInterval(show, 1000);
}

// ---- nothing is lost ----

// In this tab only, for this user only, and gone once it is saved: the page that follows a saved
// note says so. A page that came back with errors holds everything itself.
function keepDraft() {
  const name = `draft:${location.pathname}:${form.dataset.user}`;
  const isFresh = !$(".error-summary");
  if (isFresh && new URLSearchParams(location.search).has("ready")) sessionStorage.removeItem(name);
  const kept = isFresh ? read(name) : null;
  if (kept) restore(kept);
  let left = false;
  form.addEventListener("submit", event => { left = event.submitter?.value !== "look"; });
  const write = () => {
    const fields = [...new FormData(form)].filter(([field, value]) =>
      typeof value === "string" && field !== "csrfmiddlewaretoken");
    const began = Number(form.dataset.began) || Date.now();
    sessionStorage.setItem(name, JSON.stringify({began, fields}));
  };
  form.addEventListener("input", write);
  form.addEventListener("change", write);
  return kept;
}

function read(name) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name));
    const typed = ["who", "text", "name", "phone"];
    return kept?.fields.some(([field, value]) => typed.includes(field) && value) ? kept : null;
  } catch {
    return null;
  }
}

function restore(kept) {
  for (const [name, value] of kept.fields) {
    for (const element of [form.elements[name] ?? []].flatMap(one => one instanceof RadioNodeList ? [...one] : one)) {
      if (element.type === "radio") element.checked = element.value === value;
      else if (element.type === "checkbox") element.checked = true;
      else element.value = value;
    }
  }
  const note = $("#wieder-da");
  note.textContent = note.dataset.text;
  const chosen = kept.fields.find(([name]) => name === "chosen")?.[1];
  addEventListener("load", () => chooseAgain(chosen));
}

// The people found are not part of the draft: they are asked for again, with the one chosen.
function chooseAgain(chosen) {
  const found = $("#anrufer");
  if (chosen && found && !$("[name=chosen]:checked")?.value) {
    const radio = Object.assign(document.createElement("input"), {
      type: "radio", name: "chosen", value: chosen, checked: true, hidden: true,
    });
    found.replaceChildren(radio);
    radio.dispatchEvent(new Event("change", {bubbles: true}));
  }
  for (const id of ["id_who", "id_text"]) {
    document.getElementById(id)?.dispatchEvent(new Event("input", {bubbles: true}));
  }
}
