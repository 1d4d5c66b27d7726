"""The telephone: one screen for who calls, what they want, what we say and how it ends."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.calls.actions.callback import NoNumber
from hilfelotse.calls.actions.note import Said, record_offer, write_note
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.calls.queries import Caller, callers
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.history import timeline
from hilfelotse.knowledge.actions import mark_outdated
from hilfelotse.knowledge.models import Page
from hilfelotse.people.models import Party
from hilfelotse.premises.actions.hand_on import OnlyInTheCity
from hilfelotse.privacy.access import saw_case, saw_list, saw_party
from hilfelotse.privacy.models import Access
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.call import began, looked_up, started_now
from hilfelotse.web.desk.forms.call import CallerForm, CallForm, SpokenOfferForm
from hilfelotse.web.desk.forms.referrals import ONLY_IN_THE_CITY
from hilfelotse.web.desk.words import timeline as in_words

_desk = roles(Role.LEAD, Role.CASEWORKER)
_ROUTE = "desk:call"
_EVENTS = 3
RESULTS = set(CallNote.Result.values) - {CallNote.Result.OFFER, CallNote.Result.PUT_THROUGH}
CHANNELS = {Case.Channel.PHONE, Case.Channel.IN_PERSON}
REFUSALS = {
    CaseIsClosed: _("Dieser Vorgang ist inzwischen abgeschlossen. Nehmen Sie ein neues Anliegen."),
    NoNumber: _("Für einen Rückruf brauchen wir eine Telefonnummer."),
    AlreadyWaiting: _("Der Vorgang ist schon bei einer Stelle."),
    NobodyToWriteTo: _("Diese Stelle hat keine Ansprechperson mit E-Mail-Adresse."),
    OnlyInTheCity: ONLY_IN_THE_CITY,
}


# --- the page -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def call(request: HttpRequest) -> HttpResponse:
    """A blank note with the clock running; sent, it is written down with its result."""
    if request.method != "POST":
        case_id = request.GET.get("case", "")
        return _page(request, CallForm(initial={"chosen": f"c{case_id}" if case_id else ""}))
    result = request.POST.get("result", "")
    party, case = chosen_by(request.user, request.POST.get("chosen", ""))
    form = CallForm(request.POST, result=result, party=party, case=case)
    if result not in RESULTS:  # only looked something up, without JavaScript
        return _page(request, CallForm(initial=request.POST.dict()))
    if not form.is_valid():
        return _page(request, form, status=422)
    return _write(request, form)


def _write(request: HttpRequest, form: CallForm) -> HttpResponse:
    try:
        case = write_note(
            user=request.user,
            key=form.once_key,
            said=form.what_was_said(channel_of(request)),
            result=form.result,
            case=form.case,
            sender=form.party or form.sender(),
            promised=form.agreed(),
            ends=form.cleaned_data["ends"],
        )
    except tuple(REFUSALS) as refusal:
        form.add_error(None, REFUSALS[type(refusal)])
        return _page(request, form, status=422)
    return noted(request, case)


def noted(request: HttpRequest, case: Case) -> HttpResponse:
    """Ready for the next call."""
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        url = reverse("desk:case", kwargs={"case_id": case.pk})
        link = format_html('<a href="{}">{}</a>', url, case.reference)
        messages.success(request, format_html(str(_("Notiz gespeichert: {}")), link))
    else:
        saved = _("Notiz gespeichert: %(number)s. Der Vorgang liegt jetzt bei der Leitung.")
        messages.warning(request, saved % {"number": case.reference})
    return redirect(f"{reverse('desk:call')}?ready=1")


def channel_of(request: HttpRequest) -> str:
    channel = request.POST.get("channel", "")
    return channel if channel in CHANNELS else Case.Channel.PHONE


def _page(request: HttpRequest, form: CallForm, status: int = 200) -> HttpResponse:
    party, case = chosen_by(request.user, form["chosen"].value() or "")
    context = {
        "form": form,
        "is_ready": "ready" in request.GET,
        "in_person": channel_of(request) == Case.Channel.IN_PERSON,
        "open_result": form.result if form.errors else "",
        "outdated_route": "desk:call_outdated",
        **_found(request, form["who"].value() or "", party, case),
        **(_summary(request, case) if case else {"case": None}),
        **looked_up(request),
    }
    return render(request, "desk/call.html", context, status=status)


# --- who --------------------------------------------------------------------------------------


@require_safe
@_desk
def find(request: HttpRequest) -> HttpResponse:
    """Who may be calling, while the name or number is typed."""
    who, chosen = request.GET.get("who", "")[:200], request.GET.get("chosen", "")
    if not request.htmx:
        return _page(request, CallForm(initial={"who": who, "chosen": chosen}))
    found = _found(request, who, *chosen_by(request.user, chosen))
    return render(request, "desk/call_callers.html", found)


@require_safe
@_desk
def case(request: HttpRequest) -> HttpResponse:
    """The chosen case beside the note."""
    chosen = request.GET.get("chosen", "")
    if not request.htmx:
        return _page(request, CallForm(initial={"chosen": chosen}))
    _party, case = chosen_by(request.user, chosen)
    context = _summary(request, case) if case else {"case": None}
    return render(request, "desk/call_case.html", context | {"form": CallForm()})


def chosen_by(user: User, chosen: str) -> tuple[Party | None, Case | None]:
    """``c12`` is an open case, ``p7`` a new concern of somebody known; anything else is neither."""
    kind, number = chosen[:1], chosen[1:]
    if not number.isdecimal() or len(number) > 15:
        return None, None
    cases = Case.objects.visible_to(user).select_related("party", "owner")
    if kind == "c":
        case = cases.open().filter(pk=number).first()
        return (case.party if case else None), case
    known = cases.filter(party=number).first() if kind == "p" else None
    return (known.party if known else None), None


def _found(request: HttpRequest, who: str, party: Party | None, case: Case | None) -> dict:
    """The callers, the chosen one among them whatever was typed since."""
    found = callers(user=request.user, text=who)
    shown = {caller.party.pk for caller in found if caller.party}
    if party is not None and party.pk not in shown:
        cases = Case.objects.visible_to(request.user).open().filter(party=party)
        found = [Caller(party, list(cases.order_by("-pk"))), *found]
    elif case is not None and party is None and all(case not in one.cases for one in found):
        found = [Caller(None, [case]), *found]
    _note_looks(request, found)
    return {
        "callers": found,
        "who": who.strip(),
        "chosen_case": case.pk if case else 0,
        "chosen_party": party.pk if party and not case else 0,
    }


def _note_looks(request: HttpRequest, found: Iterable[Caller]) -> None:
    """One row a call for each person and case, however many keys are pressed."""
    asked = request.POST if request.method == "POST" else request.GET
    noted = set(
        Access.objects.filter(
            user=request.user, route=_ROUTE, at__gte=began(asked.get("started", ""))
        ).values_list("party_id", "case_id")
    )
    cases, parties = [], []
    for caller in found:
        if caller.party is not None and not caller.cases:
            parties += [] if (caller.party.pk, None) in noted else [caller.party]
        cases += [row for row in caller.cases if (row.party_id, row.pk) not in noted]
    saw_list(cases=cases, route=_ROUTE, user=request.user)
    for party in parties:
        saw_party(party=party, route=_ROUTE, user=request.user)


def _summary(request: HttpRequest, case: Case) -> dict[str, Any]:
    saw_case(case=case, route=_ROUTE, user=request.user)
    callback = Callback.objects.filter(case=case, ended_at=None).first()
    return {
        "case": case,
        "callback": callback,
        "events": in_words(timeline.of(case)[:_EVENTS]),
    }


# --- what we say ----------------------------------------------------------------------------------


@require_safe
@_desk
def look_up(request: HttpRequest) -> HttpResponse:
    """Answers, who is responsible, what is needed and what is stopped, while the note is typed."""
    if not request.htmx:
        return _page(request, CallForm(initial=request.GET.dict()))
    context = looked_up(request) | {"outdated_route": "desk:call_outdated"}
    return render(request, "components/lookup.html", context)


@require_POST
@_desk
def outdated(request: HttpRequest, answer_id: int) -> HttpResponse:
    """„Stimmt nicht mehr“, without leaving the call."""
    answer = get_object_or_404(Page.objects.in_use(), pk=answer_id)
    mark_outdated(user=request.user, page=answer, note=request.POST.get("note", ""))
    template = "components/outdated.html" if request.htmx else "desk/outdated.html"
    return render(request, template)


# --- an offer -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def offer(request: HttpRequest) -> HttpResponse:
    """The offer that somebody makes: all questions of the public form on one page."""
    if "recorded" not in request.POST and request.POST.get("wish") == Case.Kind.GOODS:
        return redirect("desk:goods_new", preserve_request=True)
    party, case = chosen_by(request.user, request.POST.get("chosen", ""))
    note = CallForm(request.POST or None, party=party, case=case)
    if "recorded" not in request.POST:
        return _offer_page(request, party, case, *_from_note(note, party))
    caller = None if party else CallerForm(request.POST)
    content = SpokenOfferForm(request.POST, prefix="offer")
    if not (content.is_valid() & (caller is None or caller.is_valid())):
        return _offer_page(request, party, case, caller, content, status=422)
    age = content.cleaned_data["age"]
    try:
        recorded = record_offer(
            user=request.user,
            key=content.once_key,
            said=_said_about(content, note, channel_of(request)),
            sender=party or caller.sender(age),
            age=age,
            content=content.content(),
            wish=content.wish(),
            about=content.cleaned_data["about"],
            case=case,
        )
    except CaseIsClosed:
        content.add_error(None, REFUSALS[CaseIsClosed])
        return _offer_page(request, party, None, caller, content, status=422)
    return noted(request, recorded)


def _said_about(offer: SpokenOfferForm, note: CallForm, channel: str) -> Said:
    note.is_valid()  # only for the clock; what was noted stands in the offer
    return Said(
        wish=Case.Kind.VOLUNTEERING,
        started_at=began(note.cleaned_data["started"], note.cleaned_data.get("waited", 0)),
        text=offer.cleaned_data["text"],
        channel=channel,
    )


def _from_note(note: CallForm, party: Party | None) -> tuple[CallerForm | None, SpokenOfferForm]:
    """Both forms, filled with what was noted so far."""
    note.is_valid()  # what is wrong in the note is asked again here
    data = getattr(note, "cleaned_data", {})
    asked_before = party is not None and party.offers.exists()
    offer = SpokenOfferForm(
        prefix="offer",
        initial={
            "postcode": data.get("postcode", ""),
            "text": data.get("text", ""),
            "age": party.age if asked_before else "",
        },
    )
    return caller_form(note, party), offer


def caller_form(note: CallForm, party: Party | None) -> CallerForm | None:
    """Who calls, as far as the note has it; None for somebody whom the office knows."""
    if party is not None:
        return None
    note.is_valid()
    data = getattr(note, "cleaned_data", {})
    typed = {name: note.data.get(name, "") for name in ("name", "phone")} if note.is_bound else {}
    return CallerForm(
        initial={
            "name": data.get("name") or typed.get("name", ""),
            "phone": data.get("phone") or typed.get("phone", ""),
            "language": data.get("language") or "de",
        }
    )


def _offer_page(
    request: HttpRequest,
    party: Party | None,
    case: Case | None,
    caller: CallerForm | None,
    offer: SpokenOfferForm,
    status: int = 200,
) -> HttpResponse:
    if party is not None:
        saw_party(party=party, route="desk:call_offer", user=request.user)
    context = {
        "party": party,
        "case": case,
        "form": offer,
        "second_form": caller,
        "hidden": [
            ("chosen", request.POST.get("chosen", "")),
            ("started", request.POST.get("started") or started_now()),
            ("waited", request.POST.get("waited", "")),
            ("channel", channel_of(request)),
            ("recorded", "1"),
        ],
    }
    return render(request, "desk/call_offer.html", context, status=status)
