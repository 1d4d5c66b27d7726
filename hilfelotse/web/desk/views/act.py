"""What the desk does with a case: small forms of the case's page, each acting on POST only."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions import assign as assign_actions
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.actions.split import split as split_case
from hilfelotse.cases.actions.undo import NothingToUndo
from hilfelotse.cases.actions.undo import undo as undo_step
from hilfelotse.cases.models import Case
from hilfelotse.duplicates.actions import NothingToUnmerge
from hilfelotse.goods.actions.reserve import free_all
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.offers.actions import availability
from hilfelotse.offers.actions.allow import record_guardian_consent
from hilfelotse.offers.actions.talk import TalkFirst, record_first_talk, set_ready
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.placements.actions.agree import Clash
from hilfelotse.placements.steps import WrongStep
from hilfelotse.referrals.actions import step_back
from hilfelotse.referrals.actions.finish import NoReceipt, StillRunning, close_concern, finish
from hilfelotse.referrals.actions.finish import withdraw as withdraw_offer
from hilfelotse.referrals.actions.propose import AlreadyProposed, NoLongerOffered, NotOpen
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import (
    AllowForm,
    AssignForm,
    CloseForm,
    DueForm,
    NoteForm,
    OnceForm,
    PauseForm,
    TalkForm,
    YesNoForm,
)
from hilfelotse.web.desk.forms.inbox import SplitForm
from hilfelotse.web.desk.views.case import case_page, find_case

REFUSALS = {
    availability.NotAvailable: _("Eine Pause geht gerade nicht: Die Person ist im Einsatz."),
    CaseIsClosed: _("Dieser Vorgang ist schon abgeschlossen."),
    NothingToUnmerge: _("Hier ist nichts zu trennen."),
    NothingToUndo: _("Das lässt sich nicht mehr zurücknehmen: Inzwischen ist etwas geschehen."),
    TalkFirst: _("Bitte halten Sie zuerst das Erstgespräch fest."),
    NoReceipt: _("„Weitergeleitet“ geht erst, wenn eine Stelle das Anliegen übernommen hat."),
    WrongStep: _("Dieser Schritt ist noch nicht oder nicht mehr dran."),
    Clash: _("Die Person hat zu dieser Zeit schon einen anderen Termin."),
    NoPlaceLeft: _("Es ist kein Platz mehr frei."),
    AlreadyWaiting: _("Der Vorgang wartet schon auf die Antwort einer Stelle."),
    AlreadyProposed: _("Das ist der Person schon vorgeschlagen, oder es wären mehr als drei."),
    NotAllowed: _("Einer dieser Bedarfe geht nicht. Öffnen Sie ihn, um zu sehen, warum."),
    NotOpen: _("Dieser Vorschlag ist nicht mehr offen."),
    NoLongerOffered: _("Dieser Bedarf ist inzwischen besetzt oder beendet."),
    StillRunning: _("Ein Einsatz läuft noch. Beenden Sie ihn zuerst oder wählen Sie „vermittelt“."),
}
_desk = roles(Role.LEAD, Role.CASEWORKER)


def offer_of(case: Case) -> Offer:
    """The case's offer; 404 for other kinds of cases."""
    offer = Offer.objects.select_related("party", "case").filter(case=case).first()
    if offer is None:
        raise Http404
    return offer


def acted(
    request: HttpRequest, case: Case, form: OnceForm, name: str, do: Callable[[], None], done: str
) -> HttpResponse:
    """Do it once, say so, and go back to the case; with errors the form comes back filled."""
    if not form.is_valid():
        return case_page(request, case, status=422, **{name: form})
    try:
        once(key=form.once_key, do=do)
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        messages.success(request, done)
    if request.POST.get("back") == "closing":
        return redirect("desk:closing")
    if case.is_restricted and not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("desk:inbox")  # handed over: it is no longer theirs to see
    return redirect("desk:case", case_id=case.pk)


@require_POST
@_desk
def take(request: HttpRequest, case_id: int) -> HttpResponse:
    """Make the case one's own."""
    case = find_case(request.user, case_id)
    form = OnceForm(request.POST)

    def do() -> None:
        assign_actions.take(user=request.user, case=case)

    return acted(request, case, form, "take_form", do, _("Der Vorgang gehört jetzt Ihnen."))


@require_POST
@_desk
def assign(request: HttpRequest, case_id: int) -> HttpResponse:
    """Hand over to a colleague, or back to everybody."""
    case = find_case(request.user, case_id)
    form = AssignForm(request.POST, prefix="assign")

    def do() -> None:
        owner = form.cleaned_data["owner"]
        if owner is None:
            assign_actions.put_into_queue(user=request.user, case=case, queue=Case.Queue.DESK)
        else:
            text = form.cleaned_data["text"]
            assign_actions.assign(user=request.user, case=case, owner=owner, text=text)

    return acted(request, case, form, "assign_form", do, _("Der Vorgang ist übergeben."))


@require_POST
@_desk
def due(request: HttpRequest, case_id: int) -> HttpResponse:
    """Set the day on which somebody looks again."""
    case = find_case(request.user, case_id)
    form = DueForm(request.POST, prefix="due")

    def do() -> None:
        due_at = deadlines.follow_up(form.cleaned_data["due"])
        assign_actions.set_due(user=request.user, case=case, due_at=due_at)

    return acted(request, case, form, "due_form", do, _("Die Wiedervorlage ist gesetzt."))


