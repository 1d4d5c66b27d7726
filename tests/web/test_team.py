"""The roster, closing time and the day's ledger, as the desk sees them."""

from datetime import date, time

import pytest
from django.urls import reverse

from hilfelotse.accounts.roles import Role
from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.assign import assign, set_due
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from hilfelotse.cases.privacy import forget
from hilfelotse.office.deadlines import follow_up
from hilfelotse.team.models import Absence, Shift
from tests.factories import cases, offers, roster, users

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 11, 2), date(2026, 11, 3)  # Monday


@pytest.fixture
def me(client, travel):
    travel("2026-11-02 12:00")
    user = users.caseworker(name="Ayşe Karadağ")
    client.force_login(user)
    return user


def get(client, name: str, query: str = "", **arguments) -> str:
    answer = client.get(reverse(f"desk:{name}", kwargs=arguments) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def owned(user, day: date, **changed) -> Case:
    case = cases.question(**changed)
    assign(user=user, case=case, owner=user)
    return set_due(user=user, case=case, due_at=follow_up(day))


# --- the roster -----------------------------------------------------------------------------


def test_the_week_as_a_table(me, client):
    other = users.caseworker(name="Jens Wittkopp")
    roster.shifts(me, 0, 2)
    roster.away(other, me, first="2026-11-04", last="2026-11-05")
    page = get(client, "team")
    assert page.count("9:00–13:00") == 2
    assert page.count("Vertretung: <bdi>Ayşe Karadağ</bdi>") == 2
    assert 'aria-current="date">Mo, 2. Nov' in page
    later = get(client, "team", "?week=2026-11-12")
    assert "Woche ab 9. November 2026" in later
    assert 'aria-current="date"' not in later
    assert "Woche ab 2. November 2026" in get(client, "team", "?week=quatsch")
    assert "Woche ab 2. November 2026" in get(client, "team", "?week=9999-12-31")


def test_what_waits_with_whom_counts_only_what_one_may_see(me, client):
    owned(me, TODAY)
    restricted = cases.question()
    restrict(case=restricted)
    page = get(client, "team")
    row = page[page.index("Leitung</th>") :]
    assert ">0</td>" in row[:120]
    lead = users.user(Role.LEAD)
    client.force_login(lead)
    page = get(client, "team")
    assert ">1</td>" in page[page.index("Leitung</th>") :][:120]


def test_ones_own_week(me, client):
    address = reverse("desk:week", kwargs={"user_id": me.pk})
    sent = {"from_0": "9", "to_0": "13:30", "from_3": "10.15", "to_3": "17:00"}
    assert client.post(address, sent).status_code == 302
    assert list(Shift.objects.values_list("user", "weekday", "starts", "ends")) == [
        (me.pk, 0, time(9), time(13, 30)),
        (me.pk, 3, time(10, 15), time(17)),
    ]
    assert 'value="13:30"' in get(client, "week", user_id=me.pk)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"from_0": "9"}, "beide Uhrzeiten"),
        ({"from_0": "14", "to_0": "13"}, "vor dem Anfang"),
        ({"from_0": "früh", "to_0": "13"}, "Geben Sie eine Uhrzeit ein"),
    ],
)
def test_a_week_that_cannot_be(me, client, sent, words):
    roster.shifts(me, 1)
    answer = client.post(reverse("desk:week", kwargs={"user_id": me.pk}), sent)
    assert words in answer.content.decode()
    assert Shift.objects.count() == 1


def test_somebody_elses_roster_is_the_leads(me, client):
    other = users.caseworker()
    absence = roster.away(other)
    urls = [
        reverse("desk:week", kwargs={"user_id": other.pk}),
        reverse("desk:absence", kwargs={"user_id": other.pk}),
        reverse("desk:absence_cancel", kwargs={"absence_id": absence.pk}),
    ]
    assert [client.post(url).status_code for url in urls] == [403, 403, 403]
    assert [client.get(url).status_code for url in urls[:2]] == [403, 403]
    client.force_login(users.user(Role.LEAD))
    empty = {"from_0": ""}
    assert [client.post(url, empty).status_code for url in urls] == [302, 200, 302]
    assert not Absence.objects.exists()


