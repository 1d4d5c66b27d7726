"""What people give: the groups of domain/fields 3.13 in twelve and a few words for a form."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
