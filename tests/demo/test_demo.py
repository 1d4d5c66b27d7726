"""The demo as a whole: seeded once for this module, emptied at its end."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from demo.days import Days
from demo.team import PASSWORD, sign_ins
from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.privacy import register
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import inbox
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.tasks import deliver_waiting
from hilfelotse.directory.models import Accommodation, Contact, Membership
from hilfelotse.history.models import Event
from hilfelotse.matching.queries import best_needs
from hilfelotse.needs import queries
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.office import hours
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.placements.models import Clearance, Placement
from hilfelotse.places.models import District, Quarter
from hilfelotse.referrals.actions.answer import expire_due
from hilfelotse.referrals.models import Referral

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        call_command("seed_demo", stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def seen(model: type[models.Model], field: str) -> set:
    return set(model.objects.values_list(field, flat=True))


def test_how_much_there_is():
    assert Need.objects.open().count() == 60
    assert Need.objects.public().count() == 60
    assert Offer.objects.count() == 301
    assert Case.objects.filter(kind=Case.Kind.VOLUNTEERING).count() == 301
    assert Case.objects.exclude(kind=Case.Kind.VOLUNTEERING).count() == 179
    assert Case.objects.count() == 480
    assert District.objects.count() == 13
    assert Quarter.objects.count() == 51
    assert Accommodation.objects.count() == 16


def test_cases_by_state():
    counted = dict(
        Case.objects.values_list("state").annotate(count=models.Count("pk")).order_by("state")
    )
    assert counted == {
        "new": 82, "advising": 97, "ready": 75, "referred": 30, "placed": 60, "closed": 136,
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
            found |= set(re.findall(r"@[\w.-]+|https?://[\w.-]+", str(row)))
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
    assert Case.objects.count() == 480


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
