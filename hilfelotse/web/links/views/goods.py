"""What a giver does on the status page: still there, handed over, call off, withdraw, may call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hilfelotse.cases.models import Case
from hilfelotse.goods.actions.offer import allow_calls, still_there
from hilfelotse.goods.actions.reserve import NotPossible, cancel, hand_over, withdraw
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.history.models import Event
from hilfelotse.web.links.views.status import _back, holding_status_link


@require_POST
@holding_status_link
def goods_do(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """One of the buttons of the section."""
    offer = GoodsOffer.objects.select_related("case__party").filter(case=case).first()
    if offer is None:
        raise Http404
    do = request.POST.get("do", "")
    if do in {"handed_over", "cancel"}:
        return _about_a_reservation(request, offer, token, do)
    if do == "still":
        still_there(offer=offer)
        return _back(request, token, _("Danke! Wir suchen weiter."))
    if do == "withdraw":
        withdraw(offer=offer)
        return _back(request, token, _("Sie haben Ihr Angebot zurückgezogen. Danke trotzdem!"))
    if do in {"calls", "no_calls"}:
        allow_calls(offer=offer, given=do == "calls")
        return _back(request, token, _("Wir haben Ihre Änderung gespeichert."))
    return redirect("links:status", token=token)


def _about_a_reservation(
    request: HttpRequest, offer: GoodsOffer, token: str, do: str
) -> HttpResponse:
    wanted = request.POST.get("reservation", "")
    ids = {str(pk): pk for pk in offer.reservations.values_list("pk", flat=True)}
    if wanted not in ids:
        raise Http404
    related = Reservation.objects.select_related("need__organisation", "offer")
    reservation = related.get(pk=ids[wanted])
    act = hand_over if do == "handed_over" else cancel
    try:
        act(user=None, reservation=reservation, by=Event.By.CITIZEN)
    except NotPossible:
        return _back(request, token, _("Das war schon erledigt."))
    if do == "handed_over":
        return _back(request, token, _("Danke! Wir fragen die Stelle, ob alles da ist."))
    return _back(request, token, _("Sie haben die Übergabe abgesagt. Die Stelle weiß Bescheid."))
