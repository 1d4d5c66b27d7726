"""„Hilft Ihnen das? Was fehlt?“: the page stands in the link, and what is said finds its way."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from hilfelotse.base.idempotency import new_key
from hilfelotse.base.links import issue
from hilfelotse.cases.models import Case
from hilfelotse.knowledge.models import Gap
from hilfelotse.privacy.actions.erase import erase
from hilfelotse.web.components import guard
from tests.factories import cases
from tests.web.html import Page

pytestmark = pytest.mark.django_db

FEEDBACK = "/de/rueckmeldung/"
TEXT = "Wo finde ich einen Kindergarten für mein Kind? Toni, toni@post.example, 0511 1234567"


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


def said(**changed) -> dict:
    return {
        "about": "missing", "text": TEXT, "page": "/de/info/x/", "email": "", "website": "",
        "started": guard.started_now(), "key": new_key(),
    } | changed  # fmt: skip


def link(client, path: str) -> str:
    """The address that the link at the foot of a page leads to."""
    found = Page(client.get(path).content.decode())
    return next(href for href in found.links if "/rueckmeldung/" in href)


def filled(client, address: str, **headers) -> str:
    return client.get(address, headers=headers).context["form"]["page"].value()


@pytest.mark.parametrize("path", ["/de/", "/ar/info/", "/de/suche/?q=geheim", "/de/frage/"])
def test_the_page_stands_in_the_link_without_what_was_searched(client, path):
    address = link(client, path)
    assert parse_qs(urlsplit(address).query) == {"seite": [urlsplit(path).path]}
    assert filled(client, address) == urlsplit(path).path


def test_no_link_tells_a_key(client):
    case = cases.question()
    token = issue(purpose="status", subject_id=case.pk, valid=timedelta(days=1))
    shown = client.get(f"/de/status/{token}/").content.decode()
    assert "/de/rueckmeldung/" in shown
    assert "seite=" not in shown


@pytest.mark.parametrize(
    "page",
    [
        "/de/status/abc/", "/desk/eingang/", "//boese.example/de/", "https://boese.example/de/",
        "/de/rueckmeldung/", "/de/gibt-es-nicht/", "http://[", "\x00", "/de/" + "x" * 400, "de/",
    ],
)  # fmt: skip
def test_only_pages_of_the_portal_are_taken_over(client, page):
    assert filled(client, FEEDBACK, referer="") == ""
    answer = client.get(FEEDBACK, {"seite": page})
    assert answer.context["form"]["page"].value() == ""


def test_without_the_link_the_browser_says_it(client):
    assert filled(client, FEEDBACK, referer="http://testserver/de/frage/") == "/de/frage/"


def test_what_it_is_about_may_stand_in_the_link(client):
    form = client.get(f"{FEEDBACK}?anlass=barrier").context["form"]
    assert form["about"].value() == "barrier"
    assert 'value="<b>"' not in client.get(f"{FEEDBACK}?anlass=<b>").content.decode()


@pytest.mark.parametrize(
    ("about", "kind"),
    [("barrier", "barrier"), ("missing", "question"), ("wrong", "question"), ("other", "question")],
)
def test_a_barrier_is_a_case_of_its_own_kind(client, about, kind):
    client.post(FEEDBACK, said(about=about))
    assert Case.objects.get().kind == kind


def test_what_is_missing_counts_among_the_open_questions_without_who_asked(client):
    client.post(FEEDBACK, said())
    client.post(FEEDBACK, said(key=new_key()))
    gap = Gap.objects.get()
    assert (gap.times, gap.state) == (2, Gap.State.OPEN)
    assert gap.text.startswith("Wo finde ich einen Kindergarten")
    for secret in ("toni@post.example", "1234567"):
        assert secret not in gap.text


def test_sending_the_same_twice_counts_once(client):
    data = said()
    for _twice in range(2):
        client.post(FEEDBACK, data)
    assert Gap.objects.get().times == 1


@pytest.mark.parametrize("about", ["barrier", "wrong", "other"])
def test_nothing_else_counts(client, about):
    client.post(FEEDBACK, said(about=about))
    assert not Gap.objects.exists()


def test_the_question_goes_with_the_person(client):
    client.post(FEEDBACK, said(email="toni@post.example"))
    assert Gap.objects.count() == 1
    erase(Case.objects.get().party)
    assert not Gap.objects.exists()
