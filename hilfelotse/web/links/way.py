"""Where a concern stands, in the citizen's words: like a parcel."""

from typing import Any

from django.utils.translation import gettext as _

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.people.consent import organisations_allowed
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.queries import body_in_charge
from hilfelotse.referrals.rules import contact_is_open
from hilfelotse.web.components import dates
from hilfelotse.web.links import owed

_OFFER_ORDER = [
    Case.State.NEW,
    Case.State.ADVISING,
    Case.State.READY,
    Case.State.REFERRED,
    Case.State.PLACED,
    Case.State.CLOSED,
]
_OPEN = [Referral.State.SENT, Referral.State.ACCEPTED]
_IN_OUR_HANDS = {Case.State.NEW, Case.State.ADVISING, Case.State.READY}
_CONCERN_ORDER = [Case.State.NEW, Case.State.ADVISING, Case.State.CLOSED]


def steps(case: Case) -> list[dict[str, Any]]:
    """The stations of the way, for the progress list."""
    order = _OFFER_ORDER if case.kind == Case.Kind.VOLUNTEERING else _CONCERN_ORDER
    # Ended before its time: only what was reached, and the end.
    if not case.is_open and case.outcome != Case.Outcome.PLACED:
        return [
            {"title": _("Eingegangen"), "state": "done", "when": case.received_at},
            {"title": outcome(case), "state": "current", "when": case.closed_at},
        ]
    titles = _titles(case)
    here = order.index(case.state) if case.state in order else 1
    return [
        {
            "title": titles[state],
            "state": "done" if index < here else "current" if index == here else "next",
            "text": now(case) if index == here else "",
            "when": case.received_at if index == 0 else None,
        }
        for index, state in enumerate(order)
    ]


def _titles(case: Case) -> dict[str, str]:
    return {
        Case.State.NEW: _("Eingegangen"),
        Case.State.ADVISING: _("Wir sprechen mit Ihnen")
        if case.kind == Case.Kind.VOLUNTEERING
        else _("In Arbeit"),
        Case.State.READY: _("Wir suchen eine Stelle für Sie"),
        Case.State.REFERRED: _("Eine Stelle ist gefragt"),
        Case.State.PLACED: _("Eine Stelle hat zugesagt"),
        Case.State.CLOSED: _("Abgeschlossen"),
    }


def now(case: Case) -> str:
    """What happens at this moment, and by when."""
    if not case.is_open:
        return outcome(case)
    if owed.is_call_open(case):
        return owed.call(case)
    return " ".join(filter(None, [owed.call(case), _next_step(case)]))


def _next_step(case: Case) -> str:
    if case.is_overdue and case.waiting_on == Case.Waiting.CITIZEN:
        return _(
            "Wir haben Ihnen geschrieben und noch keine Antwort bekommen. "
            "Schreiben Sie uns gern oder rufen Sie an."
        )
    if case.is_overdue and case.state in _IN_OUR_HANDS:
        return owed.delay(case)
    day = dates.day(case.due_at)
    if case.state == Case.State.NEW:
        return _("Wir melden uns bis %(day)s bei Ihnen.") % {"day": day}
    if case.state == Case.State.REFERRED:
        return _with_a_body(case, day)
    if case.state == Case.State.PLACED:
        accepted = (
            case.referrals.filter(state=Referral.State.ACCEPTED)
            .select_related("organisation")
            .order_by("-answered_at")
            .first()
        )
        if accepted:
            return _("„%(name)s“ freut sich auf Sie.") % {"name": accepted.organisation.name}
    if case.state == Case.State.READY and case.waiting_on == Case.Waiting.CITIZEN:
        return _("Wir haben Ihnen etwas vorgeschlagen. Bitte wählen Sie bis %(day)s.") % {
            "day": day
        }
    if case.state == Case.State.READY:
        return _("Ihr Angebot ist bereit. Wir sehen spätestens am %(day)s wieder nach.") % {
            "day": day
        }
    return _with_us(case, day)


def _with_us(case: Case, day: str) -> str:
    if case.waiting_on == Case.Waiting.CITIZEN:
        return _("Wir haben Ihnen geschrieben und warten bis %(day)s auf Ihre Antwort.") % {
            "day": day
        }
    return _("Wir kümmern uns darum, spätestens am %(day)s.") % {"day": day}


def _with_a_body(case: Case, day: str) -> str:
    referrals = case.referrals.select_related("organisation")
    if waiting := referrals.waiting().first():
        words = {"name": waiting.organisation.name, "day": day}
        if waiting.is_concern and waiting.organisation.is_city:  # it reads what was written
            return _("Wir haben „%(name)s“ gefragt. Antwort bis %(day)s.") % words
        return _("Wir haben „%(name)s“ gefragt, ohne Ihren Namen. Antwort bis %(day)s.") % words
    taken = referrals.in_hand().first()
    if taken is None or case.waiting_on == Case.Waiting.CITIZEN:
        return _with_us(case, day)
    words = {"name": taken.organisation.name, "day": day}
    if case.is_overdue:
        return _("„%(name)s“ kümmert sich.") % words + " " + owed.delay(case)
    if case.waiting_on == Case.Waiting.ORGANISATION:
        return _("„%(name)s“ kümmert sich. Eine Antwort erwarten wir bis %(day)s.") % words
    return _("„%(name)s“ kümmert sich. Wir fragen nach, spätestens am %(day)s.") % words


def outcome(case: Case) -> str:
    """How it ended, kindly."""
    if body := body_in_charge(case):
        if case.outcome == Case.Outcome.FORWARDED:
            return _("„%(name)s“ kümmert sich um Ihr Anliegen.") % {"name": body.name}
        return _("Dafür ist „%(name)s“ zuständig. Bitte wenden Sie sich dorthin.") % {
            "name": body.name
        }
    words = _ended(case) | _ended_by_kind(case.kind)
    return words.get(case.outcome, _("Abgeschlossen."))


