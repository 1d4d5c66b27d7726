from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.cases.models import Alert, Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.matching.queries import best_needs, best_offers
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.change import change, content_of
from hilfelotse.offers.actions.talk import record_first_talk, tick
from hilfelotse.offers.checklist import CHECKLIST
from hilfelotse.people.models import ContactPoint
from hilfelotse.referrals.actions import step_back
from hilfelotse.referrals.actions.finish import NoReceipt, finish, withdraw
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.propose import (
    AlreadyProposed,
    NoLongerOffered,
    NotOpen,
    choose,
    lapse_due,
    none_fits,
    propose,
)
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed, send
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Proposal, Referral
from tests.factories import directory, needs, offers, referrals, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


def proposed(count: int = 2, offer=None) -> list[Proposal]:
    wanted = [needs.open_need(title=f"Bedarf {number}") for number in range(count)]
    return propose(user=users.caseworker(), offer=offer or offers.ready(), needs=wanted)


def case_of(proposal: Proposal) -> Case:
    return Case.objects.get(pk=proposal.case_id)


def states() -> list[str]:
    return list(Proposal.objects.order_by("pk").values_list("state", flat=True))


def test_the_helper_reads_of_the_needs_and_no_body_is_asked():
    first, _second = proposed()
    case = case_of(first)
    assert (case.state, case.waiting_on, case.owner) == ("ready", "citizen", first.sent_by)
    assert case.due_at == first.due_at
    assert seen.mails() == [("confirm", "toni@post.example"), ("proposed", "toni@post.example")]
    context = OutgoingMail.objects.get(template="proposed").context
    assert context["needs"] == [
        {"title": "Bedarf 0", "where": "Linden-Nord"},
        {"title": "Bedarf 1", "where": "Linden-Nord"},
    ]
    assert not Referral.objects.exists()


def test_the_chosen_body_is_asked_at_once_and_the_others_lapse():
    first, second = proposed()
    referral = choose(proposal=second)
    assert choose(proposal=second) == referral  # a double click
    assert states() == ["lapsed", "wanted"]
    assert (referral.need, referral.sent_by) == (second.need, second.sent_by)
    case = case_of(first)
    assert (case.state, case.waiting_on) == ("referred", "organisation")
    assert ("wanted", "citizen") in seen.verbs(case)
    with pytest.raises(NotOpen):  # the other tab
        choose(proposal=first)
    assert Referral.objects.count() == 1


def test_nothing_of_it_fits():
    first, _second = proposed()
    none_fits(case=case_of(first), words="Lieber am Wochenende.")
    case = case_of(first)
    assert states() == ["declined", "declined"]
    assert (case.state, case.waiting_on) == ("ready", "")
    assert seen.verbs(case)[-1] == ("none_fits", "citizen")
    with pytest.raises(NotOpen):
        none_fits(case=case)


def test_silence_brings_the_case_back(travel):
    first, _second = proposed()
    assert lapse_due() == 0
    travel("2026-11-13 12:00")
    assert (lapse_due(), lapse_due()) == (1, 0)
    case = case_of(first)
    assert states() == ["lapsed", "lapsed"]
    assert (case.waiting_on, seen.verbs(case)[-1]) == ("", ("proposals_lapsed", "system"))


def test_a_need_that_was_filled_meanwhile_leaves_the_others():
    first, second = proposed()
    Need.objects.filter(pk=first.need_id).update(taken=2)
    with pytest.raises(NoLongerOffered):
        choose(proposal=first)
    assert states() == ["lapsed", "open"]
    assert case_of(first).waiting_on == "citizen"
    Need.objects.filter(pk=second.need_id).update(state="done")
    with pytest.raises(NoLongerOffered):
        choose(proposal=second)
    assert case_of(first).waiting_on == ""
    assert not Referral.objects.exists()


def test_a_body_without_anybody_is_not_asked():
    (only,) = proposed(1)
    only.need.organisation.contacts.update(is_active=False)
    with pytest.raises(NoLongerOffered):
        choose(proposal=only)
    assert not Referral.objects.exists()
    assert ("body_unreachable", "system") in seen.verbs(case_of(only))


@pytest.mark.parametrize("count", [0, 4])
def test_one_to_three(count):
    with pytest.raises(ValueError, match="three"):
        proposed(count)


