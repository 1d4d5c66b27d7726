"""Whom the office asks: how offers and concerns are spread over the bodies, not over colleagues."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Sum

from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need
from hilfelotse.office import hours
from hilfelotse.referrals.models import Referral

_State = Referral.State


@dataclass(frozen=True)
class Share:
    """What one body was asked in the period, and what it needs now."""

    organisation: Organisation
    asked: int
    accepted: int
    declined: int
    silent: int  # did not answer in time
    recalled: int  # we took it back, before an answer or after
    waiting: int
    percent: int  # of all that was asked of anybody
    needs: int  # open, with a free place
    places: int


def distribution(since: date, until: date) -> list[Share]:
    """By body, for what was sent from ``since`` to ``until``, both included; most asked first.

    A body that was never asked stands there too while it has open needs. Opinions do not count:
    they bring nobody anything.
    """
    states, needs = _asked(since, until), _open_needs()
    total = sum(counts.total() for counts in states.values())
    bodies = Organisation.objects.in_bulk([*states, *needs])
    rows = [_share(body, states[pk], total, needs.get(pk, (0, 0))) for pk, body in bodies.items()]
    return sorted(rows, key=lambda row: (-row.asked, row.organisation.name))


def _share(body: Organisation, counts: Counter, total: int, open_needs: tuple[int, int]) -> Share:
    asked = counts.total()
    return Share(
        organisation=body,
        asked=asked,
        accepted=counts[_State.ACCEPTED] + counts[_State.DONE],
        declined=counts[_State.DECLINED],
        silent=counts[_State.EXPIRED],
        recalled=counts[_State.RECALLED],
        waiting=counts[_State.SENT],
        percent=round(100 * asked / total) if total else 0,
        needs=open_needs[0],
        places=open_needs[1],
    )


def _asked(since: date, until: date) -> defaultdict[int, Counter]:
    found: defaultdict[int, Counter] = defaultdict(Counter)
    sent = Referral.objects.filter(
        is_opinion=False, sent_at__gte=_morning(since), sent_at__lt=_morning(until + _DAY)
    )
    rows = sent.order_by().values_list("organisation", "state").annotate(number=Count("pk"))
    for organisation, state, number in rows:
        found[organisation][state] = number
    return found


def _open_needs() -> dict[int, tuple[int, int]]:
    rows = (
        Need.objects.open()
        .filter(taken__lt=F("quantity"))
        .order_by()
        .values_list("organisation")
        .annotate(number=Count("pk"), left=Sum(F("quantity") - F("taken")))
    )
    return {organisation: (number, left) for organisation, number, left in rows}


_DAY = timedelta(days=1)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(0), hours.ZONE)
