// Pictures of the page in its text: which one, and its words for those who do not see it.

import {TextSelection} from "../../vendor/editor/libraries.js";
import {button, element, field} from "./link.js";
import {read, schema, tidyWords} from "./markdown.js";

const {nodes} = schema;

// What the page has: [{number, address, label, isDecorative}], or null where there are no pictures at all.
export function picturesOf(textarea) {
  return textarea.dataset.pictures ? JSON.parse(textarea.dataset.pictures) : null;
}

export const pictureAt = ({selection: {node}}) => (node?.type === nodes.picture ? node : null);

// How a picture looks while one writes.
export function viewOf(pictures, labels) {
  const find = (number) => pictures?.find((one) => one.number === number);
  return (node) => {
    const {number, words} = node.attrs;
    const dom = element("figure", "editor__picture");
    const known = find(number);
    const caption = element("figcaption", "");
    if (known) dom.append(Object.assign(element("img", ""), {src: known.address, alt: words}));
    caption.textContent = known ? words || labels.pictureSilent : labels.pictureGone;
    dom.append(caption);
    return {dom};
  };
}

// The line from the page „Bilder“ becomes the picture.
export function pastePicture(view, event) {
  const doc = read(event.clipboardData?.getData("text/plain").trim() ?? "");
  const picture = doc?.childCount === 1 && doc.firstChild;
  if (!picture || picture.type !== nodes.picture) return false;
  insert(view, picture);
  return true;
}

// After the paragraph or list with the cursor, or in place of an empty one; then one writes on below.
function insert({state, dispatch}, picture) {
  const {tr, doc, selection: {$from, $to}} = state;
  const block = $to.depth ? $to.node(1) : null;
  const isEmpty = block?.type === nodes.paragraph && !block.content.size;
  const end = $to.depth ? $to.after(1) : $to.pos;
  if (isEmpty) tr.replaceWith($from.before(1), end, picture);
  else tr.insert(end, picture);
  const after = isEmpty ? end - block.nodeSize + picture.nodeSize : end + picture.nodeSize;
  if (after === tr.doc.content.size) tr.insert(after, nodes.paragraph.create());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after))).scrollIntoView());
}

export class PictureForm {
  constructor(view, labels, id, pictures) {
    this.view = view;
    this.labels = labels;
    this.pictures = pictures;
    this.words = field(`${id}-words`, labels.pictureWords);
    this.choice = Object.assign(element("select", "select__control"), {id: `${id}-which`});
    this.choice.append(...pictures.map(({number, label}) => new Option(label, number)));
    this.choice.addEventListener("change", () => this.look());
    this.image = Object.assign(element("img", "editor__preview"), {alt: ""});
    this.save = button(labels.pictureSave, "secondary", () => this.check());
    this.remove = button(labels.pictureRemove, "tertiary", () => this.drop());
    const buttons = element("div", "buttons");
    buttons.append(this.save, this.remove, button(labels.linkCancel, "tertiary", () => this.leave()));
    this.element = element("div", "editor__link flow");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", labels.picture);
    this.none = Object.assign(element("p", ""), {textContent: labels.pictureNone});
    this.field = this.which();
    this.element.append(this.none, this.field, this.image, this.words.element, buttons);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    const isNone = !pictures.length;
    this.none.hidden = !isNone;
    for (const part of [this.field, this.image, this.words.element, this.save]) part.hidden = isNone;
    this.close();
  }

  which() {
    const label = Object.assign(element("label", "field__label"), {
      htmlFor: this.choice.id, textContent: this.labels.pictureWhich,
    });
    const frame = element("div", "select");
    frame.append(this.choice);
    const box = element("div", "field");
    box.append(label, frame);
    return box;
  }

  chosen() {
    return this.pictures.find(({number}) => number === Number(this.choice.value));
  }

  look() {
    if (this.chosen()) this.image.src = this.chosen().address;
  }

  open() {
    const there = pictureAt(this.view.state);
    if (there) this.choice.value = String(there.attrs.number);
    this.choice.selectedIndex = Math.max(this.choice.selectedIndex, 0);
    this.words.input.value = there?.attrs.words ?? "";
    this.remove.hidden = !there;
    this.complain("");
    this.look();
    this.element.hidden = false;
    (this.pictures.length ? this.choice : this.element.querySelector("button:not([hidden])")).focus();
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
    else if (event.key === "Enter" && event.target.matches("input, select")) this.check();
    else return;
    event.preventDefault();
  }

  // What shows something needs its words; the server says so, too.
  check() {
    const words = tidyWords(this.words.input.value);
    const isSilent = !/\p{L}|\p{N}/u.test(words) && !this.chosen().isDecorative;
    this.complain(isSilent ? this.labels.pictureWrong : "");
    if (isSilent) this.words.input.focus();
    else this.put(nodes.picture.create({number: this.chosen().number, words}));
  }

  complain(words) {
    const {input, error} = this.words;
    error.textContent = words;
    error.hidden = !words;
    input.setAttribute("aria-invalid", String(Boolean(words)));
  }

  put(picture) {
    const {view} = this;
    if (pictureAt(view.state)) {
      view.dispatch(view.state.tr.setNodeMarkup(view.state.selection.from, null, picture.attrs));
    } else {
      insert(view, picture);
    }
    this.leave();
  }

  drop() {
    this.view.dispatch(this.view.state.tr.deleteSelection().scrollIntoView());
    this.leave();
  }
}
