"""A home's way: advised, forwarded, step by step, and still free or not."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.models import Alert, Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import Responsibility
from hilfelotse.history.models import Event
from hilfelotse.housing.actions import still_free
from hilfelotse.housing.actions.advise import AdviseFirst, advise, check_identity, forward
from hilfelotse.housing.actions.enter import ChoosesByOrigin, correct
from hilfelotse.housing.actions.limits import set_limit
from hilfelotse.housing.actions.progress import report_step
from hilfelotse.housing.models import HousingOffer, RentLimit
from hilfelotse.housing.queries import limits
from hilfelotse.people.models import ContactPoint
from hilfelotse.referrals.actions.locked import AlreadyAnswered
from hilfelotse.referrals.actions.pass_on import OnlyYouthOffice
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral
from tests.factories import directory, homes, users

pytestmark = pytest.mark.django_db
Step = HousingOffer.Step


@pytest.fixture(autouse=True)
def _today(travel):
    travel("2026-11-02 12:00")


def _verbs(case) -> list[str]:
    return list(
        Event.objects.filter(subject="case", subject_id=case.pk).values_list("verb", flat=True)
    )


def test_a_home_is_the_content_of_its_case():
    home = homes.offered()
    assert (home.case.kind, home.case.postcode, home.case.subject) == (
        "housing", "30451", "flat_offer",
    )  # fmt: skip
    assert (home.step, home.gross_cold, home.total) == (Step.OFFERED, 374, 454)
    assert not home.case.alerts.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"square_metres": 3}, {"square_metres": -5}, {"persons": 0}, {"persons": 501}, {"rent": -1},
     {"rent": 20_001}, {"kind": "castle"}, {"provider": ""}, {"model": "x"}, {"beds": 0},
     {"free_until": date(2026, 11, 30)}, {"address": "x" * 201}, {"deposit": 10**9}],
)  # fmt: skip
def test_what_is_out_of_bounds_is_not_entered(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        homes.offered(**wrong)
    assert not HousingOffer.objects.exists()
    assert not Case.objects.exists()


def test_a_text_that_chooses_by_origin_is_not_entered():
    with pytest.raises(ChoosesByOrigin) as refused:
        homes.offered(text="Schönes Zimmer, aber nur Ukrainer.")
    assert refused.value.words == "nur ukrainer"
    assert not Case.objects.exists()


def test_a_wish_for_women_is_sent_as_it_is_and_the_lead_knows():
    home = homes.offered(text="Nur für Frauen. Mietfrei gegen Haushaltshilfe.")
    assert home.case.text == "Nur für Frauen. Mietfrei gegen Haushaltshilfe."
    signs = set(home.case.alerts.values_list("sign", flat=True))
    assert signs == {Alert.Sign.WISH_FOR_PERSONS, Alert.Sign.EXPLOITATION}


def test_advice_is_ticked_and_added_to():
    home = homes.advised()
    assert (home.step, home.advised_on) == (Step.ADVISED, ["models", "term"])
    home = advise(user=users.caseworker(), offer=home, ticked=["who_pays"])
    assert home.advised_on == ["models", "who_pays", "term"]
    home.case.refresh_from_db()
    assert home.case.state == Case.State.ADVISING
    with pytest.raises(ValueError, match="checklist"):
        advise(user=users.caseworker(), offer=home, ticked=["gossip"])
    with pytest.raises(PermissionDenied):
        advise(user=users.partner(directory.organisation()), offer=home, ticked=["models"])


def test_the_identity_is_noted_with_a_name_and_no_paper():
    user = users.caseworker()
    home = check_identity(user=user, offer=homes.offered())
    assert (home.identity_checked_on, home.identity_checked_by) == (date(2026, 11, 2), user)


def test_the_desk_corrects_what_was_said():
    home = correct(
        user=users.caseworker(), offer=homes.offered(), content=homes.content(rent=300, beds=3)
    )
    assert (home.rent, home.beds, home.address) == (300, 3, homes.ADDRESS)


def test_forwarding_follows_advice():
    home, body = homes.offered(), directory.department()
    with pytest.raises(AdviseFirst):
        forward(user=users.caseworker(), offer=home, organisation=body)
    advise(user=users.caseworker(), offer=home, ticked=["models"])
    referral = forward(user=users.caseworker(), offer=home, organisation=body)
    home.refresh_from_db()
    assert (home.step, referral.state) == (Step.FORWARDED, Referral.State.SENT)


def test_a_home_for_minors_goes_to_the_youth_office_alone():
    home = homes.advised(text="Wir nehmen einen unbegleiteten Jungen auf.")
    body, youth_office = directory.department(), directory.department(name="Jugendamt")
    with pytest.raises(OnlyYouthOffice):
        forward(user=users.caseworker(), offer=home, organisation=body)
    home.refresh_from_db()
    assert home.step == Step.ADVISED
    Responsibility.objects.create(subject="minors", organisation=youth_office)
    forward(user=users.caseworker(), offer=home, organisation=youth_office)


def test_the_body_says_how_far_it_is_until_somebody_has_moved_in(travel):
    referral = homes.taken_on()
    travel("2026-11-09 12:00")
    home = report_step(user=None, referral=referral, step=Step.VIEWING)
    referral.refresh_from_db()
    case = Case.objects.get(pk=referral.case_id)
    assert home.step == Step.VIEWING
    assert referral.due_at == case.due_at
    assert case.due_at > clock.now() + timedelta(days=10)  # ten working days anew
    report_step(user=None, referral=referral, step=Step.MOVED_IN)
    referral.refresh_from_db()
    case.refresh_from_db()
    assert (referral.state, referral.result) == (Referral.State.DONE, "bezogen")
    assert (case.waiting_on, case.is_open) == ("", True)
    with pytest.raises(AlreadyAnswered):
        report_step(user=None, referral=referral, step=Step.CONTRACT)


def test_a_refusal_has_a_reason_and_is_back_at_the_desk():
    referral = homes.taken_on()
    with pytest.raises(ValueError, match="reason"):
        report_step(user=None, referral=referral, step=Step.REFUSED)
    with pytest.raises(ValueError, match="reason"):
        report_step(user=None, referral=referral, step=Step.VIEWING, refusal="too_small")
    with pytest.raises(ValueError, match="step"):
        report_step(user=None, referral=referral, step=Step.OFFERED)
    home = report_step(user=None, referral=referral, step=Step.REFUSED, refusal="too_small")
    referral.refresh_from_db()
    assert (home.step, home.refusal) == (Step.REFUSED, "too_small")
    assert referral.result == "nicht genommen: zu klein"


def test_only_who_has_it_in_hand_may_say_a_step():
    waiting = homes.forwarded()
    with pytest.raises(AlreadyAnswered):
        report_step(user=None, referral=waiting, step=Step.VIEWING)
    take_on(referral=waiting)
    stranger = users.partner(directory.organisation())
    with pytest.raises(PermissionDenied):
        report_step(user=stranger, referral=waiting, step=Step.VIEWING)


def _confirm(home):
    home.case.party.contact_points.filter(kind=ContactPoint.Kind.EMAIL).update(
        confirmed_at=clock.now()
    )


def test_after_two_weeks_we_ask_and_after_three_we_call(travel):
    home = homes.offered()
    _confirm(home)
    travel("2026-11-16 11:59")
    assert still_free.ask_due() == 0
    travel("2026-11-16 12:00")
    assert (still_free.ask_due(), still_free.ask_due()) == (1, 0)
    assert OutgoingMail.objects.filter(template="still_free").count() == 1
    travel("2026-11-23 11:59")
    assert still_free.chase_due() == 0
    travel("2026-11-23 12:00")
    assert (still_free.chase_due(), still_free.chase_due()) == (1, 0)
    assert _verbs(home.case).count("still_free_silent") == 1
    home.case.refresh_from_db()
    assert home.case.due_at < clock.now() + timedelta(days=2)
    still_free.answer(offer=home, is_free=True, user=users.caseworker())
    assert still_free.ask_due() == 0
    travel("2026-12-07 12:00")
    assert still_free.ask_due() == 1


def test_without_an_address_the_desk_calls(travel):
    home = homes.offered()  # not confirmed: nothing may be written there
    travel("2026-11-16 12:00")
    assert still_free.ask_due() == 1
    assert not OutgoingMail.objects.filter(template="still_free").exists()
    assert "please_call" in _verbs(home.case)


def test_let_elsewhere_ends_the_case_and_the_body_is_told():
    referral = homes.taken_on()
    home = HousingOffer.objects.get(case=referral.case_id)
    still_free.answer(offer=home, is_free=False)
    home.refresh_from_db()
    referral.refresh_from_db()
    case = Case.objects.get(pk=referral.case_id)
    assert (case.state, case.outcome) == (Case.State.CLOSED, Case.Outcome.GIVEN_ELSEWHERE)
    assert (home.step, home.refusal) == (Step.REFUSED, "let_elsewhere")
    assert referral.state == Referral.State.RECALLED
    # Who has not read the request yet need not read that it is over.
    assert not OutgoingMail.objects.filter(template="concern_request").exists()


def test_the_limits_are_the_leads_and_dated(travel):
    lead = users.user(Role.LEAD)
    set_limit(user=lead, persons=2, square_metres=60, euros=500, since=date(2026, 1, 1))
    set_limit(user=lead, persons=2, square_metres=65, euros=600, since=date(2026, 12, 1))
    assert limits()[2].euros == 500
    travel("2026-12-01 08:00")
    assert limits()[2].euros == 600
    with pytest.raises(PermissionDenied):
        set_limit(user=users.caseworker(), persons=1, square_metres=50, euros=400)
    with pytest.raises(ValueError, match="bounds"):
        set_limit(user=lead, persons=0, square_metres=50, euros=400)
    assert RentLimit.objects.count() == 2
