// Turns <textarea data-editor> into an editor for formatted text. The text area keeps its Markdown
// and is what is sent; without this file it is simply a text area. Texts of the buttons:
// data-label-bold="…" and so on, see LABELS.
//
//     <link rel="stylesheet" href="{% static 'hilfelotse/editor/editor.css' %}">
//     <script type="module" src="{% static 'hilfelotse/editor/editor.js' %}"></script>

import {
  EditorState, EditorView, TextSelection, autoJoin, baseKeymap, closeHistory, history, inputRules, keymap,
  liftListItem, redo, setBlockType, sinkListItem, splitListItem, textblockTypeInputRule, toggleMark, undo,
  undoInputRule, wrapInList, wrappingInputRule,
} from "../../vendor/editor/libraries.js";
import {LinkForm, linkAround} from "./link.js";
import {read, schema, write} from "./markdown.js";
import {tidied} from "./paste.js";
import {PictureForm, pastePicture, pictureAt, picturesOf, viewOf} from "./picture.js";
import {Toolbar} from "./toolbar.js";

const {nodes, marks} = schema;
const DEPTH = 500; // steps that can be undone

const LABELS = {
  toolbar: "Text gestalten",
  h2: "Überschrift 2",
  h3: "Überschrift 3",
  bold: "Fett",
  italic: "Kursiv",
  list: "Liste",
  numbers: "Nummerierte Liste",
  link: "Link",
  undo: "Rückgängig",
  redo: "Wiederholen",
  text: "Als Text bearbeiten",
  unknown: "Dieser Text enthält etwas, das der Editor nicht zeigen kann, zum Beispiel HTML, eine Tabelle oder ein "
    + "fremdes Bild. Damit nichts verloren geht, bleibt er als Text.",
  linkWords: "Worte, die man anklickt",
  linkAddress: "Adresse",
  linkWrong: "Bitte geben Sie eine Adresse ein, zum Beispiel https://www.beispiel.de, /de/helfen/ oder "
    + "name@beispiel.de.",
  linkSave: "Link speichern",
  linkRemove: "Link entfernen",
  linkCancel: "Abbrechen",
  picture: "Bild",
  pictureWhich: "Welches Bild?",
  pictureWords: "Was man sieht, für Menschen, die es nicht sehen",
  pictureWrong: "Schreiben Sie auf, was man sieht. Ohne Worte darf ein Bild nur stehen, wenn es bloß schmückt.",
  pictureSave: "Bild in den Text setzen",
  pictureRemove: "Bild aus dem Text nehmen",
  pictureNone: "Diese Seite hat noch keine Bilder. Speichern Sie den Text als Entwurf und fügen Sie auf der Seite "
    + "„Bilder“ eines hinzu.",
  pictureSilent: "Schmückt nur, ohne Worte",
  pictureGone: "Dieses Bild gibt es nicht mehr. Wer die Seite liest, sieht hier nichts.",
};

function labelsOf(textarea) {
  const given = (name) => textarea.dataset[`label${name[0].toUpperCase()}${name.slice(1)}`];
  return Object.fromEntries(Object.entries(LABELS).map(([name, label]) => [name, given(name) ?? label]));
}

// ---- what the buttons do ----

const hasMark = (type) => ({selection: {from, to, empty, $from}, storedMarks, doc}) =>
  Boolean(empty ? type.isInSet(storedMarks ?? $from.marks()) : doc.rangeHasMark(from, to, type));

const isHeading = (level) => ({selection: {$from, to}}) =>
  to <= $from.end() && $from.parent.hasMarkup(nodes.heading, {level});

function listAround({$from, $to}) {
  const range = $from.blockRange($to, ({type}) => type === nodes.bullet_list || type === nodes.ordered_list);
  return range && {node: range.parent, at: $from.before(range.depth)};
}

const isList = (type) => ({selection}) => listAround(selection)?.node.type === type;

