"""Who is responsible, what is not accepted just now, which body is meant."""

from datetime import date
from functools import lru_cache

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from hilfelotse.base import clock
from hilfelotse.base.stems import stems
from hilfelotse.directory import freshness
from hilfelotse.directory.models import (
    AcceptanceStop,
    Accommodation,
    Contact,
    GoodsIntake,
    Organisation,
    Responsibility,
)
from hilfelotse.places.distance import kilometres
from hilfelotse.places.models import District, Postcode
from hilfelotse.topics import goods

_NAME, _ABOUT = 3, 1


def responsible_for(
    subject: str, postcode: str = "", on: date | None = None
) -> list[Responsibility]:
    """The bodies responsible for ``subject``: those of the postcode's district, then the city's.

    A postcode may lie in several districts: then all of theirs. Without a postcode, or with one
    that nobody knows, only those for the whole city. Each ``organisation`` has its
    ``active_contacts``.
    """
    here = District.objects.filter(quarters__postcodes__code=postcode)
    people = Prefetch(
        "organisation__contacts",
        queryset=Contact.objects.filter(is_active=True),
        to_attr="active_contacts",
    )
    return list(
        Responsibility.objects.on(on or clock.today())
        .filter(Q(district=None) | Q(district__in=here), subject=subject)
        .select_related("organisation__quarter", "district")
        .prefetch_related(people)
        .order_by(F("district__number").asc(nulls_last=True), "organisation__name", "pk")
    )


def stops_for(text: str) -> list[AcceptanceStop]:
    """What of the things that ``text`` names is not accepted today; all stops for „Sachspenden“."""
    stops = AcceptanceStop.objects.in_force().select_related("organisation")
    named = goods.named_in(text)
    if named:
        return list(stops.filter(goods__in=named))
    return list(stops) if goods.speaks_of_goods(text) else []


def paused(prefix: str = "") -> Q:
    """Bodies that take nobody today, by their own word; ``prefix`` such as ``organisation__``."""
    return Q(**{f"{prefix}paused_until__gte": clock.today()})


def takes_helpers(organisation: Organisation) -> bool:
    """Whether the body takes new helpers; how many it had this month ``referrals`` counts."""
    return organisation.is_active and not organisation.is_paused


def not_fresh() -> QuerySet[Organisation]:
    """What a colleague asks by telephone, the oldest first: what is doubtful in spite of our mails,
    and whoever wants to be called instead, or has nobody to write to, as soon as it is due.
    """
    now = clock.now()
    written_to = Contact.objects.filter(organisation=OuterRef("pk"), is_active=True)
    due = Q(confirmed_at__lte=now - freshness.ASK_AFTER)
    by_phone = Q(reach_by=Organisation.ReachBy.PHONE) | ~Q(Exists(written_to))
    stale = Q(confirmed_at__lte=now - freshness.STALE_AFTER)
    return Organisation.objects.filter(stale | due & by_phone, is_active=True).order_by(
        "confirmed_at", "name"
    )


def where_to_bring(goods: str, postcode: str = "") -> list[GoodsIntake]:
    """Who takes these ``goods`` today, the nearest to ``postcode`` first, then by name.

    Bodies that are paused, stopped or not public, or whose entry is too old to be shown, are left
    out; one that ``organisation.is_stale`` is shown, and the page says so.
    """
    stopped = AcceptanceStop.objects.in_force().filter(goods=goods)
    if stopped.filter(organisation=None).exists():
        return []
    rows = (
        GoodsIntake.objects.filter(
            freshness.shown("organisation__"),
            goods=goods,
            organisation__is_active=True,
            organisation__is_public=True,
        )
        .exclude(paused("organisation__"))
        .exclude(organisation__in=stopped.values("organisation"))
        .select_related("organisation__quarter")
    )
    here = Postcode.objects.filter(code=postcode).first() if postcode else None
    return sorted(rows, key=lambda row: (_apart(row, here), row.organisation.name))


_FAR = 1_000


def _apart(row: GoodsIntake, here: Postcode | None) -> int:
    """Whole kilometres; bodies of the whole city last."""
    quarter = row.organisation.quarter
    if here is None or quarter is None:
        return _FAR
    return kilometres(here.east_m, here.north_m, quarter.east_m, quarter.north_m)


def search_bodies(text: str, limit: int = 5) -> list[Organisation]:
    """Active bodies by words of their name or of what they do, the best first."""
    wanted = stems(text)
    if not wanted:
        return []
    rows = Organisation.objects.filter(is_active=True).values_list("pk", "name", "about")
    scores = {pk: _score(wanted, name, about) for pk, name, about in rows}
    best = sorted((pk for pk in scores if scores[pk]), key=lambda pk: -scores[pk])[:limit]
    by_id = Organisation.objects.select_related("quarter").in_bulk(best)
    return [by_id[pk] for pk in best]


def _score(wanted: list[str], name: str, about: str) -> int:
    in_name, in_about = _stems(name), _stems(about)
    return sum(
        _NAME * any(word.startswith(start) for word in in_name)
        + _ABOUT * any(word.startswith(start) for word in in_about)
        for start in wanted
    )


@lru_cache(maxsize=5_000)
def _stems(text: str) -> tuple[str, ...]:
    """Kept, because each keystroke of the telephone asks all bodies."""
    return tuple(stems(text))


def public_accommodations() -> list[Accommodation]:
    """Houses of which everybody may know, by district, then by name; without their addresses."""
    rows = Accommodation.objects.filter(is_active=True, protection=Accommodation.Protection.PUBLIC)
    return list(
        rows.select_related("operator", "circle", "quarter__district")
        .only("name", "kind", "quarter__name", *_DISTRICT, *_named("operator", "circle"))
        .order_by("quarter__district__number", "name")
    )


_DISTRICT = [f"quarter__district__{name}" for name in ("id", "number", "name")]


def _named(*bodies: str) -> list[str]:
    """Of a related body, what says whether it may be named (see ``rules.may_be_named``)."""
    fields = ("name", "is_public", "is_active", "confirmed_at")
    return [f"{body}__{field}" for body in bodies for field in fields]


def not_shown_by_district() -> dict[District, int]:
    """How many houses that only partners know stand in each district.

    Secret ones are not even counted.
    """
    rows = Accommodation.objects.filter(
        is_active=True, protection=Accommodation.Protection.PARTNERS
    )
    counted = rows.order_by().values_list(*_DISTRICT).annotate(count=Count("pk"))
    return {District(*values): count for *values, count in counted}
