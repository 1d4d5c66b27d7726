"""A personal answer: which placeholders may stand in it, what fills them, what its subject is."""

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from hilfelotse.base.text import clean_line, isolated

# Nothing else can be filled in: no notes of the office, nobody else's data.
PLACEHOLDERS = {
    "name": _("Name der Person"),
    "number": _("Vorgangsnummer"),
    "status_link": _("Link zum Stand des Anliegens"),
    "phone": _("unsere Telefonnummer"),
    "hours": _("unsere Sprechzeiten"),
    "colleague": _("Ihr eigener Name"),
}
SUBJECT_LENGTH = 150
_WRITTEN = re.compile(r"\{\{([^{}]*)\}\}")
# A brace too few, or a placeholder in the way of other programs: nobody should receive that.
_GOOD = "\0"  # stands for a whole placeholder while the rest is looked at
_LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{\0|\0\}|\{\s*(?:" + "|".join(PLACEHOLDERS) + r")\s*\}"
)
_PREFIX = re.compile(
    r"^(?:(?:re|aw|antw|antwort|wg|fw|fwd|sv|odp|رد)\s*(?:\[\d+\])?\s*:\s*)+", re.I
)


class WrongPlaceholder(ValueError):
    """A placeholder that nothing fills; its words are for whoever wrote the text."""


def check_placeholders(text: str) -> None:
    """Raise WrongPlaceholder for an unknown or a broken placeholder."""
    for inner in _WRITTEN.findall(text):
        if inner.strip() not in PLACEHOLDERS:
            raise WrongPlaceholder(
                gettext("Den Platzhalter „{{%(name)s}}“ gibt es nicht. Möglich sind: %(all)s.")
                % {"name": inner.strip()[:40], "all": _all()}
            )
    if broken := _LEFT_OVER.search(_WRITTEN.sub(_GOOD, text)):
        raise WrongPlaceholder(
            gettext("Bei „%(part)s“ stimmen die Klammern nicht. Möglich sind: %(all)s.")
            % {"part": broken[0].replace(_GOOD, "…"), "all": _all()}
        )


def _all() -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one without a value stays as it stands."""
    return _WRITTEN.sub(lambda found: values.get(found[1].strip(), found[0]), text)


def values(*, name: str, number: str, colleague: str, language: str) -> dict[str, str]:
    """What fills the placeholders of an answer; the link is made when the mail leaves."""
    with override(language):
        hours = gettext("Montag bis Donnerstag 9 bis 17 Uhr, Freitag 9 bis 16 Uhr")
        found = {
            "name": name, "number": number, "colleague": colleague,
            "phone": settings.OFFICE["phone"],
        }  # fmt: skip
        return {key: isolated(value) for key, value in found.items()} | {"hours": hours}


def subject(*, number: str, language: str, of_last: str = "") -> str:
    """``Re: …`` of the person's last mail, else a plain one; always with the number."""
    tag = f"[{number}]"
    plain = _PREFIX.sub("", clean_line(of_last.replace(tag, ""))).strip()
    if not plain:
        with override(language):
            own = gettext("Ihr Anliegen")  # in an f-string the catalogues would not find it
            return f"{own} {tag}"
    return f"Re: {plain[:SUBJECT_LENGTH].strip()} {tag}"
