"""Things that are reserved for the bodies: appointment, receipt, or no."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hilfelotse.goods.models import Reservation
from hilfelotse.goods.queries import of_bodies
from hilfelotse.web.components.handover import FORMS, TOO_LATE, act_on, contact, facts, fresh_forms
from hilfelotse.web.components.photo import photo_response
from hilfelotse.web.partners.acting import Acting, asks, shows

AT_MOST = 100


@shows
def goods(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What is on its way to us."""
    rows = of_bodies(acting.chosen(request))[:AT_MOST]
    return render(request, "partners/goods.html", {"acting": acting, "rows": rows})


def _own(acting: Acting, reservation_id: int) -> Reservation:
    """Of our bodies, and not over yet."""
    rows = of_bodies(acting.organisations).select_related("offer__case__party")
    return get_object_or_404(rows, pk=reservation_id)


@asks
def handover(request: HttpRequest, acting: Acting, reservation_id: int) -> HttpResponse:
    """One reservation, and what comes next."""
    reservation = _own(acting, reservation_id)
    name, bound = request.POST.get("do", ""), None
    if request.method == "POST" and name in FORMS:
        bound, done = act_on(reservation, name, request.POST, user=acting.user)
        if bound is None:
            messages.success(request, _("Danke!")) if done else messages.info(request, TOO_LATE)
            return redirect(acting.url("goods"))
    case = reservation.offer.case
    acting.saw(case, reservation.need.organisation_id, "handover")
    ids = case.photos.values_list("pk", flat=True)
    context = {
        "acting": acting,
        "reservation": reservation,
        "form": bound,
        "forms": fresh_forms(reservation) | ({name: bound} if bound else {}),
        "facts": facts(reservation),
        "contact": contact(reservation),
        "photos": [
            acting.url("handover_photo", reservation_id=reservation.pk, photo_id=pk) for pk in ids
        ],
    }
    status = 422 if bound else 200
    return render(request, "partners/handover.html", context, status=status)


@shows
def photo(request: HttpRequest, acting: Acting, reservation_id: int, photo_id: int) -> HttpResponse:
    """A picture of what is reserved, as long as it is."""
    reservation = _own(acting, reservation_id)
    case = reservation.offer.case
    found = case.photos.filter(pk=photo_id).first()
    if found is None:
        raise Http404
    acting.saw(case, reservation.need.organisation_id, "handover_photo")
    return photo_response(found)
