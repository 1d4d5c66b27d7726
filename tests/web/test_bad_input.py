"""Whatever is sent: a word at the field or a clean 4xx, nothing lost, nothing half stored."""

from datetime import timedelta
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.test import Client

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import ReceivedMail, TextBlock
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.needs.models import Need
from hilfelotse.people.models import Party
from hilfelotse.web.components import guard
from tests.factories import seen
from tests.web.access_table import TABLE
from tests.web.html import Page, is_page
from tests.web.world import ANONYMOUS, GUESSED, ROUTES, undone

BIDI = "\u202e\u2066"
NASTY = {
    "overlong": "a" * 60_000,
    "nul": "a\0b\0",
    "bidi": f"Toni{BIDI}inot",
    "emoji": "👩‍👩‍👧‍👦 🇺🇦",
    "formula": '=HYPERLINK("http://evil.example")',
    "header": "Toni\r\nBcc: all@evil.example\r\n\r\nx",
    "script": "<script>alert(1)</script>",
    "template": "{{ 7*7 }}{% debug %}",
    "huge number": "9" * 30,
    "very huge number": "9" * 5000,
    "negative": "-1",
    "float": "1e309",
    "not a number": "NaN",
    "foreign id": str(GUESSED),
    "sql": "' OR 1=1; --",
    "path": "../../etc/passwd",
    "surrogate": "\ud800".encode("utf-8", "surrogatepass"),
    "invalid utf-8": b"\xff\xfe\xc3\x28",
    "noncharacter": "\ufffe\uffff",
    "control": "\x01\x07\x1b[31m",
    "empty list": "[]",
}
NOT_FOR = {"demo:mailbox", "account_logout"}


def fields_of(client: Client, url: str) -> list[str]:
    """The names of all fields that the page holds; none where there is no page."""
    response = client.get(url)
    return Page(response.content.decode()).fields if is_page(response) else []


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """People read; tests do not."""
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


# --- every form of the product ------------------------------------------------------------------

FORMS = [
    name for name in ROUTES if TABLE[name].post not in (405, 404) and name not in NOT_FOR
]  # fmt: skip


