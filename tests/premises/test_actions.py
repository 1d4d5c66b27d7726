from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Alert, Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.duplicates.candidates import for_case
from hilfelotse.needs.models import Need
from hilfelotse.premises.actions import criteria, decide, missing, offer
from hilfelotse.premises.models import Criterion, Finding, Premises
from hilfelotse.premises.queries import reserve, room_needs, same_object
from hilfelotse.premises.score import score
from tests.factories import needs, offers, premises, users

pytestmark = pytest.mark.django_db
SECRET = Premises.Confidentiality.SECRET


@pytest.fixture(autouse=True)
def _day(travel) -> None:
    travel("2026-11-02 10:00")


@pytest.fixture
def hotel() -> Premises:
    made = premises.hotel()
    made.case.party.contact_points.update(confirmed_at=clock.now())
    return made


def told(template: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template=template).order_by("pk"))


# --- what is offered ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"square_metres": 0},
        {"square_metres": -20},
        {"square_metres": 10**12},
        {"places": 0},
        {"places": -3},
        {"price": -1},
        {"price": 10**15},
        {"available_until": date(2026, 11, 20)},  # before it begins
        {"available_from": date(1926, 1, 1)},
        {"available_from": date(2126, 1, 1)},
        {"available_until": date(2199, 1, 1)},
        {"address": "  "},
        {"kind": "castle"},
        {"deal": "swap"},
        {"confidentiality": "rumour"},
        {"answers": {"no-such-criterion": True}},
    ],
)
def test_impossible_premises_leave_nothing(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"cannot be|not a valid|no such criterion"):
        premises.hotel(**wrong)
    assert not Case.objects.exists()


def test_answers_become_findings() -> None:
    premises.criterion("fire", weight=3)
    premises.criterion("plans")
    hotel = premises.hotel(answers={"fire": False})
    now = score(hotel)
    assert [(row.criterion.code, row.is_met) for row in now.rows] == [
        ("fire", False), ("plans", None),
    ]  # fmt: skip
    assert (now.known, now.percent) == (1, 0)


def test_assessing(hotel) -> None:
    premises.criterion("fire", weight=3)
    premises.criterion("plans", weight=1)
    premises.criterion("old", is_active=False)
    user = users.caseworker()
    now = offer.assess(
        user=user,
        premises=hotel,
        findings={"fire": (True, "Gutachten von 2025"), "plans": (False, "")},
    )
    assert (now.percent, now.known, now.missing) == (75, 2, [])
    assert now.rows[0].note == "Gutachten von 2025"
    offer.assess(user=user, premises=hotel, findings={"fire": (None, "")})
    assert [row.criterion.code for row in Finding.objects.all()] == ["plans"]
    with pytest.raises(ValueError, match="no such criterion"):
        offer.assess(user=user, premises=hotel, findings={"castle": (True, "")})
    with pytest.raises(PermissionDenied):
        offer.assess(user=users.user(), premises=hotel, findings={})


def test_a_room_has_no_criteria() -> None:
    premises.criterion("fire")
    assert score(premises.room()).rows == ()


# --- what is secret -------------------------------------------------------------------------


def test_secret_is_for_the_lead_and_the_owner() -> None:
    secret = premises.hotel(confidentiality=SECRET)
    lead, other = users.user("lead"), users.caseworker()
    assert secret.case.is_restricted
    assert secret.case.queue == Case.Queue.LEAD
    assert Alert.objects.get(case=secret.case).sign == Alert.Sign.CONFIDENTIAL
    open_one = premises.hotel(address="Hildesheimer Str. 12 A", sender=offers.sender(name="Bo B"))
    assert same_object(user=lead, premises=open_one) == [secret]
    assert same_object(user=other, premises=open_one) == []
    assert [found.case for found in for_case(user=lead, case=open_one.case)] == [secret.case]
    assert for_case(user=other, case=open_one.case) == []
    Case.objects.filter(pk=secret.case_id).update(owner=other, queue="")
    assert same_object(user=other, premises=open_one) == [secret]


def test_becoming_secret(hotel) -> None:
    user = users.caseworker()
    offer.set_confidentiality(user=user, premises=hotel, level=SECRET)
    hotel.refresh_from_db()
    assert hotel.confidentiality == SECRET
    assert not Case.objects.visible_to(user).filter(pk=hotel.case_id).exists()


# --- the same object ------------------------------------------------------------------------


def test_three_brokers_one_hotel(hotel) -> None:
    second = premises.hotel(address="Hildesheimer Str. 12 A", sender=offers.sender(name="Ute Zwei"))
    parcel = "Gemarkung Südstadt, Flur 3, Flurstück 12/4"
    third = premises.hotel(
        address="Messe, Eingang Nord", parcel="Südstadt Flur 3 Flst. 12/4",
        sender=offers.sender(name="Jo Drei", email="jo@drei.example", phone=""),
    )  # fmt: skip
    fourth = premises.hotel(
        address="Am Maschsee 1", parcel=parcel,
        sender=offers.sender(name="Al Vier", email="al@vier.example", phone=""),
    )  # fmt: skip
    user = users.caseworker()
    assert same_object(user=user, premises=hotel) == [second]
    assert same_object(user=user, premises=third) == [fourth]
    assert fourth.case in [found.case for found in for_case(user=user, case=third.case)]


# --- what is missing ------------------------------------------------------------------------


