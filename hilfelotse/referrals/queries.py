from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.directory.queries import responsible_for
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


def next_best(referral: Referral) -> list[Organisation]:
    """Who else may take a concern that a body did not: the one it named, then whoever else is
    responsible; nobody who was asked before. For offers of time see ``matching``.
    """
    asked = set(referral.case.referrals.values_list("organisation", flat=True))
    case = referral.case
    rows = responsible_for(case.subject, case.postcode) if case.subject else []
    found = [referral.suggested] if referral.suggested else []
    found += [row.organisation for row in rows]
    return [body for body in dict.fromkeys(found) if body.pk not in asked]
