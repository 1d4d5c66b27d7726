"""The other service areas and the bodies at random: needs, things, homes, premises, money."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.models import Organisation
from hilfelotse.goods.actions import reserve as things
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.housing.actions import progress, still_free
from hilfelotse.housing.actions.advise import AdviseFirst, advise, forward
from hilfelotse.housing.models import HousingOffer
from hilfelotse.money.actions import advice
from hilfelotse.money.models import Advice, MoneyOffer, Recipient
from hilfelotse.needs.actions import keep
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.premises.actions import decide
from hilfelotse.premises.actions.missing import NothingMissing, NoWayToWrite, ask_for_missing
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.actions import propose
from hilfelotse.referrals.actions.answer import AlreadyAnswered
from hilfelotse.referrals.actions.opinion import (
    AlreadyAsked,
    ask_opinions,
    expire_opinions,
    give_opinion,
)
from hilfelotse.referrals.actions.remind import remind_due
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Proposal, Referral
from tests.factories import directory, goods, homes, money, needs, offers, premises, users
from tests.random_office.office import ANY, NOTHING, Office
from tests.random_office.truths import an_ended_case_promises_nothing

REFUSALS = (
    AdviseFirst, AlreadyAnswered, AlreadyAsked, AlreadyWaiting, CaseIsClosed, NoPlaceLeft,
    NoWayToWrite, NobodyToWriteTo, NotAllowed, NothingMissing, advice.AlreadyReported,
    advice.NotChecked,
    decide.NotInReserve, keep.FewerThanTaken, keep.NotPossible, keep.PastDay,
    propose.AlreadyProposed, propose.NoLongerOffered, propose.NotOpen, things.CannotReserve,
    things.NotAQuantity, things.NotPossible,
)  # fmt: skip
FEW = st.integers(1, 6)


class Network(Office):
    """Everything of the office, and everything that the network brings."""

    refusals = Office.refusals + REFUSALS
    senders = 0

    @initialize()
    def open_the_office(self) -> None:
        super().open_the_office()
        self.jackets = [goods.need(quantity=3), goods.need(organisation=self.own_body, quantity=9)]
        self.department = directory.department()
        self.other_department = directory.department()
        self.clerk = users.user(Role.DEPARTMENT)
        self.department.memberships.create(user=self.clerk)
        money.recipient(user=self.lead)
        # Something of each kind is there already, so that few steps lead far.
        offers.ready(sender=self._sender())
        goods.reserved(2, offer=goods.offer(quantity=4, sender=self._sender()), user=self.lead)
        homes.offered(sender={"sender": self._sender()}, free_from=clock.today())
        premises.hotel(sender=self._sender())
        money.offer(sender=self._sender())

    def _sender(self):
        self.senders += 1
        return offers.sender(name=f"SENDER-{self.senders}-")

    # --- needs ------------------------------------------------------------------------------

    @rule(number=ANY, step=st.sampled_from(["pause", "resume", "renew", "finish", "cancel"]))
    def keep_a_need(self, number: int, step: str) -> None:
        need = self._pick(Need.objects.filter(organisation=self.own_body), number)
        if step in {"finish", "cancel"} and number % 8:
            return  # else nothing is left to be done before long
        self._do(getattr(keep, step), user=self.partner, need=need)

    @rule(quantity=FEW, trusted=st.booleans(), dated=st.booleans())
    def ask_for_helpers(self, quantity: int, trusted: bool, dated: bool) -> None:
        Organisation.objects.filter(pk=self.own_body.pk).update(is_trusted=trusted)
        body = Organisation.objects.get(pk=self.own_body.pk)
        fields = needs.fields(body, quantity=quantity)
        if dated:
            day = clock.now() + timedelta(days=3)
            fields |= {
                "kind": Need.Kind.SHIFT, "frequency": "once", "starts_at": day,
                "ends_at": day + timedelta(hours=3),
            }  # fmt: skip
        need = keep.enter(user=self.partner, languages={}, **fields)
        self._do(keep.submit, user=self.partner, need=need)

    @rule(number=ANY)
    def approve(self, number: int) -> None:
        need = self._pick(Need.objects.filter(state=Need.State.SUBMITTED), number)
        self._do(keep.approve, user=self.lead, need=need)

    # --- proposals --------------------------------------------------------------------------

    @rule(number=ANY, first=ANY, second=ANY)
    def propose(self, number: int, first: int, second: int) -> None:
        people = Need.objects.exclude(kind__in=["goods", "money", "room"])
        offer, chosen = self._pick(Offer, number), {self._pick(people, n) for n in (first, second)}
        if NOTHING not in chosen:
            self._do(propose.propose, user=self.lead, offer=offer, needs=list(chosen))

    @rule(number=ANY)
    def choose(self, number: int) -> None:
        self._do(propose.choose, proposal=self._pick(Proposal, number))

    @rule(number=ANY)
    def want_none(self, number: int) -> None:
        proposal = self._pick(Proposal.objects.open(), number)
        case = proposal if proposal is NOTHING else proposal.case
        self._do(propose.none_fits, case=case, words="Zu weit")

    # --- things -----------------------------------------------------------------------------

    @rule(quantity=FEW)
    def give_things(self, quantity: int) -> None:
        goods.offer(quantity=quantity, sender=self._sender())

    @rule(number=ANY, need=ANY, quantity=FEW)
    def reserve(self, number: int, need: int, quantity: int) -> None:
        offer, need = self._pick(GoodsOffer, number), self._pick(Need, need)
        self._do(things.reserve, user=self.lead, offer=offer, need=need, quantity=quantity)

    @rule(number=ANY, shares=st.tuples(FEW, FEW))
    def split_things(self, number: int, shares: tuple[int, int]) -> None:
        wanted = dict(zip(self.jackets, shares, strict=True))
        self._do(things.split, user=self.lead, offer=self._pick(GoodsOffer, number), shares=wanted)

    @rule(number=ANY, step=st.sampled_from(["appoint", "hand_over", "confirm", "cancel"]))
    def bring_things(self, number: int, step: str) -> None:
        reservation = self._pick(Reservation, number)
        if reservation is NOTHING:
            return
        given = {"user": self.lead, "reservation": reservation}
        if step == "appoint":
            tomorrow = clock.now() + timedelta(days=1)
            self._do(things.appoint, **given, at=tomorrow, place="Am Tor")
        elif step == "confirm":
            arrived = min(reservation.quantity, number % 5)
            self._do(things.confirm_receipt, **given, quantity=arrived, condition=number % 3)
        else:
            self._do(getattr(things, step), **given)

    # --- homes, premises, money -----------------------------------------------------------------

    @rule()
    def offer_a_home(self) -> None:
        homes.offered(sender={"sender": self._sender()}, free_from=clock.today())

    @rule(number=ANY, step=st.sampled_from(["advise", "forward", "gone", "there"]))
    def see_to_a_home(self, number: int, step: str) -> None:
        home = self._pick(HousingOffer, number)
        if step == "advise":
            self._do(advise, user=self.lead, offer=home, ticked=["models"])
        elif step == "forward":
            self._do(forward, user=self.lead, offer=home, organisation=self.department)
        else:
            self._do(still_free.answer, offer=home, is_free=step == "there")

    @rule(number=ANY, step=st.sampled_from(["viewing", "suitable", "moved_in", "refused"]))
    def get_on_with_a_home(self, number: int, step: str) -> None:
        homes_there = Referral.objects.in_hand().filter(
            case__housing_offer__isnull=False, organisation=self.department
        )
        referral = self._pick(homes_there, number)
        refusal = "no_demand" if step == "refused" else ""
        self._do(
            progress.report_step, user=self.clerk, referral=referral, step=step, refusal=refusal,
            text="So ist es.",
        )  # fmt: skip

    @rule(secret=st.booleans())
    def offer_premises(self, secret: bool) -> None:
        level = "secret" if secret else "internal"
        premises.hotel(sender=self._sender(), confidentiality=level)

    @rule(number=ANY, decision=st.sampled_from(["taken", "refused", "reserve", "", ""]))
    def see_to_premises(self, number: int, decision: str) -> None:
        found = self._pick(Premises, number)
        if not decision:
            self._do(ask_for_missing, user=self.lead, premises=found)
            return
        refusal = "no_demand" if decision == "refused" else ""
        until = clock.today() + timedelta(days=60) if decision == "reserve" else None
        self._do(
            decide.decide, user=self.lead, premises=found, decision=decision, refusal=refusal,
            reserve_until=until,
        )  # fmt: skip

    @rule()
    def offer_money(self) -> None:
        money.offer(sender=self._sender())

    @rule(number=ANY)
    def advise_on_money(self, number: int) -> None:
        recipients = list(Recipient.objects.on(clock.today()))
        if recipients:
            gift = self._pick(MoneyOffer, number)
            self._do(advice.advise, user=self.lead, offer=gift, recipients=recipients)

    @rule(number=ANY)
    def hear_of_money(self, number: int) -> None:
        row = self._pick(Advice, number)
        self._do(advice.record_result, user=self.lead, advice=row, text="Schulranzen gekauft")

    # --- opinions -----------------------------------------------------------------------------

    @rule(number=ANY)
    def ask_for_opinions(self, number: int) -> None:
        case = self._pick(Case.objects.filter(kind__in=["property", "idea", "housing"]), number)
        bodies = [self.department, self.other_department]
        self._do(ask_opinions, user=self.lead, case=case, organisations=bodies, text="Geht das?")

    @rule(number=ANY, verdict=st.sampled_from(["yes", "conditions", "no"]))
    def give_an_opinion(self, number: int, verdict: str) -> None:
        referral = self._pick(Referral.objects.opinions_waiting(), number)
        self._do(give_opinion, referral=referral, verdict=verdict, text="Weil")

    @rule(number=ANY)
    def take_a_part(self, number: int) -> None:
        referral = self._pick(Referral.objects.waiting().filter(need=None), number)
        self._do(take_on, referral=referral, part="Die Hälfte")

    # --- time -------------------------------------------------------------------------------

    def jobs(self) -> None:
        super().jobs()
        propose.lapse_due()
        expire_opinions()
        remind_due()
        assert not Referral.objects.opinions_waiting().filter(due_at__lte=clock.now()).exists()
        things.lapse_due()
        things.free_forgotten()
        keep.expire_old()
        keep.resume_due()
        keep.end_over()
        still_free.ask_due()
        still_free.chase_due()
        decide.ask_due()
        assert not Proposal.objects.open().filter(due_at__lte=clock.now()).exists()
        assert not list(an_ended_case_promises_nothing())
        late = Reservation.objects.filter(state__in=["held", "appointed"])
        assert not late.filter(held_until__lt=clock.now()).exists()
