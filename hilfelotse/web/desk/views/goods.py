"""Things at the desk: what one does with an offer, and the list of all."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.goods.actions import offer as offers
from hilfelotse.goods.actions.driver import NoDriver, ask_for_driver
from hilfelotse.goods.actions.reserve import CannotReserve, NotPossible, hand_over, split
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.goods.queries import open_offers
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.handover import FORMS, TOO_LATE, act_on
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.goods import ReserveForm
from hilfelotse.web.desk.views.case import case_page

_desk = roles(Role.LEAD, Role.CASEWORKER)
SHOWN = 50


@require_safe
@_desk
def goods(request: HttpRequest) -> HttpResponse:
    """What is offered, and what is reserved and for how long."""
    cases = Case.objects.visible_to(request.user)
    offered = list(open_offers(cases)[:SHOWN])
    reserved = list(
        Reservation.objects.living()
        .filter(offer__case__in=cases)
        .select_related("offer__case__party", "need__organisation")
        .order_by("held_until", "pk")[:SHOWN]
    )
    shown = {row.case for row in offered} | {row.offer.case for row in reserved}
    saw_list(cases=shown, route="desk:goods", user=request.user)
    return render(request, "desk/goods.html", {"offered": offered, "reserved": reserved})


def _offer(user: User, case_id: int) -> GoodsOffer:
    visible = Case.objects.visible_to(user)
    related = GoodsOffer.objects.select_related("case__party")
    return get_object_or_404(related, case__in=visible, case=case_id)


def _page(request: HttpRequest, case: Case, **bound: Any) -> HttpResponse:
    return case_page(request, case, status=422, **bound)


@require_POST
@_desk
def reserve(request: HttpRequest, case_id: int) -> HttpResponse:
    """Some for one need, or shares for several."""
    offer = _offer(request.user, case_id)
    form = ReserveForm(request.POST, offer=offer, prefix="reserve")
    if not form.is_valid():
        return _page(request, offer.case, reserve_form=form)

    def do() -> None:
        other_unit = form.cleaned_data.get("other_unit", False)
        split(user=request.user, offer=offer, shares=form.shares(), other_unit=other_unit)

    try:
        once(key=form.once_key, do=do)
    except CannotReserve as refused:
        form.add_error(None, str(refused.why.label))
        return _page(request, offer.case, reserve_form=form)
    except CaseIsClosed:
        messages.error(request, TOO_LATE)
    else:
        messages.success(request, _("Reserviert. Beide Seiten bekommen eine E-Mail."))
    return redirect("desk:case", case_id=case_id)


_STEPS = {
    "keep": (offers.keep_in_mind, _("Vorgemerkt. Wir sehen in zwei Wochen wieder nach.")),
    "ask": (offers.ask_still_there, _("Die Frage ist unterwegs.")),
    "still": (offers.still_there, _("Gespeichert.")),
}


@require_POST
@_desk
def goods_do(request: HttpRequest, case_id: int) -> HttpResponse:
    """Keep in mind · ask whether it is still there · it is."""
    offer = _offer(request.user, case_id)
    form = OnceForm(request.POST)
    if request.POST.get("do") not in _STEPS or not form.is_valid():
        return redirect("desk:case", case_id=case_id)
    act, said = _STEPS[request.POST["do"]]

    def do() -> None:
        act(user=request.user, offer=offer)

    try:
        once(key=form.once_key, do=do)
    except CaseIsClosed:
        messages.error(request, TOO_LATE)
    else:
        messages.success(request, said)
    return redirect("desk:case", case_id=case_id)


@require_POST
@_desk
def handover(request: HttpRequest, reservation_id: int) -> HttpResponse:
    """What somebody says on the telephone: appointment, handed over, receipt, no; or a driver."""
    visible = Case.objects.visible_to(request.user)
    related = Reservation.objects.select_related("offer__case__party", "need__organisation")
    reservation = get_object_or_404(related, pk=reservation_id, offer__case__in=visible)
    case, name = reservation.offer.case, request.POST.get("do", "")
    if name in _AT_ONCE:
        bound, done = None, _at_once(request.user, reservation, name)
    elif name in FORMS:
        bound, done = act_on(reservation, name, request.POST, user=request.user)
    else:
        raise Http404
    if bound is not None:
        return _page(request, case, handover_form=bound)
    if done:
        messages.success(request, _("Gespeichert."))
    else:
        messages.error(request, TOO_LATE)
    return redirect("desk:case", case_id=case.pk)


_AT_ONCE = {"hand_over": hand_over, "driver": ask_for_driver}  # nothing is asked


def _at_once(user: User, reservation: Reservation, name: str) -> bool:
    try:
        _AT_ONCE[name](user=user, reservation=reservation)
    except (NotPossible, NoDriver, CaseIsClosed):
        return False
    return True
