"""The inbox: filters in the address, filters that are kept, counts that stay fresh."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions import filters
from hilfelotse.cases.models import Case, SavedFilter
from hilfelotse.team.models import Absence
from tests.factories import cases, offers, users
from tests.web.world import can_sign_in

pytestmark = pytest.mark.django_db
INBOX = "/desk/"
OUTDATED = "Dieser Filter passt nicht mehr"


@pytest.fixture
def desk() -> User:
    return can_sign_in(users.caseworker(name="Kim"))


@pytest.fixture
def client(desk) -> Client:
    return browser(desk)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rows(response) -> list[str]:
    return re.findall(r"data-row>(KF-[\d-]+)</a>", response.content.decode())


def move(case: Case, **fields) -> Case:
    Case.objects.filter(pk=case.pk).update(**fields)
    return case


# --- rows -------------------------------------------------------------------------------------


def test_a_row_says_what_where_and_who(client, desk, travel):
    now = travel("2026-11-02 12:00")
    case = move(
        cases.question(sender=offers.sender(name="Ada Lange"), channel="letter"),
        subject="school", is_urgent=True, raised_at=now, waiting_on="citizen",
        received_at=now - timedelta(days=3), due_at=now - timedelta(hours=1),
    )  # fmt: skip
    page = client.get(f"{INBOX}?view=all").content.decode()
    row = page[page.index(f"{case.reference}</a>") : page.index("</tbody>")]
    words = (
        "Ada Lange", "Frage", "Schule", "Brief", "dringend", "liegt", "3 Tage", "überfällig",
        "wartet auf Bürgerin oder Bürger", "Koordinierungsstelle",
    )  # fmt: skip
    assert [word for word in words if word not in row] == []


def test_who_does_the_work_of_whom_today(client, desk, travel):
    now = travel("2026-11-02 12:00")
    here, away, nobody = (users.caseworker(name=name) for name in ("Renate", "Uwe", "Olga"))
    for owner in (here, away, nobody, desk):
        move(cases.question(), owner=owner, queue="")
    other = users.caseworker(name="Jens")
    for user, deputy in ((here, desk), (away, other), (nobody, None)):
        Absence.objects.create(user=user, first_day=now, last_day=now, deputy=deputy)
    page = client.get(f"{INBOX}?view=all").content.decode()
    assert [page.count(word) for word in ("für Renate", "heute Jens", "heute für alle")] == [1] * 3
    assert len(rows(client.get(f"{INBOX}?view=mine"))) == 2


def test_pages_follow_each_other(client, monkeypatch):
    monkeypatch.setattr("hilfelotse.web.desk.views.inbox.PAGE", 2)
    made = [cases.question().reference for _ in range(5)]
    seen, url = [], f"{INBOX}?view=all&kind=question"
    while url:
        page = client.get(url)
        seen += rows(page)
        found = re.search(r'class="more" href="([^"]*after=[^"]*)"', page.content.decode())
        url = found and found[1].replace("&amp;", "&")
    assert seen == made


@pytest.mark.parametrize(
    "after",
    ["", "1", "x.y.z", "1.2", "9.9.9", "1.-2.3", "1.99999999999999999999.1", "٣.٣.٣", "..."],
)
def test_a_place_that_says_nothing_is_the_top(client, after):
    case = cases.question()
    page = client.get(INBOX, {"view": "all", "after": after})
    assert page.status_code == 200
    assert rows(page) in ([case.reference], [])


# --- filters in the address ---------------------------------------------------------------------


def test_a_filter_narrows_the_view(client):
    wanted = cases.question(kind="complaint", text="Der Bus fährt nicht")
    cases.question(kind="complaint", text="Die Schule schweigt")
    cases.question(text="Der Bus fährt nicht")
    page = client.get(f"{INBOX}?view=new&kind=complaint&text=bus")
    assert rows(page) == [wanted.reference]
    assert OUTDATED not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("view=new&kind=nonsense", "Art"),
        ("view=new&owner=987654321987654321987", "Zuständig"),
        ("view=new&owner=%00", "Zuständig"),
        ("view=new&age=x&state=closed", "Stand, Älter als"),
        ("view=nonsense", "Ansicht"),
        ("view=raised", "Ansicht"),  # the lead's
        (f"view=new&text={'x' * 61}", "Wörter"),
    ],
)
def test_what_a_filter_does_not_know_is_said(client, query, named):
    case = cases.question()
    page = client.get(f"{INBOX}?{query}")
    assert page.status_code == 200
    assert rows(page) == [case.reference]
    body = page.content.decode()
    assert OUTDATED in body
    assert f"kennen wir nicht (mehr): {named}." in body


def test_a_colleague_who_left_makes_a_filter_outdated(client):
    gone = users.caseworker(name="Gegangen")
    query = f"{INBOX}?view=all&owner={gone.pk}"
    assert OUTDATED not in client.get(query).content.decode()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert OUTDATED in client.get(query).content.decode()


# --- filters that are kept ----------------------------------------------------------------------


def keep(client: Client, query: str, name: str = "Briefe", **more):
    return client.post(
        reverse("desk:filter_keep"), {"keep-query": query, "keep-name": name, **more}
    )


def test_a_filter_is_kept_shared_and_deleted(client, desk):
    wanted = cases.question(channel="letter")
    cases.question()
    colleague = browser(users.caseworker(name="Olga"))
    answer = keep(client, "view=all&channel=letter")
    assert answer["Location"] == f"{INBOX}?view=all&channel=letter"
    assert rows(client.get(answer["Location"])) == [wanted.reference]
    assert "Briefe" in client.get(INBOX).content.decode()
    assert "Briefe" not in colleague.get(INBOX).content.decode()

    saved = SavedFilter.objects.get()
    share = reverse("desk:filter_share", args=[saved.pk])
    assert colleague.post(share, {"is_shared": "on"}).status_code == 404
    client.post(share, {"is_shared": "on"})
    shown = colleague.get(INBOX).content.decode()
    assert "Briefe" in shown
    assert "von Kim" in shown
    delete = reverse("desk:filter_delete", args=[saved.pk])
    assert colleague.post(share, {}).status_code == 403
    assert colleague.post(delete).status_code == 403
    client.post(share, {})
    assert "Briefe" not in colleague.get(INBOX).content.decode()
    client.post(delete)
    assert not SavedFilter.objects.exists()


def test_the_lead_tidies_up_what_everybody_sees(desk):
    lead = browser(users.user(Role.LEAD))
    shared = filters.keep_filter(user=desk, name="A", query="view=all", is_shared=True)
    own = filters.keep_filter(user=desk, name="B", query="view=all")
    assert lead.post(reverse("desk:filter_delete", args=[shared.pk])).status_code == 302
    assert lead.post(reverse("desk:filter_delete", args=[own.pk])).status_code == 404
    assert list(SavedFilter.objects.all()) == [own]


def test_the_same_name_replaces_the_filter(client, desk):
    keep(client, "view=all&channel=letter")
    keep(client, "view=new&channel=mail", **{"keep-is_shared": "on"})
    saved = SavedFilter.objects.get()
    assert (saved.query, saved.is_shared) == ("view=new&channel=mail", True)


@pytest.mark.parametrize(
    ("query", "name"),
    [("view=all&kind=nonsense", "A"), ("view=nonsense", "A"), ("view=all&channel=mail", "")],
)
def test_what_makes_no_sense_is_not_kept(client, query, name):
    assert keep(client, query, name).status_code == 422
    assert not SavedFilter.objects.exists()


def test_a_filter_that_is_too_long_is_not_kept(client):
    assert keep(client, f"view=all&text={quote('文' * 60)}").status_code == 422
    assert not SavedFilter.objects.exists()


def test_only_what_a_filter_knows_is_kept(client):
    keep(client, "view=all&channel=mail&after=1.2.3&evil=<script>")
    assert SavedFilter.objects.get().query == "view=all&channel=mail"


def test_nobody_keeps_endlessly_many(client, desk):
    for number in range(filters.AT_MOST):
        filters.keep_filter(user=desk, name=f"F{number}", query="view=all")
    page = client.post(
        reverse("desk:filter_keep"), {"keep-query": "view=all", "keep-name": "G"}, follow=True
    )
    assert "schon sehr viele Filter" in page.content.decode()
    assert SavedFilter.objects.count() == filters.AT_MOST


def test_a_kept_name_is_text_not_markup(client, desk):
    filters.keep_filter(user=desk, name="<script>x</script>", query="view=all")
    body = client.get(INBOX).content.decode()
    assert "<script>x" not in body
    assert escape("<script>x</script>") in body


# --- counts -------------------------------------------------------------------------------------


def fresh(client: Client):
    return client.get(reverse("desk:counts"), headers={"HX-Request": "true"})


def test_the_counts_come_alone_for_a_page_that_lies_open(client):
    cases.question()
    body = fresh(client).content.decode()
    assert re.search(r'id="zahl-new" hx-swap-oob="true">1<', body)
    assert "KF-" not in body
    assert "zahl-restricted" not in body
    assert client.get(reverse("desk:counts"))["Location"] == INBOX


def test_asking_by_itself_keeps_no_session_alive(client, travel):
    begin = travel("2026-11-03 09:00")
    assert client.get(INBOX).status_code == 200
    for minute in (10, 20, 29):
        travel(begin + timedelta(minutes=minute))
        assert fresh(client).status_code == 200
    travel(begin + timedelta(minutes=31))
    ended = fresh(client)
    assert (ended.status_code, ended.content) == (401, b"")
    assert client.get(INBOX).status_code == 302


def test_a_signed_out_page_gets_no_sign_in_form_into_its_tabs(client):
    client.logout()
    assert fresh(client).status_code == 401
    assert client.get(reverse("desk:counts")).status_code == 302


def test_the_inbox_needs_few_queries(client, desk, django_assert_max_num_queries):
    for number in range(12):
        move(cases.question(), due_at=clock.now() + timedelta(hours=number), owner=desk, queue="")
    client.get(INBOX)
    with django_assert_max_num_queries(15):
        assert len(rows(client.get(f"{INBOX}?view=all"))) == 12
    with django_assert_max_num_queries(8):
        fresh(client)


# --- search -------------------------------------------------------------------------------------


def test_the_search_says_what_matched(client):
    exact = cases.question(sender=offers.sender(name="Petra Meier", email="a@post.example"))
    like = cases.question(sender=offers.sender(name="Petra Mayer", email="b@post.example"))
    text = cases.question(
        sender=offers.sender(name="Uwe Lange", email="c@post.example"), text="Frau Meier weiß es"
    )
    body = client.get("/desk/search/?q=Meier").content.decode()
    places = [
        body.index(f"<caption>{name}</caption>") for name in ("Name", "Ähnlicher Name", "Text")
    ]
    found = [body.index(f"{case.reference}</a>") for case in (exact, like, text)]
    assert sorted([*places, *found]) == [
        places[0], found[0], places[1], found[1], places[2], found[2],
    ]  # fmt: skip


def test_a_name_and_a_word_find_the_case_of_both(client):
    wanted = cases.question(sender=offers.sender(name="Petra Meier"), text="Eine Wohnung")
    cases.question(sender=offers.sender(name="Petra Meier", email="x@post.example"))
    assert rows(client.get("/desk/search/?q=Wohnung+Meier")) == [wanted.reference]


# --- keys ---------------------------------------------------------------------------------------


def test_keys_are_switched_off_and_on_for_a_year(client):
    off = client.post(reverse("desk:keys_switch"))
    assert off.cookies["tasten"]["max-age"] == 365 * 24 * 3600
    assert off.cookies["tasten"]["httponly"]
    assert 'data-keys="off"' in client.get(INBOX).content.decode()
    client.post(reverse("desk:keys_switch"))
    assert 'data-keys="off"' not in client.get(INBOX).content.decode()
