"""One door for all: the case, its owner and due date, history, consents and mail, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.base import clock
from hilfelotse.base.idempotency import once
from hilfelotse.base.links import issue_for_submission
from hilfelotse.base.points import reach
from hilfelotse.cases import search
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import CONFIRM, LinkInMail, write_to_person
from hilfelotse.directory.models import Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.allow import write_askable_kinds
from hilfelotse.offers.actions.change import OfferContent, create
from hilfelotse.office import deadlines
from hilfelotse.people.consent import for_organisation, record_consent
from hilfelotse.people.models import Consent, ContactPoint, Party
from hilfelotse.routing.match import smells_of_danger

DOORS = DESK | {Role.SWITCHBOARD}
CONFIRM_LINK, STATUS_LINK = "confirm", "status"


@dataclass(frozen=True)
class Sender:
    """Who turns to the office. At least one of ``email`` and ``phone`` (E.164) is given."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "de"
    kind: str = Party.Kind.PERSON
    group_name: str = ""
    group_size: int = 1
    age: str = Party.Age.ADULT
    with_minors: bool = False  # a group in which somebody is under 18


@dataclass(frozen=True)
class Wish:
    """Where the helper would like to go, and which bodies may see the offer without a name."""

    ask_kinds: tuple[str, ...] = ()
    need_id: int | None = None
    contact_consent: bool = False
    organisation_id: int | None = None


@dataclass(frozen=True)
class Receipt:
    """What the sender gets: a number, a date, and a link to see how it goes on."""

    case_id: int
    status_token: str

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.case_id)


def receive_offer(
    *,
    key: str,
    channel: str,
    sender: Sender | Party,
    content: OfferContent,
    wish: Wish | None = None,
    text: str = "",
    user: User | None = None,
    fill: Callable[[Case], None] = lambda case: None,
) -> Receipt:
    """An offer of time becomes a case. ``key`` makes a retry get the first answer again.

    ``sender``: who turns to the office, or somebody whom it knows already. ``fill`` as in
    ``receive_concern``.
    """

    def add(case: Case) -> None:
        with_minors = isinstance(sender, Sender) and sender.with_minors
        _add_offer(case, content, wish or Wish(), channel, with_minors, user)
        fill(case)

    return _receive(key, Case.Kind.VOLUNTEERING, channel, sender, text, user, add)


def receive_concern(
    *,
    key: str,
    kind: str,
    channel: str,
    sender: Sender | Party | None,
    text: str,
    user: User | None = None,
    fill: Callable[[Case], None] = lambda case: None,
    **facts: Any,
) -> Receipt:
    """Any other concern becomes a case: a question, goods, a flat, a complaint, a request.

    ``sender``: new, known, or None for a caller who gives no name. ``facts``: ``subject``,
    ``postcode``, ``is_urgent``. ``fill`` adds, in the same transaction, what the door knows: the
    note of a call, the mail. What smells of danger goes to the lead at once.
    """
    return _receive(key, kind, channel, sender, text, user, fill, **facts)


def _receive(
    key: str,
    kind: str,
    channel: str,
    sender: Sender | Party | None,
    text: str,
    user: User | None,
    fill: Callable[[Case], None],
    **facts: Any,
) -> Receipt:
    if user is not None:
        require(user, DOORS)

    def open_case() -> int:
        urgent = facts.get("is_urgent", False)
        party = _party(sender) if isinstance(sender, Sender) else sender
        case = Case.objects.create(
            kind=kind,
            channel=channel,
            queue=Case.Queue.DESK,
            due_at=_first_look(kind, urgent),
            party=party,
            text=text,
            **facts,
        )
        by = Event.By.STAFF if user else Event.By.CITIZEN
        record(subject=case, verb="received", user=user, by=by, channel=channel)
        _make_findable(case, sender)
        fill(case)
        ask_to_confirm(case)
        if danger := smells_of_danger(text):
            restrict(case=case, words=tuple(hit.words for hit in danger))
        return case.pk

    with transaction.atomic():
        case_id = once(key=key, do=open_case)
        token = issue_for_submission(
            purpose=STATUS_LINK,
            subject_id=case_id,
            valid=deadlines.STATUS_LINK_VALID,
            key=key,
        )
        reach("intake: before commit")
    reach("intake: committed")
    return Receipt(case_id, token)


def _first_look(kind: str, urgent: bool) -> datetime:
    if urgent:
        return deadlines.urgent()
    if kind == Case.Kind.BARRIER:  # a long closure does not move what the law says
        limit = deadlines.barrier_limit(clock.now(), is_answered=False)
        return min(deadlines.first_reply(), limit)
    return deadlines.first_reply()


def _make_findable(case: Case, sender: Sender | Party | None) -> None:
    if isinstance(sender, Sender):
        search.index(case, case.party, [sender.email, sender.phone])
    elif sender is not None:
        search.index(case, sender, sender.contact_points.values_list("value", flat=True))
    else:
        search.index(case)


def _party(sender: Sender) -> Party:
    party = Party.objects.create(
        kind=sender.kind,
        name=sender.name,
        group_name=sender.group_name,
        group_size=sender.group_size,
        age=sender.age,
        language=sender.language,
    )
    points = [
        (ContactPoint.Kind.EMAIL, sender.email.lower()),
        (ContactPoint.Kind.PHONE, sender.phone),
    ]
    ContactPoint.objects.bulk_create(
        ContactPoint(party=party, kind=kind, value=value) for kind, value in points if value
    )
    return party


def _add_offer(
    case: Case,
    content: OfferContent,
    wish: Wish,
    channel: str,
    with_minors: bool,
    user: User | None,
) -> None:
    need = Need.objects.public().filter(pk=wish.need_id).first() if wish.need_id else None
    organisation_id = need.organisation_id if need else wish.organisation_id
    if organisation_id and not Organisation.objects.filter(pk=organisation_id).exists():
        organisation_id = None
    offer = create(
        case=case,
        content=content,
        with_minors=with_minors,
        wished_need_id=need and need.pk,
        wished_organisation_id=organisation_id,
    )
    spoken = channel != Case.Channel.WEB
    proof = Consent.Channel.TALK if spoken else Consent.Channel.FORM
    write_askable_kinds(offer=offer, kinds=wish.ask_kinds, channel=proof, user=user)
    if need and wish.contact_consent:
        record_consent(
            party=offer.party,
            purpose=Consent.Purpose.CONTACT,
            recipient=for_organisation(need.organisation_id),
            given=True,
            channel=proof,
            language=offer.party.language,
            user=user,
        )


def ask_to_confirm(case: Case, occasion: str = "") -> OutgoingMail | None:
    """The mail that confirms the address; it says nothing about the concern."""
    party = case.party
    point = party and party.contact(ContactPoint.Kind.EMAIL)
    if party is None or point is None or point.confirmed_at:
        return None
    link = LinkInMail(
        "confirm_url", "links:confirm", CONFIRM_LINK, point.pk, deadlines.CONFIRMATION_VALID
    )
    return write_to_person(
        party=party,
        template=CONFIRM,
        reason=f"contact:{point.pk}:confirm:{occasion}".rstrip(":"),
        reference=case.reference,
        links=(link,),
        point=point,
    )