const toggleHeading = (level) => (state, dispatch) =>
  isHeading(level)(state)
    ? setBlockType(nodes.paragraph)(state, dispatch)
    : setBlockType(nodes.heading, {level})(state, dispatch);

function toggleList(type) {
  const wrap = autoJoin(wrapInList(type), ["bullet_list", "ordered_list"]);
  return (state, dispatch) => {
    const around = listAround(state.selection);
    if (around?.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    if (!around) return wrap(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(around.at, type));
    return true;
  };
}

function breakLine(state, dispatch, view) {
  if (state.selection.$from.parent.type === nodes.heading) return baseKeymap.Enter(state, dispatch, view);
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

// No rule for „1. “: many a German paragraph begins with a date.
const RULES = inputRules({
  rules: [
    textblockTypeInputRule(/^#{1,3}\s$/, nodes.heading, (match) => ({level: match[0].length > 3 ? 3 : 2})),
    wrappingInputRule(/^\s*[-*+]\s$/, nodes.bullet_list),
  ],
});

// ---- the editor ----

let count = 0;

class Editor {
  constructor(textarea) {
    this.textarea = textarea;
    this.labels = labelsOf(textarea);
    this.id = textarea.id || `editor-${(count += 1)}`;
    this.written = textarea.value;
    this.pictures = picturesOf(textarea);
    this.box = Object.assign(document.createElement("div"), {className: "editor"});
    this.note = Object.assign(document.createElement("p"), {className: "editor__note"});
    this.note.setAttribute("role", "status");
    this.named = this.naming();
    textarea.before(this.box);
    this.view = new EditorView(null, {
      state: EditorState.create({doc: read(textarea.value) ?? read(""), plugins: this.plugins()}),
      attributes: this.attributes(),
      dispatchTransaction: (transaction) => this.dispatch(transaction),
      transformPastedHTML: tidied,
      handlePaste: pastePicture,
      nodeViews: {picture: viewOf(this.pictures, this.labels)},
    });
    this.toolbar = new Toolbar(this.buttons(), this.labels.toolbar, () => this.view.focus());
    this.linkForm = new LinkForm(this.view, this.labels, `${this.id}-link`);
    this.pictureForm = this.pictures && new PictureForm(this.view, this.labels, `${this.id}-picture`, this.pictures);
    this.forms = [this.linkForm, this.pictureForm].filter(Boolean);
    this.box.append(this.toolbar.element, ...this.forms.map(({element}) => element), this.note, this.view.dom);
    this.showText(!this.load());
    this.listen();
  }

  buttons() {
    const {labels} = this;
    const run = (command) => () => command(this.view.state, this.view.dispatch, this.view);
    const button = (name, command, isOn, keys) => ({
      name, keys, isOn, label: labels[name], press: run(command), mayPress: (state) => command(state),
    });
    return [
      button("h2", toggleHeading(2), isHeading(2)),
      button("h3", toggleHeading(3), isHeading(3)),
      button("bold", toggleMark(marks.strong), hasMark(marks.strong), "B"),
      button("italic", toggleMark(marks.em), hasMark(marks.em), "I"),
      button("list", toggleList(nodes.bullet_list), isList(nodes.bullet_list)),
      button("numbers", toggleList(nodes.ordered_list), isList(nodes.ordered_list)),
      {
        name: "link", keys: "K", label: labels.link,
        press: () => this.open(this.linkForm), isOn: (state) => Boolean(linkAround(state)),
      },
      ...(this.pictures ? [this.pictureButton()] : []),
      button("undo", undo, null, "Z"),
      button("redo", redo, null, "Y"),
      {name: "text", label: labels.text, stays: true, press: () => this.toggle(), isOn: () => !this.textarea.hidden},
    ];
  }

  pictureButton() {
    return {
      name: "picture", label: this.labels.picture,
      press: () => this.open(this.pictureForm), isOn: (state) => Boolean(pictureAt(state)),
    };
  }

  open(form) {
    for (const other of this.forms) other.close();
    form.open();
  }

  plugins() {
    const link = () => {
      this.open(this.linkForm);
      return true;
    };
    return [
      RULES,
      history({depth: DEPTH}),
      keymap({
        "Mod-b": toggleMark(marks.strong), "Mod-i": toggleMark(marks.em), "Mod-k": link,
        "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, Backspace: undoInputRule,
        Enter: splitListItem(nodes.list_item), "Shift-Enter": breakLine,
        "Mod-[": liftListItem(nodes.list_item), "Mod-]": sinkListItem(nodes.list_item),
        "Alt-F10": () => this.toolbar.focus(),
      }),
      keymap(baseKeymap),
    ];
  }

  // The editable says of itself what the text area said.
  attributes() {
    const copied = {};
    for (const name of ["lang", "dir", "aria-describedby", "aria-required", "aria-invalid"]) {
      if (this.textarea.hasAttribute(name)) copied[name] = this.textarea.getAttribute(name);
    }
    return {
      ...copied, ...this.named, role: "textbox", "aria-multiline": "true", class: "input editor__text", tabindex: "0",
    };
  }

  naming() {
    const own = ["aria-labelledby", "aria-label"].find((name) => this.textarea.hasAttribute(name));
    if (own) return {[own]: this.textarea.getAttribute(own)};
    const [label] = this.textarea.labels;
    if (!label) return {"aria-label": this.labels.toolbar};
    label.id ||= `${this.id}-label`;
    label.addEventListener("click", () => this.textarea.hidden && this.view.focus());
    return {"aria-labelledby": label.id};
  }

  listen() {
    const {textarea} = this;
    // Values that come back with the page, or that another script wrote.
    const follow = () => textarea.hidden && textarea.value !== this.written && this.follow();
    for (const name of ["input", "change"]) textarea.addEventListener(name, follow);
    addEventListener("pageshow", follow);
    textarea.form?.addEventListener("reset", () => setTimeout(follow)); // it tells before it resets
  }

  dispatch(transaction) {
    this.view.updateState(this.view.state.apply(transaction));
    this.toolbar.update(this.view.state);
    if (!transaction.docChanged || transaction.getMeta("read")) return;
    this.written = this.textarea.value = write(this.view.state.doc);
    this.textarea.dispatchEvent(new Event("input", {bubbles: true}));
  }

  follow() {
    if (!this.load()) this.showText(true);
  }

  // Takes over what stands in the text area, as one step that can be undone; false if it cannot.
  load() {
    const doc = read(this.textarea.value);
    this.note.textContent = doc ? "" : this.labels.unknown;
    if (!doc) return false;
    const {state} = this.view;
    this.written = this.textarea.value;
    if (!doc.eq(state.doc)) {
      const transaction = closeHistory(state.tr).replaceWith(0, state.doc.content.size, doc.content);
      this.view.dispatch(transaction.setSelection(TextSelection.atStart(transaction.doc)).setMeta("read", true));
    }
    return true;
  }

  toggle() {
    const toText = this.textarea.hidden;
    this.note.textContent = "";
    if (toText || this.load()) this.showText(toText);
  }

  // The one that is seen has the id, for links to it.
  showText(isText) {
    const [shown, other] = isText ? [this.textarea, this.view.dom] : [this.view.dom, this.textarea];
    for (const form of this.forms) form.close();
    other.removeAttribute("id");
    shown.id = this.id;
    shown.hidden = false;
    other.hidden = true;
    this.toolbar.limit(isText);
    this.toolbar.update(this.view.state);
  }
}

function mount() {
  const waiting = "textarea[data-editor]:not([data-editor=ready], [readonly], :disabled)";
  for (const textarea of document.querySelectorAll(waiting)) {
    textarea.dataset.editor = "ready";
    new Editor(textarea);
  }
}

mount();
document.addEventListener("htmx:load", mount); // what came into the page later
