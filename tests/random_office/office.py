"""Everything that people and the clock do in the office, in any order."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from hilfelotse.accounts.actions import shut_out
from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.assign import assign, put_into_queue, release_all, set_due
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.late import raise_overdue
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.actions.mark import mark, restrict, unrestrict
from hilfelotse.cases.actions.split import split
from hilfelotse.cases.actions.undo import NothingToUndo, undo
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.actions import keep
from hilfelotse.needs.actions.keep import NotPossible
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.availability import NotAvailable, pause, resume, resume_due
from hilfelotse.offers.actions.talk import TalkFirst, record_first_talk, set_ready
from hilfelotse.offers.models import Offer
from hilfelotse.office.deadlines import follow_up
from hilfelotse.people.models import Party
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.actions.step import start
from hilfelotse.placements.models import Placement
from hilfelotse.placements.steps import WrongStep
from hilfelotse.privacy.actions.erase import erase_person
from hilfelotse.privacy.actions.retention import close_unconfirmed
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    NoLongerPossible,
    accept,
    allow_contact,
    decline,
    expire_due,
    recall_forgotten,
    recall_to_desk,
)
from hilfelotse.referrals.actions.finish import (
    NoReceipt,
    StillRunning,
    close_concern,
    finish,
    withdraw,
)
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed, send
from hilfelotse.referrals.actions.take_on import chase_due, report, take_on
from hilfelotse.referrals.models import Referral
from hilfelotse.team.actions import CannotStandIn, Overlaps, enter_absence
from tests.factories import cases, directory, needs, offers, seen, users
from tests.random_office.truths import (
    a_partner_sees_nothing_of_another_body,
    broken,
    every_open_case_shows_with_somebody_who_is_there,
    the_day_adds_up,
    the_lead_sees_every_case,
    what_is_suggested_without_a_miss_may_be_sent,
)

# What an action may answer to somebody who asks at the wrong time; anything else is a bug.
REFUSALS = (
    AlreadyAnswered, AlreadyWaiting, CannotStandIn, CaseIsClosed, NoLongerPossible, NoPlaceLeft,
    NoReceipt, NotAllowed, NotAvailable, NothingToUndo, NotPossible, Overlaps, StillRunning,
    TalkFirst, WrongStep,
)  # fmt: skip
ANY = st.integers(0, 99)
NOTHING = object()
DEEP_LOOK = 5
START = datetime(2026, 11, 2, 11, tzinfo=UTC)


class Office(RuleBasedStateMachine):
    refusals: tuple[type[Exception], ...] = REFUSALS

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.transaction = self.stack.enter_context(transaction.atomic())
        self.erased: list[str] = []
        self.steps = 0
        self._set_clock(START)

    def _set_clock(self, moment: datetime) -> None:
        self.stack.enter_context(clock.travel(moment))

    @initialize()
    def open_the_office(self) -> None:
        self.lead = users.user(Role.LEAD)
        self.staff = [self.lead, *(users.caseworker() for _ in range(4))]
        self.own_body = directory.organisation()
        self.partner = users.partner(self.own_body)
        self.needs = [
            needs.open_need(organisation=self.own_body, quantity=1),
            needs.open_need(quantity=2, adults_only=True),
            needs.open_need(organisation=directory.department(), quantity=3),
        ]

    def teardown(self) -> None:
        try:
            self._look_deeper()
            dump = str(seen.database())
            assert [name for name in self.erased if name in dump] == []
        finally:
            transaction.set_rollback(True)
            self.stack.close()

    # --- who does what --------------------------------------------------------------------

    def _pick(self, rows, number: int):
        """One row of a model or a queryset; NOTHING if there is none."""
        found = (rows if isinstance(rows, QuerySet) else rows.objects).order_by("pk")
        ids = list(found.values_list("pk", flat=True))
        return found.get(pk=ids[number % len(ids)]) if ids else NOTHING

    def _do(self, action, **given) -> None:
        if NOTHING in given.values():
            return
        try:
            action(**given)
        except self.refusals:
            return

    @rule(
        size=st.sampled_from([1, 1, 2]),
        age=st.sampled_from(["adult", "adult", "adult", "youth"]),
        phone=st.booleans(),
        confirmed=st.booleans(),
        at_once=st.booleans(),
    )
    def receive(self, size: int, age: str, phone: bool, confirmed: bool, at_once: bool) -> None:
        name = f"PERSON-{Case.objects.count()}-"
        sender = offers.sender(
            name=name, group_size=size, age=age, phone="+4951116830088" if phone else ""
        )
        make = offers.ready if at_once else offers.received
        make(sender=sender, confirmed=confirmed)

    @rule(number=ANY, action=st.sampled_from([record_first_talk, set_ready]))
    def talk(self, number: int, action) -> None:
        self._do(action, user=self.lead, offer=self._pick(Offer, number))

    @rule(number=ANY, need=ANY)
    def refer(self, number: int, need: int) -> None:
        offer, need = self._pick(Offer, number), self._pick(Need, need)
        self._do(send, user=self.lead, offer=offer, need=need)

    @rule(number=ANY)
    def accept(self, number: int) -> None:
        self._take(self._pick(Referral.objects.filter(is_opinion=False), number))

    @rule()
    def accept_what_waits(self) -> None:
        self._take(self._pick(Referral.objects.waiting(), 0))

    def _take(self, referral) -> None:
        is_concern = referral is not NOTHING and referral.is_concern
        self._do(take_on if is_concern else accept, referral=referral)

    @rule(number=ANY)
    def decline(self, number: int) -> None:
        decided = Referral.objects.filter(is_opinion=False)
        self._do(decline, referral=self._pick(decided, number), reason="other")

    @rule(number=ANY)
    def recall(self, number: int) -> None:
        self._do(recall_to_desk, user=self.lead, referral=self._pick(Referral, number))

    @rule(number=ANY, given=st.booleans())
    def say_yes_or_no(self, number: int, given: bool) -> None:
        self._do(allow_contact, referral=self._pick(Referral, number), given=given)

    @rule(number=ANY, days=st.sampled_from([None, 1, 9]))
    def pause(self, number: int, days: int | None) -> None:
        until = days and clock.today() + timedelta(days=days)
        self._do(pause, offer=self._pick(Offer, number), until=until)

    @rule(number=ANY)
    def resume(self, number: int) -> None:
        self._do(resume, offer=self._pick(Offer, number))

    @rule(number=ANY)
    def withdraw(self, number: int) -> None:
        self._do(withdraw, offer=self._pick(Offer, number))

    @rule(number=ANY)
    def finish(self, number: int) -> None:
        placed = self._pick(Offer.objects.filter(placements__isnull=False).distinct(), number)
        self._do(finish, user=self.lead, offer=placed, outcome="placed")

    @rule(number=ANY)
    def give_up(self, number: int) -> None:
        self._do(finish, user=self.lead, offer=self._pick(Offer, number), outcome="not_reached")

    @rule(number=ANY)
    def begin(self, number: int) -> None:
        self._do(start, user=self.lead, placement=self._pick(Placement, number))

    @rule(number=ANY)
    def end(self, number: int) -> None:
        placement = self._pick(Placement, number)
        self._do(end_and_return, user=self.lead, placement=placement, reason="regular")

    @rule(number=ANY, step=st.sampled_from([keep.pause, keep.resume, keep.submit, keep.renew]))
    def move_need(self, number: int, step) -> None:
        self._do(step, user=self.lead, need=self._pick(Need, number))

    @rule(number=ANY)
    def erase(self, number: int) -> None:
        party = self._pick(Party, number)
        if party is not NOTHING:
            self.erased.append(party.name)
            erase_person(user=self.lead, party=party)

    # --- the desk's day ---------------------------------------------------------------------

    @rule(channel=st.sampled_from(["web", "phone", "mail"]), urgent=st.booleans())
    def ask(self, channel: str, urgent: bool) -> None:
        name = f"PERSON-{Case.objects.count()}-"
        cases.question(sender=offers.sender(name=name), channel=channel, is_urgent=urgent)

    @rule(number=ANY, who=ANY, to=ANY)
    def hand_over(self, number: int, who: int, to: int) -> None:
        case, user = self._pick(Case, number), self._colleague(who)
        self._do(assign, user=user, case=case, owner=self._colleague(to), text="Bitte anrufen")

    @rule(number=ANY, who=ANY, queue=st.sampled_from(["desk", "lead"]))
    def give_back(self, number: int, who: int, queue: str) -> None:
        case = self._pick(Case, number)
        self._do(put_into_queue, user=self._colleague(who), case=case, queue=queue)

    @rule(number=ANY, who=ANY, days=st.sampled_from([0, 1, 30]))
    def look_again(self, number: int, who: int, days: int) -> None:
        due_at = follow_up(clock.today() + timedelta(days=days))
        case = self._pick(Case, number)
        self._do(set_due, user=self._colleague(who), case=case, due_at=due_at)

    @rule(number=ANY, who=ANY, urgent=st.booleans())
    def mark(self, number: int, who: int, urgent: bool) -> None:
        facts = {"subject": "", "postcode": "30449", "is_urgent": urgent}
        self._do(mark, user=self._colleague(who), case=self._pick(Case, number), **facts)

    @rule(number=ANY, danger=st.booleans())
    def restrict(self, number: int, danger: bool) -> None:
        action = restrict if danger else unrestrict
        self._do(action, user=self.lead, case=self._pick(Case, number))

    @rule(number=ANY, who=ANY)
    def split(self, number: int, who: int) -> None:
        case, user = self._pick(Case, number), self._colleague(who)
        self._do(split, user=user, case=case, kind="goods", text="Ein Bett")

    @rule(number=ANY, who=ANY)
    def answer(self, number: int, who: int) -> None:
        case = self._pick(Case.objects.exclude(kind="volunteering"), number)
        self._do(answer_and_close, user=self._colleague(who), case=case, outcome="answered")

    @rule(number=ANY, who=ANY, body=ANY)
    def pass_on(self, number: int, who: int, body: int) -> None:
        case = self._pick(Case.objects.exclude(kind="volunteering"), number)
        body, user = self._pick(Organisation, body), self._colleague(who)
        self._do(pass_on, user=user, case=case, organisation=body, text="Bitte helfen Sie")

    @rule()
    def report(self) -> None:
        referral = self._pick(Referral.objects.in_hand(), 0)
        self._do(report, referral=referral, text="Am Montag")

    @rule(number=ANY, who=ANY, outcome=st.sampled_from(["forwarded", "answered", "not_ours"]))
    def end_what_was_passed_on(self, number: int, who: int, outcome: str) -> None:
        passed_on = Case.objects.filter(referrals__isnull=False, referrals__need=None).distinct()
        case = self._pick(passed_on, number)
        self._do(close_concern, user=self._colleague(who), case=case, outcome=outcome)

    @rule(number=ANY, who=ANY)
    def undo(self, number: int, who: int) -> None:
        self._do(undo, user=self._colleague(who), case=self._pick(Case, number))

    @rule(who=ANY, deputy=st.none() | ANY, days=st.sampled_from([0, 7]))
    def be_away(self, who: int, deputy: int | None, days: int) -> None:
        last_day = clock.today() + timedelta(days=days)
        self._do(
            enter_absence, user=self.lead, colleague=self._colleague(who), first_day=clock.today(),
            last_day=last_day, deputy=None if deputy is None else self._colleague(deputy),
        )  # fmt: skip

    @precondition(lambda self: len(self.staff) > 3)
    @rule(who=ANY)
    def leave_the_office(self, who: int) -> None:
        user = self.staff.pop(1 + who % (len(self.staff) - 1))
        shut_out(email=user.email)
        release_all(email=user.email)

    def _colleague(self, number: int) -> User:
        return self.staff[number % len(self.staff)]

    @rule(hours=st.sampled_from([1, 26, 24 * 8]))
    def time_passes(self, hours: int) -> None:
        self._set_clock(clock.now() + timedelta(hours=hours))
        self.jobs()

    def jobs(self) -> None:
        raise_overdue()
        expire_due()
        chase_due()
        recall_forgotten()
        assert not Referral.objects.forgotten().exists()
        resume_due()
        self.erased += self._unreachable()
        close_unconfirmed()

    def _unreachable(self) -> list[str]:
        from hilfelotse.privacy.actions.retention import unconfirmed_offers

        return list(unconfirmed_offers().values_list("party__name", flat=True))

    @invariant()
    def nothing_is_broken(self) -> None:
        assert (found := broken()) == [], found
        self.steps += 1
        if self.steps % DEEP_LOOK == 0:
            self._look_deeper()

    def _look_deeper(self) -> None:
        """What takes several queries, and what was broken stays broken: not after each step."""
        present = {user.pk for user in self.staff}
        assert not list(every_open_case_shows_with_somebody_who_is_there(present))
        assert not list(the_lead_sees_every_case(self.lead))
        assert not list(a_partner_sees_nothing_of_another_body(self.partner, self.own_body))
        assert not list(the_day_adds_up())
        assert not list(what_is_suggested_without_a_miss_may_be_sent())
