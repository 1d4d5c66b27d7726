"""One case on one page: whose it is, what was said, what happened, what fits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import CERTIFICATES, Role
from hilfelotse.cases.actions.reply import hindrance
from hilfelotse.cases.actions.undo import undoable
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.reply import PLACEHOLDERS
from hilfelotse.directory.models import Organisation
from hilfelotse.history import timeline
from hilfelotse.matching import explain
from hilfelotse.matching.queries import Fit, best_needs
from hilfelotse.offers.models import Offer
from hilfelotse.placements.clearance import is_cleared
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals.actions.answer import consent_open
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.queries import next_best
from hilfelotse.referrals.rules import guardian_missing, is_in_hand
from hilfelotse.topics.languages import NAMES as LANGUAGE_NAMES
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk import doubles, goods, homes, money, premises, volunteering, where_to
from hilfelotse.web.desk import messages as desk_messages
from hilfelotse.web.desk.forms.case import (
    AllowForm,
    AssignForm,
    CloseForm,
    DueForm,
    NoteForm,
    PauseForm,
    TalkForm,
    YesNoForm,
)
from hilfelotse.web.desk.forms.inbox import SplitForm
from hilfelotse.web.desk.forms.referrals import (
    RecordAnswerForm,
    RecordOpinionForm,
    RecordResultForm,
)
from hilfelotse.web.desk.forms.reply import ReplyForm
from hilfelotse.web.desk.words import next_step, offer_rows, title

MATCHES = 8


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """The case's page."""
    return case_page(request, find_case(request.user, case_id))


def find_case(user: User, case_id: int) -> Case:
    """The case if the user may see it, else 404."""
    cases = Case.objects.visible_to(user).select_related("party", "owner")
    return get_object_or_404(cases, pk=case_id)


def case_page(request: HttpRequest, case: Case, status: int = 200, **bound: Any) -> HttpResponse:
    """The page, with the forms in ``bound`` as somebody filled them wrongly."""
    saw_case(case=case, route="desk:case", user=request.user)
    contacts = list(case.party.contact_points.order_by("kind")) if case.party else []
    offer = Offer.objects.select_related("party", "wished_organisation").filter(case=case).first()
    failed = next(iter(bound.values()), None)
    context = {
        "case": case,
        "party": case.party,
        "party_language": LANGUAGE_NAMES.get(case.party.language, "") if case.party else "",
        "contacts": contacts,
        "offer": offer,
        "timeline": doubles.history(case, request.user),
        **doubles.of(case, request.user),
        **desk_messages.of(case, request.user),
        "form": failed,
        "undo_step": undo_title(case, request.user),
        "wants_call": wants_call(case),
        **_forms(case),
        **where_to.of(case, request.user, contacts),
        **_referral_context(case, bound.get("result_form")),
        **_reply_context(case, request.user),
        **(_offer_context(offer, request.user) if offer else {}),
        **(volunteering.panel(offer, bound.get("step_form")) if offer else {}),
        **homes.panel(case),
        **goods.panel(case, bound.get("handover_form")),
        **money.panel(case, bound.get("gift_form")),
        **premises.panel(case, request.user),
        **bound,
    }
    return render(request, "desk/case.html", context, status=status)


def wants_call(case: Case) -> bool:
    """Who asked would rather hear the answer than read it."""
    if case.kind != Case.Kind.QUESTION:
        return False
    return timeline.of(case).filter(verb="wants_call").exists()


def undo_title(case: Case, user: User) -> str:
    """What the user has just done and may take back; empty if nothing."""
    step = undoable(case, user)
    return title(step) if step else ""


def _forms(case: Case) -> dict[str, Any]:
    if not case.is_open:
        return {}
    return {
        "note_form": NoteForm(prefix="note"),
        "assign_form": AssignForm(prefix="assign", initial={"owner": case.owner_id}),
        "due_form": DueForm(prefix="due"),
        "close_form": CloseForm(prefix="close", case=case),
        "split_form": SplitForm(prefix="split"),
    }


