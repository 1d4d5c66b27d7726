"""The inbox: what somebody must do now."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.models import Case

VIEWS = {
    "new": _("Neu"),
    "mine": _("Meine"),
    "today": _("Heute fällig"),
    "overdue": _("Überfällig"),
    "waiting": _("Warten auf andere"),
    "all": _("Alle offenen"),
}
COUNT_AT_MOST = 100


def inbox(*, user: User, view: str) -> QuerySet[Case]:
    """One saved view of the open cases, the most urgent first."""
    cases = Case.objects.visible_to(user).open()
    now = clock.now()
    tomorrow = timezone.localtime(now).replace(hour=0, minute=0, second=0) + timedelta(days=1)
    narrowed = {
        "new": cases.filter(state=Case.State.NEW),
        "mine": cases.filter(owner=user),
        "today": cases.filter(due_at__gte=now, due_at__lt=tomorrow),
        "overdue": cases.filter(due_at__lt=now),
        "waiting": cases.exclude(waiting_on=""),
        "all": cases,
    }[view]
    return narrowed.select_related("party", "owner").order_by("due_at", "pk")


def counts(*, user: User) -> dict[str, int]:
    """How many cases each view has, counted up to COUNT_AT_MOST so that it stays quick."""
    return {view: inbox(user=user, view=view)[:COUNT_AT_MOST].count() for view in VIEWS}
