"""Markers are planted wherever a person leaves something, then looked for in every table."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import links
from hilfelotse.base.models import Link
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail, RawMail, ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.talk import record_first_talk
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Party
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.actions.inspect import inspect
from hilfelotse.placements.actions.step import start
from hilfelotse.privacy.access import saw_case
from hilfelotse.privacy.actions.erase import erase_person
from hilfelotse.privacy.actions.export import export_person
from hilfelotse.referrals.actions.answer import accept, decline
from hilfelotse.referrals.actions.finish import finish
from hilfelotse.referrals.models import Referral
from tests.factories import cases, needs, offers, received, referrals, seen, users

pytestmark = pytest.mark.django_db

MARKERS = [
    "MARKER-name", "marker-mail@post.example", "+4951190000001", "MARKER-group", "MARKER-text",
    "MARKER-experience", "MARKER-skill", "30655", "MARKER-note", "MARKER-talk", "MARKER-words",
    "MARKER-who-else", "MARKER-question",
]  # fmt: skip


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


@pytest.fixture
def lead():
    return users.user(Role.LEAD)


def planted(need: Need | None = None) -> Party:
    """A person who has left a marker in everything that can hold one, and now helps somewhere."""
    sender = offers.sender(
        name=MARKERS[0], email=MARKERS[1], phone=MARKERS[2], kind="group", group_name=MARKERS[3]
    )
    content = offers.content(experience=MARKERS[5], skills=(MARKERS[6],), postcode=MARKERS[7])
    offer = offers.received(
        sender=sender, content=content, text=MARKERS[4], channel="phone", user=users.caseworker()
    )
    user = users.caseworker()
    record_first_talk(user=user, offer=offer, text=MARKERS[9])
    add_note(user=user, case=offer.case, text=MARKERS[8])
    Offer.objects.filter(pk=offer.pk).update(ready_at=offer.case.received_at)
    refused = referrals.sent(offer=offer, user=user)
    decline(referral=refused, reason="other", words=MARKERS[10], who_else=MARKERS[11])
    referrals.allow_contact(offer, need := need or needs.open_need())
    accept(referral=referrals.sent(offer=offer, need=need, user=user))
    inspector = users.user(Role.INSPECTOR)
    inspect(user=inspector, offer=offer, certificate_date=date(2026, 11, 1), no_entry=True)
    question = cases.question(text=MARKERS[12], sender=sender)
    Case.objects.filter(pk=question.pk).update(party=offer.party)
    Party.objects.filter(pk=question.party_id).delete()
    return offer.party


def everything() -> str:
    """The text of all columns of all rows of all tables."""
    return str(seen.database())


def found_in(text: str) -> list[str]:
    return [marker for marker in MARKERS if marker in text]


def test_the_markers_are_planted():
    planted()
    assert found_in(everything()) == MARKERS


def test_an_export_holds_everything_about_the_person(lead):
    party = planted()
    other = offers.ready(sender=offers.sender(name="FREMD", email="fremd@post.example"))
    saw_case(case=party.cases.first(), route="desk:case", user=lead)
    saw_case(case=other.case, route="desk:FREMD", user=lead)
    data = export_person(user=lead, party=party)
    assert found_in(str(data)) == MARKERS
    assert "FREMD" not in str(data).upper()
    assert [row["route"] for row in data["privacy.Access"]] == ["desk:case"]
    assert data["privacy.Access"][0]["user__name"] == lead.name
    (clearance,) = data["placements.Clearance"]  # Art. 15: to the person, everything
    assert clearance["no_entry"] is True
    assert len(data["placements.Placement"]) == 1
    assert len(data["referrals.Referral"]) == 2


def test_after_an_erasure_no_marker_is_anywhere(lead):
    party = planted()
    stays = offers.ready(sender=offers.sender(name="Bleibt"))
    erase_person(user=lead, party=party)
    assert found_in(everything()) == []
    assert not Party.objects.filter(pk=party.pk).exists()
    assert Party.objects.get().name == "Bleibt"
    assert Offer.objects.get() == stays


def test_no_link_and_no_mail_of_the_person_is_left(lead):
    party = planted()
    ids = list(party.cases.values_list("pk", flat=True))
    week = timedelta(days=7)
    for referral in Referral.objects.all():
        links.issue(purpose="referral_contact", subject_id=referral.pk, valid=week)
    for point in party.contact_points.all():
        links.issue(purpose="confirm", subject_id=point.pk, valid=week)
    erase_person(user=lead, party=party)
    assert not Link.objects.filter(purpose="status", subject_id__in=ids).exists()
    assert not Link.objects.filter(purpose="confirm").exists()
    assert not Link.objects.filter(purpose="referral_contact").exists()
    assert not OutgoingMail.objects.exclude(contact_point=None).exists()


def test_what_a_program_sent_from_the_persons_address_goes_with_them(lead):
    party = planted()
    point = party.contact_points.get(kind="email")
    mine = {"state": ReceivedMail.State.AUTOMATIC, "sender_address": point.value}
    received.mail(**mine)
    other = received.mail(**mine | {"sender_address": "other@post.example"})
    erase_person(user=lead, party=party)
    assert ReceivedMail.objects.filter(in_cases=None).get() == other
    assert RawMail.objects.filter(pk=other.raw_id).exists()


def test_an_address_that_nobody_confirmed_deletes_no_mail(lead):
    party = offers.received(confirmed=False, sender=offers.sender()).party
    address = party.contact_points.get(kind="email").value
    received.mail(state=ReceivedMail.State.AUTOMATIC, sender_address=address)
    erase_person(user=lead, party=party)
    assert ReceivedMail.objects.count() == 1


def test_the_persons_own_timeline_goes_with_them(lead):
    party = planted()
    record(subject=party, verb="clearance_deleted", by=Event.By.SYSTEM)
    erase_person(user=lead, party=party)
    assert not Event.objects.filter(subject="party").exists()


def test_the_case_stays_as_a_number_in_the_statistics(lead, now):
    party = planted()
    kept = {case.pk: case.kind for case in party.cases.all()}
    erase_person(user=lead, party=party)
    rows = Case.objects.filter(pk__in=kept)
    assert {case.pk: case.kind for case in rows} == kept
    for case in rows:
        assert (case.state, case.outcome, case.closed_at) == ("closed", "withdrawn", now)
        assert (case.party, case.text, case.received_at) == (None, "", now)
    events = Event.objects.filter(subject="case", subject_id__in=kept)
    assert {"received", "first_talk", "noted", "declined", "accepted", "closed"} <= set(
        events.values_list("verb", flat=True)
    )
    assert set(events.values_list("text", flat=True)) == {""}
    assert [details for details in events.values_list("details", flat=True) if details] == []


def test_an_erasure_frees_the_places(lead):
    need = needs.open_need()
    party = planted(need)
    need.refresh_from_db()
    assert need.taken == 1
    erase_person(user=lead, party=party)
    need.refresh_from_db()
    assert need.taken == 0


def test_an_erasure_frees_the_place_of_a_case_that_ended_long_ago(lead):
    need = needs.open_need()
    party = planted(need)
    offer = party.offers.get()
    start(user=lead, placement=offer.placements.get())
    finish(user=lead, offer=offer, outcome="placed")
    erase_person(user=lead, party=party)
    need.refresh_from_db()
    assert need.taken == 0
    assert found_in(everything()) == []


def test_an_erasure_tells_the_body_that_was_asked(lead):
    referral = referrals.sent()
    OutgoingMail.objects.update(state="sent")
    erase_person(user=lead, party=referral.case.party)
    assert seen.mails()[-1][0] == "referral_recalled"


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_only_the_lead_and_data_protection_export_and_erase(role):
    offer, user = offers.ready(), users.user(role)
    before = seen.database()
    if role in {Role.LEAD, Role.DPO}:
        assert export_person(user=user, party=offer.party)["people.Party"][0]["id"] == (
            offer.party_id
        )
        assert seen.database() == before
        erase_person(user=user, party=offer.party)
        assert Party.objects.count() == 0
    else:
        for action in (export_person, erase_person):
            with pytest.raises(PermissionDenied):
                action(user=user, party=offer.party)
        assert seen.database() == before


def test_an_erased_person_may_come_back(lead, travel, now):
    erase_person(user=lead, party=planted())
    travel(now + timedelta(days=1))
    need = needs.open_need()
    party = planted(need)
    placement = party.offers.get().placements.get()
    end_and_return(user=lead, placement=placement, reason="time")
    assert found_in(str(export_person(user=lead, party=party))) == MARKERS
