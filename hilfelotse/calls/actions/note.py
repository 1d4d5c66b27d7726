"""Writing down a call: one transaction, one case, whatever came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock, phone
from hilfelotse.base.idempotency import once
from hilfelotse.calls.actions.callback import end_by_talk, write_promise
from hilfelotse.calls.models import CallNote
from hilfelotse.calls.slots import Slot
from hilfelotse.cases import search
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.goods.actions.offer import GoodsContent, enter
from hilfelotse.history.timeline import record
from hilfelotse.intake.receive import DOORS, Sender, Wish, receive_concern, receive_offer
from hilfelotse.knowledge.actions import count_gap
from hilfelotse.knowledge.models import Page
from hilfelotse.knowledge.queries import lookup
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.offers.actions.talk import record_first_talk
from hilfelotse.office import deadlines
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.premises.actions.hand_on import hand_on
from hilfelotse.referrals.actions.finish import close_concern, end_concern
from hilfelotse.routing.match import smells_of_danger

Result = CallNote.Result
OF_THE_SWITCHBOARD = frozenset(
    {Result.ANSWERED, Result.CALLBACK, Result.PUT_THROUGH, Result.RECORDED}
)
_ENDS = {Result.ANSWERED: Case.Outcome.ANSWERED, Result.NOT_OURS: Case.Outcome.NOT_OURS}
_ABOUT_VOLUNTEERING = "volunteering"


@dataclass(frozen=True)
class Said:
    """What was said, and when the talk began. ``phone`` (E.164): how to reach the caller."""

    wish: str  # a Case.Kind
    started_at: datetime
    text: str = ""
    channel: str = Case.Channel.PHONE
    phone: str = ""
    subject: str = ""
    postcode: str = ""
    is_emergency: bool = False
    answer: Page | None = None  # of the knowledge base, as it was given
    organisation: Organisation | None = None  # passed on to, or responsible instead of us
    is_gap: bool = False  # no answer of the knowledge base fitted


@dataclass(frozen=True)
class Promised:
    """The call back that was agreed."""

    slot: Slot
    language: str = "de"
    wish: str = ""
    asked_for: User | None = None


@transaction.atomic
def write_note(
    *,
    user: User,
    key: str,
    said: Said,
    result: str,
    case: Case | None = None,
    sender: Sender | Party | None = None,
    promised: Promised | None = None,
    ends: bool = False,
) -> Case:
    """The note of a call belongs to the ``case`` of the caller, or to a new one of ``sender``.

    A new case that is answered or not ours has ended at once, without a mail. One that exists stays
    as it is, unless a call back is ``promised`` or the talk ``ends`` it. What smells of danger ends
    nothing: it goes to the lead. ``key`` makes a double click the same note.

    The switchboard writes notes of its own and touches no other case. Raises CaseIsClosed,
    NoNumber, PermissionDenied, what ``hand_on`` raises, and ValueError where the result lacks what
    it needs.
    """
    _may(user, result, case, sender)
    if (result == Result.CALLBACK) != (promised is not None):
        raise ValueError("a call back needs a promise, and nothing else has one")
    if result == Result.OFFER:
        raise ValueError("an offer is recorded with record_offer")
    if result == Result.PASSED_ON and said.organisation is None:
        raise ValueError("passed on to whom?")
    wrote = _Note(user, said, result, promised, ends)
    if case is not None:
        case_id = once(key=key, do=lambda: wrote.on_existing(case))
    else:
        case_id = wrote.on_new(key, sender)
    return Case.objects.select_related("party").get(pk=case_id)


@transaction.atomic
def record_offer(
    *,
    user: User,
    key: str,
    said: Said,
    sender: Sender | Party,
    content: OfferContent,
    wish: Wish | None = None,
    case: Case | None = None,
    age: str = "",
    about: Iterable[str] = (),
) -> Case:
    """An offer that somebody made in a talk: the same action as the public form, and the note.

    ``age``: of somebody known, who may never have been asked. ``about``: what of the first talk's
    checklist was talked about, if it was that talk. Raises CaseIsClosed.

    ``case``: the caller's case that was open on the screen. If it was nothing but a question about
    volunteering, the offer is its answer.
    """
    require(user)
    said = replace(said, wish=Case.Kind.VOLUNTEERING)

    def fill(new: Case) -> None:
        _write(user, said, Result.OFFER, new)
        if about:
            record_first_talk(user=user, offer=new.offer, about=about)
        if case is not None:
            _carry_over(user, lock(case.pk), new)

    if isinstance(sender, Party) and age and age != sender.age:
        sender.age = age
        sender.save(update_fields=["age"])
    receipt = receive_offer(
        key=key, channel=said.channel, sender=sender, content=content, wish=wish,
        text=said.text, user=user, fill=fill,
    )  # fmt: skip
    return Case.objects.select_related("party").get(pk=receipt.case_id)


@transaction.atomic
def record_goods(
    *,
    user: User,
    key: str,
    said: Said,
    sender: Sender | Party,
    content: GoodsContent,
    may_call: bool,
    case: Case | None = None,
) -> Case:
    """Things that somebody offers in a talk: the public form's action, and the note.

    ``may_call``: whether the body that gets them may have name and contact. ``case``: the caller's
    case that was open on the screen. Raises NeverTaken, ValueError and CaseIsClosed.
    """
    require(user)
    said = replace(said, wish=Case.Kind.GOODS)

    def fill(new: Case) -> None:
        _write(user, said, Result.OFFER, new)
        move(new, spoken_at=clock.now())
        enter(case=new, content=content, user=user, may_call=may_call)
        if case is not None:
            _carry_over(user, lock(case.pk), new)

    receipt = receive_concern(
        key=key, kind=said.wish, channel=said.channel, sender=sender, text=said.text, user=user,
        fill=fill, postcode=content.postcode,
    )  # fmt: skip
    return Case.objects.select_related("party").get(pk=receipt.case_id)


def _may(user: User, result: str, case: Case | None, sender: Sender | Party | None) -> None:
    require(user, DOORS)
    if user.has_any(DESK):
        if case and not Case.objects.visible_to(user).filter(pk=case.pk).exists():
            raise PermissionDenied
        return
    if case is not None or isinstance(sender, Party) or result not in OF_THE_SWITCHBOARD:
        raise PermissionDenied


@dataclass(frozen=True)
class _Note:
    """One note while it is written."""

    user: User
    said: Said
    result: str
    promised: Promised | None
    ends: bool

    def on_new(self, key: str, sender: Sender | Party | None) -> int:
        said, is_offer = self.said, self.said.wish == Case.Kind.VOLUNTEERING
        subject = said.subject or (said.answer.subject if said.answer else "")
        receipt = receive_concern(
            key=key,
            # An offer without its form is a question about volunteering: nobody could place it.
            kind=Case.Kind.QUESTION if is_offer else said.wish,
            channel=said.channel,
            sender=sender,
            text=said.text,
            user=self.user,
            fill=self._fill_new,
            subject=_ABOUT_VOLUNTEERING if is_offer else subject,
            postcode=said.postcode,
            is_urgent=said.is_emergency,
        )
        return receipt.case_id

    def _fill_new(self, case: Case) -> None:
        _write(self.user, self.said, self.result, case)
        move(case, spoken_at=clock.now())
        self._add_number(case)
        if self.result == Result.PUT_THROUGH:
            move(case, due_at=deadlines.follow_up(clock.today()))
        self._go_on(case, is_new=True)
        # Words of danger restrict a new case by themselves: intake.receive.
        if self.said.is_emergency and not smells_of_danger(self.said.text):
            restrict(case=case)
        if self.result in _ENDS and not self._is_danger:
            move(case, owner=self.user, queue="")
            end_concern(case=case, user=self.user, **self._how_it_ends)

    def on_existing(self, case: Case) -> int:
        case = lock(case.pk)
        _write(self.user, self.said, self.result, case, text=self.said.text)
        search.add(case, search.text_keys(self.said.text))
        if case.kind != Case.Kind.VOLUNTEERING:  # an offer waits for its first talk
            move(case, spoken_at=clock.now())
        self._add_number(case)
        end_by_talk(case)
        self._go_on(case)
        if self._is_danger:
            words = tuple(hit.words for hit in smells_of_danger(self.said.text))
            restrict(case=case, words=words)
        elif self.ends and self.result in _ENDS:
            close_concern(user=self.user, case=case, **self._how_it_ends)
        return case.pk

    @property
    def _how_it_ends(self) -> dict[str, Any]:
        outcome = _ENDS[Result(self.result)]
        turn_to = self.said.organisation if outcome == Case.Outcome.NOT_OURS else None
        return {"outcome": outcome, "turn_to": turn_to}

    @property
    def _is_danger(self) -> bool:
        return self.said.is_emergency or bool(smells_of_danger(self.said.text))

    def _go_on(self, case: Case, *, is_new: bool = False) -> None:
        said = self.said
        if self.promised:
            write_promise(user=self.user, case=case, **vars(self.promised))
        if self.result == Result.PASSED_ON and said.organisation:
            in_case = is_new and said.organisation.is_city  # reads the case's own words
            cover = "" if in_case else said.text
            hand_on(user=self.user, case=case, organisation=said.organisation, text=cover)
        # The list of gaps is for everybody: nothing of what only the lead may read.
        if self.result == Result.ANSWERED and not (case.is_restricted or self._is_danger):
            self._count_gap(is_new=is_new)

    def _add_number(self, case: Case) -> None:
        """A number for somebody without one; a second number is for this call only."""
        party = case.party
        if party is None or not self.said.phone:
            return
        known = party.contact_points.filter(kind=ContactPoint.Kind.PHONE).first()
        if known is None:
            ContactPoint.objects.create(
                party=party, kind=ContactPoint.Kind.PHONE, value=self.said.phone
            )
            search.index_person_anew(party)
        elif known.value != self.said.phone:
            record(
                subject=case, verb="other_number", user=self.user,
                number=phone.display(self.said.phone),
            )  # fmt: skip

    def _count_gap(self, *, is_new: bool) -> None:
        """Who asks how their own concern stands asks nothing that the whole office should know."""
        said = self.said
        if said.wish != Case.Kind.QUESTION or said.answer or not said.text:
            return
        if said.is_gap or (is_new and not lookup(said.text, limit=1)):
            count_gap(text=said.text, subject=said.subject)


def _write(user: User, said: Said, result: str, case: Case, text: str = "") -> None:
    now = clock.now()
    CallNote.objects.create(
        case=case,
        user=user,
        channel=said.channel,
        started_at=min(said.started_at, now),
        ended_at=now,
        wish=said.wish,
        text=said.text,
        result=result,
        answer=said.answer,
        organisation=said.organisation,
    )
    record(
        subject=case, verb="called", user=user, text=text, result=result, channel=said.channel,
        organisation=said.organisation.name if said.organisation else "",
        answer=said.answer.title if said.answer else "",
    )  # fmt: skip


def _carry_over(user: User, old: Case, new: Case) -> None:
    """The talk was about ``old``, and an offer came of it."""
    end_by_talk(old)
    record(subject=old, verb="offer_recorded", user=user, reference=new.reference, case=new.pk)
    if old.kind == Case.Kind.QUESTION and old.subject == _ABOUT_VOLUNTEERING:
        end(case=old, outcome=Case.Outcome.ANSWERED, user=user)
