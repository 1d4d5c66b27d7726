from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Alert, Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.history import timeline
from hilfelotse.money.actions import advice, gift, recipients
from hilfelotse.money.models import Advice, MoneyOffer, Recipient
from hilfelotse.money.queries import fitting, of_bodies
from tests.factories import directory, money, users

pytestmark = pytest.mark.django_db
WORDS = "500 Euro für Schulranzen, gedankt sei der Firma."


@pytest.fixture
def offer(travel) -> MoneyOffer:
    travel("2026-11-02 10:00")
    made = money.offer()
    made.case.party.contact_points.update(confirmed_at=clock.now())
    return made


def told(template: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template=template).order_by("pk"))


# --- what somebody wants to give ------------------------------------------------------------


def test_a_large_gift_is_a_note_to_the_lead(travel) -> None:
    travel("2026-11-02 10:00")
    large = money.offer(amount=MoneyOffer.Amount.TO_10000)
    assert large.council_due
    assert Alert.objects.get(case=large.case).sign == Alert.Sign.LARGE_GIFT
    small = money.offer(amount=MoneyOffer.Amount.TO_2000)
    assert not small.council_due
    assert not small.case.alerts.exists()


def test_the_city_sets_the_amount(settings, offer) -> None:
    settings.GIFT_COUNCIL_EUROS = 100
    assert gift.needs_council(MoneyOffer.Amount.TO_300)
    assert not gift.needs_council(MoneyOffer.Amount.TO_100)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": f"Abbuchen von {money.IBAN}"},
        {"amount": -5},
        {"amount": 10**12},
        {"giver": "robot"},
        {"by_day": date(2026, 11, 1)},
        {"by_day": date(2099, 1, 1)},
    ],
)
def test_impossible_gifts_leave_nothing(travel, changed: dict) -> None:
    travel("2026-11-02 10:00")
    with pytest.raises(ValueError, match=r"bank data|not a valid|too far"):
        money.offer(**changed)
    assert not Case.objects.exists()


# --- checked recipients ---------------------------------------------------------------------


def test_a_recipient_is_checked_by_a_colleague(travel) -> None:
    travel("2026-11-02 10:00")
    user = users.caseworker()
    row = money.recipient(user=user, account="de89 3704 0044 0532 0130 00")
    assert (row.account, row.checked_by, row.checked_on) == (
        "DE89370400440532013000", user, date(2026, 11, 2),
    )  # fmt: skip
    again = money.recipient(organisation=row.organisation, gives_receipts=False)
    assert again.pk == row.pk
    assert Recipient.objects.get().gives_receipts is False


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"account": "DE89 3704 0044 0532 0130 01"}, recipients.WrongAccount),
        ({"valid_until": date(2026, 11, 1)}, ValueError),
        ({"valid_until": date(2027, 11, 3)}, ValueError),
        ({"purpose": "party"}, ValueError),
    ],
)
def test_what_is_not_kept(travel, changed: dict, refusal: type) -> None:
    travel("2026-11-02 10:00")
    with pytest.raises(refusal):
        money.recipient(**changed)
    assert not Recipient.objects.exists()


@pytest.mark.parametrize("hidden", [{"is_public": False}, {"is_active": False}])
def test_only_public_bodies(travel, hidden: dict) -> None:
    travel("2026-11-02 10:00")
    with pytest.raises(recipients.NotPublic):
        money.recipient(organisation=directory.organisation(**hidden))


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_only_the_desk_checks(travel, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        money.recipient(user=users.user(role))


def test_ended_is_named_no_more(offer) -> None:
    row = money.recipient()
    recipients.end_recipient(user=users.caseworker(), recipient=row)
    with pytest.raises(advice.NotChecked):
        advice.advise(user=users.caseworker(), offer=offer, recipients=[row])


# --- advice ---------------------------------------------------------------------------------


def test_the_giver_gets_names_and_accounts_the_body_no_name(offer, run_tasks, mailoutbox) -> None:
    user = users.caseworker(name="Ayşe Geheim")
    row = money.recipient(user=user)
    advice.advise(user=user, offer=offer, recipients=[row])
    run_tasks()
    to_giver = next(m for m in mailoutbox if "spenden können" in m.subject)
    assert row.organisation.name in to_giver.body
    assert money.IBAN in to_giver.body
    assert "Ayşe" not in to_giver.body
    to_body = next(m for m in mailoutbox if "bekommen Sie eine Spende" in m.subject)
    for word in (offer.case.party.name, money.TEXT, "Unternehmen", "2.000"):
        assert word not in to_body.body + to_body.subject
    offer.case.refresh_from_db()
    assert (offer.case.state, offer.case.owner) == ("advising", user)
    assert timeline.of(offer.case)[0].verb == "advised"


def test_nobody_is_named_twice(offer) -> None:
    user, row = users.caseworker(), money.recipient()
    assert len(advice.advise(user=user, offer=offer, recipients=[row, row])) == 1
    assert advice.advise(user=user, offer=offer, recipients=[row]) == []
    assert len(told("money_advised")) == 1
    assert fitting(offer) == []


def test_only_who_is_valid_today(offer, travel) -> None:
    row = money.recipient(valid_until=date(2026, 11, 5))
    travel("2026-11-06 10:00")
    with pytest.raises(advice.NotChecked):
        advice.advise(user=users.caseworker(), offer=offer, recipients=[row])
    with pytest.raises(ValueError, match="nobody to name"):
        advice.advise(user=users.caseworker(), offer=offer, recipients=[])
    assert not Advice.objects.exists()


def test_who_has_no_confirmed_address_is_called(offer) -> None:
    offer.case.party.contact_points.update(confirmed_at=None)
    advice.advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])
    assert told("money_advised") == []
    assert {event.verb for event in timeline.of(offer.case)} >= {"advised", "please_call"}