def test_the_letter_names_what_is_missing(hotel, run_tasks, mailoutbox) -> None:
    premises.criterion(
        "fire", question="Gibt es einen Brandschutz?", document="Brandschutz-Nachweis"
    )
    premises.criterion("plans")
    user = users.caseworker()
    offer.assess(user=user, premises=hotel, findings={"plans": (True, "")})
    subject, body = missing.preview_missing(user=user, premises=hotel)
    missing.ask_for_missing(user=user, premises=hotel)
    run_tasks()
    sent = mailoutbox[-1]
    assert sent.subject == subject
    for text in (body, sent.body):
        assert "Gibt es einen Brandschutz?" in text
        assert "Brandschutz-Nachweis" in text
        assert "Frage plans" not in text
        assert "Hildesheimer" not in text
    hotel.case.refresh_from_db()
    assert hotel.case.waiting_on == Case.Waiting.CITIZEN
    assert hotel.case.owner == user


def test_no_letter_without_a_reason_or_a_way(hotel) -> None:
    user = users.caseworker()
    with pytest.raises(missing.NothingMissing):
        missing.ask_for_missing(user=user, premises=hotel)
    premises.criterion("fire")
    hotel.case.party.contact_points.update(confirmed_at=None)
    with pytest.raises(missing.NoWayToWrite):
        missing.ask_for_missing(user=user, premises=hotel)
    hotel.refresh_from_db()
    assert hotel.missing_asked_at is None


# --- the decision ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "more", "outcome"),
    [
        ("taken", {}, "in_use"),
        ("refused", {"refusal": "fire"}, "not_suitable"),
        ("reserve", {"reserve_until": date(2027, 2, 1)}, "reserve"),
    ],
)
def test_deciding(hotel, decision: str, more: dict, outcome: str) -> None:
    decide.decide(
        user=users.caseworker(), premises=hotel, decision=decision, text="Wir danken.", **more
    )
    hotel.refresh_from_db()
    hotel.case.refresh_from_db()
    assert (hotel.decision, hotel.case.state, hotel.case.outcome) == (decision, "closed", outcome)
    [mail] = told("premises_decided")
    assert mail.context["text"] == "Wir danken."
    assert told("closed") == []
    with pytest.raises(CaseIsClosed):
        decide.decide(user=users.caseworker(), premises=hotel, decision=decision, **more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "refused"},
        {"decision": "refused", "refusal": "mood"},
        {"decision": "taken", "refusal": "cost"},
        {"decision": "reserve"},
        {"decision": "reserve", "reserve_until": date(2026, 11, 2)},
        {"decision": "reserve", "reserve_until": date(2028, 1, 1)},
        {"decision": "maybe"},
    ],
)
def test_no_decision(hotel, wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"has a reason|has an end|not a valid|cannot be kept"):
        decide.decide(user=users.caseworker(), premises=hotel, **wrong)
    hotel.case.refresh_from_db()
    assert hotel.case.is_open


def test_nothing_about_a_secret_object_in_a_mail() -> None:
    secret = premises.hotel(confidentiality=SECRET)
    with pytest.raises(ValueError, match="goes into a mail"):
        decide.decide(
            user=users.user("lead"), premises=secret, decision="taken", text="Ja, das Hotel"
        )


def test_the_reserve_ends_with_a_question(hotel, travel, run_tasks, mailoutbox) -> None:
    decide.decide(
        user=users.caseworker(), premises=hotel, decision="reserve", reserve_until=date(2027, 2, 1)
    )
    assert list(reserve(users.caseworker())) == [hotel]
    travel("2027-01-31 10:00")
    assert decide.ask_due() == 0
    travel("2027-02-01 10:00")
    assert decide.ask_due() == 1
    assert decide.ask_due() == 0
    run_tasks()
    assert "Ist es noch frei?" in mailoutbox[-1].subject
    hotel.refresh_from_db()
    assert (hotel.decision, hotel.case.state, hotel.case.waiting_on) == ("", "advising", "citizen")
    assert list(reserve(users.caseworker())) == []


def test_out_of_the_reserve_by_hand(hotel) -> None:
    user = users.caseworker()
    decide.decide(user=user, premises=hotel, decision="reserve", reserve_until=date(2027, 2, 1))
    back = decide.take_from_reserve(user=user, premises=hotel)
    back.case.refresh_from_db()
    assert (back.decision, back.case.is_open, back.case.owner) == ("", True, user)
    with pytest.raises(decide.NotInReserve):
        decide.take_from_reserve(user=user, premises=hotel)


def test_a_secret_reserve_is_not_listed() -> None:
    secret = premises.hotel(confidentiality=SECRET)
    lead = users.user("lead")
    decide.decide(
        user=lead, premises=secret, decision="reserve",
        reserve_until=clock.today() + timedelta(days=30),
    )  # fmt: skip
    assert list(reserve(lead)) == [secret]
    assert list(reserve(users.caseworker())) == []


# --- a small room ---------------------------------------------------------------------------


def test_rooms_go_to_circles_that_look_for_one() -> None:
    wanted = needs.open_need(
        kind=Need.Kind.ROOM, activity="", frequency="", title="Raum für Deutsch"
    )
    needs.open_need(title="Helfer")
    assert [need for need, _km in room_needs(premises.room())] == [wanted]


# --- criteria -------------------------------------------------------------------------------


def test_criteria_are_loaded_once_and_kept() -> None:
    call_command("load_criteria", verbosity=0)
    assert Criterion.objects.count() == 13
    lead = users.user("lead")
    size = Criterion.objects.get(code="size")
    fields = {"code": "size", "question": "Mindestens 800 m²?", "weight": 2}
    criteria.keep_criterion(user=lead, criterion=size, is_active=False, **fields)
    assert criteria.load_criteria() == 0
    size.refresh_from_db()
    assert (size.question, size.is_active) == ("Mindestens 800 m²?", False)
    with pytest.raises(PermissionDenied):
        criteria.keep_criterion(user=users.caseworker(), criterion=size, **fields)
    with pytest.raises(ValueError, match="has a weight"):
        criteria.keep_criterion(user=lead, criterion=None, code="x", question="?", weight=99)
