import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.base import links
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import ASKABLE_KINDS, Organisation
from hilfelotse.intake.receive import DOORS, Wish, receive_offer
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import text_version
from hilfelotse.people.models import Consent, Party
from tests.factories import cases, directory, needs, offers, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")  # a Thursday


def test_an_offer_becomes_a_case_with_owner_and_due_date(now):
    offer = offers.received(confirmed=False)
    case = offer.case
    assert (case.kind, case.channel, case.state) == ("volunteering", "web", "new")
    assert (case.owner, case.queue, case.received_at) == (None, "desk", now)
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-09 13:00"
    assert seen.verbs(case) == [("received", "citizen")]
    assert (offer.availability, offer.ready_at, offer.size) == ("available", None, 1)
    assert [activity.code for activity in offer.activities.all()] == ["SPR"]


def test_the_sender_is_kept_as_given_and_the_address_in_lower_case():
    given = offers.sender(
        name="نور O'Neill",
        email="Toni@Post.Example",
        language="ar",
        kind="group",
        group_name="Klasse 9b",
        group_size=24,
        age="youth",
    )
    offer = offers.received(sender=given)
    party = offer.party
    assert (party.name, party.full_name) == ("نور O'Neill", "نور O'Neill (Klasse 9b)")
    assert (party.language, party.kind, party.group_size, party.age) == ("ar", "group", 24, "youth")
    assert (offer.size, offer.is_minor) == (24, True)
    points = party.contact_points.order_by("kind").values_list("kind", "value")
    assert list(points) == [("email", "toni@post.example"), ("phone", "+4951116830088")]


def test_what_the_citizen_allowed_is_proven(now):
    wish = Wish(ask_kinds=(Organisation.Kind.CIRCLE,))
    offer = offers.received(wish=wish)
    rows = Consent.objects.order_by("pk").values(
        "purpose", "recipient", "given", "text_version", "language", "channel", "at", "ended_at"
    )
    same = {
        "purpose": "ask",
        "text_version": text_version("ask"),
        "language": "de",
        "channel": "form",
        "at": now,
        "ended_at": None,
    }
    assert list(rows) == [
        {**same, "recipient": f"kind:{kind}", "given": kind == "circle"} for kind in ASKABLE_KINDS
    ]
    assert offer.ask_kinds == 1


def test_a_wish_for_a_need_leads_to_its_body():
    need = needs.open_need()
    wish = Wish(ask_kinds=("circle",), need_id=need.pk, contact_consent=True, organisation_id=999)
    offer = offers.received(wish=wish)
    assert (offer.wished_need_id, offer.wished_organisation) == (need.pk, need.organisation)
    consent = Consent.objects.get(purpose="contact")
    assert (consent.given, consent.recipient) == (True, f"organisation:{need.organisation_id}")


def test_no_consent_is_written_that_nobody_gave():
    need = needs.open_need()
    offers.receive(wish=Wish(need_id=need.pk))
    assert not Consent.objects.filter(purpose="contact").exists()


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"is_public": False}, {"taken": 2}])
def test_a_guessed_need_is_no_wish(hidden):
    need = needs.open_need(**hidden)
    offer = offers.received(wish=Wish(need_id=need.pk, contact_consent=True))
    assert (offer.wished_need_id, offer.wished_organisation) == (None, None)
    assert not Consent.objects.filter(purpose="contact").exists()


def test_who_belongs_to_a_circle_is_led_there():
    circle = directory.organisation()
    assert offers.received(wish=Wish(organisation_id=circle.pk)).wished_organisation == circle
    assert offers.received(wish=Wish(organisation_id=circle.pk + 1)).wished_organisation is None


@pytest.mark.parametrize("channel", ["phone", "switchboard", "in_person"])
def test_on_the_telephone_the_talk_is_the_proof(channel):
    user = users.caseworker()
    offer = offers.received(channel=channel, user=user)
    assert set(Consent.objects.values_list("channel", flat=True)) == {"talk"}
    assert seen.verbs(offer.case) == [("received", "staff")]


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_only_the_desk_and_the_switchboard_receive(role):
    user = users.user(role)
    if role in DESK | {Role.SWITCHBOARD}:
        assert offers.receive(user=user, channel="phone").case.state == "new"
    else:
        with pytest.raises(PermissionDenied):
            offers.receive(user=user, channel="phone")
        assert Case.objects.count() == 0
    assert (role in DOORS) == (Case.objects.count() == 1)


def test_the_only_mail_asks_to_confirm_the_address_and_tells_nothing():
    need = needs.open_need(title="Geheimer Titel")
    secret = offers.content(experience="Erfahrung als Hebamme")
    receipt = offers.receive(
        content=secret, text="Bitte vertraulich", wish=Wish(need_id=need.pk, contact_consent=True)
    )
    assert seen.mails() == [("confirm", "toni@post.example")]
    mail = OutgoingMail.objects.get()
    assert mail.context == {"reference": receipt.case.reference}
    assert [link["name"] for link in mail.links] == ["confirm_url"]


def test_without_a_mail_address_nothing_is_mailed():
    offers.receive(sender=offers.sender(email=""))
    assert OutgoingMail.objects.count() == 0


def test_a_question_becomes_a_case():
    case = cases.question(text="Wo gibt es Kurse?")
    assert (case.kind, case.queue, case.text) == ("question", "desk", "Wo gibt es Kurse?")
    assert case.due_at is not None
    assert not hasattr(case, "offer")
    assert seen.mails() == [("confirm", "toni@post.example")]


def test_the_receipt_opens_the_status_page_of_this_case_only():
    receipt = offers.receive()
    link = links.open_link(purpose="status", token=receipt.status_token)
    assert link.subject_id == receipt.case_id
    with pytest.raises(links.LinkRefused):
        links.open_link(purpose="confirm", token=receipt.status_token)


def test_a_double_click_gives_one_case_and_the_same_receipt():
    first = offers.receive(key="the-key-of-this-form")
    before = seen.database()
    assert offers.receive(key="the-key-of-this-form") == first
    assert seen.database() == before
    assert offers.receive(key="another-form").case_id != first.case_id


def test_a_failure_in_the_middle_leaves_nothing():
    before = seen.database()
    with pytest.raises(KeyError):
        receive_offer(
            key="k",
            channel="web",
            sender=offers.sender(),
            content=offers.content(),
            wish=Wish(ask_kinds=("nobody",)),
        )
    assert seen.database() == before
    assert (Party.objects.count(), Offer.objects.count(), User.objects.count()) == (0, 0, 0)
