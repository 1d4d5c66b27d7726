"""What a first talk is about (domain/workflows 2.3). A help to remember: nothing depends on it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHECKLIST: dict[str, str | Promise] = {
    "motive": _("Warum die Person helfen möchte"),
    "time": _("Wie viel Zeit sie hat, und wie lange"),
    "limits": _("Ihre Grenzen: was zu viel wäre"),
    "experience": _("Was sie kann und schon gemacht hat"),
    "languages": _("Sprachen"),
    "no_gos": _("Was sie nicht möchte"),
    "insurance": _("Versicherung erklärt"),
    "certificate": _("Führungszeugnis erklärt, wenn es nötig ist"),
    "waiting": _("Erklärt, dass es dauern kann"),
    "confidence": _("Verschwiegenheit erklärt"),
}
CHOICES = list(CHECKLIST.items())


def clean(codes: list[str]) -> list[str]:
    """The known codes, each once, in the list's order."""
    return [code for code in CHECKLIST if code in codes]


def missing(codes: list[str]) -> list[str]:
    """What was not talked about yet."""
    return [code for code in CHECKLIST if code not in codes]
