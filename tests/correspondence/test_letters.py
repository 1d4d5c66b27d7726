"""What stands in the letters: the link, the number, and nothing that is not the reader's."""

import re

import pytest
from django.conf import settings

from hilfelotse.base import links
from hilfelotse.base.models import Link
from hilfelotse.correspondence.compose import compose
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import Contact
from hilfelotse.intake.address import confirm, send_link_again
from hilfelotse.people.models import Party
from hilfelotse.referrals.actions.answer import accept, allow_contact, decline, recall_to_desk
from hilfelotse.referrals.actions.finish import finish
from tests.factories import directory, needs, offers, referrals, users

pytestmark = pytest.mark.django_db

TO_CITIZENS = {
    "confirm", "confirmed", "referred", "accepted", "accepted_ask_consent", "still_looking",
    "closed", "link_again",
}  # fmt: skip
TO_BODIES = {"referral_request", "referral_contact", "referral_recalled"}
ROUTES = {
    "confirm": "confirm", "status": "status", "referral_answer": "answer",
    "referral_contact": "contact",
}  # fmt: skip
SECRETS = ["Toni", "O'Muster", "toni@post.example", "4951116830088", "0511 16830088", "Geheimnis"]
WORDS = ["Zu alt für uns!", "Kreis Sonnenblume"]
TOKEN = re.compile(r"/([\w-]{22})/")


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


def walk(language: str) -> None:
    """A whole way, so that each template is written at least once."""
    body = directory.organisation(name="Kreis O'Neill & <b>Söhne</b>", contact={"language": "de"})
    content = offers.content(experience="Geheimnis")
    sender = offers.sender(name="Toni O'Muster", language=language)
    offer = offers.ready(sender=sender, content=content, confirmed=False, text="Geheimnis")
    user, point = users.caseworker(), offer.party.contact_points.get(kind="email")
    token = links.issue(purpose="confirm", subject_id=point.pk, valid=settings.WORKER_LEASE)
    confirm(token=token)
    need = needs.open_need(organisation=body, title="Üben im „Café“ & mehr")
    again = needs.open_need(organisation=body)
    declined = referrals.sent(offer=offer, need=need, user=user)
    decline(referral=declined, reason="other", words=WORDS[0], who_else=WORDS[1])
    recalled = referrals.sent(offer=offer, need=need, user=user)
    OutgoingMail.objects.filter(template="referral_request").update(state="sent")
    recall_to_desk(user=user, referral=recalled)
    asked = referrals.sent(offer=offer, need=need, user=user)
    accept(referral=asked)
    allow_contact(referral=asked, given=True)
    finish(user=user, offer=offer, outcome="placed")
    send_link_again(reference=offer.case.reference, address="toni@post.example")
    willing = offers.ready(sender=sender)
    referrals.allow_contact(willing, again)
    referrals.accepted(offer=willing, need=again, user=user)


def letters(language: str) -> dict[str, list]:
    """(row, composed message) of every mail of the walk, by its template."""
    walk(language)
    found: dict[str, list] = {}
    rows = OutgoingMail.objects.select_related("contact_point", "contact").order_by("pk")
    for row in rows:
        found.setdefault(row.template, []).append((row, compose(row)))
    return found


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_letter_is_whole(language):
    found = letters(language)
    assert set(found) == TO_CITIZENS | TO_BODIES
    for template, pairs in found.items():
        for row, message in pairs:
            assert row.language == (language if template in TO_CITIZENS else "de")
            assert message.subject
            assert "\n" not in message.subject
            # An address that nobody confirmed learns not even the number.
            has_number = row.case_reference in f"{message.subject} {message.body}"
            assert has_number == (template != "confirm")
            assert "&#" not in message.body, "an apostrophe is not HTML in a plain letter"
            assert "&amp;" not in message.body + message.subject
            for link in row.links:
                _opens_its_page(link, message.body, language if template in TO_CITIZENS else "de")


def _opens_its_page(link: dict, body: str, language: str) -> None:
    urls = [word for word in body.split() if word.startswith(settings.SITE_URL)]
    own = [url for url in urls if TOKEN.search(url)]
    assert own[0].startswith(f"{settings.SITE_URL}/{language}/")
    opened = links.open_link(purpose=link["purpose"], token=TOKEN.search(own[0]).group(1))
    assert opened.subject_id == link["subject_id"]
    assert link["route"] == f"links:{ROUTES[link['purpose']]}"


def test_a_body_reads_no_name_and_no_contact_in_any_mail():
    found = letters("de")
    assert Party.objects.filter(name="Toni O'Muster").exists()
    for template in TO_BODIES:
        for _row, message in found[template]:
            text = message.subject + message.body
            assert [secret for secret in SECRETS if secret in text] == []


def test_a_citizen_never_reads_the_bodys_words():
    found = letters("de")
    for template in TO_CITIZENS:
        for _row, message in found[template]:
            text = message.subject + message.body
            assert [word for word in WORDS if word in text] == []


def test_the_confirmation_tells_a_stranger_nothing():
    (row, message), *_ = letters("de")["confirm"]
    text = message.subject + message.body
    assert [secret for secret in SECRETS if secret in text] == []
    assert [link["purpose"] for link in row.links] == ["confirm"]


def test_each_delivery_has_a_fresh_link_and_no_token_is_kept():
    offers.receive()
    row = OutgoingMail.objects.select_related("contact_point", "contact").get()
    before = Link.objects.count()
    tokens = [TOKEN.search(compose(row).body).group(1) for _ in range(2)]
    assert tokens[0] != tokens[1]
    assert Link.objects.count() == before + 2
    kept = str(list(OutgoingMail.objects.values())) + str(list(Link.objects.values()))
    assert [token for token in tokens if token in kept] == []


def test_a_german_name_keeps_its_direction_in_an_arabic_letter():
    (_row, message), *_ = letters("ar")["referred"]
    assert "\u2068Kreis O'Neill & <b>Söhne</b>\u2069" in message.body


def test_the_first_active_contact_is_written_to():
    need = needs.open_need()
    second = directory.contact_person(need.organisation, email="zweite@kreis.example")
    Contact.objects.exclude(pk=second.pk).update(is_active=False)
    referrals.sent(need=need)
    assert OutgoingMail.objects.get(template="referral_request").address == "zweite@kreis.example"
