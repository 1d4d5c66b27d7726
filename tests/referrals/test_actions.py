from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hilfelotse.accounts.roles import PARTNERS, Role
from hilfelotse.base import links
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.models import Contact
from hilfelotse.history import timeline
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.availability import pause
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Consent
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions import step_back
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    NoLongerPossible,
    accept,
    allow_contact,
    consent_open,
    decline,
    expire,
    expire_due,
    recall_to_desk,
)
from hilfelotse.referrals.actions.finish import StillRunning, finish, withdraw
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed, send
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import contact_rows
from tests.factories import directory, needs, offers, referrals, seen, users

pytestmark = pytest.mark.django_db

CITIZEN, BODY = "toni@post.example", "kreis@kreis.example"


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")  # a Thursday


@pytest.fixture
def need() -> Need:
    return needs.open_need(organisation=directory.organisation(contact={"email": BODY}))


@pytest.fixture
def offer() -> Offer:
    return offers.ready()


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("case", "need", "organisation").get(pk=referral.pk)


def delivered() -> None:
    """Everything written so far has left."""
    OutgoingMail.objects.update(state="sent")


def new_mails(before: int) -> list[tuple[str, str]]:
    return seen.mails()[before:]


def open_links(referral: Referral) -> dict[str, str]:
    """A link of each kind that a body may have in its mailbox."""
    return {
        purpose: links.issue(purpose=purpose, subject_id=referral.pk, valid=timedelta(days=3))
        for purpose in ("referral_answer", "referral_contact")
    }


def opens(purpose: str, token: str) -> bool:
    try:
        links.open_link(purpose=purpose, token=token)
    except links.LinkRefused:
        return False
    return True


# --- sending --------------------------------------------------------------------------------


def test_a_sent_offer_waits_for_the_body(offer, need, now):
    user = users.caseworker()
    referral = fresh(send(user=user, offer=offer, need=need))
    due = timezone.localtime(referral.due_at)
    assert (referral.state, referral.sent_by, referral.sent_at) == ("sent", user, now)
    assert f"{due:%Y-%m-%d %H:%M}" == "2026-11-10 13:00"
    case = referral.case
    assert (case.state, case.waiting_on, case.due_at) == ("referred", "organisation", due)
    assert (case.owner, case.queue) == (user, "")
    assert seen.verbs(case) == [("received", "citizen"), ("referred", "staff")]
    assert timeline.of(case)[0].details == {
        "organisation": need.organisation.name,
        "need": need.pk,
        "title": need.title,
        "referral": referral.pk,
    }
    assert seen.mails() == [
        ("confirm", CITIZEN),
        ("referral_request", BODY),
        ("referred", CITIZEN),
    ]


