// The address of a link: a few fields in the page, above the text.

import {TextSelection} from "../../vendor/editor/libraries.js";
import {isSafe, schema, tidyAddress} from "./markdown.js";

const {link} = schema.marks;

// The link at the cursor, from its first to its last letter.
export function linkAround({selection: {$from, to}}) {
  const runs = [];
  $from.parent.forEach((node, offset) => {
    const mark = link.isInSet(node.marks);
    const from = $from.start() + offset;
    const before = runs.at(-1);
    if (mark && before?.to === from && before.mark.eq(mark)) before.to += node.nodeSize;
    else if (mark) runs.push({mark, from, to: from + node.nodeSize});
  });
  return runs.find((run) => run.from <= $from.pos && to <= run.to);
}

// www.beispiel.de and name@beispiel.de are what people write.
export function addressFrom(typed) {
  const tidy = tidyAddress(typed);
  if (/^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(tidy)) return `mailto:${tidy}`;
  if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)+(?:[/?#].*)?$/u.test(tidy)) return `https://${tidy}`;
  return isSafe(tidy) ? tidy : null;
}

export class LinkForm {
  constructor(view, labels, id) {
    this.view = view;
    this.labels = labels;
    this.words = field(`${id}-words`, labels.linkWords);
    this.address = field(`${id}-address`, labels.linkAddress);
    this.address.input.inputMode = "url";
    this.remove = button(labels.linkRemove, "tertiary", () => this.save(null));
    const buttons = element("div", "buttons");
    buttons.append(
      button(labels.linkSave, "secondary", () => this.check()),
      this.remove,
      button(labels.linkCancel, "tertiary", () => this.leave()),
    );
    this.element = element("div", "editor__link flow");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", labels.link);
    this.element.append(this.words.element, this.address.element, buttons);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.close();
  }

  open() {
    const {state} = this.view;
    const around = linkAround(state);
    const {from, to} = around ?? state.selection;
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
    this.element.hidden = false;
    this.words.element.hidden = from !== to;
    this.words.input.value = "";
    this.address.input.value = around?.mark.attrs.href ?? "";
    this.remove.hidden = !around;
    this.complain("");
    (from === to ? this.words : this.address).input.focus();
  }

  close() {
    this.element.hidden = true;
  }

  leave() {
    this.close();
    this.view.focus();
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.leave();
    // Enter would send the whole form.
    else if (event.key === "Enter" && event.target.matches("input")) this.check();
    else return;
    event.preventDefault();
  }

  check() {
    const href = addressFrom(this.address.input.value);
    this.complain(href ? "" : this.labels.linkWrong);
    if (href) this.save(href);
    else this.address.input.focus();
  }

  complain(words) {
    const {input, error} = this.address;
    error.textContent = words;
    error.hidden = !words;
    input.setAttribute("aria-invalid", String(Boolean(words)));
  }

  // Without an address the words are no link any more.
  save(href) {
    const {tr, selection: {$from, from, to, empty}, storedMarks} = this.view.state;
    if (empty) {
      const words = this.words.input.value.trim() || this.address.input.value.trim();
      const look = link.create({href}).addToSet(storedMarks ?? $from.marks());
      tr.replaceSelectionWith(schema.text(words, look), false);
    } else {
      tr.removeMark(from, to, link);
      if (href) tr.addMark(from, to, link.create({href}));
      tr.setSelection(TextSelection.create(tr.doc, to));
    }
    this.view.dispatch(tr.scrollIntoView());
    this.leave();
  }
}

export function element(tag, className) {
  return Object.assign(document.createElement(tag), {className});
}

// Without a name, so that it is never sent.
export function field(id, words) {
  const label = Object.assign(element("label", "field__label"), {htmlFor: id, textContent: words});
  const error = Object.assign(element("p", "field__error"), {id: `${id}-error`, hidden: true});
  const input = Object.assign(element("input", "input"), {id, type: "text", autocomplete: "off"});
  input.setAttribute("aria-describedby", error.id);
  const box = element("div", "field");
  box.append(label, error, input);
  return {element: box, input, error};
}

export function button(words, kind, press) {
  const made = Object.assign(element("button", `kern-btn kern-btn--${kind}`), {type: "button"});
  made.append(Object.assign(element("span", "kern-label"), {textContent: words}));
  made.addEventListener("click", press);
  return made;
}