def absent(user, **changed) -> dict[str, str]:
    days = {"first": (9, 11), "last": (13, 11)} | changed
    return {
        f"{name}_day_{part}": str(value)
        for name, (day, month) in days.items()
        for part, value in (("day", day), ("month", month), ("year", 2026))
    }


def test_entering_an_absence(me, client):
    deputy = users.caseworker()
    address = reverse("desk:absence", kwargs={"user_id": me.pk})
    assert client.post(address, absent(me) | {"deputy": deputy.pk}).status_code == 302
    absence = Absence.objects.get()
    assert (absence.user, absence.deputy, absence.last_day) == (me, deputy, date(2026, 11, 13))
    again = client.post(address, absent(me, first=(1, 11), last=(24, 12)))
    assert "schon eine Abwesenheit" in again.content.decode()
    past = client.post(address, absent(me, first=(1, 10), last=(2, 10)))
    assert "schon vorbei" in past.content.decode()
    backwards = client.post(address, absent(me, first=(20, 12), last=(19, 12)))
    assert "liegt vor dem ersten" in backwards.content.decode()
    nobody = absent(me, first=(1, 12), last=(2, 12))
    for deputy_id in (me.pk, users.user(Role.PARTNER).pk):
        refused = client.post(address, nobody | {"deputy": deputy_id})
        assert "kann nicht vertreten" in refused.content.decode()
    assert Absence.objects.count() == 1


# --- who has it meanwhile -------------------------------------------------------------------


def test_the_case_says_who_stands_in(me, client):
    away = users.caseworker(name="Renate Ohlendorf")
    case = owned(away, TODAY)
    assert "Vertretung" not in get(client, "case", case_id=case.pk).split("Wort zur")[0]
    absence = roster.away(away, me)
    page = get(client, "case", case_id=case.pk)
    assert "Renate Ohlendorf <span class='muted'>(Vertretung: Ayşe Karadağ)</span>" in page
    assert "Renate Ohlendorf (Vertretung: Ayşe Karadağ)</option>" in page
    Absence.objects.filter(pk=absence.pk).update(deputy=None)
    page = get(client, "case", case_id=case.pk)
    assert "(abwesend, für alle)</span>" in page


# --- closing time ---------------------------------------------------------------------------


def test_what_is_left_and_for_whom(me, client):
    away, covered, part_time = (
        users.caseworker(name=name) for name in ("Olena Marchuk", "Jens Wittkopp", "Kim Halb")
    )
    roster.away(away, last="2026-11-06")
    roster.away(covered, me, last="2026-11-04")
    roster.shifts(part_time, 0)
    mine, hers, his, half = (owned(user, TOMORROW) for user in (me, away, covered, part_time))
    later = owned(me, date(2026, 11, 10))
    page = get(client, "closing")
    assert [page.count(case.reference) > 0 for case in (mine, hers, his, half, later)] == [
        True, True, True, True, False,
    ]  # fmt: skip
    piles = [pile.split("</h2>")[0] for pile in page.split('<details class="pile"')[1:]]
    names = ["Kim Halb", "Olena Marchuk", "Ayşe Karadağ", "Jens Wittkopp"]
    assert [name in pile for name, pile in zip(names, piles, strict=True)] == [True] * 4
    assert [pile.startswith(" open>") for pile in piles] == [True, True, True, False]
    assert ["muss jemand" in pile for pile in piles] == [True, True, False, False]
    assert "Vertretung: Ayşe Karadağ sieht diese Vorgänge. Wieder da am Donnerstag" in page
    assert "Wieder da am Montag, 9. November" in page


