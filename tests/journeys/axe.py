"""Examining a page as it is: axe with all its rules, our own checks, errors of forms.

Each function returns what is wrong, as one line for each finding; an empty list is a clean page.
A page is loaded once: width and look are changed on the page that is open. Our own checks
(checks.js) run in every view, for they take milliseconds. axe takes most of a second; `make test`
runs it once for each page without its slow rule on colours, which ours look at in each look, and
`make a11y` in every width, with the rules on colours in every look.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language_from_path, gettext, override
from playwright.sync_api import Page

from axe_playwright_python.base import AXE_SCRIPT  # isort: skip

CHECKS = Path(__file__).with_name("checks.js").read_text()
LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# A screen of 1280 × 1024 at a zoom of 400 % has 320 × 256 CSS pixels. Layout and media queries see
# only these, so the zoom is that size: it differs from a telephone by what a low screen may hide.
LOW = "400 %"
SIZES = {LOW: (320, 256), "320": (320, 900), "768": (768, 1024), "1280": (1280, 900)}
# Off by default: an AAA rule that our theme keeps, and a rule of WCAG 2.2. What has a contrast of
# 7:1 has one of 4.5:1, too: the AA rule would only look at everything twice.
CONTRAST = ["color-contrast-enhanced", "link-in-text-block"]
ALL_RULES = {
    "color-contrast-enhanced": {"enabled": True},
    "target-size": {"enabled": True},
    "color-contrast": {"enabled": False},
}
NO_COLOURS = ALL_RULES | {rule: {"enabled": False} for rule in CONTRAST}

_RUN = """options => axe.run(document, {...options, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node => {
        const why = node.any.concat(node.all, node.none).map(check => check.message).join("; ");
        return `${rule.id}: ${node.target.join(" ")} – ${why}`;
    })))"""
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
_STOPS = """() => {
    const short = element => element?.outerHTML.replace(/\\s+/g, " ").slice(0, 110);
    const at = stopsAhead.findIndex((stop, place) => stop !== stopsMade[place]);
    return at < 0 ? [] : [`tab: ${short(stopsMade[at])} instead of ${short(stopsAhead[at])}`];
}"""


# `make a11y` looks at everything; `make test` at what can break most easily.
THOROUGH = os.environ.get("A11Y") == "full"


@dataclass(frozen=True)
class View:
    """A size and a look, what of our own to check there, and the options of axe, if it runs."""

    size: str
    look: str
    parts: tuple[str, ...]
    axe: dict | None = None

    def __str__(self) -> str:
        return f"{self.size} {self.look}"


def every_view(sizes: Iterable[str] = SIZES, looks: Iterable[str] = LOOKS) -> list[View]:
    """All of axe in each size, its rules on colours in each look."""
    views = []
    for size in sizes:
        for look in looks:
            first = ("structure",) if not views else ()
            rules = {"rules": ALL_RULES} if look == "light" else {"runOnly": CONTRAST}
            views.append(View(size, look, (*first, "layout", "colour", "focus"), rules))
    return views


# Inside: all sizes in one look, and all looks in one size.
ENOUGH = [*every_view(looks=["light"]), *every_view(["1280"], ["dark", "forced"])]
# The layout in all sizes; colours and rules do not depend on the language.
IN_ANOTHER_LANGUAGE = [
    View("320", "light", ("structure", "layout", "colour", "focus"), {"rules": NO_COLOURS}),
    *(View(size, "light", ("layout", "focus")) for size in (LOW, "768", "1280")),
]


def some_views(*, colours: bool) -> list[View]:
    """Both ends of the sizes, light and dark; with ``colours`` forced ones and axe's rules, too."""
    rules = ALL_RULES if colours else NO_COLOURS
    forced = [View("1280", "forced", ("colour", "focus"))] if colours else []
    return [
        View(LOW, "light", ("layout", "focus")),
        View("1280", "light", ("structure", "layout", "colour", "focus"), {"rules": rules}),
        View("1280", "dark", ("colour", "focus") if colours else ("colour",)),
        *forced,
    ]


def show(page: Page, size: str) -> None:
    """Give the page a size; a change costs, even to the same one."""
    width, height = SIZES[size]
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})


def examine(
    page: Page,
    where: str,
    *,
    least_target: int = 0,
    colours: bool = True,
    frame: bool = True,
    views: list[View] | None = None,
) -> list[str]:
    """What can be measured on a page that is open.

    ``colours``: also what differs by colours alone, where time is short. ``frame``: does it stand
    in our frame, with skip link, landmarks and a title that ends in our names? ``views``: others
    than usual.
    """
    is_public = _expected(page)["isPublic"]
    thorough = every_view() if is_public else ENOUGH
    usual = thorough if THOROUGH else some_views(colours=colours)
    found = list(look(page, views or usual, least_target=least_target, frame=frame))
    if THOROUGH and is_public and not views:
        found += pressing_tab(page)
    page.emulate_media(**LOOKS["light"])
    return [f"{where} {line}" for line in found]


def look(
    page: Page, views: list[View], *, least_target: int = 0, frame: bool = True
) -> Iterator[str]:
    """Each finding, view by view, as soon as it is made."""
    for view in views:
        show(page, view.size)
        page.emulate_media(**LOOKS[view.look], reduced_motion="reduce")
        for line in _own(page, view.parts, least=least_target, frame=frame):
            yield f"[{view}] {line}"
        if view.axe:
            yield from (f"[{view}] {line}" for line in _axe(page, view.axe))


def pressing_tab(page: Page) -> list[str]:
    """With the key itself: every stop is reached, in the order of the page."""
    _own(page, ("tab",))
    for _ in range(page.evaluate("stopsAhead.length - 1")):
        page.keyboard.press("Tab")
    return page.evaluate(_STOPS)


def _own(page: Page, parts: tuple[str, ...], *, least: int = 0, frame: bool = True) -> list[str]:
    given = {"parts": parts, "least": least, "frame": frame}
    return page.evaluate(CHECKS, _expected(page) | given)


def _axe(page: Page, options: dict) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(_RUN, options)


def _expected(page: Page) -> dict[str, object]:
    """What an address promises: language, direction, the names in the title."""
    named = get_language_from_path(urlsplit(page.url).path)
    language = named or settings.LANGUAGE_CODE
    with override(language):
        return {
            "isPublic": named is not None,
            "language": language,
            "direction": "rtl" if language in settings.LANGUAGES_BIDI else "ltr",
            "service": gettext("Hilfelotse"),
            "office": gettext("Koordinierungsstelle Flüchtlingshilfe"),
            "errorWord": gettext("Fehler:"),
        }


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
