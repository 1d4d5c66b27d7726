"""What volunteers do (codes after domain/fields 3.10), and what each activity asks for.

``clearance``: an extended certificate of good conduct is the default, after kind, intensity and
duration of contact with minors (§ 72a (3) SGB VIII). ``for_minors``: people under 18 may help.
``youth_office``: never brokered here, always passed on to the youth office.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Activity:
    code: str
    name: str | Promise
    clearance: bool = False
    for_minors: bool = True
    youth_office: bool = False


# What may be offered; what may be needed is less, see ``ACTIVITIES``.
OFFERED: dict[str, Activity] = {
    activity.code: activity
    for activity in (
        Activity("SPR", _("Deutsch üben")),
        Activity("DOL", _("Dolmetschen und Übersetzen"), for_minors=False),
        Activity("MIN", _("Junge Geflüchtete unterstützen"), clearance=True, for_minors=False),
        Activity("PAT", _("Patenschaft übernehmen"), clearance=True, for_minors=False),
        Activity("HAU", _("Hausaufgaben und Nachhilfe"), clearance=True, for_minors=False),
        Activity("KIN", _("Kinder betreuen"), clearance=True, for_minors=False),
        Activity("BEG", _("Zu Ämtern und Ärzten begleiten"), for_minors=False),
        Activity("FOR", _("Bei Briefen und Formularen helfen"), for_minors=False),
        Activity("WOH", _("Bei Wohnungssuche und Umzug helfen"), for_minors=False),
        Activity("ARB", _("Bei Arbeit und Ausbildung helfen"), for_minors=False),
        Activity("FAH", _("Fahren und Transportieren"), for_minors=False),
        Activity("SPE", _("Kleidung und Spenden sortieren")),
        Activity("ESS", _("Kochen und Essen ausgeben")),
        Activity("SPO", _("Sport und Bewegung")),
        Activity("KUL", _("Musik, Kunst und Ausflüge")),
        Activity("BGN", _("Treffpunkte und Feste")),
        Activity("FRA", _("Angebote für Frauen")),
        Activity("GES", _("Gesundheit (Fachkräfte)"), for_minors=False),
        Activity("FAR", _("Fahrräder, Handwerk, Garten")),
        Activity("ITC", _("Computer und Internet")),
        Activity("OEF", _("Fotos, Texte, Öffentlichkeit")),
        Activity("ORG", _("Organisieren und Telefonieren"), for_minors=False),
        Activity("EMP", _("Bei der Ankunft helfen"), for_minors=False),
        Activity("FAC", _("Fachlich beraten"), for_minors=False),
        Activity(
            "VOR",
            _("Vormundschaft oder Gastfamilie"),
            clearance=True,
            for_minors=False,
            youth_office=True,
        ),
        Activity("SON", _("Etwas anderes")),
    )
}
ACTIVITIES = {code: activity for code, activity in OFFERED.items() if not activity.youth_office}
FOR_YOUTH_OFFICE = frozenset(OFFERED) - frozenset(ACTIVITIES)
ANYTHING = "*"  # „egal, wo es brennt“

CHOICES = [(activity.code, activity.name) for activity in ACTIVITIES.values()]
OFFER_CHOICES = [(activity.code, activity.name) for activity in OFFERED.values()]


def name(code: str) -> str | Promise:
    """What an activity is called; also for „egal, wo es brennt“."""
    return _("Egal – wo Hilfe gebraucht wird") if code == ANYTHING else OFFERED[code].name