def _reply_context(case: Case, user: User) -> dict[str, Any]:
    hindered = hindrance(user=user, case=case)
    form = ReplyForm(case=case) if hindered is None else None
    return {"hindrance": hindered, "reply_form": form, "placeholders": PLACEHOLDERS}


def _referral_context(case: Case, result_form: RecordResultForm | None) -> dict[str, Any]:
    """Which bodies were asked, what they said, and what the desk can do about it."""
    referrals = list(
        case.referrals.select_related("organisation", "need").order_by("-sent_at", "-pk")
    )
    for referral in referrals:
        referral.case = case  # with its party: no query for each
        if referral.is_opinion and referral.state == Referral.State.SENT:
            referral.opinion_form = RecordOpinionForm(prefix="answer", referral=referral)
    opinions = [row for row in referrals if row.is_opinion]
    referrals_to_decide = [row for row in referrals if not row.is_opinion]
    waiting = next((row for row in referrals_to_decide if row.state == Referral.State.SENT), None)
    in_hand = [row for row in referrals if is_in_hand(row)]
    for referral in in_hand:
        blank = RecordResultForm.of(referral)
        came_back = result_form and result_form.prefix == blank.prefix
        referral.result_form = result_form if came_back else blank
    is_out = waiting is not None or any(not row.part for row in in_hand)
    return {
        "referrals": referrals,
        "waiting": waiting,
        "in_hand": in_hand,
        "is_out": is_out,
        "reported": _reported(referrals_to_decide, is_out),
        "next_step": next_step(case),
        "next_best": _next_best(case, referrals_to_decide),
        "opinion_count": {
            "all": len(opinions),
            "given": sum(bool(row.verdict) for row in opinions),
        },
        "ask_consent": [row for row in referrals if consent_open(row)],
        "consent_form": YesNoForm(prefix="consent"),
        "answer_form": RecordAnswerForm(prefix="answer", referral=waiting) if waiting else None,
    }


def _reported(referrals: list[Referral], is_out: bool) -> dict[str, Any]:
    """What the person is to hear: the newest answer, and those about a part of the concern."""
    done = [row for row in referrals if row.state == Referral.State.DONE]
    newest = done[:0] if is_out else done[:1]
    told = [row for row in reversed(done) if row.part or row in newest]
    return {"referrals": told, "text": "\n\n".join(row.result for row in told)}


def _next_best(case: Case, referrals: list[Referral]) -> list[Organisation]:
    """Who may be asked after a body that kept silent or said no; offers of time have their fits."""
    refused = {Referral.State.EXPIRED, Referral.State.DECLINED}
    last = referrals[0] if referrals else None
    if not case.is_open or last is None or not last.is_concern or last.state not in refused:
        return []
    return next_best(last)


def _offer_context(offer: Offer, user: User) -> dict[str, Any]:
    return {
        "offer_rows": offer_rows(offer),
        "talk_form": TalkForm(prefix="talk"),
        "allow_form": AllowForm(prefix="allow", initial=AllowForm.initial_for(offer)),
        "guardian_missing": guardian_missing(offer),
        "guardian_form": YesNoForm(prefix="guardian"),
        "pause_form": PauseForm(prefix="pause"),
        "cleared": is_cleared(offer.party),
        "may_inspect": user.has_any(CERTIFICATES),
        "fits": [fit_row(fit) for fit in best_needs(offer, MATCHES)] if _searches(offer) else [],
        "searches": _searches(offer),
    }


def _searches(offer: Offer) -> bool:
    """Needs are proposed while somebody is looking for one."""
    waiting = {Case.State.NEW, Case.State.ADVISING, Case.State.READY}
    return offer.availability == Offer.Availability.AVAILABLE and offer.case.state in waiting


def fit_row(fit: Fit) -> dict[str, Any]:
    """One suggestion with its reasons and what it lacks."""
    return {
        "fit": fit,
        "reasons": explain.reasons(fit),
        "lacking": explain.lacking(fit),
    }
