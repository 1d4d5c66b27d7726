"""„Ich habe eine Fläche, ein Gebäude, einen Raum“: first what is looked for, then the form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.cases.models import Case
from hilfelotse.photos import actions as photos
from hilfelotse.premises.actions import offer
from hilfelotse.premises.score import criteria
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, photos_sent, too_many
from hilfelotse.web.portal.forms.premises import BuildingForm, RoomForm
from hilfelotse.web.portal.views.concern import send_offer
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS, WINDOW_SECONDS


@require_safe
@public
def premises(request: HttpRequest) -> HttpResponse:
    """What the city looks for and what not, and the two ways."""
    return render(request, "portal/premises.html", {"criteria": criteria()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def room(request: HttpRequest) -> HttpResponse:
    """A room for a course goes to the circles."""
    return _offer(request, RoomForm, _("Einen Raum anbieten"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def building(request: HttpRequest) -> HttpResponse:
    """A building or a plot goes to the departments."""
    return _offer(request, BuildingForm, _("Ein Gebäude oder Grundstück anbieten"))


def _offer(request: HttpRequest, form_class, heading: str) -> HttpResponse:
    sent = request.method == "POST"
    files, too_many_photos = photos_sent(request)
    form, status = form_class(*((request.POST, files) if sent else ())), 200
    if too_many_photos:
        form.add_error(None, TOO_MANY)
        status = 429
    elif sent and form.is_valid():
        if not too_many(request, "concern", SENDS_PER_ADDRESS, WINDOW_SECONDS):
            return _send(request, form)
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"form": form, "heading": heading}
    return render(request, "portal/premises_form.html", context, status=status)


def _send(request: HttpRequest, form: RoomForm | BuildingForm) -> HttpResponse:
    data = dict(form.cleaned_data)
    pictures = data.pop("photos")

    def fill(case: Case) -> None:
        offer.enter(case=case, content=form.content())
        photos.add(case=case, photos=pictures)

    text = data["text"] or str(dict(form.fields["kind"].choices)[data["kind"]])
    return send_offer(request, data, Case.Kind.PROPERTY, text=text, fill=fill)
