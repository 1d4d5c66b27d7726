"""The demo as a whole: seeded once for this module, emptied at its end."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from config.languages import PUBLIC
from demo.days import Days
from demo.team import PASSWORD, sign_ins
from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.privacy import register
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.models import Alert, Case
from hilfelotse.cases.queries import inbox
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.tasks import deliver_waiting
from hilfelotse.directory.models import (
    Accommodation,
    Contact,
    GoodsIntake,
    Membership,
    Organisation,
)
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.history.models import Event
from hilfelotse.housing.models import HousingOffer, RentLimit
from hilfelotse.knowledge.freshness import Freshness, freshness
from hilfelotse.knowledge.models import Page, Revision, Translation
from hilfelotse.matching.queries import best_needs
from hilfelotse.money.models import Advice, MoneyOffer, Recipient
from hilfelotse.needs import queries
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.office import hours
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.photos.models import Photo
from hilfelotse.placements.models import CheckBack, Clearance, Placement
from hilfelotse.places.models import District, Quarter
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.actions.answer import expire_due
from hilfelotse.referrals.models import Proposal, Referral
from hilfelotse.reports.ledger import ledger

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        call_command("seed_demo", stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def seen(model: type[models.Model], field: str) -> set:
    return seen_in(model.objects.all(), field)


def seen_in(rows: models.QuerySet, field: str) -> set:
    return set(rows.values_list(field, flat=True))


def test_how_much_there_is():
    assert Need.objects.open().count() == 78
    # One is covered, one asks for an interpreter at the doctor's.
    assert Need.objects.public().count() == 76
    assert Offer.objects.count() == 318
    assert Case.objects.filter(kind=Case.Kind.VOLUNTEERING).count() == 318
    assert Case.objects.exclude(kind=Case.Kind.VOLUNTEERING).count() == 218
    assert Case.objects.count() == 536
    assert District.objects.count() == 13
    assert Quarter.objects.count() == 51
    assert Accommodation.objects.count() == 16


def test_cases_by_state():
    counted = dict(
        Case.objects.values_list("state").annotate(count=models.Count("pk")).order_by("state")
    )
    assert counted == {
        "new": 88, "advising": 109, "ready": 82, "referred": 36, "placed": 73, "closed": 148,
    }  # fmt: skip


def test_every_open_case_has_an_owner_and_a_due_date():
    for case in Case.objects.open():
        assert case.due_at is not None
        assert bool(case.owner) != bool(case.queue)


def test_every_state_and_outcome_occurs():
    assert seen(Case, "kind") == set(Case.Kind.values)
    assert seen(Case, "outcome") == {"", *Case.Outcome.values}
    assert seen(Case, "waiting_on") == set(Case.Waiting.values)
    assert seen(Case, "channel") == set(Case.Channel.values)
    assert seen(Need, "state") == set(Need.State.values)
    assert seen(Offer, "availability") == set(Offer.Availability.values)
    assert seen(Placement, "state") == set(Placement.State.values)
    # "recalled" is left out: whoever was asked in the demo has answered or still may.
    assert seen(Referral, "state") == set(Referral.State.values) - {"recalled"}
    assert seen(Party, "kind") == set(Party.Kind.values)
    assert seen(Party, "age") == set(Party.Age.values)
    assert seen(Party, "language") == {"de", "en", "ar"}
    assert seen(Clearance, "no_entry") == {True, False}


def counted(rows: models.QuerySet, field: str) -> dict:
    return dict(rows.values_list(field).annotate(count=models.Count("pk")).order_by(field))


def test_things_in_every_state():
    assert GoodsOffer.objects.count() == 12
    assert counted(Reservation.objects.all(), "state") == {
        "held": 1, "appointed": 3, "handed_over": 1, "confirmed": 3, "lapsed": 1, "unusable": 1,
    }  # fmt: skip
    blankets = GoodsOffer.objects.get(quantity=400)
    assert sorted(blankets.reservations.values_list("quantity", flat=True)) == [80, 120, 200]
    assert blankets.remaining == 0
    assert Photo.objects.count() == 3
    for need in Need.objects.filter(kind=Need.Kind.GOODS):
        living = need.reservations.exclude(state__in=["lapsed", "cancelled", "unusable"])
        received = sum(row.quantity if row.received is None else row.received for row in living)
        assert need.taken == received


def test_money_in_every_state():
    assert Recipient.objects.on(clock.today()).count() == 4
    assert counted(MoneyOffer.objects.all(), "council_due") == {False: 3, True: 2}
    assert MoneyOffer.objects.filter(council_accepted_on__isnull=False).count() == 1
    assert Advice.objects.exclude(result="").count() == 1


def test_homes_and_buildings_in_every_state():
    assert counted(HousingOffer.objects.all(), "step") == {
        "offered": 2, "advised": 2, "forwarded": 1, "viewing": 1, "moved_in": 1, "refused": 2,
    }  # fmt: skip
    assert all("Nürnberg 2015" in limit.source for limit in RentLimit.objects.all())
    assert counted(Premises.objects.all(), "decision") == {
        "": 4, "refused": 1, "reserve": 1, "taken": 2,
    }  # fmt: skip
    assert Premises.objects.exclude(missing_asked_at=None).count() == 1
    brokers = Premises.objects.filter(kind=Premises.Kind.HOTEL)
    assert len({premises.place_key for premises in brokers}) == 1 < brokers.count()
    opinions = Referral.objects.filter(is_opinion=True)
    assert counted(opinions, "state") == {"done": 2, "sent": 1}
    assert seen(Alert, "sign") == set(Alert.Sign.values)


def test_helpers_on_every_step():
    assert seen(Need, "kind") == set(Need.Kind.values)
    assert counted(Proposal.objects.all(), "state") == {
        "open": 5, "wanted": 1, "lapsed": 1, "declined": 1,
    }  # fmt: skip
    assert counted(CheckBack.objects.all(), "answer") == {"mixed": 1, "well": 3}
    assert Placement.objects.filter(is_substitute=True).count() == 1
    assert Event.objects.filter(verb="cancelled_late").count() == 1
    interpreter = Placement.objects.get(need__kind=Need.Kind.INTERPRETING)
    assert interpreter.starts_at == interpreter.need.other_starts_at


def test_the_directory_ages_and_says_how_to_ask():
    bodies = list(Organisation.objects.order_by("name"))
    assert [body.name for body in bodies if body.is_hidden] == ["Teestube am Markt e. V."]
    assert [body.name for body in bodies if body.is_stale] == [
        "Teestube am Markt e. V.", "Wülfeler Werkbank",
    ]  # fmt: skip
    assert [body.name for body in bodies if body.is_paused] == ["Ahlemer Nachbarschaft"]
    assert counted(Organisation.objects.all(), "reach_by") == {"link": 61, "list": 1, "phone": 1}
    assert GoodsIntake.objects.count() == 10


def test_the_books_of_every_day_add_up():
    for days in range(100):
        assert ledger(clock.today() - timedelta(days=days)).adds_up


def test_the_telephone_has_rung():
    assert seen(CallNote, "result") == set(CallNote.Result.values)
    assert seen(Callback, "end") == {"", *Callback.End.values}
    waiting = Callback.objects.open()
    assert waiting.filter(tries__gt=0).exists()
    assert waiting.filter(held_by__isnull=False).exists()
    assert waiting.filter(wanted_at__gt=clock.now()).exists()
    assert waiting.count() >= 5


def test_the_team_has_something_to_do():
    lead = User.objects.get(email=sign_ins()[0].email)
    open_now = hours.closes_at(clock.now())
    with clock.travel(clock.now() if open_now else hours.next_opening(clock.now())):
        assert inbox(user=lead, view="today").count() >= 5
    assert 5 <= inbox(user=lead, view="overdue").count() <= 60
    for grant in RoleGrant.objects.filter(role__in=[Role.LEAD, Role.CASEWORKER]):
        assert inbox(user=grant.user, view="mine").count() >= 10


def test_partners_have_something_to_answer():
    for membership in Membership.objects.all():
        waiting = Referral.objects.visible_to(membership.user).waiting()
        assert waiting.count() >= 2


def test_offers_in_the_pool_find_needs():
    pool = Offer.objects.filter(case__state=Case.State.READY, availability="available")
    fitting = [offer for offer in pool if any(not fit.misses for fit in best_needs(offer))]
    assert len(fitting) >= 20


def test_nothing_happens_in_the_future_or_out_of_order():
    moments = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()


def test_the_worker_finds_nothing_to_send_or_to_bring_back():
    assert seen(OutgoingMail, "state") == {"sent"}
    assert deliver_waiting() == 0
    assert expire_due() == 0


def test_texts_of_the_portal_in_every_state():
    assert counted(Page.objects.all(), "kind") == {
        "article": 20, "event": 2, "news": 5, "question": 33, "rubric": 7,
    }  # fmt: skip
    assert counted(Page.objects.all(), "owner") == {"city": 63, "region": 4}
    assert seen(Revision, "state") == set(Revision.State.values)
    public = Page.objects.public()
    assert public.filter(is_core=True).count() == 23
    gone = set(Page.objects.values_list("slug", flat=True)) - seen_in(public, "slug")
    assert gone == {
        "fahrdienst-zum-impfen",  # past its day, and safer not to be read
        "sprachcafes-in-den-ferien",  # for next week
        "was-tun-bei-drohungen-und-hass",  # for the telephone
        "wer-gibt-zeitungen-radio-und-fernsehen-auskunft",
    }
    assert Page.objects.get(slug="kleiderkammer-macht-pause").is_doubtful
    assert all(event.starts_at > clock.now() for event in public.filter(kind="event"))


def test_translations_of_the_portal_in_every_state():
    states = set()
    for page in Page.objects.prefetch_related("translations"):
        rows = {row.language: row for row in page.translations.all()}
        states |= {freshness(page, language, rows) for language, _name in PUBLIC}
        if page.is_core:
            assert {freshness(page, name, rows) for name in rows} == {Freshness.MACHINE}
    assert states == set(Freshness)
    assert seen(Translation, "approved_by") == {None}  # the demo invents nobody who approved


def test_all_addresses_are_examples():
    addresses = [
        *seen(User, "email"),
        *seen(Contact, "email"),
        *ContactPoint.objects.filter(kind="email").values_list("value", flat=True),
    ]
    assert len(addresses) > 300
    assert {address.rpartition(".")[2] for address in addresses} == {"example"}


def test_no_text_names_an_address_of_the_real_world():
    found = set()
    for model in register.entries:
        for row in model.objects.values():
            text = str([value for value in row.values() if not isinstance(value, bytes)])
            found |= set(re.findall(r"@[\w.-]+|https?://[\w.-]+", text))
    assert {name for name in found if not name.endswith(".example")} == set()


def test_secret_accommodations_are_not_on_the_board():
    secret = Accommodation.objects.filter(protection=Accommodation.Protection.SECRET)
    assert {home.name for home in secret} == {"Haus Abendstern", "Haus Sanddorn"}
    hidden = Need.objects.filter(accommodation__in=secret)
    assert hidden.count() == 2
    lead = User.objects.get(email=sign_ins()[0].email)
    for need in hidden:
        (keep.submit if need.state == Need.State.DRAFT else keep.resume)(user=lead, need=need)
    text = board_text()
    assert "Sprachcafé am Dienstagabend" in text
    for need in hidden:
        assert need.title not in text
        assert need.accommodation.name not in text
    for home in secret:
        assert home.address
        assert home.address not in text


def board_text() -> str:
    """Everything that cards and pages of the public board can say."""
    page, lines = queries.board(), []
    while True:
        for need in page.needs:
            lines += [need.title, need.description, str(need.organisation), str(need.quarter)]
        if page.next is None:
            return "\n".join(lines)
        page = queries.board(after=page.next)


def test_one_sign_in_for_every_role():
    for role in Role:
        assert any(sign_in.role.startswith(str(role.label)) for sign_in in sign_ins())
    for sign_in in sign_ins():
        user = User.objects.get(email=sign_in.email)
        address = user.emailaddress_set.get()
        assert (address.email, address.verified, address.primary) == (user.email, True, True)
        assert user.check_password(PASSWORD)


def test_sign_ins_are_printed():
    printed = StringIO()
    call_command("demo_signins", stdout=printed)
    lines = printed.getvalue().strip().splitlines()
    assert len(lines) == 1 + len(sign_ins())
    assert lines[1].split() == ["Leitung", "renate.ohlendorf@hilfelotse.example", PASSWORD]


def test_a_second_start_changes_nothing():
    call_command("seed_demo", "--if-empty", stdout=StringIO())
    assert Case.objects.count() == 536


def test_refuses_a_database_with_data():
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_demo", stdout=StringIO())


def test_refuses_outside_demo_mode(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode"):
        call_command("seed_demo", "--if-empty", stdout=StringIO())


def test_working_days_are_counted_back_from_the_last_that_has_begun(travel):
    now = travel("2026-11-23 08:30")  # a Monday, before the office opens
    days = Days(now)
    assert [day.isoformat() for day in days.days[:2]] == ["2026-11-20", "2026-11-19"]
    assert days.due_today().isoformat() == "2026-11-23T17:00:00+01:00"
    assert days.due_in(5).isoformat() == "2026-11-30T17:00:00+01:00"
