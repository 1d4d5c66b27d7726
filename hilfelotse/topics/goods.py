"""What people give: the groups of domain/fields 3.13, and the words by which people call them."""

import re

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.base.text import fold

GOODS: dict[str, str | Promise] = {
    "clothing": _("Kleidung"),
    "shoes": _("Schuhe"),
    "winter": _("Winterkleidung"),
    "children": _("Kinderkleidung und Spielzeug"),
    "baby": _("Babysachen und Kinderwagen"),
    "bedding": _("Bettwäsche und Handtücher"),
    "furniture": _("Möbel"),
    "kitchen": _("Küche und Geschirr"),
    "appliances": _("Elektrogeräte"),
    "electronics": _("Handys und Computer"),
    "bicycles": _("Fahrräder"),
    "school": _("Schulsachen"),
    "books": _("Bücher"),
    "sports": _("Sportsachen"),
    "hygiene": _("Hygieneartikel"),
    "food": _("Lebensmittel"),
    "medicine": _("Medikamente"),
    "other": _("Anderes"),
}
CHOICES = list(GOODS.items())


class Condition(models.IntegerChoices):
    """Ordered, so that „mindestens gut“ is a comparison."""

    NEW = 4, _("neu")
    LIKE_NEW = 3, _("wie neu")
    GOOD = 2, _("gut")
    USED = 1, _("gebraucht, aber ganz und sauber")
    BROKEN = 0, _("beschädigt oder defekt")


class Unit(models.TextChoices):
    PIECE = "piece", _("Stück")
    PAIR = "pair", _("Paar")
    SET = "set", _("Set")
    BOX = "box", _("Karton")
    BAG = "bag", _("Tüte")
    PALLET = "pallet", _("Palette")
    KILOGRAM = "kg", _("Kilogramm")


# How people call it, folded. Each stands anywhere in a word, so that „Herrenhosen“ is found; where
# that would find too much, \b says where the word begins or ends.
_WORDS: dict[str, str] = {
    "clothing": "kleid|klamott|jacke|hosen?\\b|jeans|pullover|pullis?\\b|hemd|bluse|shirt|mantel"
    "|maentel|anzug|anzuege|textil|unterwaesche|socken",
    "shoes": "schuh|stiefel|sandalen|sneaker|pantoffel",
    "winter": "\\bwinter|handschuh|muetze|\\bschals?\\b|schneeanz",
    "children": "kinderkleid|kindersachen|spielzeug|spielsachen|\\bpuppe|kuscheltier|stofftier|lego"
    "|bauklo|kinderbett",
    "baby": "\\bbaby|kinderwagen|buggy|strampler|windel|wickel|schnuller|kindersitz|autositz",
    "bedding": "bettwaesche|bettzeug|handtuch|handtuech|\\bdecken?\\b|wolldecke|bettdecke|laken"
    "|kissen",
    "furniture": "moebel|schrank|schraenke|sofa|couch|\\btische?\\b|esstisch|schreibtisch|stuhl"
    "|stuehle|sessel|\\bbett(en)?\\b|regale?\\b|kommode|matratze|lattenrost",
    "kitchen": "geschirr|\\btoepfe|\\btopf|pfanne|besteck|teller|tassen?\\b|kueche|glaeser",
    "appliances": "elektro|waschmaschine|kuehlschrank|\\bherde?\\b|mikrowelle|staubsauger"
    "|trockner|fernseh|wasserkocher|lampen?\\b",
    "electronics": "handy|smartphone|laptop|computer|tablet|notebook|\\bpcs?\\b|router|drucker",
    "bicycles": "fahrrad|fahrraed|\\brad\\b|\\braeder\\b|kinderrad|dreirad|laufrad|roller\\b",
    "school": "schulranzen|ranzen|schulsachen|schulrucks|\\bhefte?\\b|stifte\\b|federmapp"
    "|malkasten|schultasche",
    "books": "buecher\\b|\\bbuch\\b|romane?\\b|kochbuch|kinderbuch",
    "sports": "sportsachen|fussb(all|aell)|\\bball\\b|\\bbaelle|sportger|trikot|tennis",
    "hygiene": "hygiene|shampoo|seife|zahnb|zahnpast|duschgel|rasier|binden\\b|tampon|kosmetik",
    "food": "lebensmittel|\\bessen\\b|konserven|nudeln|\\breis\\b|obst|gemuese|babynahrung",
    "medicine": "medikament|medizin|tabletten|salben?\\b|rollator|rollstuhl|brillen|kruecken"
    "|verband",
    "other": "gitarre|instrument|klavier|naehmaschine|werkzeug|gutschein",
}
_PATTERNS = {code: re.compile(words) for code, words in _WORDS.items()}
_ANY_GOODS = re.compile(r"\b(sach)?spenden?\b|\bsachspend|\bsachen\b")


def named_in(text: str) -> set[str]:
    """The groups of goods that a text speaks of."""
    folded = fold(text)
    return {code for code, pattern in _PATTERNS.items() if pattern.search(folded)}


def speaks_of_goods(text: str) -> bool:
    """Whether a text is about things without saying which."""
    return bool(_ANY_GOODS.search(fold(text)))
