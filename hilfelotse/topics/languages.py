"""Languages that helpers speak (ISO 639, after domain/fields 3.12) and how well (CEFR)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("de", _("Deutsch")),
    ("ar", _("Arabisch")),
    ("en", _("Englisch")),
    ("fa", _("Persisch (Farsi)")),
    ("fr", _("Französisch")),
    ("kmr", _("Kurdisch (Kurmandschi)")),
    ("ckb", _("Kurdisch (Sorani)")),
    ("ru", _("Russisch")),
    ("ti", _("Tigrinya")),
    ("tr", _("Türkisch")),
    ("uk", _("Ukrainisch")),
    ("sq", _("Albanisch")),
    ("am", _("Amharisch")),
    ("az", _("Aserbaidschanisch")),
    ("bg", _("Bulgarisch")),
    ("prs", _("Dari")),
    ("gsg", _("Deutsche Gebärdensprache")),
    ("el", _("Griechisch")),
    ("it", _("Italienisch")),
    ("om", _("Oromo")),
    ("ps", _("Paschtu")),
    ("pl", _("Polnisch")),
    ("pt", _("Portugiesisch")),
    ("rom", _("Romani")),
    ("ro", _("Rumänisch")),
    ("sr", _("Serbisch, Bosnisch, Kroatisch")),
    ("so", _("Somali")),
    ("es", _("Spanisch")),
    ("ur", _("Urdu")),
    ("vi", _("Vietnamesisch")),
]
NAMES = dict(LANGUAGES)


class Level(models.IntegerChoices):
    """The Common European Framework's steps, in the words of a form."""

    A1 = 1, _("ein paar Worte (A1)")
    A2 = 2, _("einfache Gespräche (A2)")
    B1 = 3, _("im Alltag gut (B1)")
    B2 = 4, _("sicher (B2)")
    C1 = 5, _("fast wie Muttersprache (C1 bis C2)")
    NATIVE = 6, _("Muttersprache")


SHORT = {1: "A1", 2: "A2", 3: "B1", 4: "B2", 5: "C1"}


def level_name(level: int) -> str:
    """``B1``, or the word for a first language."""
    return SHORT.get(level) or str(Level.NATIVE.label)
