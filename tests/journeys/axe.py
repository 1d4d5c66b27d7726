"""Examining a page as it is: axe with all its rules, reflow, size of targets, errors of forms.

Each function returns what is wrong, as one line for each finding; an empty list is a clean page.
"""

import os

from playwright.sync_api import Page

from axe_playwright_python.base import AXE_SCRIPT  # isort: skip

WIDE, NARROW = 1280, 320  # 320 CSS px is also 1280 px at a zoom of 400 %
LIGHT = {"color_scheme": "light", "forced_colors": "none"}
COLOURS = {
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# Off by default: an AAA rule that our theme keeps, and a rule of WCAG 2.2.
MORE_RULES = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
CONTRAST = {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}

_RUN = """options => axe.run(document, {...options, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node => {
        const why = node.any.concat(node.all, node.none).map(check => check.message).join("; ");
        return `${rule.id}: ${node.target.join(" ")} – ${why}`;
    })))"""
_TOO_SMALL = """least => {
    const inSentence = element => {
        if (getComputedStyle(element).display !== "inline") return false;
        const block = element.closest("p, li, dd, td, div.flow, label");
        return block !== null && block.textContent.trim() !== element.textContent.trim();
    };
    const box = element => {
        const choice = element.matches("[type=radio], [type=checkbox]");
        return (choice && element.closest(".choice") || element).getBoundingClientRect();
    };
    const seen = element => element.checkVisibility({visibilityProperty: true})
        && !element.closest("[aria-hidden=true]") && !element.matches(".skip-link");
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
        .filter(element => element.type !== "hidden" && seen(element) && !inSentence(element))
        .map(element => [element, box(element)])
        .filter(([, {width, height}]) => width < least - 0.5 || height < least - 0.5)
        .map(([element, {width, height}]) => `target: ${Math.round(width)}×${Math.round(height)}`
            + " px: " + element.outerHTML.replace(/\\s+/g, " ").slice(0, 120));
}"""
_ERRORS = """() => {
    const text = element => element.textContent.replace(/\\s+/g, " ").trim();
    const links = [...document.querySelectorAll(".error-summary a")];
    const atFields = [...document.querySelectorAll(".field__error p")]
        .map(line => text(line).replace(/^(Fehler:|Error:|خطأ:) /, ""));
    return {
        top: document.querySelectorAll(".error-summary [role=alert] h2").length,
        said: document.querySelectorAll(".error-summary li").length,
        linked: links.map(text),
        atFields,
        dead: links.map(link => link.hash).filter(hash => {
            const target = document.querySelector(hash);
            target?.focus();
            return target === null || document.activeElement !== target;
        }),
        invalid: document.querySelectorAll("[aria-invalid=true]").length,
        undescribed: [...document.querySelectorAll("[aria-invalid=true]")].filter(input => {
            const group = input.closest("fieldset");
            const owner = input.hasAttribute("aria-describedby") ? input : group;
            const ids = (owner?.getAttribute("aria-describedby") || "").split(" ");
            return !ids.some(id => document.getElementById(id)?.matches(".field__error"));
        }).map(input => input.outerHTML.slice(0, 120)),
        native: document.querySelectorAll("main [required], main [placeholder]").length,
    };
}"""


# `make a11y` looks at everything; `make test` at what can break most easily, for axe takes time.
THOROUGH = os.environ.get("A11Y") == "full"


def examine(page: Page, where: str, *, least_target: int = 0, colours: bool = True) -> list[str]:
    """What can be measured on a page that is open: axe, reflow and targets in two widths, colours.

    Thoroughly: axe in both widths, and in the forced colours of a system. Colours do not depend on
    the width.
    """
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**LIGHT)
        if THOROUGH or width == WIDE:
            found += [(f"{width} light", line) for line in _axe(page, {"rules": MORE_RULES})]
        found += [(f"{width}", line) for line in _too_wide(page)]
        if least_target:
            found += [(f"{width}", line) for line in page.evaluate(_TOO_SMALL, least_target)]
        for name, look in COLOURS.items() if colours and width == WIDE else ():
            if THOROUGH or name == "dark":
                page.emulate_media(**look)
                found += [(f"{width} {name}", line) for line in _axe(page, CONTRAST)]
    page.emulate_media(**LIGHT)
    page.set_viewport_size({"width": WIDE, "height": 900})
    return [f"{where} [{how}] {line}" for how, line in found]


def _axe(page: Page, options: dict) -> list[str]:
    return page.evaluate(_RUN, options)


def _too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    shown = page.evaluate("document.documentElement.clientWidth")
    return [f"scrolls sideways: {width} px in {shown} px"] if width > shown else []


def errors_of(page: Page, where: str, *, scripts: bool = True) -> list[str]:
    """A form that came back: summary on top with focus, same words at the fields, living links."""
    found = []
    if scripts and not page.evaluate("document.activeElement.matches('.error-summary')"):
        found.append("the summary has no focus")
    state = page.evaluate(_ERRORS)
    if not page.title().startswith(("Fehler: ", "Error: ", "خطأ: ")):
        found.append(f"title: {page.title()}")
    if state["top"] != 1 or not state["said"]:
        found.append("no summary")
    if sorted(state["linked"]) != sorted(state["atFields"]):
        found.append(f"other words: {state['linked']} – {state['atFields']}")
    found += [f"dead link: {hash_}" for hash_ in state["dead"]]
    found += [f"not described by its error: {field}" for field in state["undescribed"]]
    if state["linked"] and not state["invalid"]:
        found.append("no field is marked invalid")
    if state["native"]:
        found.append(f"{state['native']} fields with required or placeholder")
    return [f"{where} {line}" for line in found]