# What a database may refuse; to all else both answer alike.
REFUSED_BY_ONE = {"nul", "overlong", "surrogate", "invalid utf-8", "huge number", "emoji"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "nasty",
    [
        nasty if nasty in REFUSED_BY_ONE else pytest.param(nasty, marks=pytest.mark.one_engine)
        for nasty in NASTY
    ],
)
def test_no_form_breaks_on_it(world, nasty):
    clients = {role: world.client(role) for role in ("lead", ANONYMOUS, "partner_admin", "dpo")}
    wrong = []
    for name in FORMS:
        client = next(clients[role] for role in clients if role in TABLE[name].who)
        url = world.url(name)
        names = NAMES.setdefault(name, sorted({*fields_of(client, url), *CASE_FIELDS}))
        with undone(client):
            response = client.post(url, dict.fromkeys(names, NASTY[nasty]))
        if response.status_code >= 500:
            wrong.append(f"{name}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


NAMES: dict[str, list[str]] = {}
# Forms of the case's page that are only sent, never fetched by themselves.
CASE_FIELDS = [
    f"{prefix}-{field}"
    for prefix, names in {
        "note": "text spoken key", "talk": "text ready key", "assign": "owner text key",
        "due": "due due_day due_month due_year key", "allow": "kinds key", "guardian": "given key",
        "close": "outcome text key", "end": "reason key", "consent": "given key",
        "reply": "block text expects_answer closes key",
    }.items()
    for field in names.split()
] + ["key", "state", "sure", "do"]  # fmt: skip


@pytest.mark.slow
def test_no_address_breaks_on_what_stands_behind_the_question_mark(world):
    client, wrong = world.client("lead"), []
    names = ("q", "view", "after", "bedarf", "nach", "bezirk", "aufgabe", "wann", "organisation",
             "next", "art", "sachen", "bis", "kind")  # fmt: skip
    for route in ("portal:needs", "portal:help", "desk:search", "desk:inbox", "desk:needs",
                  "desk:need_new", "account_login"):  # fmt: skip
        for label, value in NASTY.items():
            raw = value if isinstance(value, bytes) else value[:3000].encode()
            query = "&".join(f"{name}={quote(raw)}" for name in names)
            response = client.get(f"{world.url(route)}?{query}")
            if response.status_code not in (200, 302):
                wrong.append(f"{route} {label}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


# --- leading away -------------------------------------------------------------------------------

AWAY = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil",
    "///evil.example", "http:///evil.example", "javascript:alert(1)", "data:text/html,x",
    "%2f%2fevil.example", "/%09/evil.example", "\t//evil.example", "https://localhost@evil.example",
    "https://localhost.evil.example", "http:\\\\evil.example", "ftp://evil.example",
    "//evil%00.example", "https://evil.example/localhost", "/\r\nLocation: https://evil.example",
    "\u2028//evil.example",
]  # fmt: skip


@pytest.mark.parametrize("where", AWAY)
def test_signing_in_leads_nowhere_else(world, where):
    lead = world.team["lead"]
    lead.authenticator_set.all().delete()
    data = {"login": lead.email, "password": "lindener-marktplatz-42", "next": where}
    response = Client().post("/konto/anmelden/", data)
    assert response.status_code == 302
    landed = response["Location"].replace("\\", "/")  # as browsers read it
    assert urlsplit(urljoin("https://hilfe.example/konto/anmelden/", landed))[:2] == (
        "https",
        "hilfe.example",
    )
    assert not {"\r", "\n", "\t"} & set(landed)


# --- steps and links ----------------------------------------------------------------------------


def test_steps_out_of_order_lead_to_the_first_open_one(world):
    client = world.client(ANONYMOUS)
    url = world.url("portal:help_step").replace("/wer/", "/{}/")
    first = url.format("was")
    for step in ("kontakt", "erlaubnis", "wo", "pruefen", "gruppe", "kreis"):
        for method in ("get", "post"):
            assert getattr(client, method)(url.format(step))["Location"] == first
    for step in ("nirgends", "fertig2", "__init__"):
        assert client.get(url.format(step)).status_code == 404
    assert client.get(url.format("fertig")).status_code == 404  # nothing was sent


@pytest.mark.slow
def test_a_link_opens_only_what_it_was_made_for(world):
    client, made = world.client(ANONYMOUS), {}
    behind = {"links:confirm": "confirm", "links:status": "status",
              "links:answer": "referral_answer", "links:contact": "referral_contact"}  # fmt: skip
    for name in behind:
        made[name] = world.url(name).rstrip("/").split("/")[3]
    for route in [name for name in ROUTES if name.startswith("links:") and ROUTES[name].parts]:
        for name, token in made.items():
            right = behind[name] == world._behind(route)[0]
            url = world.url(route).split("/")
            url[3] = token
            with undone(client):
                before = seen.database()
                for method in ("get", "post"):
                    status = getattr(client, method)("/".join(url)).status_code
                    assert right or status in (404, 405), (route, name)
                assert right or seen.database() == before


def test_an_expired_link_and_a_used_one_look_like_none(world, travel):
    client, url = world.client(ANONYMOUS), world.url("links:confirm")
    never = closed_door(client, world.url("links:confirm", "guessed"))
    assert client.post(url).status_code == 200
    assert closed_door(client, url) == never
    assert client.post(url).status_code == 404
    late = world.url("links:status")
    travel(clock.now() + timedelta(days=8))
    assert closed_door(client, late) == closed_door(client, world.url("links:status", "guessed"))


def closed_door(client: Client, url: str) -> str:
    """The page, without the link itself, which stands in the language switcher."""
    response = client.get(url)
    assert response.status_code == 404
    return response.content.decode().replace(url.split("/")[3], "…")


# --- stored, and shown to somebody else ---------------------------------------------------------

MARK = "<img src=x onerror=alert(1)><script>x</script>'\"&"


@pytest.mark.slow
def test_what_was_typed_is_text_on_every_page(world):
    # Everything that people type is marked, behind the forms' backs.
    for model in (Party, Case, Organisation, Need, Contact, ReceivedMail, TextBlock):
        for row in model.objects.all():
            for name in ("name", "group_name", "text", "about", "title", "description", "role",
                         "subject", "sender_name"):  # fmt: skip
                if hasattr(row, name) and not row._meta.get_field(name).choices:
                    setattr(row, name, f"{MARK}{row.pk}")
            row.save()
    wrong, shown = [], set()
    for role in ("lead", "partner_admin", "inspector", "dpo", ANONYMOUS):
        client = world.client(role)
        for name in [name for name in ROUTES if role in TABLE[name].who]:
            with undone(client):
                response = client.get(world.url(name))
            if "html" not in response.headers.get("Content-Type", ""):
                continue
            body = response.content.decode()
            shown |= {name} if "&lt;img src=x onerror=alert(1)&gt;" in body else set()
            if "<img src=x" in body or "<script>x" in body:
                wrong.append(f"{role} {name}")
    assert not wrong, "\n".join(wrong)
    expected = (
        "desk:case desk:inbox desk:need desk:person desk:organisation portal:needs portal:start "
        "portal:need links:contact links:answer links:contact_consent partners:referrals"
    )
    assert set(expected.split()) <= shown
