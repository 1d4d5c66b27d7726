"""A body's page of one reservation, from its mail: appointment, receipt, or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.goods.letters import HANDOVER
from hilfelotse.goods.models import Reservation
from hilfelotse.privacy.access import saw_case
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.handover import FORMS, TOO_LATE, act_on, contact, facts, fresh_forms
from hilfelotse.web.components.photo import photo_response
from hilfelotse.web.links.views.doors import closed_door, find


def _reservation(token: str) -> Reservation | None:
    link = find(HANDOVER, token)
    related = Reservation.objects.select_related("offer__case__party", "need__organisation")
    return link and related.filter(pk=link.subject_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def handover(request: HttpRequest, token: str) -> HttpResponse:
    """What is reserved, and what comes next."""
    reservation = _reservation(token)
    if reservation is None:
        return closed_door(request)
    bound, name = None, request.POST.get("do", "")
    if request.method == "POST" and name in FORMS:
        bound, done = act_on(reservation, name, request.POST, user=None)
        if bound is None:
            messages.success(request, _("Danke!")) if done else messages.info(request, TOO_LATE)
            return redirect("links:handover", token=token)
    saw_case(
        case=reservation.offer.case,
        route="links:handover",
        organisation_id=reservation.need.organisation_id,
    )
    living = reservation.state not in Reservation.ENDED
    ids = reservation.offer.case.photos.values_list("pk", flat=True) if living else []
    context = {
        "reservation": reservation,
        "form": bound,
        "forms": fresh_forms(reservation) | ({name: bound} if bound else {}),
        "facts": facts(reservation),
        "contact": contact(reservation),
        "photos": [
            reverse("links:handover_photo", kwargs={"token": token, "photo_id": pk}) for pk in ids
        ],
    }
    return render(request, "links/handover.html", context)


@require_safe
@by_link
def photo(request: HttpRequest, token: str, photo_id: int) -> HttpResponse:
    """A picture of what is reserved, as long as it is."""
    reservation = _reservation(token)
    if reservation is None or reservation.state in Reservation.ENDED:
        return closed_door(request)
    found = reservation.offer.case.photos.filter(pk=photo_id).first()
    if found is None:
        return closed_door(request)
    saw_case(
        case=reservation.offer.case,
        route="links:handover_photo",
        organisation_id=reservation.need.organisation_id,
    )
    return photo_response(found)
