from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.history import timeline
from hilfelotse.referrals.models import Referral


def body_in_charge(case: Case) -> Organisation | None:
    """Who has a concern now that ended as „weitergeleitet“, or should be asked instead of us."""
    if case.outcome == Case.Outcome.FORWARDED:
        kept = case.referrals.filter(state__in=[Referral.State.ACCEPTED, Referral.State.DONE])
        last = kept.select_related("organisation").order_by("-answered_at").first()
        return last.organisation if last else None
    if case.outcome == Case.Outcome.NOT_OURS:
        closed = timeline.of(case).filter(verb="closed").first()
        return Organisation.objects.filter(pk=closed and closed.details.get("turn_to")).first()
    return None
