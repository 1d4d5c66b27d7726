"""The office at random: whatever is done in whatever order, these sentences stay true."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import F, Q, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
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
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import Organisation
from hilfelotse.matching.queries import best_needs
from hilfelotse.needs.actions.enter import NotPossible, move
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.availability import NotAvailable, pause, resume, resume_due
from hilfelotse.offers.actions.talk import TalkFirst, record_first_talk, set_ready
from hilfelotse.offers.models import Offer
from hilfelotse.office.deadlines import follow_up
from hilfelotse.people.consent import for_organisation
from hilfelotse.people.models import Consent, Party
from hilfelotse.placements.actions.agree import end_and_return, start
from hilfelotse.placements.models import Placement
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
from hilfelotse.referrals.rules import hindrances
from hilfelotse.reports.ledger import ledger
from hilfelotse.team.actions import CannotStandIn, Overlaps, enter_absence
from hilfelotse.team.queries import stand_ins
from tests.factories import cases, directory, needs, offers, seen, users

# What an action may answer to somebody who asks at the wrong time; anything else is a bug.
REFUSALS = (
    AlreadyAnswered, AlreadyWaiting, CannotStandIn, CaseIsClosed, NoLongerPossible, NoPlaceLeft,
    NoReceipt, NotAllowed, NotAvailable, NothingToUndo, NotPossible, Overlaps, StillRunning,
    TalkFirst,
)  # fmt: skip
ANY = st.integers(0, 99)
START = datetime(2026, 11, 2, 11, tzinfo=UTC)


class Office(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.transaction = self.stack.enter_context(transaction.atomic())
        self.erased: list[str] = []
        self._set_clock(START)

    def _set_clock(self, moment: datetime) -> None:
        self.stack.enter_context(clock.travel(moment))

    @initialize()
    def open_the_office(self) -> None:
        self.lead = users.user(Role.LEAD)
        self.staff = [self.lead, *(users.caseworker() for _ in range(4))]
        self.needs = [
            needs.open_need(quantity=1),
            needs.open_need(quantity=2, adults_only=True),
            needs.open_need(organisation=directory.department(), quantity=3),
        ]

    def teardown(self) -> None:
        try:
            dump = str(seen.database())
            assert [name for name in self.erased if name in dump] == []
        finally:
            transaction.set_rollback(True)
            self.stack.close()

    # --- who does what --------------------------------------------------------------------

    def _pick(self, model, number: int):
        rows = list(model.objects.order_by("pk"))
        return rows[number % len(rows)]

    def _do(self, action, **given) -> None:
        try:
            action(**given)
        except REFUSALS:
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

    @precondition(lambda self: Offer.objects.exists())
    @rule(number=ANY, action=st.sampled_from([record_first_talk, set_ready]))
    def talk(self, number: int, action) -> None:
        self._do(action, user=self.lead, offer=self._pick(Offer, number))

    @precondition(lambda self: Offer.objects.exists())
    @rule(number=ANY, need=ANY)
    def refer(self, number: int, need: int) -> None:
        offer, need = self._pick(Offer, number), self._pick(Need, need)
        self._do(send, user=self.lead, offer=offer, need=need)

    @precondition(lambda self: Referral.objects.exists())
    @rule(number=ANY)
    def accept(self, number: int) -> None:
        self._take(self._pick(Referral, number))

    @precondition(lambda self: Referral.objects.waiting().exists())
    @rule()
    def accept_what_waits(self) -> None:
        self._take(Referral.objects.waiting().first())

    def _take(self, referral: Referral) -> None:
        self._do(take_on if referral.is_concern else accept, referral=referral)

    @precondition(lambda self: Referral.objects.exists())
    @rule(number=ANY)
    def decline(self, number: int) -> None:
        self._do(decline, referral=self._pick(Referral, number), reason="other")

    @precondition(lambda self: Referral.objects.exists())
    @rule(number=ANY)
    def recall(self, number: int) -> None:
        self._do(recall_to_desk, user=self.lead, referral=self._pick(Referral, number))

    @precondition(lambda self: Referral.objects.exists())
    @rule(number=ANY, given=st.booleans())
    def say_yes_or_no(self, number: int, given: bool) -> None:
        self._do(allow_contact, referral=self._pick(Referral, number), given=given)

    @precondition(lambda self: Offer.objects.exists())
    @rule(number=ANY, days=st.sampled_from([None, 1, 9]))
    def pause(self, number: int, days: int | None) -> None:
        until = days and clock.today() + timedelta(days=days)
        self._do(pause, offer=self._pick(Offer, number), until=until)

    @precondition(lambda self: Offer.objects.exists())
    @rule(number=ANY)
    def resume(self, number: int) -> None:
        self._do(resume, offer=self._pick(Offer, number))

    @precondition(lambda self: Offer.objects.exists())
    @rule(number=ANY)
    def withdraw(self, number: int) -> None:
        self._do(withdraw, offer=self._pick(Offer, number))

    @precondition(lambda self: Placement.objects.exists())
    @rule(number=ANY)
    def finish(self, number: int) -> None:
        offer = self._pick(Placement, number).offer
        self._do(finish, user=self.lead, offer=offer, outcome="placed")

    @precondition(lambda self: Offer.objects.exists())
    @rule(number=ANY)
    def give_up(self, number: int) -> None:
        self._do(finish, user=self.lead, offer=self._pick(Offer, number), outcome="not_reached")

    @precondition(lambda self: Placement.objects.exists())
    @rule(number=ANY)
    def begin(self, number: int) -> None:
        self._do(start, user=self.lead, placement=self._pick(Placement, number))

    @precondition(lambda self: Placement.objects.exists())
    @rule(number=ANY)
    def end(self, number: int) -> None:
        placement = self._pick(Placement, number)
        self._do(end_and_return, user=self.lead, placement=placement, reason="regular")

    @rule(number=ANY, state=st.sampled_from(["paused", "open", "open"]))
    def move_need(self, number: int, state: str) -> None:
        self._do(move, user=self.lead, need=self._pick(Need, number), state=state)

    @precondition(lambda self: Party.objects.exists())
    @rule(number=ANY)
    def erase(self, number: int) -> None:
        party = self._pick(Party, number)
        self.erased.append(party.name)
        erase_person(user=self.lead, party=party)

    # --- the desk's day ---------------------------------------------------------------------

    @rule(channel=st.sampled_from(["web", "phone", "mail"]), urgent=st.booleans())
    def ask(self, channel: str, urgent: bool) -> None:
        name = f"PERSON-{Case.objects.count()}-"
        cases.question(sender=offers.sender(name=name), channel=channel, is_urgent=urgent)

    @precondition(lambda self: Case.objects.exists())
    @rule(number=ANY, who=ANY, to=ANY)
    def hand_over(self, number: int, who: int, to: int) -> None:
        case, user = self._pick(Case, number), self._colleague(who)
        self._do(assign, user=user, case=case, owner=self._colleague(to), text="Bitte anrufen")

    @precondition(lambda self: Case.objects.exists())
    @rule(number=ANY, who=ANY, queue=st.sampled_from(["desk", "lead"]))
    def give_back(self, number: int, who: int, queue: str) -> None:
        case = self._pick(Case, number)
        self._do(put_into_queue, user=self._colleague(who), case=case, queue=queue)

    @precondition(lambda self: Case.objects.exists())
    @rule(number=ANY, who=ANY, days=st.sampled_from([0, 1, 30]))
    def look_again(self, number: int, who: int, days: int) -> None:
        due_at = follow_up(clock.today() + timedelta(days=days))
        case = self._pick(Case, number)
        self._do(set_due, user=self._colleague(who), case=case, due_at=due_at)

    @precondition(lambda self: Case.objects.exists())
    @rule(number=ANY, who=ANY, urgent=st.booleans())
    def mark(self, number: int, who: int, urgent: bool) -> None:
        facts = {"subject": "", "postcode": "30449", "is_urgent": urgent}
        self._do(mark, user=self._colleague(who), case=self._pick(Case, number), **facts)

    @precondition(lambda self: Case.objects.exists())
    @rule(number=ANY, danger=st.booleans())
    def restrict(self, number: int, danger: bool) -> None:
        action = restrict if danger else unrestrict
        self._do(action, user=self.lead, case=self._pick(Case, number))

    @precondition(lambda self: Case.objects.exists())
    @rule(number=ANY, who=ANY)
    def split(self, number: int, who: int) -> None:
        case, user = self._pick(Case, number), self._colleague(who)
        self._do(split, user=user, case=case, kind="goods", text="Ein Bett")

    @precondition(lambda self: Case.objects.exclude(kind="volunteering").exists())
    @rule(number=ANY, who=ANY)
    def answer(self, number: int, who: int) -> None:
        concerns = Case.objects.exclude(kind="volunteering").order_by("pk")
        case = concerns[number % len(concerns)]
        self._do(answer_and_close, user=self._colleague(who), case=case, outcome="answered")

    @precondition(lambda self: Case.objects.exclude(kind="volunteering").exists())
    @rule(number=ANY, who=ANY, body=ANY)
    def pass_on(self, number: int, who: int, body: int) -> None:
        concerns = Case.objects.exclude(kind="volunteering").order_by("pk")
        case = concerns[number % len(concerns)]
        body, user = self._pick(Organisation, body), self._colleague(who)
        self._do(pass_on, user=user, case=case, organisation=body, text="Bitte helfen Sie")

    @precondition(lambda self: Referral.objects.in_hand().exists())
    @rule()
    def report(self) -> None:
        self._do(report, referral=Referral.objects.in_hand().first(), text="Am Montag")

    @precondition(lambda self: Referral.objects.filter(need=None).exists())
    @rule(number=ANY, who=ANY, outcome=st.sampled_from(["forwarded", "answered", "not_ours"]))
    def end_what_was_passed_on(self, number: int, who: int, outcome: str) -> None:
        passed_on = Referral.objects.filter(need=None).order_by("pk")
        case = passed_on[number % len(passed_on)].case
        self._do(close_concern, user=self._colleague(who), case=case, outcome=outcome)

    @precondition(lambda self: Case.objects.exists())
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

    # --- what stays true ------------------------------------------------------------------

    @invariant()
    def places_are_counted_right(self) -> None:
        for need in Need.objects.all():
            living = need.placements.exclude(state="ended")
            held = living.aggregate(sum=Sum("places"))["sum"] or 0
            assert need.taken == held <= need.quantity

    @invariant()
    def every_open_case_has_an_owner_and_a_due_date(self) -> None:
        for case in Case.objects.all():
            assert case.is_open == (case.outcome == "") == (case.closed_at is None)
            if case.is_open:
                assert case.due_at is not None
                assert (case.owner is None) != (case.queue == "")

    @invariant()
    def every_open_case_shows_with_somebody_who_is_there(self) -> None:
        """With its owner or their deputy, else with everybody; and with the lead in any case."""
        stands_in, present = stand_ins(clock.today()), {user.pk for user in self.staff}
        visible = set(Case.objects.visible_to(self.lead).values_list("pk", flat=True))
        for case in Case.objects.open():
            assert case.pk in visible
            seen_by = stands_in.get(case.owner_id, case.owner_id)
            assert seen_by is None or seen_by in present
            assert seen_by not in stands_in

    @invariant()
    def the_day_adds_up(self) -> None:
        assert ledger(clock.today()).adds_up

    @invariant()
    def what_is_raised_is_late(self) -> None:
        assert not Case.objects.open().filter(raised_at__lt=F("due_at")).exists()

    @invariant()
    def a_referred_case_waits_for_one_body(self) -> None:
        for case in Case.objects.open():
            is_referred = case.state == "referred"
            asked, in_hand = case.referrals.waiting().count(), case.referrals.in_hand().count()
            assert asked + in_hand == is_referred
            if case.waiting_on == "organisation" or asked:
                assert is_referred
                assert case.waiting_on == "organisation"

    @invariant()
    def who_helps_is_taken(self) -> None:
        for offer in Offer.objects.select_related("case"):
            helping = offer.placements.exclude(state="ended").count()
            assert helping <= 1
            if offer.case.is_open:
                assert (offer.case.state == "placed") == (helping == 1)
                assert (offer.availability == "taken") == (helping == 1)
            else:
                assert offer.availability in {"taken", "withdrawn"}

    @invariant()
    def contact_data_flow_only_with_acceptance_and_consent(self) -> None:
        for referral in Referral.objects.exclude(contact_released_at=None).filter(
            contact_ended_at=None
        ):
            assert referral.state == "accepted"
            assert referral.organisation.is_city or Consent.objects.filter(
                party=referral.case.party,
                purpose="contact",
                recipient=for_organisation(referral.organisation_id),
                given=True,
                ended_at=None,
            )

    @invariant()
    def an_unconfirmed_address_gets_one_question(self) -> None:
        unknown = Q(contact_point__isnull=False, contact_point__confirmed_at=None)
        assert set(OutgoingMail.objects.filter(unknown).values_list("template", flat=True)) <= {
            "confirm"
        }

    @invariant()
    def what_is_suggested_without_a_miss_may_be_sent(self) -> None:
        offer = Offer.objects.filter(availability="available").order_by("-pk").first()
        for fit in best_needs(offer) if offer else []:
            if not fit.misses:
                assert hindrances(offer, Need.objects.get(pk=fit.need.pk)) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_the_office_at_random():
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
