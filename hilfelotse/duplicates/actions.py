"""What a colleague decides about two cases that look alike: two concerns, one, or nothing alike.

Merging moves nothing. The case that goes ends as a duplicate and points to the one that stays;
notes, mails and contacts remain where they are. So it can be undone at any time, exactly.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, move, restore, snapshot
from hilfelotse.cases.models import Case
from hilfelotse.duplicates.models import Decision
from hilfelotse.history import timeline
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.models import Offer
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.rules import is_in_hand

Verdict = Decision.Verdict
_VERBS = {Verdict.SAME_PERSON: "same_person", Verdict.DIFFERENT: "not_the_same"}


class Refusal(models.TextChoices):
    """Why two cases are not merged."""

    SAME_CASE = "same_case", _("Das ist derselbe Vorgang.")
    CLOSED = "closed", _("Nur offene Vorgänge lassen sich zusammenlegen.")
    RESTRICTED = (
        "restricted",
        _("Ein geschützter Vorgang geht nicht in einem anderen auf. Umgekehrt geht es."),
    )
    AT_A_BODY = "at_a_body", _("Eine Stelle ist mit dem Vorgang befasst. Er muss bestehen bleiben.")
    HELPING = "helping", _("Ein Einsatz läuft. Der Vorgang muss bestehen bleiben.")


class CannotMerge(Exception):
    """``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class IsMerged(Exception):
    """The two were merged: that is undone first."""


class NothingToUnmerge(Exception):
    """The case was not merged, or what it was is erased."""


@transaction.atomic
def decide(*, user: User, first: Case, second: Case, verdict: str) -> Decision:
    """Remember that two cases are two: of one person, or of different ones. Never asked again.

    Refuses: whoever may not see both (PermissionDenied), one case twice and „dasselbe Anliegen“,
    which is ``merge`` (ValueError), two that were merged (IsMerged).
    """
    require(user)
    if first.pk == second.pk or verdict not in _VERBS:
        raise ValueError("two cases, and a verdict that leaves them two")
    first, second = _hold_both(user, first, second)
    if first.merged_into_id == second.pk or second.merged_into_id == first.pk:
        raise IsMerged
    decision = _remember(user, first, second, verdict)
    for case, other in ((first, second), (second, first)):
        record(subject=case, verb=_VERBS[Verdict(verdict)], user=user, other=other.pk)
    return decision


@transaction.atomic
def merge(*, user: User, case: Case, into: Case) -> Case:
    """``case`` is the concern of ``into``: it ends as a duplicate; ``into`` goes on.

    Refuses (CannotMerge): one case twice; an ended case on either side, so there are no rings; a
    restricted case into one that everybody sees; a case that a body or a placement depends on.
    PermissionDenied for whoever may not see both. Into a restricted case, the other becomes
    restricted as well: they are about the same danger.
    """
    require(user)
    if case.pk == into.pk:
        raise CannotMerge(Refusal.SAME_CASE)
    first, second = _hold_both(user, case, into)
    case, into = (first, second) if first.pk == case.pk else (second, first)
    if hindrance := _hindrance(case, into):
        raise CannotMerge(hindrance)
    before = _picture(case) | {"verdict": _verdict(case, into)}
    move(
        case, state=Case.State.CLOSED, outcome=Case.Outcome.DUPLICATE, closed_at=clock.now(),
        waiting_on="", merged_into=into, is_restricted=into.is_restricted,
    )  # fmt: skip
    Offer.objects.filter(case=case).update(
        availability=Offer.Availability.WITHDRAWN, paused_until=None
    )
    _remember(user, case, into, Verdict.SAME_CONCERN)
    record(subject=case, verb="merged", user=user, into=into.pk, before=before)
    record(subject=into, verb="took_in", user=user, other=case.pk, before=snapshot(into))
    return case


