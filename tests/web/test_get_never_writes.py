"""Looking changes nothing: mail scanners, search engines and browsers look at every link.

Excepted: the access log, which is there to note looks, the session, and a link's life, which a
visit lengthens once a day.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from hilfelotse.base import clock
from hilfelotse.base.models import Link
from tests.factories import seen
from tests.web.access_table import TABLE
from tests.web.world import ANONYMOUS, ROUTES, undone

LOOKERS = [ANONYMOUS, "lead", "inspector", "partner_member", "dpo"]
MAY_BE_WRITTEN = {"privacy_access", "django_session"}
EXCEPTED = {"privacy.Access", "sessions.Session"}
_WRITE = re.compile(r'^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that are written to inside."""
    tables: set[str] = set()

    def watch(execute, sql, params, many, context):
        if found := _WRITE.match(sql):
            tables.add(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def picture() -> dict:
    """All rows of all tables that looking must not touch."""
    return {name: rows for name, rows in seen.database().items() if name not in EXCEPTED}


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.parametrize("role", LOOKERS)
def test_looking_leaves_every_table_as_it_was(world, role):
    client, before, wrong = world.client(role), None, []
    urls = {world.url(name): TABLE[name] for name in ROUTES if role in TABLE[name].who}
    before = picture()
    for url, row in urls.items():
        for method in ("get", "head"):
            with written() as tables:
                response = getattr(client, method)(url)
            if tables - MAY_BE_WRITTEN:
                wrong.append(f"{method} {url}: wrote {tables - MAY_BE_WRITTEN}")
            if response.status_code not in (200, 302, 405, row.expected(role, "GET", "own")):
                wrong.append(f"{method} {url}: {response.status_code}")
    assert not wrong, "\n".join(wrong)
    assert picture() == before


def test_head_answers_like_get_without_a_body(world):
    client = world.client("lead")
    for name in ("portal:start", "portal:needs", "desk:inbox", "desk:case", "links:status"):
        url = world.url(name)
        looked, asked = client.get(url), client.head(url)
        assert (asked.status_code, asked.content) == (looked.status_code, b"")


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "PATCH", "DELETE"])
def test_other_methods_do_nothing(world, method):
    client, wrong = world.client("lead"), []
    urls = {name: world.url(name) for name in ROUTES}
    for name, url in urls.items():
        with undone(client), written() as tables:
            response = client.generic(method, url)
        # allauth tells OPTIONS which methods it knows, and looks at sign-in and links first.
        allowed = {403, 404, 405} | ({200, 302} if name.startswith(("account_", "mfa_")) else set())
        if response.status_code not in allowed or tables - MAY_BE_WRITTEN:
            wrong.append(f"{name}: {response.status_code} {tables}")
    assert not wrong, "\n".join(wrong)


def test_the_watch_sees_writing(world):
    with written() as tables:
        world.client(ANONYMOUS).post(world.url("links:pause"))
    assert "offers_offer" in tables


def test_a_visit_lengthens_a_link_once_a_day(world, travel):
    client, url = world.client(ANONYMOUS), world.url("links:status")
    link, before = Link.objects.filter(purpose="status").latest("pk"), picture()
    travel(clock.now() + timedelta(days=2))
    client.get(url)
    renewed = Link.objects.get(pk=link.pk)
    assert renewed.expires_at - link.expires_at > timedelta(days=1, hours=23)
    with written() as tables:
        client.get(url)
    assert tables <= MAY_BE_WRITTEN
    after = picture()
    assert {name for name in after if after[name] != before[name]} == {"base.Link"}
