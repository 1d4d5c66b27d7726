"""Whoever of the office or of a body sees a person leaves a row; the log says nothing about them.

Every person of the world has a name, an address and a number that occur nowhere else. A page that
holds one of them must have left a row for that person, by that user or that organisation.
"""

from urllib.parse import quote

import pytest

from hilfelotse.accounts.models import User
from hilfelotse.cases.queries import VIEWS
from hilfelotse.privacy.models import Access
from tests.web.access_table import OURS, TABLE
from tests.web.world import ANONYMOUS, ROLES, ROUTES, undone

SIGNED_IN = [role for role in ROLES if role != ANONYMOUS]
# The demo's own mailbox shows mails to everybody; it does not exist in production.
DEMO_ONLY = {"demo:mailbox"}


def shown(world, response) -> set[int]:
    """The parties of whom the page shows name, address or number."""
    body = response.content.decode(errors="replace")
    return {
        party
        for party, markers in world.people.items()
        if any(word in body for word in markers.words)
    }


def new_rows(before: int):
    return Access.objects.filter(pk__gt=before)


def newest() -> int:
    return Access.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def looks(world, role: str):
    """Every address that the role may use, and the lists in all their views."""
    for name in ROUTES:
        mine = role in TABLE[name].who and not name.startswith(("links:", "place:"))
        if mine and name not in DEMO_ONLY:
            yield from ((method, world.url(name)) for method in ("get", "post"))
    if role in TABLE["desk:inbox"].who:
        yield from (("get", f"{world.url('desk:inbox')}?view={view}") for view in VIEWS)
        markers = world.people[world.offer.party_id]
        for word in markers.words:
            yield "get", f"{world.url('desk:search')}?q={quote(word)}"


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.parametrize("role", SIGNED_IN)
def test_whoever_sees_a_person_leaves_a_row(world, role):
    client, user, wrong, found = world.client(role), world.team[role], [], set()
    for method, url in list(looks(world, role)):
        with undone(client):
            before = newest()
            seen_here = shown(world, getattr(client, method)(url))
            rows = new_rows(before).filter(user=user)
            unnoted = seen_here - set(rows.values_list("party_id", flat=True))
        found |= seen_here
        if unnoted:
            wrong.append(f"{method} {url}")
    assert not wrong, "\n".join(wrong)
    # The test would be worth nothing if it saw nobody. A partner's offers: see below.
    assert bool(found) == (role in {"lead", "caseworker", "inspector", "dpo"} | OURS)


@pytest.mark.parametrize("role", ["partner_admin", "department"])
def test_a_partner_sees_the_contact_data_of_their_own_accepted_offers_only(world, role):
    client, accepted = world.client(role), world.accepted
    before = newest()
    response = client.get(f"/partner/anfragen/{accepted.pk}/")
    rows = list(new_rows(before).values_list("party_id", "user_id", "organisation_id", "route"))
    if role == "department":
        assert (response.status_code, shown(world, response), rows) == (404, set(), [])
        return
    assert shown(world, response) == {accepted.case.party_id}
    user = world.team[role]
    assert rows == [(accepted.case.party_id, user.pk, world.ours.pk, "partners:referral")]


def test_the_contact_link_of_a_body_leaves_a_row_at_each_look(world):
    client, party = world.client(ANONYMOUS), world.accepted.case.party_id
    url, before = world.url("links:contact"), newest()
    for _look in range(3):
        assert shown(world, client.get(url)) == {party}
    rows = new_rows(before).values_list("party_id", "user_id", "organisation_id", "route")
    assert list(rows) == [(party, None, world.ours.pk, "links:contact")] * 3


@pytest.mark.slow
@pytest.mark.one_engine
def test_a_body_by_its_link_leaves_a_row_for_whom_it_sees_and_sees_its_own_only(world):
    client, wrong, found = world.client(ANONYMOUS), [], set()
    own = {
        referral.case.party_id
        for referral in (world.waiting, world.passed_on, world.taken_on, world.accepted, world.home)
    } | {world.reservation.offer.case.party_id}
    urls = [world.url(name) for name in ROUTES if name.startswith("place:")]
    pages = [world.url("place:referrals") + f"anfragen/{row.pk}/" for row in world.every_referral()]
    for url in urls + pages:
        for method in ("get", "post"):
            with undone(client):
                before = newest()
                seen_here = shown(world, getattr(client, method)(url))
                rows = new_rows(before).filter(user=None, organisation_id=world.ours.pk)
                unnoted = seen_here - set(rows.values_list("party_id", flat=True))
            found |= seen_here
            if unnoted or seen_here - own:
                wrong.append(f"{method} {url}")
    assert not wrong, "\n".join(wrong)
    assert found >= {
        world.taken_on.case.party_id,
        world.accepted.case.party_id,
        world.reservation.offer.case.party_id,
    }


def test_the_profile_shows_nobody_and_leaves_no_row(world):
    client, before = world.client(ANONYMOUS), newest()
    for method in ("get", "post"):
        with undone(client):
            assert shown(world, getattr(client, method)(world.url("links:answer"))) == set()
    assert not new_rows(before).exists()


@pytest.mark.slow
@pytest.mark.one_engine
def test_a_citizens_link_shows_nobody_but_that_citizen(world):
    client, wrong = world.client(ANONYMOUS), []
    of_bodies = {"links:answer", "links:contact", "links:result", "links:handover"}
    for name in [name for name in ROUTES if name.startswith("links:")]:
        allowed = {world.offer.party_id, world.accepted_without_consent.case.party_id}
        for method in ("get", "post"):
            with undone(client):
                people = shown(world, getattr(client, method)(world.url(name)))
            if name not in of_bodies and people - allowed:
                wrong.append(f"{method} {name}")
    assert not wrong, "\n".join(wrong)


def test_the_public_sees_nobody(world):
    client = world.client(ANONYMOUS)
    for name in [name for name in ROUTES if name.startswith("portal:")]:
        assert shown(world, client.get(world.url(name))) == set(), name


def test_the_log_holds_no_content(world):
    lead = world.client("lead")
    for name in ("desk:inbox", "desk:case", "desk:need", "desk:person", "desk:certificate"):
        lead.get(world.url(name))
    world.client("partner_admin").get(f"/partner/anfragen/{world.accepted.pk}/")
    world.client(ANONYMOUS).get(world.url("links:contact"))
    rows = list(Access.objects.values())
    text = str(rows)
    assert len(rows) > 5
    assert {row["route"] for row in rows} <= set(ROUTES)
    for markers in world.people.values():
        assert not [word for word in markers.words if word in text]


def test_only_data_protection_reads_the_log(world):
    world.client("caseworker").get(world.url("desk:case"))
    readers = set()
    for role in SIGNED_IN:
        response = world.client(role).get(world.url("desk:access_log"))
        readers |= {role} if response.status_code == 200 else set()
    assert readers == {"dpo"}


def test_the_log_page_says_who_looked_where_but_not_at_whom(world):
    world.client("caseworker").get(world.url("desk:case"))
    response = world.client("dpo").get(world.url("desk:access_log"))
    body = response.content.decode()
    looker = User.objects.get(pk=world.team["caseworker"].pk)
    assert looker.name in body
    assert "desk:case" in body
    assert shown(world, response) == set()


def test_a_second_look_adds_a_row_and_changes_none(world):
    client = world.client("lead")
    client.get(world.url("desk:case"))
    first = list(Access.objects.order_by("pk").values())
    client.get(world.url("desk:case"))
    rows = list(Access.objects.order_by("pk").values())
    assert rows[:-1] == first
    assert len(rows) == len(first) + 1
