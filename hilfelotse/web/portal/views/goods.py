"""„Ich möchte etwas spenden“: advice before anything is sent; a no is polite and ends the form."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.cases.models import Case
from hilfelotse.goods.actions.offer import enter
from hilfelotse.intake.receive import receive_concern
from hilfelotse.needs.models import Need
from hilfelotse.photos import actions as photos
from hilfelotse.topics.goods_rules import GROUP_OF
from hilfelotse.web.components.access import public
from hilfelotse.web.components.goods_form import ThingsForm
from hilfelotse.web.components.guard import TOO_MANY, hurried, photos_sent, started_now, too_many
from hilfelotse.web.portal import draft as drafts
from hilfelotse.web.portal.goods_journey import ADVICE, CHECK, FORMS, HEADINGS, PHOTOS, STEPS
from hilfelotse.web.portal.goods_journey import GoodsJourney as Journey
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS, WINDOW_SECONDS, show_receipt

# Drawing a photo costs more than a page; an accommodation is one address.


@require_http_methods(["GET", "HEAD", "POST"])
@public
def begin(request: HttpRequest) -> HttpResponse:
    """What it is; the draft begins with the answer."""
    need = _wished_need(request)
    form = ThingsForm(request.POST or None, initial=_as_needed(need))
    status = 200
    if request.method == "POST" and too_many(request, "begin", SENDS_PER_ADDRESS, WINDOW_SECONDS):
        form.add_error(None, TOO_MANY)
        status = 429
    elif request.method == "POST" and form.is_valid():
        draft = drafts.begin(request, need_id=need and need.pk)
        drafts.keep(request, draft, "sachen", request.POST, list(form.fields), right=True)
        return _to(draft, ADVICE)
    return render(
        request,
        "portal/goods.html",
        {
            "form": form,
            "need": need,
            "heading": HEADINGS["sachen"],
            "back_url": reverse("portal:start"),
        },
        status=status,
    )


def _wished_need(request: HttpRequest) -> Need | None:
    wanted = request.GET.get("bedarf", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 18):
        return None
    found = Need.objects.public().filter(kind=Need.Kind.GOODS).select_related("organisation")
    return found.filter(pk=int(wanted)).first()


def _as_needed(need: Need | None) -> dict:
    return {"group": GROUP_OF[need.goods], "unit": need.unit or "piece"} if need else {}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def step(request: HttpRequest, draft_id: str, step_name: str) -> HttpResponse:
    """One step of a draft. What was typed is kept even when it is wrong."""
    if step_name not in FORMS and step_name != CHECK:
        raise Http404
    draft = drafts.find(request, draft_id)
    if draft is None:
        text = _(
            "Ihre Angaben sind nicht mehr da. Wir bewahren sie höchstens 24 Stunden auf. "
            "Bitte beginnen Sie noch einmal."
        )
        messages.info(request, text)
        return redirect("portal:goods")
    if draft.receipt:
        return redirect("portal:goods_done", draft_id=draft.id)
    journey = Journey(draft)
    if not journey.may_see(step_name):
        first = journey.first_open() or CHECK
        # Things that are never taken: the advice says why.
        return _to(draft, ADVICE if first == "sachen" and journey.may_see(ADVICE) else first)
    if step_name == CHECK:
        return _check(request, journey)
    return _ask(request, journey, step_name)


def _ask(request: HttpRequest, journey: Journey, name: str) -> HttpResponse:
    draft, status = journey.draft, 200
    if request.method == "POST":
        files, too_many_photos = photos_sent(request)
        form = journey.form(name, request.POST, files)
        if too_many_photos:
            form.add_error(None, TOO_MANY)
            status = 429
        right = form.is_valid() and not (name == ADVICE and journey.advice.is_never)
        if name == PHOTOS and right:
            _keep_photos(request, journey, form.cleaned_data["photos"])
        drafts.keep(request, draft, name, request.POST, list(form.fields), right=right)
        if right:
            return _to(draft, Journey(draft).after(name))
    elif name == PHOTOS or draft.answers(name) is None:
        form = FORMS[name]()
    else:
        form = journey.form(name)
    return render(request, _template(journey, name), _context(journey, name, form), status=status)


def _keep_photos(request: HttpRequest, journey: Journey, sent: list) -> None:
    """New ones take the place of the old; none sent leaves them, unless they shall go."""
    if sent or "remove" in request.POST:
        journey.keep_photos(sent)


def _template(journey: Journey, name: str) -> str:
    if name == ADVICE:
        return "portal/goods_never.html" if journey.advice.is_never else "portal/goods_advice.html"
    return {PHOTOS: "portal/goods_photos.html", "kontakt": "portal/goods_contact.html"}.get(
        name, "portal/step.html"
    )


def _context(journey: Journey, name: str, form) -> dict:
    before = journey.before(name)
    context = {
        "form": form,
        "heading": HEADINGS[name],
        "back_url": _url(journey.draft, before) if before else reverse("portal:goods"),
        "step_number": STEPS.index(name) + 1,
        "step_total": len(STEPS) + 1,
        "need": journey.need,
    }
    if name == ADVICE:
        context["advice"] = journey.advice
    if name == PHOTOS:
        context["kept"] = len(journey.photos)
    return context


def _check(request: HttpRequest, journey: Journey) -> HttpResponse:
    error = ""
    if request.method == "POST":
        error = _refusal(request, journey)
        if not error:
            return _send(request, journey)
    draft = journey.draft
    rows = [
        {"label": label, "value": value, "url": _url(draft, name)}
        for name, label, value in journey.summary()
    ]
    context = {
        "rows": rows,
        "error": error,
        "back_url": _url(draft, journey.before(CHECK)),
        "step_number": len(STEPS) + 1,
        "step_total": len(STEPS) + 1,
        "need": journey.need,
        "privacy_kind": "goods",
    }
    return render(request, "portal/check.html", context, status=429 if error == TOO_MANY else 200)


def _refusal(request: HttpRequest, journey: Journey) -> str:
    """Why this is not taken right now; what was typed stays."""
    if hurried(journey.draft.content["started"]):
        journey.draft.content["started"] = started_now()
        request.session.modified = True
        return _("Das ging sehr schnell. Bitte senden Sie noch einmal ab.")
    if too_many(request, "goods", SENDS_PER_ADDRESS, WINDOW_SECONDS):
        return TOO_MANY
    return ""


def _send(request: HttpRequest, journey: Journey) -> HttpResponse:
    draft, content = journey.draft, journey.content()

    def fill(case: Case) -> None:
        enter(case=case, content=content, may_call=journey.may_call, need_id=draft.need_id)
        photos.add(case=case, photos=journey.photos)

    sender = journey.sender(get_language())
    receipt = receive_concern(
        key=draft.key,
        kind=Case.Kind.GOODS,
        channel=Case.Channel.WEB,
        sender=sender,
        text="",
        postcode=content.postcode,
        fill=fill,
    )
    draft.content.pop("photos", None)
    kept = {
        "case": receipt.case_id,
        "token": receipt.status_token,
        "by_mail": bool(sender.email),
    }
    drafts.finish(request, draft, kept)
    return redirect("portal:goods_done", draft_id=draft.id)


@never_cache
@require_safe
@public
def done(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The number, what happens next and by when, and the link to see how it goes on."""
    return show_receipt(request, draft_id, "portal/done.html")


def _to(draft: drafts.Draft, name: str) -> HttpResponse:
    return redirect(_url(draft, name))


def _url(draft: drafts.Draft, name: str | None) -> str:
    return reverse("portal:goods_step", kwargs={"draft_id": draft.id, "step_name": name})
