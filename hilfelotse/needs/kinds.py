"""What each kind of need asks for, and what is wrong with what was typed.

Forms and actions read the same rules: the form to explain, the action to refuse.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.needs.models import MOST_PEOPLE, MOST_THINGS, THINGS, Need
from hilfelotse.office import deadlines
from hilfelotse.topics.activities import ACTIVITIES
from hilfelotse.topics.goods import Condition
from hilfelotse.topics.times import Frequency

Kind = Need.Kind
AT_MOST = timedelta(days=365)
NEVER_NEEDED = {"medicine"}  # given by pharmacies alone (§ 43 AMG)

COMMON = [
    "title", "description", "quantity", "quarter", "accommodation", "urgency", "urgency_reason",
    "valid_until", "is_public",
]  # fmt: skip
_WORK = ["activity", "needs_clearance", "adults_only", "reimbursement", "meeting_point"]
_REGULAR = ["frequency", "slots", "starts_on", "ends_on"]
_DATE = ["starts_at", "ends_at"]
_OTHER_DATE = ["other_starts_at", "other_ends_at"]
_GENDER = ["gender_wish", "gender_reason"]
_GOODS = ["goods", "unit", "condition", "hours", "not_wanted"]


@dataclass(frozen=True)
class Asked:
    """The fields that a kind has beside the common ones, and which of them must be there."""

    fields: list[str]
    required: frozenset[str] = frozenset()
    languages: bool = False
    activity: str = ""  # the only one, where the kind says it already
    fixed: dict[str, Any] = field(default_factory=dict)


ONCE = {"frequency": Frequency.ONCE}
KINDS: dict[str, Asked] = {
    Kind.HELPERS: Asked([*_WORK, *_REGULAR], frozenset({"activity", "frequency"}), languages=True),
    Kind.SHIFT: Asked(
        [*_WORK, *_DATE], frozenset({"activity", *_DATE}), languages=True, fixed=ONCE
    ),
    Kind.INTERPRETING: Asked(
        [*_DATE, *_OTHER_DATE, *_GENDER, "meeting_point", "reimbursement"],
        frozenset({*_DATE, "meeting_point"}),
        languages=True,
        activity="DOL",
        fixed=ONCE,
    ),
    Kind.MENTORING: Asked(
        [*_WORK, *_REGULAR], frozenset({"activity", "frequency"}), languages=True
    ),
    Kind.TRANSPORT: Asked(
        [*_DATE, "slots", "reimbursement", "meeting_point"], activity="FAH", fixed=ONCE
    ),
    Kind.EXPERTISE: Asked(
        [*_WORK, *_REGULAR], frozenset({"activity", "frequency"}), languages=True
    ),
    Kind.GOODS: Asked(_GOODS, frozenset({"goods", "unit"})),
    Kind.MONEY: Asked([]),
    Kind.ROOM: Asked([*_REGULAR]),
}
# A kind's own fields: what another kind was asked for is emptied.
_OWN = {name for asked in KINDS.values() for name in asked.fields}
_EMPTY: dict[str, Any] = {
    name: Need._meta.get_field(name).get_default()  # 0, False, "", None
    for name in _OWN | {"activity", "frequency"}
}


def most(kind: str) -> int:
    """The greatest quantity that a need of this kind may ask for."""
    return MOST_THINGS if kind in THINGS else MOST_PEOPLE


def is_dated(fields: dict[str, Any]) -> bool:
    """One date, whose end is the end of the need: nobody has to say how long it holds."""
    return bool(fields.get("starts_at"))


def only_own(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without what belongs to another kind, and with what the kind fixes."""
    asked = KINDS[fields["kind"]]
    empty = {name: value for name, value in _EMPTY.items() if name not in asked.fields}
    kept = {name: value for name, value in fields.items() if name not in empty}
    known = {"activity": asked.activity} if asked.activity else {}
    return kept | empty | known | asked.fixed


def problems(
    fields: dict[str, Any], languages: dict[str, int], before: Need | None = None
) -> dict[str, str | Promise]:
    """What is wrong, by the name of the field, in words for whoever typed it.

    ``before``: the need as it stands; a date that lay ahead when it was entered may stay.
    """
    asked = KINDS[fields["kind"]]
    missing = {
        name: _("Bitte füllen Sie dieses Feld aus.")
        for name in asked.required
        if fields.get(name) in (None, "")
    }
    return (
        _wrong_quantity(fields)
        | _wrong_topic(fields, asked)
        | _wrong_days(fields, before)
        | _wrong_dates(fields, before)
        | _wrong_interpreting(fields, languages, before)
        | missing
    )


