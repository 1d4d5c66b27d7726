"""Pages that are kept for a minute: the same for everybody, and never somebody's own."""

import gzip
import time

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import settings as product
from hilfelotse.accounts.roles import Role
from tests.factories import knowledge, users

pytestmark = pytest.mark.django_db
ADDRESS = "/de/info/erste-schritte/"


@pytest.fixture(autouse=True)
def kept(settings):
    """As the product keeps them."""
    settings.CACHES = settings.CACHES | {"pages": product.CACHES["pages"]}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def page():
    return knowledge.page("Erste Schritte", slug="erste-schritte", text="So ist es.")


def rename(page) -> None:
    type(page).objects.filter(pk=page.pk).update(title="Ganz anders")


def test_the_second_reader_costs_no_query_and_gets_the_same(client, page):
    first = client.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        second = Client().get(ADDRESS)
    assert len(queries) == 0
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert not second.cookies


def test_what_is_kept_has_every_header_that_it_had(client, page):
    client.get(ADDRESS)
    headers = Client().get(ADDRESS).headers
    assert headers["Content-Language"] == "de"
    assert "default-src" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_nobody_signed_in_gets_it_or_leaves_theirs_to_others(client, page):
    client.force_login(users.user(Role.EDITOR_CITY))
    client.get(ADDRESS)
    rename(page)
    assert "Ganz anders" in Client().get(ADDRESS).text  # nothing was kept of the editor's page
    page.title = "Noch anders"
    page.save()
    assert "Noch anders" in client.get(ADDRESS).text  # who signed in sees the truth at once
    assert "Noch anders" not in Client().get(ADDRESS).text


def test_addresses_hosts_and_languages_have_their_own(client, page):
    client.get(ADDRESS)
    rename(page)
    assert "Ganz anders" in client.get(ADDRESS, {"x": "1"}).text
    assert "Ganz anders" in client.get(ADDRESS.replace("/de/", "/fr/")).text
    assert "Ganz anders" in client.get(ADDRESS, headers={"host": "localhost"}).text
    assert "Erste Schritte" in client.get(ADDRESS).text


def test_no_other_answer_than_a_whole_page_is_kept(client, page):
    assert client.get("/de/info/spaeter/").status_code == 404
    knowledge.page("Später", slug="spaeter")
    assert client.get("/de/info/spaeter/").status_code == 200


def test_head_is_not_kept(client, page):
    client.head(ADDRESS)
    rename(page)
    assert "Ganz anders" in client.get(ADDRESS).text


def test_an_endless_address_is_not_kept(client, page):
    client.get(ADDRESS, {"x": "1" * 300})
    rename(page)
    assert "Ganz anders" in client.get(ADDRESS, {"x": "1" * 300}).text


def test_it_ends_after_a_minute(client, page, monkeypatch):
    client.get(ADDRESS)
    rename(page)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 59)
    assert "Ganz anders" not in client.get(ADDRESS).text
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert "Ganz anders" in client.get(ADDRESS).text


def test_who_can_unpack_gets_it_packed_and_nobody_else(client, page):
    for _ in range(2):  # made, then kept
        plain, packed = Client().get(ADDRESS), Client(headers={"accept-encoding": "br, gzip"})
        assert "Content-Encoding" not in plain.headers
        answer = packed.get(ADDRESS)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == plain.content
        assert int(answer.headers["Content-Length"]) == len(answer.content) < len(plain.content) / 2
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "Accept-Encoding" in plain.headers["Vary"]
