"""The inbox: what somebody must do now."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, counting
from hilfelotse.cases import search
from hilfelotse.cases.models import Case, SavedFilter
from hilfelotse.team.queries import left_to_all, works_for

VIEWS: dict[str, str | Promise] = {
    "new": _("Neu"),
    "mine": _("Meine"),
    "team": _("Unser Team"),
    "today": _("Heute fällig"),
    "overdue": _("Überfällig"),
    "waiting": _("Warten auf Antwort"),
    "callbacks": _("Rückrufe"),
    "unanswered": _("Stellen ohne Antwort"),
    "all": _("Alle offenen"),
    "lead": _("Für die Leitung"),
    "raised": _("Liegengeblieben"),
    "restricted": _("Geschützt"),
}
_FOR_THE_LEAD = {"lead", "raised", "restricted"}
COUNT_AT_MOST = 100
NOBODY, THE_LEAD = "nobody", "lead"  # owners that are no person


def views_of(user: User) -> dict[str, str | Promise]:
    """The views that the user has; the last three are the lead's."""
    if user.has_any(frozenset({Role.LEAD})):
        return VIEWS
    return {view: name for view, name in VIEWS.items() if view not in _FOR_THE_LEAD}


@dataclass(frozen=True)
class Filter:
    """What a colleague wants to see of a view; what is empty does not narrow it."""

    kind: str = ""
    subject: str = ""
    channel: str = ""
    state: str = ""
    waiting: str = ""
    owner: str = ""  # a user's id, NOBODY or THE_LEAD
    urgent: bool = False
    age: int = 0  # days since it came in, at least
    text: str = ""


@dataclass(frozen=True)
class Place:
    """Where a case stands in the inbox: what comes after it is the next page."""

    rank: int
    due_at: datetime
    pk: int

    @classmethod
    def of(cls, case: Case) -> "Place":
        assert case.due_at is not None  # noqa: S101  each open case has one
        return cls(case.rank, case.due_at, case.pk)


def inbox(
    *,
    user: User,
    view: str,
    only: Filter | None = None,
    after: Place | None = None,
    whose: Set[int] | None = None,
) -> QuerySet[Case]:
    """One view of the open cases: what was raised first, then what is urgent, then by due date.

    ``whose``: what ``works_for`` says of today, if the caller knows it already.
    """
    cases = _narrowed(_cases(user, view, whose), only or Filter())
    if after is not None:
        cases = _after(cases, after)
    return cases.select_related("party", "owner").order_by("rank", "due_at", "pk")


def counts(*, user: User, whose: Set[int] | None = None) -> dict[str, int]:
    """How many cases each of the user's views has, counted up to COUNT_AT_MOST in one query."""
    views = {view: _cases(user, view, whose) for view in views_of(user)}
    return counting.up_to(COUNT_AT_MOST, views)


def _cases(user: User, view: str, whose: Set[int] | None) -> QuerySet[Case]:
    cases = Case.objects.visible_to(user).open()
    if view not in views_of(user):
        return cases.none()
    if view == "mine":
        return cases.filter(owner__in=works_for(user, clock.today()) if whose is None else whose)
    return cases.filter(_VIEWED[view]())


def _today() -> Q:
    now = clock.now()
    tomorrow = timezone.localtime(now).replace(hour=0, minute=0, second=0) + timedelta(days=1)
    return Q(due_at__gte=now, due_at__lt=tomorrow)


_VIEWED: dict[str, Callable[[], Q]] = {
    "new": lambda: Q(state=Case.State.NEW),
    # One office, one team: whatever a colleague or everybody has to do.
    "team": lambda: ~Q(queue=Case.Queue.LEAD),
    "today": _today,
    "overdue": lambda: Q(due_at__lt=clock.now()),
    "waiting": lambda: Q(waiting_on=Case.Waiting.CITIZEN),
    # Calls are above cases, so that the name of their way back is all we know of them here.
    "callbacks": lambda: Q(callbacks__isnull=False, callbacks__ended_at=None),
    "unanswered": lambda: Q(waiting_on=Case.Waiting.ORGANISATION),
    "all": lambda: Q(),
    "lead": lambda: Q(queue=Case.Queue.LEAD),
    "raised": lambda: Q(rank__lte=1),
    "restricted": lambda: Q(is_restricted=True),
}


def _narrowed(cases: QuerySet[Case], only: Filter) -> QuerySet[Case]:
    exact = {
        "kind": only.kind, "subject": only.subject, "channel": only.channel, "state": only.state,
        "waiting_on": only.waiting,
    }  # fmt: skip
    cases = cases.filter(**{name: value for name, value in exact.items() if value})
    if only.owner:
        queues = {NOBODY: Case.Queue.DESK, THE_LEAD: Case.Queue.LEAD}
        queue = queues.get(only.owner)
        cases = cases.filter(_in_queue(queue) if queue else Q(owner=int(only.owner)))
    if only.urgent:
        cases = cases.filter(is_urgent=True)
    if only.age:
        cases = cases.filter(received_at__lte=clock.now() - timedelta(days=only.age))
    return search.having(cases, only.text) if only.text else cases


def _in_queue(queue: str) -> Q:
    """What lies with everybody: also the work of who is away while nobody stands in."""
    if queue != Case.Queue.DESK:
        return Q(queue=queue)
    return Q(queue=queue) | Q(owner__in=left_to_all(clock.today()))


def _after(cases: QuerySet[Case], place: Place) -> QuerySet[Case]:
    """The first condition lets the database begin where the page begins."""
    return cases.filter(rank__gte=place.rank).filter(
        Q(rank__gt=place.rank)
        | Q(rank=place.rank, due_at__gt=place.due_at)
        | Q(rank=place.rank, due_at=place.due_at, pk__gt=place.pk)
    )


def filters_for(user: User) -> QuerySet[SavedFilter]:
    """The user's own kept filters, and those that colleagues share."""
    return SavedFilter.objects.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")