def test_the_same_need_is_not_proposed_twice():
    user, offer, need = users.caseworker(), offers.ready(), needs.open_need()
    with pytest.raises(ValueError, match="different"):
        propose(user=user, offer=offer, needs=[need, need])
    propose(user=user, offer=offer, needs=[need])
    with pytest.raises(AlreadyProposed):
        propose(user=user, offer=offer, needs=[need])
    with pytest.raises(AlreadyProposed):  # three are enough
        proposed(3, offer)
    assert len(states()) == 1


def test_what_may_not_be_referred_may_not_be_proposed():
    offer = offers.ready()
    good, bad = needs.open_need(), needs.open_need(activity="KIN", needs_clearance=True)
    with pytest.raises(NotAllowed) as refusal:
        propose(user=users.caseworker(), offer=offer, needs=[good, bad])
    assert refusal.value.reasons == ["clearance"]
    assert states() == []


def test_while_a_body_is_asked_nothing_is_proposed():
    referral = referrals.sent()
    with pytest.raises(AlreadyWaiting):
        proposed(1, referral.case.offer)


def test_only_the_desk_proposes():
    with pytest.raises(PermissionDenied):
        propose(
            user=users.partner(directory.organisation()),
            offer=offers.ready(),
            needs=[needs.open_need()],
        )


def test_who_has_no_address_is_called():
    offer = offers.ready()
    ContactPoint.objects.filter(kind="email").delete()
    (only,) = proposed(1, offer)
    assert seen.verbs(case_of(only))[-1] == ("please_call", "system")
    user = users.caseworker()
    choose(proposal=only, user=user)
    assert ("wanted", "staff") in seen.verbs(case_of(only))


@pytest.mark.parametrize(
    "go_on",
    [
        lambda offer: withdraw(offer=offer),
        lambda offer: step_back.pause(offer=offer, until=date(2026, 12, 1)),
        lambda offer: finish(user=users.caseworker(), offer=offer, outcome="not_needed"),
        lambda offer: send(user=users.caseworker(), offer=offer, need=needs.open_need()),
    ],
    ids=["withdrawn", "paused", "closed", "referred"],
)
def test_proposals_lapse_when_the_case_goes_on(go_on):
    offer = offers.ready()
    first, _second = proposed(offer=offer)
    go_on(offer)
    assert states() == ["lapsed", "lapsed"]
    before = Referral.objects.count()
    with pytest.raises(Exception):  # noqa: B017, PT011
        choose(proposal=first)
    assert Referral.objects.count() == before


# --- the youth office ----------------------------------------------------------------------


def guardian_offer():
    return offers.ready(content=offers.content(activities=("VOR", "SPR")))


def test_guardianship_goes_to_the_youth_office_alone():
    offer, need = guardian_offer(), needs.open_need()
    assert list(Alert.objects.values_list("case", "sign")) == [(offer.case_id, "minors")]
    with pytest.raises(NotAllowed) as refusal:
        send(user=users.caseworker(), offer=offer, need=need)
    assert refusal.value.reasons == ["youth_office"]
    assert (best_needs(offer), best_offers(need)) == ([], [])
    user, office = users.caseworker(), directory.department(name="Jugendamt")
    with pytest.raises(NoReceipt):
        finish(user=user, offer=offer, outcome="forwarded")
    referral = pass_on(user=user, case=offer.case, organisation=office)
    take_on(referral=referral)
    assert finish(user=user, offer=offer, outcome="forwarded").outcome == "forwarded"
    referral.refresh_from_db()
    assert referral.state == "accepted"


def test_other_offers_of_time_are_not_passed_on():
    with pytest.raises(ValueError, match="goes to a need"):
        pass_on(
            user=users.caseworker(), case=offers.ready().case, organisation=directory.department()
        )


def test_who_adds_guardianship_later_is_noticed_too():
    offer = offers.ready()
    content = content_of(offer)
    change(offer=offer, content=type(content)(**(vars(content) | {"activities": ("VOR",)})))
    assert Alert.objects.get().sign == "minors"


# --- the first talk ------------------------------------------------------------------------


def test_what_was_talked_about_is_kept_in_the_order_of_the_list():
    user, offer = users.caseworker(), offers.received()
    record_first_talk(user=user, offer=offer, about=["time", "motive"])
    assert tick(user=user, offer=offer, about=["insurance"]) == ["motive", "time", "insurance"]
    with pytest.raises(ValueError, match="checklist"):
        tick(user=user, offer=offer, about=["religion"])
    offer.refresh_from_db()
    assert set(offer.talked_about) < set(CHECKLIST)
