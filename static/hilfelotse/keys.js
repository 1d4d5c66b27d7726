// One key for each thing. data-key="t" stands on a button, link, fold or field: the key presses it;
// elsewhere it brings the focus there.
// Everything works without this file, and without keys (data-keys="off" on <html>).

const WRITES = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit], [type=button])";

const isShown = (element) => element.getClientRects().length > 0;

function press(element) {
  if (element.matches("summary")) {
    const fold = element.parentElement;
    if (!fold.open) element.click();
    const field = [...fold.querySelectorAll("input, textarea, select, button, a")].find(isShown);
    (field ?? element).focus();
  } else if (element.matches(WRITES)) {
    element.focus();
    element.select?.();
  } else if (element.matches("a, button")) {
    element.click();
  } else {
    element.focus();
  }
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(isShown);
  const here = rows.indexOf(document.activeElement);
  rows[here < 0 && by < 0 ? rows.length - 1 : here + by]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(WRITES) || document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") {
    step(event.key === "j" ? 1 : -1);
    return;
  }
  const meant = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(isShown);
  if (!meant || event.repeat) return;
  event.preventDefault();
  press(meant);
});

// A link to a page whose content is also here as a dialog. Focus goes in, and back at the end.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
});
