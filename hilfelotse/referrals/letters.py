"""The mails of a referral, to the body and to the citizen.

Those about an offer name the need; those about a concern say nothing of what it is about.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db.models import Q

from hilfelotse.base import clock
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import (
    LinkInMail,
    NobodyToWriteTo,
    drop_waiting,
    write_to_body,
    write_to_person,
)
from hilfelotse.office import deadlines
from hilfelotse.referrals.models import Proposal, Referral

ANSWER, CONTACT, RESULT = "referral_answer", "referral_contact", "referral_result"
_ROUTES = {ANSWER: "links:answer", CONTACT: "links:contact", RESULT: "links:result"}


def ask_body(referral: Referral) -> None:
    """The request with the one-time link to what the body may see before it answers."""
    valid = referral.due_at - referral.sent_at
    _tell_body(referral, "request", (_link("answer_url", ANSWER, referral, valid),))


def remind_of_request(referral: Referral) -> None:
    """The same question once more, with a link of its own: only the hash of the first is kept."""
    valid = referral.due_at - clock.now()
    _tell_body(referral, "request_reminder", (_link("answer_url", ANSWER, referral, valid),))


def tell_body_contact(referral: Referral) -> None:
    """The contact data wait behind a link: they are never in a mail.

    A consent that was taken back and given again is a new reason: the old link is closed.
    """
    link = _result_link(referral) if referral.is_concern else _contact_link(referral)
    again = f":{referral.contact_released_at:%Y%m%d%H%M%S%f}"
    _tell_body(referral, "contact", (link,), again, is_city=referral.organisation.is_city)


def tell_body_taken(referral: Referral) -> None:
    """A concern is theirs now: the link under which they say what became of it."""
    _tell_body(referral, "taken", (_result_link(referral),))


def remind_body(referral: Referral) -> None:
    """The day has come on which they wanted to have answered a concern."""
    with suppress(NobodyToWriteTo):
        again = f":{referral.due_at:%Y%m%d%H%M%S%f}"
        _tell_body(referral, "reminder", (_result_link(referral),), again)


def tell_body_recalled(referral: Referral) -> None:
    """It is gone: the link no longer opens. Nobody there any more is no hindrance.

    A body that never got the request need not hear that it is over: it was to be called, or the
    next list has not left.
    """
    if take_back_request(referral) or not _was_written_to(referral):
        return
    with suppress(NobodyToWriteTo):
        _tell_body(referral, "recalled")


def _was_written_to(referral: Referral) -> bool:
    about_it = Q(reason__startswith=f"referral:{referral.pk}:")
    a_list = Q(
        template="weekly_list",
        contact__organisation=referral.organisation_id,
        created_at__gte=referral.sent_at,
    )
    return OutgoingMail.objects.filter(about_it | a_list).exists()


def tell_body_withdrawn(referral: Referral) -> None:
    """Somebody they count on cannot come any more."""
    with suppress(NobodyToWriteTo):
        _tell_body(referral, "withdrawn")


def take_back_request(referral: Referral) -> bool:
    """A request that has not left yet need not leave any more. False if it has left."""
    return drop_waiting(reason=f"referral:{referral.pk}:request")


def tell_citizen(referral: Referral, template: str) -> bool:
    """One step of the way, in plain words; nothing of what the body wrote.

    False when there is no address to write to: somebody has to call.
    """
    case = referral.case
    if case.party is None:
        return False
    mail = write_to_person(
        party=case.party,
        template=f"concern_{template}" if referral.is_concern else template,
        reason=f"referral:{referral.pk}:{template}",
        reference=case.reference,
        organisation=referral.organisation.name,
        is_city=referral.organisation.is_city,
        links=(status_link(case),),
    )
    return mail is not None


def propose(case: Case, proposals: list[Proposal]) -> bool:
    """What the office found, public data of the needs only; False without an address."""
    if case.party is None:
        return False
    needs = [
        {"title": proposal.need.title, "where": proposal.need.quarter.name}
        for proposal in proposals
    ]
    mail = write_to_person(
        party=case.party,
        template="proposed",
        reason=f"proposal:{proposals[0].pk}",
        reference=case.reference,
        needs=needs,
        links=(status_link(case),),
    )
    return mail is not None


def _tell_body(
    referral: Referral,
    step: str,
    links: tuple[LinkInMail, ...] = (),
    again: str = "",
    **context: Any,
) -> None:
    """The template of this kind and step; ``again`` tells apart steps that may come twice."""
    if not referral.is_concern:
        context["need"] = referral.title
    write_to_body(
        organisation=referral.organisation,
        contact=referral.contact,
        template=f"{_kind(referral)}_{step}",
        reason=f"referral:{referral.pk}:{step}{again}",
        reference=referral.case.reference,
        links=links,
        **context,
    )


def _kind(referral: Referral) -> str:
    if referral.is_opinion:
        return "opinion"
    return "concern" if referral.is_concern else "referral"


def _result_link(referral: Referral) -> LinkInMail:
    return _link("result_url", RESULT, referral, deadlines.CONTACT_LINK_VALID)


def _contact_link(referral: Referral) -> LinkInMail:
    return _link("contact_url", CONTACT, referral, deadlines.CONTACT_LINK_VALID)


def _link(name: str, purpose: str, referral: Referral, valid: timedelta) -> LinkInMail:
    return LinkInMail(name, _ROUTES[purpose], purpose, referral.pk, valid)