@transaction.atomic
def unmerge(*, user: User, case: Case) -> Case:
    """The two were two after all: the case stands as on the day it was merged.

    Also when the other has ended since. Whose owner has left the office comes to the desk. Raises
    NothingToUnmerge, and PermissionDenied for whoever may not see the case.
    """
    require(user)
    into = Case.objects.filter(merged=case).first()
    if into is None:
        raise NothingToUnmerge
    first, second = _hold_both(user, case, into, see_both=False)
    case, into = (first, second) if first.pk == case.pk else (second, first)
    event = _merged_event(case)
    if case.merged_into_id != into.pk or event is None:
        raise NothingToUnmerge
    before = event.details["before"]
    restore(case, before)
    move(case, is_restricted=before["is_restricted"], **_owner(case))
    _restore_offer(case, before)
    _restore_verdict(user, case, into, before["verdict"])
    record(subject=case, verb="unmerged", user=user, into=into.pk)
    record(subject=into, verb="gave_back", user=user, other=case.pk)
    return case


def in_order(one: Case, other: Case) -> tuple[Case, Case]:
    """(the case that goes, the case that stays): the one that must stay, else the older."""
    older, newer = sorted([one, other], key=lambda case: case.pk)
    if _hindrance(newer, older) and not _hindrance(older, newer):
        return older, newer
    return newer, older


# --- what is looked at and remembered -------------------------------------------------------------


def _hold_both(user: User, one: Case, other: Case, see_both: bool = True) -> tuple[Case, Case]:
    """Both, locked, the smaller number first: two who merge crosswise never wait in a ring."""
    first, second = (hold(pk) for pk in sorted([one.pk, other.pk]))
    needed = {one.pk, other.pk} if see_both else {one.pk}
    if Case.objects.visible_to(user).filter(pk__in=needed).count() < len(needed):
        raise PermissionDenied
    return first, second


def _hindrance(case: Case, into: Case) -> Refusal | None:
    if not case.is_open or not into.is_open:
        return Refusal.CLOSED
    if case.is_restricted and not into.is_restricted:
        return Refusal.RESTRICTED
    referrals = case.referrals.select_related("case")
    if referrals.waiting().exists() or any(is_in_hand(referral) for referral in referrals):
        return Refusal.AT_A_BODY
    living = Placement.objects.filter(offer__case=case).exclude(state=Placement.State.ENDED)
    return Refusal.HELPING if living.exists() else None


def _picture(case: Case) -> dict[str, Any]:
    """All that merging changes, in a shape that the timeline can keep."""
    offer = Offer.objects.filter(case=case).first()
    until = offer.paused_until if offer else None
    return snapshot(case) | {
        "is_restricted": case.is_restricted,
        "availability": offer.availability if offer else "",
        "paused_until": until.isoformat() if until else None,
    }


def _restore_offer(case: Case, before: dict[str, Any]) -> None:
    if before["availability"]:
        until = before["paused_until"]
        Offer.objects.filter(case=case).update(
            availability=before["availability"], paused_until=parse_date(until) if until else None
        )


def _owner(case: Case) -> dict[str, Any]:
    """Nobody who has left owns an open case."""
    if case.owner is None or case.owner.is_active:
        return {}
    return {"owner": None, "queue": Case.Queue.DESK}


def _merged_event(case: Case) -> Event | None:
    event = timeline.of(case).filter(verb="merged").first()
    return event if event and event.details.get("before") else None


def _pair(one: Case, other: Case) -> dict[str, int]:
    first, second = sorted([one.pk, other.pk])
    return {"first_id": first, "second_id": second}


def _verdict(one: Case, other: Case) -> str:
    """What was said about the two so far."""
    found = Decision.objects.filter(**_pair(one, other)).values_list("verdict", flat=True).first()
    return found or ""


def _remember(user: User, one: Case, other: Case, verdict: str) -> Decision:
    said = {"verdict": Verdict(verdict), "user": user, "at": clock.now()}
    decision, _created = Decision.objects.update_or_create(**_pair(one, other), defaults=said)
    return decision


def _restore_verdict(user: User, one: Case, other: Case, verdict: str) -> None:
    if verdict:
        _remember(user, one, other, verdict)
    else:
        Decision.objects.filter(**_pair(one, other)).delete()
