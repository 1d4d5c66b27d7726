"""„Wohnung anbieten“: facts first, then whether it fits, and only then who offers it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.cases.models import Alert, Case
from hilfelotse.housing.actions.enter import enter
from hilfelotse.intake.receive import receive_concern
from hilfelotse.photos import actions as photos
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, hurried, photos_sent, started_now, too_many
from hilfelotse.web.components.home_form import KindForm
from hilfelotse.web.portal import draft as drafts
from hilfelotse.web.portal.forms.home import PhotosForm
from hilfelotse.web.portal.home import SELF_CHECK, HomeJourney
from hilfelotse.web.portal.journey import CHECK
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS, WINDOW_SECONDS, show_receipt

_FIRST = "angebot"


@require_http_methods(["GET", "HEAD", "POST"])
@public
def begin(request: HttpRequest) -> HttpResponse:
    """What is sought, and the first question; the draft begins with its answer."""
    form, status = KindForm(request.POST or None), 200
    if request.method == "POST" and too_many(request, "begin", SENDS_PER_ADDRESS, WINDOW_SECONDS):
        form.add_error(None, TOO_MANY)
        status = 429
    elif request.method == "POST" and form.is_valid():
        draft = drafts.begin(request)
        drafts.keep(request, draft, _FIRST, request.POST, list(form.fields), right=True)
        return _to(draft, HomeJourney(draft).after(_FIRST))
    context = {"form": form, "heading": _("Wohnung anbieten"), "back_url": reverse("portal:start")}
    return render(request, "portal/home.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def step(request: HttpRequest, draft_id: str, step_name: str) -> HttpResponse:
    """One step of a draft. What was typed is kept even when it is wrong."""
    if step_name not in HomeJourney.pages and step_name != CHECK:
        raise Http404
    draft = drafts.find(request, draft_id)
    if draft is None:
        return redirect("portal:home")
    if draft.receipt:
        return redirect("portal:home_done", draft_id=draft.id)
    journey = HomeJourney(draft)
    if not journey.may_see(step_name):
        return _to(draft, journey.first_open() or CHECK)
    if step_name == CHECK:
        return _check(request, journey)
    return _ask(request, journey, step_name)


def _ask(request: HttpRequest, journey: HomeJourney, name: str) -> HttpResponse:
    draft = journey.draft
    if request.method == "POST":
        form = journey.form(name, request.POST)
        right = form.is_valid()
        drafts.keep(request, draft, name, request.POST, _typed(form, request), right=right)
        if right:
            return _to(draft, HomeJourney(draft).after(name))
    elif draft.answers(name) is None:
        form = journey.pages[name].form()
    else:
        form = journey.form(name)
    return render(request, journey.pages[name].template, _context(journey, name, form))


def _typed(form, request: HttpRequest) -> list[str]:
    """The form's own fields, a date's three among them."""
    own = tuple(form.fields)
    dates = tuple(f"{name}_{part}" for name in own for part in ("day", "month", "year"))
    return [name for name in request.POST if name in own + dates]


def _context(journey: HomeJourney, name: str, form) -> dict:
    walked, before = journey.steps(), journey.before(name)
    return {
        "form": form,
        "same_for_all": f"home-{name}" if journey.is_same_for_all(name, form) else "",
        "heading": journey.pages[name].heading,
        "back_url": _url(journey.draft, before) if before else reverse("portal:home"),
        "step_number": walked.index(name) + 1,
        "step_total": len(walked) + 1,
        "findings": journey.findings() if name == SELF_CHECK else [],
    }


def _check(request: HttpRequest, journey: HomeJourney) -> HttpResponse:
    error, form = "", PhotosForm()
    if request.method == "POST":
        files, too_many_photos = photos_sent(request)
        form = PhotosForm(request.POST, files)
        if too_many_photos:
            error = TOO_MANY
        elif form.is_valid() and not (error := _refusal(request, journey)):
            return _send(request, journey, form)
    rows = [
        {"label": label, "value": value, "url": _url(journey.draft, name)}
        for name, label, value in journey.summary()
    ]
    context = {
        "form": form,
        "rows": rows,
        "error": error,
        "for_minors": Alert.Sign.MINORS in journey.signs(),
        "back_url": _url(journey.draft, journey.before(CHECK)),
        "step_number": len(journey.steps()) + 1,
        "step_total": len(journey.steps()) + 1,
    }
    status = 429 if error == TOO_MANY else 200
    return render(request, "portal/home_send.html", context, status=status)


def _refusal(request: HttpRequest, journey: HomeJourney) -> str:
    """Why this is not taken right now; what was typed stays."""
    if hurried(journey.draft.content["started"]):
        journey.draft.content["started"] = started_now()
        request.session.modified = True
        return _("Das ging sehr schnell. Bitte senden Sie noch einmal ab.")
    if too_many(request, "offer", SENDS_PER_ADDRESS, WINDOW_SECONDS):
        return TOO_MANY
    return ""


def _send(request: HttpRequest, journey: HomeJourney, form: PhotosForm) -> HttpResponse:
    content, sender = journey.content(), journey.sender(get_language())

    def fill(case: Case) -> None:
        enter(case=case, content=content)
        photos.add(case=case, photos=form.cleaned_data["photos"])

    receipt = receive_concern(
        key=journey.draft.key,
        kind=Case.Kind.HOUSING,
        channel=Case.Channel.WEB,
        sender=sender,
        text=journey.text(),
        postcode=content.postcode,
        subject="flat_offer",
        fill=fill,
    )
    said = {"case": receipt.case_id, "token": receipt.status_token, "by_mail": bool(sender.email)}
    drafts.finish(request, journey.draft, said)
    return redirect("portal:home_done", draft_id=journey.draft.id)


@never_cache
@require_safe
@public
def done(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The number, and how it goes on."""
    return show_receipt(request, draft_id, "portal/done.html")


def _to(draft: drafts.Draft, name: str) -> HttpResponse:
    return redirect(_url(draft, name))


def _url(draft: drafts.Draft, name: str | None) -> str:
    return reverse("portal:home_step", kwargs={"draft_id": draft.id, "step_name": name})