def _ended(case: Case) -> dict[str, str]:
    return {
        Case.Outcome.PLACED: _("Ihre Hilfe ist angekommen. Vielen Dank!"),
        Case.Outcome.HANDED_OVER: _("Ihre Sachen sind angekommen. Vielen Dank!"),
        Case.Outcome.MOVED_IN: _("Ihre Wohnung ist bezogen. Vielen Dank!"),
        Case.Outcome.GIVEN_ELSEWHERE: _(
            "Sie haben es anders vergeben. Danke, dass Sie helfen wollten!"
        ),
        Case.Outcome.ANSWERED: _("Wir haben Ihre Frage beantwortet."),
        Case.Outcome.FORWARDED: _("Wir haben Ihr Anliegen an die richtige Stelle gegeben."),
        Case.Outcome.NOT_NEEDED: _(
            "Diese Hilfe wird gerade nicht gebraucht. Danke, dass Sie helfen wollten!"
        ),
        Case.Outcome.NOT_SUITABLE: _(
            "Wir haben keine passende Aufgabe gefunden. Danke, dass Sie helfen wollten!"
        ),
        Case.Outcome.DONATED: _("Ihre Spende ist angekommen. Vielen Dank!"),
        Case.Outcome.IN_USE: _("Ihr Angebot wird angenommen. Vielen Dank!"),
        Case.Outcome.RESERVE: _("Ihr Objekt steht auf unserer Reserveliste. Wir fragen wieder."),
        Case.Outcome.NOT_REACHED: _(
            "Wir haben Sie nicht erreicht. Rufen Sie uns gern an, dann geht es weiter."
        ),
        Case.Outcome.NOT_OURS: _("Dafür ist leider eine andere Stelle zuständig."),
        Case.Outcome.WITHDRAWN: _("Sie haben Ihr Angebot zurückgezogen.")
        if case.kind == Case.Kind.VOLUNTEERING
        else _("Sie haben Ihr Anliegen zurückgezogen."),
        Case.Outcome.DUPLICATE: _goes_on(case),
    }


def _ended_by_kind(kind: str) -> dict[str, str]:
    """Where an outcome means something of its own for what was offered."""
    thanks = _("Danke für Ihr Angebot!")
    unfit = {
        Case.Kind.PROPERTY: _("Ihr Objekt passt leider nicht. Danke für Ihr Angebot!"),
        Case.Kind.HOUSING: _("Ihre Wohnung passt leider nicht.") + " " + thanks,
        Case.Kind.GOODS: _("Das können wir leider nicht weitergeben.") + " " + thanks,
        Case.Kind.IDEA: _("Ihre Idee passt gerade leider nicht. Danke, dass Sie mitdenken!"),
    }
    words = {Case.Outcome.NOT_SUITABLE: unfit[kind]} if kind in unfit else {}
    if kind in unfit or kind == Case.Kind.MONEY:
        words[Case.Outcome.ANSWERED] = _("Wir haben Ihnen geantwortet.")
    if kind == Case.Kind.IDEA:
        words[Case.Outcome.IN_USE] = _("Aus Ihrer Idee wird etwas. Vielen Dank!")
    return words


def _goes_on(case: Case) -> str:
    """Under which number, if that is the same person's; of another's nothing is said."""
    into = case.merged_into
    if into is None or into.party_id is None or into.party_id != case.party_id:
        return _("Wir führen dieses Anliegen unter einer anderen Nummer weiter.")
    return _("Wir bearbeiten es zusammen mit Ihrem Anliegen %(reference)s.") % {
        "reference": into.reference
    }


def recipients(case: Case) -> list[dict[str, Any]]:
    """Who saw the offer, who has name and contact, and where that can be taken back."""
    allowed = set(organisations_allowed(case.party)) if case.party else set()
    found = case.referrals.select_related("organisation").order_by("sent_at")
    return [
        {
            "referral": referral,
            "name": referral.organisation.name,
            "when": referral.contact_released_at or referral.sent_at,
            "what": _received(referral),
            "may_take_back": referral.state in _OPEN and referral.organisation_id in allowed,
        }
        for referral in found
    ]


def allowed_beforehand(case: Case) -> list[Organisation]:
    """Bodies that may have the contact data once they accept, but have not been asked yet."""
    asked = case.referrals.filter(state__in=_OPEN).values("organisation")
    return list(
        Organisation.objects.filter(pk__in=organisations_allowed(case.party)).exclude(pk__in=asked)
    )


def _received(referral: Referral) -> str:
    if referral.is_concern:
        return _received_of_concern(referral)
    if not referral.contact_released_at:
        return _("Ihr Angebot ohne Namen und Kontaktdaten")
    if referral.contact_ended_at:
        return _("Name und Kontaktdaten; Sie haben die Zustimmung zurückgenommen")
    return _("Name und Kontaktdaten")


def _received_of_concern(referral: Referral) -> str:
    if referral.organisation.is_city:
        text = _("Ihr Anliegen, wie Sie es geschrieben haben")
    elif referral.contact_released_at:
        text = _("eine Beschreibung Ihres Anliegens")
    else:
        text = _("eine Beschreibung Ihres Anliegens, ohne Namen und ohne Kontaktdaten")
    if not referral.contact_released_at:
        return text
    if contact_is_open(referral):
        return _("%(text)s; Name und Kontaktdaten") % {"text": text}
    return _("%(text)s; Name und Kontaktdaten, jetzt nicht mehr") % {"text": text}
