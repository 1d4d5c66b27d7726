"""Notes to the lead about a case: somebody looks, nothing is refused and nothing is filtered."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold
from hilfelotse.cases.models import Alert, Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record


@transaction.atomic
def alert(*, case: Case, sign: str, words: str = "", user: User | None = None) -> Alert:
    """Tell the lead what was noticed in a case, once for each sign. By the rules, or a colleague.

    For other packages' actions and for the desk.
    """
    if user is not None:
        require(user)
    case = hold(case.pk)
    found, is_new = Alert.objects.get_or_create(
        case=case, sign=Alert.Sign(sign), defaults={"words": words[:300]}
    )
    if is_new:
        by = None if user else Event.By.SYSTEM
        record(subject=case, verb="alerted", user=user, by=by, sign=found.sign)
    return found


@transaction.atomic
def see_alert(*, user: User, alert: Alert) -> Alert:
    """The lead has read it and done what was to be done."""
    require(user, frozenset({Role.LEAD}))
    case = hold(alert.case_id)
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    if alert.seen_at is None:
        alert.seen_at, alert.seen_by = clock.now(), user
        alert.save(update_fields=["seen_at", "seen_by"])
        record(subject=case, verb="alert_seen", user=user, sign=alert.sign)
    return alert
