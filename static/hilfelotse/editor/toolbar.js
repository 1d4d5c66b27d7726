// A row of buttons that is one stop of the Tab key; arrows go from button to button.

export class Toolbar {
  // specs: {name, label, press, isOn?(state), mayPress?(state), keys?, stays?}; leave: where Escape goes.
  constructor(specs, label, leave) {
    this.element = document.createElement("div");
    this.element.className = "editor__toolbar";
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", label);
    this.buttons = specs.map((spec) => ({spec, element: this.button(spec)}));
    this.element.append(...this.buttons.map(({element}) => element));
    this.stop(this.buttons[0].element);
    this.element.addEventListener("keydown", (event) => this.onKey(event, leave));
    this.element.addEventListener("focusin", ({target}) => this.stop(target));
    // The words that are selected stay selected.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  button(spec) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = `editor__button editor__button--${spec.name}`;
    element.textContent = spec.label;
    if (spec.isOn) element.setAttribute("aria-pressed", "false");
    if (spec.keys) element.setAttribute("aria-keyshortcuts", `Control+${spec.keys}`);
    element.addEventListener("click", () => {
      if (element.getAttribute("aria-disabled") !== "true") spec.press();
    });
    return element;
  }

  // What is on here, and what can be done here.
  update(state) {
    for (const {spec, element} of this.buttons) {
      if (spec.isOn) element.setAttribute("aria-pressed", String(spec.isOn(state)));
      if (spec.mayPress) element.setAttribute("aria-disabled", String(!spec.mayPress(state)));
    }
  }

  // Only what stays.
  limit(isLimited) {
    for (const {spec, element} of this.buttons) element.hidden = isLimited && !spec.stays;
    this.stop(this.shown().find((element) => element.tabIndex === 0) ?? this.shown()[0]);
  }

  focus() {
    this.shown().find((element) => element.tabIndex === 0).focus();
    return true;
  }

  shown() {
    return this.buttons.map(({element}) => element).filter((element) => !element.hidden);
  }

  stop(at) {
    for (const {element} of this.buttons) element.tabIndex = element === at ? 0 : -1;
  }

  onKey(event, leave) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = this.shown();
    const here = shown.indexOf(document.activeElement);
    const forward = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    const next = {
      ArrowRight: here + forward, ArrowLeft: here - forward, Home: 0, End: shown.length - 1,
    }[event.key];
    if (next !== undefined) shown.at(next % shown.length).focus();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  }
}