@require_POST
@_desk
def note(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write something down."""
    case = find_case(request.user, case_id)
    form = NoteForm(request.POST, prefix="note")

    def do() -> None:
        data = form.cleaned_data
        add_note(user=request.user, case=case, text=data["text"], spoken=data["spoken"])

    return acted(request, case, form, "note_form", do, _("Die Notiz ist gespeichert."))


@require_POST
@_desk
def split(request: HttpRequest, case_id: int) -> HttpResponse:
    """The second concern of one message becomes a case of its own."""
    case = find_case(request.user, case_id)
    form = SplitForm(request.POST, prefix="split")

    def do() -> None:
        data = form.cleaned_data
        split_case(user=request.user, case=case, kind=data["kind"], text=data["text"])

    done = _("Das zweite Anliegen ist ein eigener Vorgang. Sie finden ihn im Verlauf.")
    return acted(request, case, form, "split_form", do, done)


@require_POST
@_desk
def undo(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take back what one has just done."""
    case = find_case(request.user, case_id)

    def do() -> None:
        undo_step(user=request.user, case=case)

    form = OnceForm(request.POST)
    return acted(request, case, form, "undo_form", do, _("Ihr letzter Schritt ist zurückgenommen."))


@require_POST
@_desk
def talk(request: HttpRequest, case_id: int) -> HttpResponse:
    """The first talk took place."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = TalkForm(request.POST, prefix="talk")

    def do() -> None:
        data = form.cleaned_data
        record_first_talk(user=request.user, offer=offer, text=data["text"], about=data["about"])
        if form.cleaned_data["ready"]:
            set_ready(user=request.user, offer=offer)

    return acted(request, case, form, "talk_form", do, _("Das Erstgespräch ist festgehalten."))


@require_POST
@_desk
def ready(request: HttpRequest, case_id: int) -> HttpResponse:
    """Into the pool."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = OnceForm(request.POST)

    def do() -> None:
        set_ready(user=request.user, offer=offer)

    return acted(request, case, form, "ready_form", do, _("Das Angebot ist bereit."))


@require_POST
@_desk
def allow(request: HttpRequest, case_id: int) -> HttpResponse:
    """Record whom the person allowed us to ask."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = AllowForm(request.POST, prefix="allow")

    def do() -> None:
        step_back.allow_kinds(offer=offer, kinds=form.cleaned_data["kinds"], user=request.user)

    return acted(request, case, form, "allow_form", do, _("Die Erlaubnis ist gespeichert."))


@require_POST
@_desk
def guardian(request: HttpRequest, case_id: int) -> HttpResponse:
    """Record what the guardians said."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = YesNoForm(request.POST, prefix="guardian")

    def do() -> None:
        record_guardian_consent(user=request.user, offer=offer, given=form.is_yes)

    return acted(request, case, form, "guardian_form", do, _("Die Antwort ist gespeichert."))


@require_POST
@_desk
def close(request: HttpRequest, case_id: int) -> HttpResponse:
    """End the case with its outcome."""
    case = find_case(request.user, case_id)
    form = CloseForm(request.POST, prefix="close", case=case)

    def do() -> None:
        data = form.cleaned_data
        if case.kind == Case.Kind.VOLUNTEERING:
            finish(
                user=request.user, offer=offer_of(case), outcome=data["outcome"], text=data["text"]
            )
        else:
            free_all(case=case, user=request.user)
            close_concern(user=request.user, case=case, **_how_it_ends(data))

    if form.is_valid() and _nothing_placed(case, form.cleaned_data["outcome"]):
        form.add_error("outcome", _("„Vermittelt“ geht erst, wenn eine Stelle zugesagt hat."))
    return acted(request, case, form, "close_form", do, _("Der Vorgang ist abgeschlossen."))


def _how_it_ends(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("outcome", "text", "turn_to")}


def _nothing_placed(case: Case, outcome: str) -> bool:
    if outcome != Case.Outcome.PLACED or case.kind != Case.Kind.VOLUNTEERING:
        return False
    return not offer_of(case).placements.exists()


@require_POST
@_desk
def pause(request: HttpRequest, case_id: int) -> HttpResponse:
    """The person wants a break, and says so on the telephone."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = PauseForm(request.POST, prefix="pause")

    def do() -> None:
        step_back.pause(offer=offer, until=form.cleaned_data["until"], user=request.user)

    return acted(request, case, form, "pause_form", do, _("Das Angebot macht Pause."))


@require_POST
@_desk
def resume(request: HttpRequest, case_id: int) -> HttpResponse:
    """The break is over."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)

    def do() -> None:
        availability.resume(offer=offer, user=request.user)

    form = OnceForm(request.POST)
    return acted(request, case, form, "resume_form", do, _("Das Angebot ist wieder da."))


@require_POST
@_desk
def withdraw(request: HttpRequest, case_id: int) -> HttpResponse:
    """The person takes the offer back, and says so on the telephone."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)

    def do() -> None:
        withdraw_offer(offer=offer, user=request.user)

    form = OnceForm(request.POST)
    return acted(request, case, form, "withdraw_form", do, _("Das Angebot ist zurückgezogen."))
