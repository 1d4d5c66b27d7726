"""What is never taken, and what is taken in what condition: the advice before an offer is sent.

After domain/fields 3.13. Words are folded as everywhere; „ohne Matratze“ is no mattress.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.base.text import fold
from hilfelotse.topics.goods import Condition, named_in

Words: TypeAlias = str | Promise

# The form asks for one of twelve groups; which goods of a group are meant, the item's words say.
GROUPS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "clothing": (_("Kleidung und Schuhe"), ("clothing", "shoes", "winter")),
    "children": (_("Sachen für Kinder und Babys"), ("children", "baby")),
    "home": (_("Bettwäsche, Küche und Geschirr"), ("bedding", "kitchen")),
    "furniture": (_("Möbel"), ("furniture",)),
    "appliances": (_("Elektrogeräte"), ("appliances",)),
    "electronics": (_("Handys und Computer"), ("electronics",)),
    "sports": (_("Fahrräder und Sportsachen"), ("bicycles", "sports")),
    "school": (_("Schulsachen und Bücher"), ("school", "books")),
    "hygiene": (_("Hygieneartikel"), ("hygiene",)),
    "food": (_("Lebensmittel"), ("food",)),
    "medicine": (_("Hilfsmittel, zum Beispiel Rollator oder Brille"), ("medicine",)),
    "other": (_("Etwas anderes"), ("other",)),
}
GROUP_CHOICES = [(code, label) for code, (label, _codes) in GROUPS.items()]
GROUP_OF = {goods: group for group, (_label, codes) in GROUPS.items() for goods in codes}


def goods_of(group: str, item: str) -> str:
    """Which of a group's goods are meant: those that the item's words name, else the first."""
    codes = GROUPS[group][1]
    named = named_in(item)
    # The last one is the most special: winter jackets are winter clothing.
    return next((code for code in reversed(codes) if code in named), codes[0])


@dataclass(frozen=True)
class Rule:
    """What helps with goods of a kind: said before the offer is sent."""

    advice: Words
    least: Condition = Condition.USED  # in a worse condition nobody can use it
    months: tuple[int, ...] = ()  # when it is wanted; none: always
    instead: Words = ""


_WINTER = (9, 10, 11, 12, 1, 2)
RULES: dict[str, Rule] = {
    "clothing": Rule(
        _("Sauber und ganz. Am meisten fehlen Männergrößen S bis L."),
        instead=_("Gut erhaltene Kleidung nehmen auch Kleiderkammern und Kleidercontainer."),
    ),
    "shoes": Rule(_("Sauber, ganz und paarweise verbunden. Sportschuhe werden oft gebraucht.")),
    "winter": Rule(
        _("Winterkleidung wird von September bis Februar gebraucht. Im Sommer fehlt der Platz."),
        months=_WINTER,
        instead=_("Bitte heben Sie sie bis zum Herbst auf."),
    ),
    "children": Rule(_("Sauber und abwaschbar. Bitte keine Kuscheltiere in großer Zahl.")),
    "baby": Rule(_("Kinderwagen mit Bremse. Autositze nur mit ECE-Zeichen und ohne Unfall.")),
    "bedding": Rule(_("Gewaschen. Matratzen und Kopfkissen nehmen wir nicht.")),
    "kitchen": Rule(_("Vollständig und sauber, am besten in einem Karton.")),
    "furniture": Rule(
        _("Unterkünfte sind eingerichtet. Möbel werden für eigene Wohnungen gebraucht. Bitte "
          "geben Sie die Maße an und fügen Sie ein Foto hinzu."),
        instead=_("Ein Sozialkaufhaus holt gut erhaltene Möbel oft auch ab."),
    ),
    "appliances": Rule(
        _("Geprüft, mit CE-Zeichen und jünger als 10 Jahre."), least=Condition.GOOD,
        instead=_("Ältere Geräte nimmt der Wertstoffhof."),
    ),
    "electronics": Rule(
        _("Es funktioniert, das Ladegerät ist dabei und Ihre Daten sind gelöscht."),
        least=Condition.GOOD,
        instead=_("Ältere Geräte nimmt der Wertstoffhof."),
    ),
    "bicycles": Rule(_("Verkehrssicher, mit Licht und Bremsen, am besten mit Schloss.")),
    "school": Rule(_("Schulranzen, Hefte und Stifte werden vor dem Schuljahr gebraucht.")),
    "books": Rule(_("Wörterbücher und Deutschbücher, aktuelle Ausgaben.")),
    "sports": Rule(_("Bälle, Sportschuhe und Spiele ohne viel Text sind fast immer willkommen.")),
    "hygiene": Rule(
        _("Nur neu und verschlossen."), least=Condition.NEW,
        instead=_("Angebrochene Packungen brauchen Sie am besten selbst auf."),
    ),
    "food": Rule(
        _("Nur nach Absprache, haltbar, verschlossen und nicht abgelaufen."), least=Condition.NEW,
        instead=_("Lebensmittel nimmt auch die Tafel."),
    ),
    "medicine": Rule(
        _("Rollatoren, Gehhilfen und Brillen, sauber und ganz. Medikamente nehmen wir nie.")
    ),
    "other": Rule(_("Schreiben Sie uns genau, was es ist.")),
}  # fmt: skip


@dataclass(frozen=True)
class Never:
    """Something that is never taken: why, and what to do instead."""

    code: str
    reason: Words
    instead: Words = ""


BROKEN = Never(
    "broken",
    _("Beschädigte oder kaputte Sachen kann niemand gebrauchen, und wir dürfen sie nicht "
      "weitergeben."),
    _("Der Wertstoffhof nimmt kaputte Geräte und Möbel."),
)  # fmt: skip
MEDICINES = Never(
    "medicines",
    _("Medikamente dürfen nur Apotheken und Arztpraxen abgeben. Wir nehmen sie nie an."),
    _("Fragen Sie Ihre Apotheke, ob sie alte Medikamente zurücknimmt."),
)
UNDERWEAR = Never(
    "underwear",
    _("Getragene Unterwäsche und Socken nehmen wir nicht an. Jeder Mensch möchte sie neu."),
    _("Neue Unterwäsche in der Packung wird oft gebraucht."),
)
_NOT_NEW = frozenset({UNDERWEAR.code})
_SAID: list[tuple[Never, str]] = [
    (MEDICINES, r"medikament|arznei|tablette|antibiotik|schmerzmittel|insulin|augentropfen"
                r"|hustensaft|salben?\b"),
    (UNDERWEAR, r"unterwaesche|unterhose|unterhemd|\bslips?\b|\bbhs?\b|\bsocken|strumpfhose"),
    (BROKEN, r"defekt|kaputt|bastler|reparaturbeduerftig|\bzerrissen|ersatzteilspender"),
    (
        Never(
            "mattress",
            _("Gebrauchte Matratzen nehmen Unterkünfte aus hygienischen Gründen nicht an."),
            _("Die Sperrmüllabfuhr holt sie ab."),
        ),
        r"matratze",
    ),
    (
        Never(
            "weapons",
            _("Waffen und Spielzeug, das wie eine Waffe aussieht, nehmen wir nicht an. Viele "
              "Menschen sind vor dem Krieg geflohen."),
            _("Echte Waffen nimmt die Polizei entgegen."),
        ),
        r"\bwaffe|spielzeugwaffe|kriegsspiel|pistole|gewehr|munition|kampfmesser|springmesser"
        r"|softair",
    ),
    (
        Never(
            "expired",
            _("Abgelaufene Ware dürfen wir nicht weitergeben, auch wenn sie noch gut ist."),
        ),
        r"abgelaufen|mhd ueberschritten",
    ),
    (
        Never(
            "costumes",
            _("Kostüme und Abendkleider braucht gerade niemand."),
            _("Theatergruppen und Kostümverleihe freuen sich oft darüber."),
        ),
        r"karnevalskost|faschingskost|\bkostuem|abendkleid|ballkleid|brautkleid",
    ),
    (
        Never(
            "crashed_seat",
            _("Ein Kindersitz, der einen Unfall hatte, schützt nicht mehr."),
            _("Der Wertstoffhof nimmt ihn."),
        ),
        r"(auto|kinder)sitz.*\bunfall",
    ),
]  # fmt: skip
_PATTERNS = [(never, re.compile(words)) for never, words in _SAID]
_DENIED = re.compile(r"\b(ohne|kein\w*|nicht|nie)\s+\w+")


def never_of(goods: str, item: str, condition: int) -> Never | None:
    """Why this is never taken; None if it may be."""
    claimed = _DENIED.sub(" ", fold(item))
    if condition == Condition.BROKEN:
        return BROKEN
    for never, pattern in _PATTERNS:
        if pattern.search(claimed) and not (never.code in _NOT_NEW and condition == Condition.NEW):
            return never
    if condition < RULES[goods].least:
        return Never("worn", RULES[goods].advice, RULES[goods].instead)
    return None