def test_callbacks_promised_today(me, client, travel):
    case, tomorrow = owned(me, date(2026, 11, 12)), owned(me, date(2026, 11, 12))
    now = travel("2026-11-02 16:00")
    Callback.objects.create(case=case, wanted_at=now, tries=2)
    Callback.objects.create(case=tomorrow, wanted_at=travel("2026-11-03 10:00"))
    travel("2026-11-02 16:40")
    page = get(client, "closing")
    assert case.reference in page
    assert "2 Versuche" in page
    assert tomorrow.reference not in page


def test_one_click_hands_over_and_one_sets_the_due_date(me, client):
    other = users.caseworker()
    case = owned(other, TODAY)
    back = {"back": "closing"}
    answer = client.post(
        reverse("desk:assign", kwargs={"case_id": case.pk}), back | {"assign-owner": me.pk}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/desk/closing/")
    answer = client.post(
        reverse("desk:due", kwargs={"case_id": case.pk}), back | {"due-due": "2026-11-03"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/desk/closing/")
    case.refresh_from_db()
    assert (case.owner, case.due_at) == (me, follow_up(TOMORROW))


def test_nothing_is_left(me, client):
    assert "Schönen Feierabend" in get(client, "closing")


def test_restricted_cases_are_left_for_the_lead_alone(me, client):
    case = cases.question(sender=offers.sender(name="Gefahr Geheim"))
    restrict(case=case)
    assert case.reference not in get(client, "closing")
    client.force_login(users.user(Role.LEAD))
    page = get(client, "closing")
    assert case.reference in page
    assert "Gefahr Geheim" in page


def test_half_an_hour_before_closing_the_inbox_says_so(me, client, travel):
    notice = "Bald ist Feierabend"
    travel("2026-11-02 16:29")
    assert notice not in get(client, "inbox")
    travel("2026-11-02 16:30")
    assert notice in get(client, "inbox")
    client.logout()
    travel("2026-11-02 17:00")
    client.force_login(me)
    assert notice not in get(client, "inbox")
    travel("2026-11-06 15:45")  # Friday
    client.logout()
    client.force_login(me)
    assert notice in get(client, "inbox")


# --- the ledger -----------------------------------------------------------------------------


def test_the_ledger_of_a_day(me, client, travel):
    case = cases.question(channel="phone")
    cases.question()
    answer_and_close(user=me, case=case, outcome="answered")
    page = get(client, "day")
    assert "Tagesbuch: Montag, 2. November 2026" in page
    assert "gehen nicht auf" not in page
    for label in ("Telefon", "Internet", "beantwortet", "Am längsten offen"):
        assert label in page
    travel("2026-11-03 12:00")
    client.logout()
    client.force_login(me)
    past = get(client, "day", "?day=2026-11-02")
    assert "Offen am Abend" in past
    assert "Am längsten offen" not in past  # what waits is known of now only
    for odd in ("?day=2026-11-04", "?day=1066-10-14", "?day=x"):
        assert "3. November 2026" in get(client, "day", odd)


def test_the_ledger_names_nobody(me, client):
    case = cases.question(sender=offers.sender(name="Toni Muster"))
    answer_and_close(user=me, case=case, outcome="answered")
    cases.question(sender=offers.sender(name="Toni Muster"))
    other = users.caseworker(name="Jens Wittkopp")
    client.force_login(other)
    page = get(client, "day")
    assert "Toni" not in page
    assert me.name not in page


def test_a_ledger_that_does_not_add_up_says_so(me, client):
    case = cases.question()
    Case.objects.filter(pk=case.pk).delete()
    assert "Die Zahlen gehen nicht auf" in get(client, "day")


def test_an_erased_person_stays_in_the_numbers(me, client):
    case = cases.question()
    answer_and_close(user=me, case=case, outcome="answered")
    forget(Case.objects.filter(pk=case.pk))
    page = get(client, "day")
    assert "gehen nicht auf" not in page
    assert "beantwortet" in page
