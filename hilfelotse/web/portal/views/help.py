"""„Ich möchte helfen“: one thing a page, back and forth without losing anything."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import AcceptanceStop
from hilfelotse.intake.receive import receive_offer
from hilfelotse.needs.models import Need
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, hurried, started_now, too_many
from hilfelotse.web.portal import draft as drafts
from hilfelotse.web.portal.forms.steps import WhoForm
from hilfelotse.web.portal.journey import ALL, CHECK, Journey

SENDS_PER_ADDRESS, WINDOW_SECONDS = 1000, 600


@require_http_methods(["GET", "HEAD", "POST"])
@public
def begin(request: HttpRequest) -> HttpResponse:
    """The first question; the draft begins with its answer."""
    need = _wished_need(request)
    form = WhoForm(request.POST or None)
    status = 200
    if request.method == "POST" and too_many(request, "begin", SENDS_PER_ADDRESS, WINDOW_SECONDS):
        form.add_error(None, TOO_MANY)
        status = 429
    elif request.method == "POST" and form.is_valid():
        draft = drafts.begin(request, need_id=need and need.pk)
        drafts.keep(request, draft, "wer", request.POST, ["who"], right=True)
        return _to(draft, Journey(draft).after("wer"))
    return render(
        request,
        "portal/help.html",
        {"form": form, "need": need, "back_url": reverse("portal:start")},
        status=status,
    )


def _wished_need(request: HttpRequest) -> Need | None:
    wanted = request.GET.get("bedarf", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 18):
        return None
    return Need.objects.public().select_related("organisation").filter(pk=int(wanted)).first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def step(request: HttpRequest, draft_id: str, step_name: str) -> HttpResponse:
    """One step of a draft. What was typed is kept even when it is wrong."""
    if step_name not in ALL and step_name != CHECK:
        raise Http404
    draft = drafts.find(request, draft_id)
    if draft is None:
        messages.info(
            request,
            _(
                "Ihre Angaben sind nicht mehr da. Wir bewahren sie höchstens 24 Stunden auf. "
                "Bitte beginnen Sie noch einmal."
            ),
        )
        return redirect("portal:help")
    if draft.receipt:
        return redirect("portal:help_done", draft_id=draft.id)
    journey = Journey(draft)
    if not journey.may_see(step_name):
        return _to(draft, journey.first_open() or CHECK)
    if step_name == CHECK:
        return _check(request, journey)
    return _ask(request, journey, step_name)


def _ask(request: HttpRequest, journey: Journey, name: str) -> HttpResponse:
    draft = journey.draft
    if request.method == "POST":
        form = journey.form(name, request.POST)
        right = form.is_valid()
        drafts.keep(request, draft, name, request.POST, list(form.fields), right=right)
        if right:
            return _to(draft, Journey(draft).after(name))
    else:
        form = _fresh(journey, name)
    return render(request, ALL[name].template, _context(journey, name, form))


def _fresh(journey: Journey, name: str):
    """The form as it was left: filled, and complaining only where something was typed wrong."""
    if journey.draft.answers(name) is None:
        return ALL[name].form(**journey._extra(name))
    return journey.form(name)


def _context(journey: Journey, name: str, form) -> dict:
    walked = journey.steps()
    before = journey.before(name)
    return {
        "form": form,
        "same_for_all": name if journey.is_same_for_all(name, form) else "",
        "heading": ALL[name].heading,
        "back_url": _url(journey.draft, before) if before else reverse("portal:help"),
        "step_number": walked.index(name) + 1,
        "step_total": len(walked) + 1,
        "need": journey.need,
        "stops": AcceptanceStop.objects.in_force().exclude(activity="") if name == "was" else [],
    }


def _check(request: HttpRequest, journey: Journey) -> HttpResponse:
    draft, error = journey.draft, ""
    if request.method == "POST":
        error = _refusal(request, journey)
        if not error:
            return _send(request, journey)
    rows = [
        {"label": label, "value": value, "url": _url(draft, name)}
        for name, label, value in journey.summary()
    ]
    return render(
        request,
        "portal/check.html",
        {
            "rows": rows,
            "error": error,
            "back_url": _url(draft, journey.before(CHECK)),
            "step_number": len(journey.steps()) + 1,
            "step_total": len(journey.steps()) + 1,
            "need": journey.need,
            "privacy_kind": "offer",
        },
        status=429 if error == TOO_MANY else 200,
    )


def _refusal(request: HttpRequest, journey: Journey) -> str:
    """Why this is not taken right now; what was typed stays."""
    if hurried(journey.draft.content["started"]):
        journey.draft.content["started"] = started_now()
        request.session.modified = True
        return _("Das ging sehr schnell. Bitte senden Sie noch einmal ab.")
    if too_many(request, "offer", SENDS_PER_ADDRESS, WINDOW_SECONDS):
        return TOO_MANY
    return ""


def _send(request: HttpRequest, journey: Journey) -> HttpResponse:
    draft = journey.draft
    receipt = receive_offer(
        key=draft.key,
        channel=Case.Channel.WEB,
        sender=journey.sender(get_language()),
        content=journey.content(),
        wish=journey.wish(),
        text=journey.text(),
    )
    contact = journey.form("kontakt").cleaned_data
    drafts.finish(
        request,
        draft,
        {
            "case": receipt.case_id,
            "token": receipt.status_token,
            "by_mail": bool(contact["email"]),
        },
    )
    return redirect("portal:help_done", draft_id=draft.id)


@never_cache
@require_safe
@public
def done(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The number, what happens next and by when, and the link to see how it goes on."""
    return show_receipt(request, draft_id, "portal/done.html")


def show_receipt(request: HttpRequest, draft_id: str, template: str) -> HttpResponse:
    """The receipt of a form that this browser sent."""
    draft = drafts.find(request, draft_id)
    case = draft and draft.receipt and Case.objects.filter(pk=draft.receipt["case"]).first()
    if not case:
        raise Http404
    return render(
        request,
        template,
        {
            "case": case,
            "status_url": reverse("links:status", kwargs={"token": draft.receipt["token"]}),
            "by_mail": draft.receipt["by_mail"],
        },
    )


def _to(draft: drafts.Draft, name: str) -> HttpResponse:
    return redirect(_url(draft, name))


def _url(draft: drafts.Draft, name: str | None) -> str:
    return reverse("portal:help_step", kwargs={"draft_id": draft.id, "step_name": name})
