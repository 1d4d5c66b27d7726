import pytest

from hilfelotse.base import clock
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import counts, inbox
from hilfelotse.cases.search import search
from tests.factories import cases, offers, referrals, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return users.caseworker()


def move(case: Case, **fields) -> Case:
    Case.objects.filter(pk=case.pk).update(**fields)
    return case


def test_the_inbox_shows_what_is_to_be_done(desk, travel):
    now = travel("2026-11-02 12:00")
    midnight = travel("2026-11-03 00:00")
    travel(now)
    late = move(cases.question(), due_at=now.replace(hour=11))
    today = move(cases.question(), due_at=now.replace(hour=16), state="advising")
    tomorrow = move(cases.question(), due_at=midnight, state="ready")
    mine = move(cases.question(), owner=desk, queue="", due_at=midnight.replace(hour=9))
    waits = referrals.sent(user=users.caseworker()).case
    answer_and_close(user=desk, case=cases.question(), outcome="answered")

    shown = {view: list(inbox(user=desk, view=view)) for view in counts(user=desk)}
    assert shown == {
        "new": [late, mine],
        "mine": [mine],
        "today": [today],
        "overdue": [late],
        "waiting": [waits],
        "all": [late, today, tomorrow, mine, waits],
    }
    assert counts(user=desk) == {view: len(found) for view, found in shown.items()}


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_the_inbox_of_anybody_else_is_empty(role):
    case = cases.question()
    stranger = users.user(role)
    move(case, owner=stranger, queue="")
    assert [list(inbox(user=stranger, view=view)) for view in counts(user=stranger)] == [[]] * 6
    assert list(search(user=stranger, text=case.reference)) == []


@pytest.mark.parametrize(
    "text",
    ["toni@post.example", "TONI@post.example", "0511 168-30088", "muster", "Toni Muster", "firma"],
)
def test_a_case_is_found_by_what_people_say(desk, text):
    wanted = cases.question(
        sender=offers.sender(kind="company", group_name="Firma Sonnenschein", group_size=9)
    )
    other = offers.sender(name="Jo Anders", email="jo@post.example", phone="+495111680")
    cases.question(sender=other)
    assert list(search(user=desk, text=text)) == [wanted]


def test_a_case_is_found_by_its_number_however_it_is_typed(desk):
    wanted, _other = cases.question(), cases.question()
    spoken = wanted.reference.replace("-", " ").lower()
    assert list(search(user=desk, text=spoken)) == [wanted]


@pytest.mark.parametrize("text", ["", " ", "\x00", "zzz", "0511 168-30089", "a@b.example", "%"])
def test_what_nobody_has_finds_nothing(desk, text):
    cases.question()
    assert list(search(user=desk, text=text)) == []


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        ("2026-12-31 23:59", "26"),
        ("2027-01-01 00:30", "27"),  # still 2026 in UTC
        ("2027-01-01 12:00", "27"),
    ],
)
def test_a_number_of_new_years_night_is_found(moment, year, travel):
    travel(moment)
    given = cases.question().reference
    case = Case.objects.get()
    assert (given, given[3:5]) == (case.reference, year)
    assert list(Case.objects.by_reference(given)) == [case]


def test_the_number_of_another_year_is_not_this_case(travel):
    from hilfelotse.base import reference

    travel("2026-11-02 12:00")
    case = cases.question()
    wrong_year = reference.make("KF", 2025, case.pk)
    assert list(Case.objects.by_reference(wrong_year)) == []
    assert clock.today().year == 2026
