"""Who is responsible, what is not accepted just now, which body is meant."""

from datetime import date
from functools import lru_cache

from django.db.models import Case as Switch
from django.db.models import Prefetch, Q, Value, When

from hilfelotse.base import clock
from hilfelotse.base.stems import stems
from hilfelotse.directory.models import AcceptanceStop, Contact, Organisation, Responsibility
from hilfelotse.places.models import District
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
    # Whole city last; NULLs sort differently on our two databases.
    far = Switch(When(district=None, then=Value(1)), default=Value(0))
    return list(
        Responsibility.objects.on(on or clock.today())
        .filter(Q(district=None) | Q(district__in=here), subject=subject)
        .select_related("organisation", "district")
        .prefetch_related(people)
        .order_by(far, "district__number", "organisation__name", "pk")
    )


def stops_for(text: str) -> list[AcceptanceStop]:
    """What of the things that ``text`` names is not accepted today; all stops for „Sachspenden“."""
    stops = AcceptanceStop.objects.in_force().select_related("organisation")
    named = goods.named_in(text)
    if named:
        return list(stops.filter(goods__in=named))
    return list(stops) if goods.speaks_of_goods(text) else []


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
