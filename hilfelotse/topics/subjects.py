"""What a concern is about: the finer list below the service areas, for answers and responsibility.

After domain/workflows 2.1 (what was asked in Hannover in 2015 and 2022) and domain/fields 3.9.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUBJECTS: dict[str, str | Promise] = {
    "volunteering": _("Ehrenamt"),
    "interpreting": _("Dolmetschen"),
    "goods": _("Sachspenden"),
    "money": _("Geldspenden"),
    "flat_offer": _("Wohnung anbieten"),
    "property": _("Fläche oder Gebäude"),
    "accommodation": _("Unterkünfte"),
    "flat_search": _("Wohnungssuche"),
    "school": _("Schule"),
    "childcare": _("Kita und Kinderbetreuung"),
    "german": _("Deutschkurse"),
    "work": _("Arbeit und Ausbildung"),
    "benefits": _("Geldleistungen"),
    "registration": _("Anmeldung und Ausweise"),
    "residence": _("Aufenthalt und Asyl"),
    "health": _("Gesundheit"),
    "minors": _("Unbegleitete Minderjährige"),
    "violence": _("Schutz vor Gewalt"),
    "transport": _("Verkehr und Fahrdienste"),
    "neighbourhood": _("Nachbarschaft"),
    "complaint": _("Beschwerde"),
    "press": _("Presse"),
    "hate": _("Drohung und Hass"),
    "other": _("Anderes"),
}
CHOICES = list(SUBJECTS.items())
