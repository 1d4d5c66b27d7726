"""Who helps at the bodies: names and contacts only where they may be seen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hilfelotse.placements.models import Placement
from hilfelotse.placements.queries import of_bodies
from hilfelotse.placements.steps import WrongStep
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import contact_rows
from hilfelotse.web.components.placement_steps import StepForm, forms_for, step_of
from hilfelotse.web.partners.acting import Acting, acts, shows

AT_MOST = 100


@shows
def helpers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All who help now, or will."""
    return _page(request, acting)


@acts
def helper_step(request: HttpRequest, acting: Acting, placement_id: int) -> HttpResponse:
    """One step: begun, has taken place, nobody came."""
    placement = of_bodies(acting.organisations).filter(pk=placement_id).first()
    step = step_of(request.POST.get("step", ""))
    if placement is None or step is None:
        raise Http404
    form = StepForm(request.POST, placement=placement, step=step)
    if not form.is_valid():
        return _page(request, acting, bad=form)
    try:
        form.take(acting.user)
    except WrongStep:
        messages.error(request, _("Das geht bei diesem Einsatz nicht mehr."))
    else:
        messages.success(request, form.done)
    return redirect(acting.url("helpers"))


def _page(request: HttpRequest, acting: Acting, bad: StepForm | None = None) -> HttpResponse:
    placements = list(of_bodies(acting.chosen(request))[:AT_MOST])
    contacts = _contacts(placements)
    rows = [
        {
            "placement": placement,
            "contact": contacts.get(placement.pk, []),
            "steps": _steps(placement, bad),
        }
        for placement in placements
    ]
    for row in rows:
        if row["contact"]:
            placement = row["placement"]
            acting.saw(placement.offer.case, placement.need.organisation_id, "helpers")
    context = {"acting": acting, "rows": rows, "second_form": bad}
    return render(request, "partners/helpers.html", context, status=422 if bad else 200)


def _steps(placement: Placement, bad: StepForm | None) -> list[StepForm]:
    is_here = bad is not None and bad.placement.pk == placement.pk
    return [bad if is_here and bad.step == form.step else form for form in forms_for(placement)]


def _contacts(placements: list[Placement]) -> dict[int, list[dict[str, Any]]]:
    """By placement; the referral that led to it says what was released."""
    referrals = Referral.objects.filter(
        case__in=[placement.offer.case_id for placement in placements],
        need__in=[placement.need_id for placement in placements],
        state=Referral.State.ACCEPTED,
    ).select_related("case__party", "need", "organisation")
    rows = {(row.case_id, row.need_id): contact_rows(row) for row in referrals}
    return {
        placement.pk: rows.get((placement.offer.case_id, placement.need_id), [])
        for placement in placements
    }
