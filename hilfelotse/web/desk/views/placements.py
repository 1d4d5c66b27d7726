"""Placements and proposals on the case's page: what the desk does, and what it is told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.needs.models import THINGS
from hilfelotse.offers.actions.talk import tick
from hilfelotse.placements.actions import agree
from hilfelotse.placements.actions.cancel import cancel as cancel_placement
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions import propose as proposing
from hilfelotse.referrals.actions.substitute import move_up as move_up_placement
from hilfelotse.referrals.models import Proposal
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.placement_steps import step_of
from hilfelotse.web.desk.forms.case import EndForm, OnceForm
from hilfelotse.web.desk.forms.placements import (
    CancelForm,
    ChecklistForm,
    DeskStepForm,
    NoneFitsForm,
    ProposeForm,
)
from hilfelotse.web.desk.views.act import acted, offer_of
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)


def _find(user: User, placement_id: int) -> tuple[Placement, Case]:
    """A placement of a case that the user sees, else 404."""
    rows = Placement.objects.select_related("need__organisation", "need__contact", "offer")
    placement = get_object_or_404(rows, pk=placement_id)
    return placement, find_case(user, placement.offer.case_id)


@require_POST
@_desk
def step(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Met, signed, on trial, begun, took place, nobody came."""
    placement, case = _find(request.user, placement_id)
    wanted = step_of(request.POST.get("step", ""))
    if wanted is None:
        raise Http404
    form = DeskStepForm(request.POST, placement=placement, step=wanted)

    def do() -> None:
        form.take(request.user)

    return acted(request, case, form, "step_form", do, form.done)


@require_POST
@_desk
def end(request: HttpRequest, placement_id: int) -> HttpResponse:
    """The placement is over; the helper is thanked, and back in the pool."""
    placement, case = _find(request.user, placement_id)
    form = EndForm(request.POST, prefix="end")

    def do() -> None:
        reason = form.cleaned_data["reason"]
        agree.end_and_return(user=request.user, placement=placement, reason=reason)

    return acted(request, case, form, "end_form", do, _("Der Einsatz ist beendet."))


@require_POST
@_desk
def cancel(request: HttpRequest, placement_id: int) -> HttpResponse:
    """The helper cannot come, and says so on the telephone."""
    placement, case = _find(request.user, placement_id)
    form = CancelForm(request.POST, prefix="cancel")

    def do() -> None:
        text = form.cleaned_data["text"]
        cancel_placement(placement=placement, user=request.user, text=text)

    done = _("Die Absage ist notiert. Die Stelle bekommt eine E-Mail.")
    return acted(request, case, form, "cancel_form", do, done)


@require_POST
@_desk
def move_up(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A substitute steps in."""
    placement, case = _find(request.user, placement_id)

    def do() -> None:
        move_up_placement(user=request.user, placement=placement)

    form = OnceForm(request.POST)
    return acted(request, case, form, "move_up_form", do, _("Die Person rückt nach."))


@require_POST
@_desk
def propose(request: HttpRequest, case_id: int) -> HttpResponse:
    """Up to three needs for the helper to choose from."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = ProposeForm(request.POST, prefix="propose")
    if form.is_valid():
        chosen = list(form.cleaned_data["needs"])
        if len(chosen) > proposing.MOST or any(need.kind in THINGS for need in chosen):
            form.add_error("needs", _("Kreuzen Sie ein bis drei Bedarfe an."))

    def do() -> None:
        proposing.propose(user=request.user, offer=offer, needs=chosen)

    return acted(request, case, form, "propose_form", do, _("Die Person kann jetzt wählen."))


@require_POST
@_desk
def choose(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The helper chose on the telephone."""
    proposal = get_object_or_404(Proposal, pk=proposal_id)
    case = find_case(request.user, proposal.case_id)

    def do() -> None:
        proposing.choose(proposal=proposal, user=request.user)

    return acted(
        request, case, OnceForm(request.POST), "choose_form", do, _("Die Stelle ist gefragt.")
    )


@require_POST
@_desk
def none_fits(request: HttpRequest, case_id: int) -> HttpResponse:
    """Nothing of it fits, the helper said on the telephone."""
    case = find_case(request.user, case_id)
    form = NoneFitsForm(request.POST, prefix="none")

    def do() -> None:
        words = form.cleaned_data["text"]
        proposing.none_fits(case=case, words=words, user=request.user)

    return acted(request, case, form, "none_form", do, _("Die Antwort ist gespeichert."))


@require_POST
@_desk
def checklist(request: HttpRequest, case_id: int) -> HttpResponse:
    """What was talked about after the first talk."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = ChecklistForm(request.POST, prefix="checklist")

    def do() -> None:
        tick(user=request.user, offer=offer, about=form.cleaned_data["about"])

    return acted(request, case, form, "checklist_form", do, _("Das Gespräch ist ergänzt."))
