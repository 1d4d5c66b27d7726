"""What the page of an offer of time shows: the talk, what is proposed, the placements."""

from typing import Any

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.queries import responsible_for
from hilfelotse.offers.checklist import CHECKLIST, missing
from hilfelotse.offers.models import Offer
from hilfelotse.placements.actions.cancel import is_late
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.rules import is_for_youth_office
from hilfelotse.web.components.placement_steps import forms_for
from hilfelotse.web.desk.forms.case import EndForm
from hilfelotse.web.desk.forms.placements import (
    CancelForm,
    ChecklistForm,
    DeskStepForm,
    NoneFitsForm,
    ProposeForm,
)

MINORS = "minors"


def panel(offer: Offer, failed_step: DeskStepForm | None = None) -> dict[str, Any]:
    """For the case's page; ``failed_step`` is a step that somebody filled in wrongly."""
    placements = list(
        offer.placements.select_related("need__organisation", "need__contact").order_by("-pk")
    )
    living = [row for row in placements if row.state != Placement.State.ENDED]
    youth_office = is_for_youth_office(offer)
    return {
        "living": [_row(placement, failed_step) for placement in living],
        "placements_shown": bool(living) or any(map(_was_dropped, placements)),
        "dropped": [row for row in placements if _was_dropped(row)],
        "not_talked_about": [CHECKLIST[code] for code in missing(offer.talked_about)],
        "checklist_form": ChecklistForm(prefix="checklist", initial={"about": offer.talked_about}),
        "proposals": list(_proposals(offer.case)),
        "propose_form": ProposeForm(prefix="propose"),
        "none_form": NoneFitsForm(prefix="none"),
        "end_form": EndForm(prefix="end"),
        "cancel_form": CancelForm(prefix="cancel"),
        "youth_office": youth_office,
        "youth_office_body": _body(offer) if youth_office else None,
    }


def _row(placement: Placement, failed: DeskStepForm | None) -> dict[str, Any]:
    forms = forms_for(placement, DeskStepForm)
    if failed is not None and failed.placement.pk == placement.pk:
        forms = [failed if form.step == failed.step else form for form in forms]
    return {"placement": placement, "steps": forms, "late": is_late(placement)}


def _was_dropped(placement: Placement) -> bool:
    """A date that is still to come, without the one who had said yes."""
    ahead = placement.starts_at is not None and placement.starts_at > clock.now()
    return ahead and placement.end_reason == Placement.EndReason.WITHDRAWN


def _proposals(case: Case):
    return case.proposals.open().select_related("need__organisation").order_by("pk")


def _body(offer: Offer):
    rows = [row for row in responsible_for(MINORS, offer.postcode) if row.organisation.is_active]
    return rows[0].organisation if rows else None