def test_the_wished_purpose_comes_first(offer) -> None:
    other = money.recipient(purpose="sport")
    for_any = money.recipient(purpose="any")
    without = money.recipient(gives_receipts=False)
    offer.wants_receipt = True
    best = money.recipient()
    assert fitting(offer) == [best, without, for_any, other]


# --- the result -----------------------------------------------------------------------------


def test_the_report_thanks_and_ends(offer) -> None:
    [named] = advice.advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])
    body = named.recipient.organisation
    assert list(of_bodies([body])) == [named]
    assert list(of_bodies([directory.organisation()])) == []
    advice.record_result(user=users.partner(body), advice=named, text=WORDS)
    offer.case.refresh_from_db()
    assert (offer.case.state, offer.case.outcome) == ("closed", "donated")
    [thanks] = told("money_thanks")
    assert WORDS not in str(thanks.context)
    assert list(of_bodies([body])) == []
    with pytest.raises(advice.AlreadyReported):
        advice.record_result(user=None, advice=named, text="Noch einmal")


def test_what_the_council_accepts_stays_open(offer, travel) -> None:
    MoneyOffer.objects.filter(pk=offer.pk).update(council_due=True)
    user = users.caseworker()
    [named] = advice.advise(user=user, offer=offer, recipients=[money.recipient()])
    advice.record_result(user=None, advice=named, text=WORDS)
    offer.case.refresh_from_db()
    assert offer.case.is_open
    with pytest.raises(ValueError, match="nothing to accept"):
        gift.council_accepted(user=user, offer=offer, on=date(2026, 11, 3))
    done = gift.council_accepted(user=user, offer=offer, on=date(2026, 11, 2))
    assert done.council_accepted_on == date(2026, 11, 2)


def test_nobody_reports_for_another_body(offer) -> None:
    [named] = advice.advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])
    stranger = users.partner(directory.organisation())
    with pytest.raises(PermissionDenied):
        advice.record_result(user=stranger, advice=named, text=WORDS)
    for bad in ("", "  ", f"Kam von {money.IBAN}"):
        with pytest.raises(ValueError, match=r"what came of it|bank data"):
            advice.record_result(user=None, advice=named, text=bad)
    named.refresh_from_db()
    assert named.result == ""


def test_a_late_report_is_written_down(offer) -> None:
    [named] = advice.advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])
    Case.objects.filter(pk=offer.case_id).update(
        state="closed", outcome="answered", closed_at=clock.now() + timedelta(hours=1)
    )
    advice.record_result(user=None, advice=named, text=WORDS)
    named.refresh_from_db()
    assert named.result == WORDS
    with pytest.raises(CaseIsClosed):
        advice.advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])


def test_another_account_is_the_leads_to_enter():
    """Donors were told the old one: no single colleague turns gifts to another account."""
    first = money.recipient()
    other = {"organisation": first.organisation, "purpose": first.purpose,
             "account": "DE02120300000000202051"}  # fmt: skip
    with pytest.raises(recipients.OtherAccount):
        money.recipient(user=users.caseworker(), **other)
    first.refresh_from_db()
    assert first.account != other["account"]
    assert money.recipient(user=users.user(Role.LEAD), **other).account == other["account"]