def _wrong_quantity(fields: dict[str, Any]) -> dict[str, str | Promise]:
    quantity, limit = fields.get("quantity"), most(fields["kind"])
    if isinstance(quantity, int) and 1 <= quantity <= limit:
        return {}
    if limit == MOST_PEOPLE:
        return {"quantity": _("Geben Sie eine Zahl von 1 bis 500 ein.")}
    return {"quantity": _("Geben Sie eine Zahl von 1 bis 100.000 ein.")}


def _wrong_topic(fields: dict[str, Any], asked: Asked) -> dict[str, str | Promise]:
    found = {}
    if "activity" in asked.fields and fields.get("activity") not in (*ACTIVITIES, "", None):
        found["activity"] = _("Wählen Sie die Aufgabe aus.")
    if fields["kind"] == Kind.GOODS:
        if fields.get("goods") in NEVER_NEEDED:
            found["goods"] = _("Medikamente dürfen nur Apotheken abgeben.")
        if fields.get("condition") == Condition.BROKEN:
            found["condition"] = _("Kaputte Sachen vermitteln wir nicht.")
    return found


def _wrong_days(fields: dict[str, Any], before: Need | None) -> dict[str, str | Promise]:
    today = clock.today()
    found: dict[str, str | Promise] = {}
    if not is_dated(fields):
        found |= _wrong_valid_until(fields.get("valid_until"), before)
    starts, ends = fields.get("starts_on"), fields.get("ends_on")
    if starts and ends and ends < starts:
        found["ends_on"] = _("Das Ende liegt vor dem Anfang.")
    elif ends and ends < today and _is_new(before, "ends_on", ends):
        found["ends_on"] = _("Dieser Tag ist schon vorbei.")
    if starts and starts < today and _is_new(before, "starts_on", starts):
        found["starts_on"] = _("Dieser Tag ist schon vorbei.")
    return found


def _wrong_valid_until(until: date | None, before: Need | None) -> dict[str, str | Promise]:
    if until is None:
        return {"valid_until": _("Geben Sie ein, bis wann der Bedarf gilt.")}
    if until < clock.today() and _is_new(before, "valid_until", until):
        return {"valid_until": _("Geben Sie heute oder einen Tag in der Zukunft ein.")}
    if until > clock.today() + AT_MOST:
        return {"valid_until": _("Ein Bedarf gilt höchstens ein Jahr.")}
    return {}


def _wrong_dates(fields: dict[str, Any], before: Need | None) -> dict[str, str | Promise]:
    found = {}
    for first, last in (_DATE, _OTHER_DATE):
        starts, ends = fields.get(first), fields.get(last)
        if bool(starts) != bool(ends):
            found[last if starts else first] = _("Geben Sie Anfang und Ende an.")
        elif starts and ends:
            found |= _wrong_date(first, last, starts, ends, before)
    return found


def _wrong_date(
    first: str, last: str, starts: datetime, ends: datetime, before: Need | None
) -> dict[str, str | Promise]:
    if ends <= starts:
        return {last: _("Das Ende liegt vor dem Anfang.")}
    if ends - starts > timedelta(days=1):
        return {last: _("Ein Termin dauert höchstens einen Tag.")}
    if starts < clock.now() and _is_new(before, first, starts):
        return {first: _("Dieser Termin ist schon vorbei.")}
    if starts > clock.now() + AT_MOST:
        return {first: _("Ein Termin liegt höchstens ein Jahr voraus.")}
    return {}


def _wrong_interpreting(
    fields: dict[str, Any], languages: dict[str, int], before: Need | None
) -> dict[str, str | Promise]:
    if fields["kind"] != Kind.INTERPRETING:
        return {}
    found = {}
    if not languages:
        found["language_1"] = _("Wählen Sie die Sprache aus, in die übersetzt wird.")
    if fields.get("gender_wish") and not fields.get("gender_reason"):
        found["gender_reason"] = _("Schreiben Sie auf, warum das nötig ist.")
    starts = fields.get("starts_at")
    is_short = starts and starts < deadlines.interpreting_lead()
    if is_short and not fields.get("urgency_reason") and _is_new(before, "starts_at", starts):
        found["urgency_reason"] = _(
            "Bis zum Termin sind es weniger als 5 Arbeitstage. Schreiben Sie auf, warum es eilt."
        )
    return found


def _is_new(before: Need | None, name: str, value: Any) -> bool:
    return before is None or getattr(before, name) != value


def last_day(fields: dict[str, Any]) -> date | None:
    """The day on which the last of a need's dates ends."""
    ends = [fields[name] for name in ("ends_at", "other_ends_at") if fields.get(name)]
    return day_of(max(ends)) if ends else None


def day_of(moment: datetime) -> date:
    """The office's day on which ``moment`` lies."""
    return timezone.localtime(moment).date()