def test_the_request_names_nobody_and_its_link_ends_with_the_referral(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    mail = OutgoingMail.objects.get(template="referral_request")
    assert mail.context == {"need": need.title, "reference": referral.case.reference}
    assert mail.links == [
        {
            "name": "answer_url",
            "route": "links:answer",
            "purpose": "referral_answer",
            "subject_id": referral.pk,
            "valid_seconds": int((referral.due_at - referral.sent_at).total_seconds()),
        }
    ]


def test_a_case_waits_for_one_body_at_a_time(offer, need):
    user, other = users.caseworker(), needs.open_need()
    send(user=user, offer=offer, need=need)
    before = seen.database()
    with pytest.raises(AlreadyWaiting):
        send(user=user, offer=offer, need=other)
    assert seen.database() == before


def test_a_body_without_a_contact_is_not_asked(offer, need):
    Contact.objects.update(is_active=False)
    user = users.caseworker()
    before = seen.database()
    with pytest.raises(NobodyToWriteTo):
        send(user=user, offer=offer, need=need)
    assert seen.database() == before


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_only_the_desk_sends_ends_and_recalls(offer, need, role):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    stranger = users.user(role)
    users_before = seen.database()
    for action in (
        lambda: send(user=stranger, offer=offer, need=need),
        lambda: finish(user=stranger, offer=offer, outcome="not_needed"),
        lambda: recall_to_desk(user=stranger, referral=referral),
        lambda: allow_contact(user=stranger, referral=referral, given=True),
        lambda: withdraw(user=stranger, offer=offer),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == users_before


# --- the answer -----------------------------------------------------------------------------


def test_an_acceptance_places_the_helper_and_asks_for_the_consent(offer, need, now):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    tokens, before = open_links(referral), len(seen.mails())
    placement = accept(referral=referral)
    referral = fresh(referral)
    assert (referral.state, referral.answered_at) == ("accepted", now)
    assert referral.contact_released_at is None
    assert (placement.offer, placement.need, placement.places) == (offer, need, 1)
    assert (placement.state, placement.agreed_at, placement.started_at) == ("agreed", now, None)
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.taken, offer.availability) == (1, "taken")
    case = referral.case
    assert (case.state, case.waiting_on) == ("placed", "citizen")
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-10 13:00"
    by = "organisation"
    assert seen.verbs(case)[2:] == [("placed", by), ("accepted", by)]
    assert seen.verbs(need) == [("placed", by)]
    assert new_mails(before) == [("accepted_ask_consent", CITIZEN)]
    assert not opens("referral_answer", tokens["referral_answer"])
    assert consent_open(referral)


def test_with_the_consent_the_contact_data_flow_at_once(offer, need, now):
    referrals.allow_contact(offer, need)
    referral = send(user=users.caseworker(), offer=offer, need=need)
    before = len(seen.mails())
    accept(referral=referral)
    referral = fresh(referral)
    assert referral.contact_released_at == now
    assert referral.case.waiting_on == ""
    assert new_mails(before) == [("referral_contact", BODY), ("accepted", CITIZEN)]
    mail = OutgoingMail.objects.get(template="referral_contact")
    assert mail.context == {
        "need": need.title, "reference": referral.case.reference, "is_city": False,
    }  # fmt: skip
    assert not consent_open(referral)


def test_a_consent_for_another_body_opens_nothing(offer, need):
    referrals.allow_contact(offer, needs.open_need())
    referral, _placement = referrals.accepted(offer=offer, need=need)
    assert referral.contact_released_at is None


def test_a_body_that_was_refused_by_name_is_not_asked(offer, need):
    referrals.allow_contact(offer, need, given=False)
    with pytest.raises(NotAllowed) as refusal:
        send(user=users.caseworker(), offer=offer, need=need)
    assert refusal.value.reasons == ["refused"]


def test_a_no_before_the_answer_brings_the_yes_to_the_desk(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    allow_contact(referral=referral, given=False)
    with pytest.raises(NoLongerPossible):
        accept(referral=referral)
    assert (fresh(referral).state, fresh(referral).contact_released_at) == ("recalled", None)


def test_a_department_of_the_city_needs_no_consent(offer, now):
    need = needs.open_need(organisation=directory.department())
    referral, _placement = referrals.accepted(offer=offer, need=need)
    assert referral.contact_released_at == now
    assert not Consent.objects.filter(purpose="contact").exists()
    assert not consent_open(referral)


def test_the_region_needs_a_consent_like_any_other_body(offer):
    region = directory.organisation(kind="region")
    referral, _placement = referrals.accepted(
        offer=offer, need=needs.open_need(organisation=region)
    )
    assert referral.contact_released_at is None


def test_the_last_place_gone_changes_nothing(need):
    Need.objects.filter(pk=need.pk).update(quantity=1)
    first = referrals.sent(offer=offers.ready(), need=need)
    second = referrals.sent(offer=offers.ready(), need=need)
    accept(referral=first)
    before = seen.database()
    with pytest.raises(NoPlaceLeft):
        accept(referral=second)
    assert seen.database() == before
    assert fresh(second).state == "sent"


def test_a_group_needs_a_place_for_each(need):
    need = needs.open_need(quantity=25)
    group = offers.ready(sender=offers.sender(kind="group", group_size=24))
    _referral, placement = referrals.accepted(offer=group, need=need)
    need.refresh_from_db()
    assert (placement.places, need.remaining) == (24, 1)


@pytest.mark.parametrize(
    "happens",
    [
        lambda offer, need: pause(offer=offer, until=None),
        lambda offer, need: Need.objects.filter(pk=need.pk).update(state="paused"),
        lambda offer, need: Need.objects.filter(pk=need.pk).update(needs_clearance=True),
        lambda offer, need: Offer.objects.filter(pk=offer.pk).update(ask_kinds=0),
    ],
    ids=["paused offer", "paused need", "certificate", "consent"],
)
def test_what_was_possible_may_have_become_impossible(offer, need, happens):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    happens(offer, need)
    with pytest.raises(NoLongerPossible):
        accept(referral=referral, words="Dienstag um fünf")
    # Nothing is placed; the desk has the case and the body's words at once.
    case = fresh(referral).case
    assert (fresh(referral).state, case.state, case.waiting_on) == ("recalled", "ready", "")
    assert seen.verbs(case)[-1] == ("came_too_late", "organisation")
    assert timeline.of(case)[0].text == "Dienstag um fünf"
    assert not Placement.objects.exists()
    need.refresh_from_db()
    assert need.taken == 0


def test_a_yes_renews_a_need_that_has_expired_meanwhile(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    Need.objects.update(state="expired", valid_until="2026-11-01")
    assert accept(referral=referral).state == "agreed"


def test_what_a_body_writes_with_its_yes_is_kept(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    accept(referral=referral, words="Dienstag um fünf", who_else="Kreis Nord")
    assert (fresh(referral).words, fresh(referral).who_else) == ("Dienstag um fünf", "Kreis Nord")


def test_a_pause_recalls_what_waits(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    delivered()
    before = len(seen.mails())
    step_back.pause(offer=offer, until=None)
    assert (fresh(referral).state, fresh(referral).case.state) == ("recalled", "ready")
    assert new_mails(before) == [("referral_recalled", BODY)]


@pytest.mark.parametrize(("kinds", "state"), [(["circle"], "sent"), (["operator"], "recalled")])
def test_allowing_less_recalls_what_is_no_longer_allowed(offer, need, kinds, state):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    step_back.allow_kinds(offer=offer, kinds=kinds)
    assert fresh(referral).state == state


def test_a_body_that_never_got_the_request_need_not_hear_that_it_is_over(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    withdraw(offer=offer)
    assert fresh(referral).state == "recalled"
    templates = {template for template, _address in seen.mails()}
    assert not templates & {"referral_request", "referral_recalled"}


def test_whoever_has_no_address_is_called(need, now):
    offer = offers.ready(sender=offers.sender(email="", phone="+49511123456"))
    referral = send(user=users.caseworker(), offer=offer, need=need)
    accept(referral=referral)
    case = fresh(referral).case
    assert ("please_call", "system") in seen.verbs(case)
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-06 12:00"


def test_a_decline_brings_the_case_back_within_a_working_day(offer, need, now):
    user = users.caseworker()
    referral = send(user=user, offer=offer, need=need)
    tokens, before = open_links(referral), len(seen.mails())
    decline(
        referral=referral, reason="skills", words="Zu alt für uns!", who_else="Kreis Sonnenblume"
    )
    referral = fresh(referral)
    assert (referral.state, referral.reason, referral.answered_at) == ("declined", "skills", now)
    assert (referral.words, referral.who_else) == ("Zu alt für uns!", "Kreis Sonnenblume")
    case = referral.case
    assert (case.state, case.waiting_on, case.owner) == ("ready", "", user)
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-06 12:00"
    assert seen.verbs(case)[-1] == ("declined", "organisation")
    assert timeline.of(case)[0].text == "Zu alt für uns!"
    assert new_mails(before) == [("still_looking", CITIZEN)]
    need.refresh_from_db()
    assert (need.taken, Placement.objects.count()) == (0, 0)
    assert not opens("referral_answer", tokens["referral_answer"])


def test_the_bodys_own_words_are_in_no_mail(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    decline(referral=referral, reason="other", words="Zu alt für uns!", who_else="Sonnenblume")
    written = str(list(OutgoingMail.objects.values()))
    assert "Zu alt" not in written
    assert "Sonnenblume" not in written


def test_a_reason_is_one_of_the_list(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    with pytest.raises(ValueError, match="keine Lust"):
        decline(referral=referral, reason="keine Lust")
    assert fresh(referral).state == "sent"


VERBS = {"accept": "accepted", "decline": "declined"}
ANSWERS = {
    "accept": lambda referral, user: accept(referral=referral, user=user),
    "decline": lambda referral, user: decline(referral=referral, reason="time", user=user),
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("role", sorted(set(Role)))
def test_a_stranger_answers_for_no_body(offer, need, answer, role):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    user = users.user(role)
    before = seen.database()
    if role in {Role.LEAD, Role.CASEWORKER}:
        ANSWERS[answer](referral, user)
        assert seen.verbs(referral.case)[-1] == (VERBS[answer], "staff")
    else:
        with pytest.raises(PermissionDenied):
            ANSWERS[answer](referral, user)
        assert seen.database() == before


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_partner_answers_for_their_own_body_only(offer, need, answer):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    foreign = users.partner(directory.organisation())
    gone = users.partner(need.organisation, is_active=False)
    for stranger in (foreign, gone):
        with pytest.raises(PermissionDenied):
            ANSWERS[answer](referral, stranger)
    ANSWERS[answer](referral, users.partner(need.organisation))
    assert seen.verbs(referral.case)[-1][1] == "organisation"


def test_a_membership_without_a_role_is_not_enough(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    member = users.partner(need.organisation)
    member.role_grants.filter(role__in=PARTNERS).delete()
    with pytest.raises(PermissionDenied):
        accept(referral=referral, user=member)


# --- silence, recall ------------------------------------------------------------------------


def test_silence_brings_the_case_back(offer, need, travel):
    user = users.caseworker()
    referral = send(user=user, offer=offer, need=need)
    delivered()
    tokens, before = open_links(referral), len(seen.mails())
    travel(referral.due_at - timedelta(seconds=1))
    assert expire_due() == 0
    travel(referral.due_at)
    assert expire_due() == 1
    assert expire_due() == 0
    referral = fresh(referral)
    assert (referral.state, referral.answered_at) == ("expired", referral.due_at)
    case = referral.case
    assert (case.state, case.waiting_on, case.owner) == ("ready", "", user)
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-11 13:00"
    assert seen.verbs(case)[-1] == ("expired", "system")
    assert new_mails(before) == [("still_looking", CITIZEN)]
    assert not opens("referral_answer", tokens["referral_answer"])


def test_the_desk_takes_a_referral_back(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    delivered()
    tokens, before = open_links(referral), len(seen.mails())
    recall_to_desk(user=users.caseworker(), referral=referral)
    referral = fresh(referral)
    assert (referral.state, referral.case.state, referral.case.waiting_on) == (
        "recalled", "ready", "",
    )  # fmt: skip
    assert f"{timezone.localtime(referral.case.due_at):%Y-%m-%d %H:%M}" == "2026-11-06 12:00"
    assert seen.verbs(referral.case)[-1] == ("recalled", "staff")
    assert new_mails(before) == [("referral_recalled", BODY), ("still_looking", CITIZEN)]
    assert not opens("referral_answer", tokens["referral_answer"])


ENDINGS = {
    "accepted": lambda referral: accept(referral=referral),
    "declined": lambda referral: decline(referral=referral, reason="time"),
    "expired": lambda referral: expire(referral=referral),
    "recalled": lambda referral: recall_to_desk(user=users.caseworker(), referral=referral),
    "withdrawn": lambda referral: withdraw(offer=referral.case.offer),
}


@pytest.mark.parametrize("first", ENDINGS)
@pytest.mark.parametrize("second", sorted(set(ENDINGS) - {"withdrawn"}))
def test_a_referral_is_answered_once(offer, need, first, second):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    ENDINGS[first](referral)
    kept = [
        "referrals.Referral",
        "cases.Case",
        "needs.Need",
        "history.Event",
        "placements.Placement",
    ]
    before = {label: seen.database()[label] for label in kept}
    with pytest.raises(AlreadyAnswered):
        ENDINGS[second](referral)
    assert {label: seen.database()[label] for label in kept} == before


# --- the citizen's consent ------------------------------------------------------------------


def test_a_later_yes_releases_the_contact_data(offer, need, now):
    referral, _placement = referrals.accepted(offer=offer, need=need)
    before = len(seen.mails())
    allow_contact(referral=referral, given=True)
    referral = fresh(referral)
    assert (referral.contact_released_at, referral.case.waiting_on) == (now, "")
    consent = Consent.objects.get(purpose="contact")
    assert (consent.given, consent.channel, consent.at) == (True, "link", now)
    assert consent.recipient == f"organisation:{need.organisation_id}"
    assert new_mails(before) == [("referral_contact", BODY)]
    assert seen.verbs(referral.case)[-1] == ("consent_contact", "citizen")


def test_a_second_yes_mails_nothing(offer, need):
    referral, _placement = referrals.accepted(offer=offer, need=need)
    allow_contact(referral=referral, given=True)
    before = len(seen.mails())
    allow_contact(referral=referral, given=True)
    assert new_mails(before) == []


def test_a_no_keeps_the_place_until_a_colleague_has_talked(offer, need):
    referral, placement = referrals.accepted(offer=offer, need=need)
    before = len(seen.mails())
    allow_contact(referral=referral, given=False)
    referral = fresh(referral)
    placement.refresh_from_db()
    assert (referral.contact_released_at, referral.case.waiting_on) == (None, "")
    assert f"{timezone.localtime(referral.case.due_at):%Y-%m-%d %H:%M}" == "2026-11-06 12:00"
    assert (placement.state, new_mails(before)) == ("agreed", [])


def test_a_yes_that_is_taken_back_closes_the_door_and_a_new_yes_opens_a_new_one(
    offer, need, now, travel
):
    referral, _placement = referrals.accepted(offer=offer, need=need)
    allow_contact(referral=referral, given=True)
    tokens = open_links(referral)
    assert contact_rows(fresh(referral)) != []
    allow_contact(referral=referral, given=False)
    taken_back = fresh(referral)
    # Who had the data stays on record; nobody sees them any more.
    assert (taken_back.contact_released_at, taken_back.contact_ended_at) == (now, now)
    assert contact_rows(taken_back) == []
    assert not opens("referral_contact", tokens["referral_contact"])
    travel(now + timedelta(minutes=5))
    before = len(seen.mails())
    allow_contact(referral=referral, given=True)
    assert fresh(referral).contact_released_at == now + timedelta(minutes=5)
    assert fresh(referral).contact_ended_at is None
    assert contact_rows(fresh(referral)) != []
    assert new_mails(before) == [("referral_contact", BODY)]
    assert Consent.objects.filter(purpose="contact").count() == 3


def test_a_consent_can_be_taken_back_after_the_case_has_ended(offer, need, now):
    referral, _placement = referrals.accepted(offer=offer, need=need)
    allow_contact(referral=referral, given=True)
    finish(user=users.caseworker(), offer=offer, outcome="placed")
    allow_contact(referral=referral, given=False)
    referral = fresh(referral)
    assert (referral.case.state, referral.contact_ended_at) == ("closed", now)
    assert contact_rows(referral) == []


def test_contact_data_are_closed_when_the_placement_has_ended(offer, need):
    referral, placement = referrals.accepted(offer=offer, need=need)
    allow_contact(referral=referral, given=True)
    end_and_return(user=users.caseworker(), placement=placement, reason="regular")
    assert fresh(referral).contact_released_at is not None
    assert contact_rows(fresh(referral)) == []


def test_an_acceptance_stands_though_nobody_is_left_to_write_to(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    allow_contact(referral=referral, given=True)
    need.organisation.contacts.update(is_active=False)
    accept(referral=referral)
    assert fresh(referral).state == "accepted"
    assert ("body_unreachable", "system") in seen.verbs(referral.case)


def test_withdrawing_from_a_placement_tells_the_body(offer, need):
    referrals.accepted(offer=offer, need=need)
    before = len(seen.mails())
    withdraw(offer=offer)
    assert new_mails(before) == [("referral_withdrawn", BODY), ("closed", "toni@post.example")]


def test_a_yes_in_a_talk_names_the_colleague(offer, need):
    referral, _placement = referrals.accepted(offer=offer, need=need)
    user = users.caseworker()
    allow_contact(referral=referral, given=True, user=user)
    consent = Consent.objects.get(purpose="contact")
    assert (consent.channel, consent.recorded_by) == ("talk", user)


def test_a_yes_before_the_answer_releases_nothing_yet(offer, need, now):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    allow_contact(referral=referral, given=True)
    assert fresh(referral).contact_released_at is None
    accept(referral=referral)
    assert fresh(referral).contact_released_at == now


def test_a_yes_after_the_end_of_the_placement_releases_nothing(offer, need):
    referral, placement = referrals.accepted(offer=offer, need=need)
    end_and_return(user=users.caseworker(), placement=placement, reason="not_started")
    before = len(seen.mails())
    allow_contact(referral=referral, given=True)
    assert fresh(referral).contact_released_at is None
    assert new_mails(before) == []


@pytest.mark.parametrize("ending", ["declined", "expired", "recalled"])
def test_a_body_that_did_not_accept_is_not_asked_about(offer, need, ending):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    ENDINGS[ending](referral)
    with pytest.raises(AlreadyAnswered):
        allow_contact(referral=referral, given=True)
    assert not Consent.objects.filter(purpose="contact").exists()


# --- the end --------------------------------------------------------------------------------


def test_a_withdrawn_offer_frees_the_place_and_closes_the_door(offer, need, now):
    referrals.allow_contact(offer, need)
    referral, placement = referrals.accepted(offer=offer, need=need)
    tokens = open_links(referral)
    withdraw(offer=offer)
    offer.refresh_from_db()
    need.refresh_from_db()
    placement.refresh_from_db()
    case = fresh(referral).case
    assert (case.state, case.outcome, case.closed_at) == ("closed", "withdrawn", now)
    assert (offer.availability, need.taken) == ("withdrawn", 0)
    assert (placement.state, placement.end_reason) == ("ended", "withdrawn")
    assert seen.verbs(case)[-3:] == [
        ("ended", "citizen"), ("withdrawn", "citizen"), ("closed", "citizen"),
    ]  # fmt: skip
    assert seen.verbs(need)[-1] == ("place_free", "citizen")
    assert not opens("referral_contact", tokens["referral_contact"])


def test_withdrawing_tells_the_body_that_was_asked(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    delivered()
    before = len(seen.mails())
    withdraw(offer=offer)
    assert new_mails(before) == [("referral_recalled", BODY), ("closed", "toni@post.example")]
    assert fresh(referral).state == "recalled"
    assert seen.verbs(referral.case)[-3:] == [
        ("recalled", "citizen"), ("withdrawn", "citizen"), ("closed", "citizen"),
    ]  # fmt: skip


def test_a_helper_may_withdraw_from_what_goes_on_after_the_end_of_the_case(offer, need):
    _referral, placement = referrals.accepted(offer=offer, need=need)
    finish(user=users.caseworker(), offer=offer, outcome="placed")
    withdraw(offer=offer)
    placement.refresh_from_db()
    need.refresh_from_db()
    assert (placement.state, placement.end_reason, need.taken) == ("ended", "withdrawn", 0)
    with pytest.raises(CaseIsClosed):
        withdraw(offer=offer)


def test_a_citizen_may_withdraw_though_nobody_is_left_at_the_body(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    Contact.objects.update(is_active=False)
    withdraw(offer=offer)
    assert (fresh(referral).state, fresh(referral).case.outcome) == ("recalled", "withdrawn")


def test_finishing_recalls_and_tells_the_citizen(offer, need):
    user = users.caseworker()
    referral = send(user=user, offer=offer, need=need)
    delivered()
    before = len(seen.mails())
    finish(user=user, offer=offer, outcome="not_needed", text="Kreis hat genug.")
    offer.refresh_from_db()
    referral = fresh(referral)
    assert (referral.state, referral.case.outcome) == ("recalled", "not_needed")
    assert offer.availability == "withdrawn"
    assert new_mails(before) == [("referral_recalled", BODY), ("closed", CITIZEN)]
    assert seen.verbs(referral.case)[-2:] == [("recalled", "staff"), ("closed", "staff")]


def test_while_somebody_helps_the_only_outcome_is_placed(offer, need):
    user = users.caseworker()
    referrals.accepted(offer=offer, need=need)
    with pytest.raises(StillRunning):
        finish(user=user, offer=offer, outcome="not_needed")
    case = finish(user=user, offer=offer, outcome="placed")
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (case.state, case.outcome, case.waiting_on) == ("closed", "placed", "")
    assert (need.taken, offer.availability) == (1, "taken")


def test_placed_is_who_was_placed(offer):
    with pytest.raises(ValueError, match="nothing was placed"):
        finish(user=users.caseworker(), offer=offer, outcome="placed")
    offer.case.refresh_from_db()
    assert offer.case.is_open


def test_an_offer_whose_help_is_over_is_not_available_after_its_end(offer, need):
    user = users.caseworker()
    _referral, placement = referrals.accepted(offer=offer, need=need)
    end_and_return(user=user, placement=placement, reason="regular")
    finish(user=user, offer=offer, outcome="placed")
    offer.refresh_from_db()
    assert offer.availability == "withdrawn"


@pytest.mark.parametrize("outcome", ["not_needed", "not_suitable", "not_reached", "duplicate"])
def test_nothing_happens_after_the_end(offer, need, outcome):
    user = users.caseworker()
    finish(user=user, offer=offer, outcome=outcome)
    before = seen.database()
    for action in (
        lambda: finish(user=user, offer=offer, outcome=outcome),
        lambda: withdraw(offer=offer),
        lambda: send(user=user, offer=offer, need=need),
    ):
        with pytest.raises(CaseIsClosed):
            action()
    assert seen.database() == before


# --- who sees what, and what the database refuses -------------------------------------------


def test_a_partner_sees_the_referrals_to_their_own_bodies(offer, need):
    mine = send(user=users.caseworker(), offer=offer, need=need)
    other = referrals.sent()
    assert list(Referral.objects.visible_to(users.partner(need.organisation))) == [mine]
    assert set(Referral.objects.visible_to(users.caseworker())) == {mine, other}
    for role in users.NOT_DESK:
        assert list(Referral.objects.visible_to(users.user(role))) == []


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"contact_released_at": "2026-11-02T12:00Z"}, "contact_only_after_acceptance"),
        ({"state": "accepted"}, "answered_referral_has_date"),
        ({"answered_at": "2026-11-02T12:00Z"}, "answered_referral_has_date"),
        (
            {
                "state": "declined",
                "answered_at": "2026-11-02T12:00Z",
                "contact_released_at": "2026-11-02T12:00Z",
            },
            "contact_only_after_acceptance",
        ),
    ],
)
def test_the_database_says_no(offer, need, broken, constraint):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**broken)


def test_the_database_wants_one_waiting_referral_a_case(offer, need):
    referral = send(user=users.caseworker(), offer=offer, need=need)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            case=referral.case,
            organisation=need.organisation,
            need=need,
            sent_by=referral.sent_by,
            due_at=referral.due_at,
        )


# --- hindrances -----------------------------------------------------------------------------

MINOR = {"sender": offers.sender(age="youth")}


@pytest.mark.parametrize(
    ("offer_has", "need_has", "found"),
    [
        ({}, {}, []),
        ({"ready_at": None}, {}, ["not_ready"]),
        ({"availability": "paused"}, {}, ["not_available"]),
        ({"availability": "taken"}, {}, ["not_available"]),
        ({"availability": "withdrawn"}, {}, ["not_available"]),
        ({"ask_kinds": 0b1110}, {}, ["consent"]),
        ({}, {"needs_clearance": True}, ["clearance"]),
        ({}, {"state": "paused"}, ["need_not_open"]),
        ({}, {"taken": 2}, ["no_place"]),
        ({"size": 3}, {}, ["no_place"]),
        ({"size": 2}, {}, []),
        (
            {"ready_at": None, "ask_kinds": 0, "size": 9},
            {"needs_clearance": True, "state": "draft"},
            ["not_ready", "consent", "clearance", "need_not_open", "no_place"],
        ),
    ],
)
def test_what_stands_against_a_referral(offer, need, offer_has, need_has, found):
    Offer.objects.filter(pk=offer.pk).update(**offer_has)
    Need.objects.filter(pk=need.pk).update(**need_has)
    user = users.caseworker()
    before = seen.database()
    if not found:
        assert send(user=user, offer=offer, need=need).state == "sent"
        return
    with pytest.raises(NotAllowed) as refused:
        send(user=user, offer=offer, need=need)
    assert refused.value.reasons == found
    assert seen.database() == before


def test_a_minor_needs_the_guardians_and_stays_away_from_work_for_adults(need):
    offer = offers.ready(**MINOR)
    Need.objects.filter(pk=need.pk).update(adults_only=True)
    with pytest.raises(NotAllowed) as refused:
        send(user=users.caseworker(), offer=offer, need=need)
    assert refused.value.reasons == ["guardian", "adults_only"]


@pytest.mark.parametrize(("given", "reasons"), [(True, []), (False, ["guardian"])])
def test_the_guardians_word_counts(need, given, reasons):
    from hilfelotse.offers.actions.allow import record_guardian_consent

    offer, user = offers.ready(**MINOR), users.caseworker()
    record_guardian_consent(user=user, offer=offer, given=given)
    if given:
        assert send(user=user, offer=offer, need=need).state == "sent"
    else:
        with pytest.raises(NotAllowed) as refused:
            send(user=user, offer=offer, need=need)
        assert refused.value.reasons == reasons


def test_the_city_is_asked_as_a_public_task(offer):
    Offer.objects.update(ask_kinds=0)
    need = needs.open_need(organisation=directory.department())
    assert send(user=users.caseworker(), offer=offer, need=need).state == "sent"
