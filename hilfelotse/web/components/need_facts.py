"""What a need is about, in words, by its kind. Nothing here is for the desk alone."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hilfelotse.needs import kinds
from hilfelotse.needs.models import Need
from hilfelotse.topics import activities, goods, times
from hilfelotse.web.components import dates


def topic(need: Need) -> str:
    """„Deutsch üben“, „Möbel“, „Geld“."""
    if need.activity:
        return str(activities.name(need.activity))
    return str(goods.GOODS[need.goods] if need.goods else need.get_kind_display())


def place(need: Need) -> str:
    return f"{need.quarter.name} ({need.quarter.district.name})"


def period(need: Need) -> str:
    """„14:00 bis 16:00“ with the day in front."""
    return _span(need.starts_at, need.ends_at)


def facts(need: Need) -> list[tuple[str, Any]]:
    """Label and value of what its kind asks for; what is empty is left out."""
    asked = kinds.KINDS[need.kind]
    rows = [
        (_("Wie oft"), need.get_frequency_display() if "frequency" in asked.fields else ""),
        (_("Termin"), period(need)),
        (_("oder"), _span(need.other_starts_at, need.other_ends_at)),
        (_("Wann"), _when(need) if "slots" in asked.fields and not need.starts_at else ""),
        (_("Zeitraum"), "" if need.starts_at else _days(need)),
        (_("Zustand"), _("mindestens %(condition)s") % {"condition": need.get_condition_display()}
         if need.goods else ""),
        (_("Wann bringen"), need.hours),
        (_("Nicht gebraucht"), need.not_wanted),
        (_("Gesucht"), need.get_gender_wish_display() if need.gender_wish else ""),
        (_("Erstattung"), need.reimbursement),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def left(need: Need) -> str:
    """How much is still needed, in the kind's own unit."""
    if need.kind == Need.Kind.MONEY:
        return _("noch %(count)s Euro") % {"count": need.remaining}
    if need.kind == Need.Kind.GOODS:
        given = {"count": need.remaining, "unit": need.get_unit_display()}
        return _("noch %(count)s %(unit)s") % given
    if need.kind == Need.Kind.ROOM:
        return _("noch %(count)s Räume") % {"count": need.remaining}
    return ""


def _when(need: Need) -> list[str] | str:
    return times.describe(need.slots) or _("nach Absprache")


def _days(need: Need) -> str:
    days = [dates.day(day) for day in (need.starts_on, need.ends_on) if day]
    return " – ".join(days)


def _span(starts, ends) -> str:
    if not starts:
        return ""
    until = date_format(timezone.localtime(ends), "TIME_FORMAT")
    return _("%(start)s bis %(end)s") % {"start": dates.moment(starts), "end": until}
