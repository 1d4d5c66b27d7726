from datetime import timedelta

import pytest

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, counting
from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import VIEWS, Filter, Place, counts, inbox
from hilfelotse.cases.search import search
from hilfelotse.team.models import Absence
from tests.factories import cases, offers, referrals, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return users.caseworker()


def move(case: Case, **fields) -> Case:
    Case.objects.filter(pk=case.pk).update(**fields)
    return case


def shown(user: User) -> dict[str, list[Case]]:
    return {view: list(inbox(user=user, view=view)) for view in VIEWS}


def test_the_inbox_shows_what_is_to_be_done(desk, travel):
    now = travel("2026-11-02 12:00")
    midnight = travel("2026-11-03 00:00")
    travel(now)
    late = move(cases.question(), due_at=now.replace(hour=11))
    today = move(cases.question(), due_at=now.replace(hour=16), state="advising")
    tomorrow = move(cases.question(), due_at=midnight, state="ready")
    mine = move(cases.question(), owner=desk, queue="", due_at=midnight.replace(hour=9))
    asked = referrals.sent(user=users.caseworker()).case
    told = move(cases.question(), due_at=midnight, state="advising", waiting_on="citizen")
    calls = move(cases.question(), due_at=midnight, state="advising")
    for ended in (None, now):
        Callback.objects.create(
            case=calls, wanted_at=now, ended_at=ended, end="reached" if ended else ""
        )
    answer_and_close(user=desk, case=cases.question(), outcome="answered")

    every = [late, today, tomorrow, told, calls, mine, asked]
    views = {
        "new": [late, mine],
        "mine": [mine],
        "team": every,
        "today": [today],
        "overdue": [late],
        "waiting": [told],
        "callbacks": [calls],
        "unanswered": [asked],
        "all": every,
    }
    nothing_of_the_leads = {"lead": [], "raised": [], "restricted": []}
    assert shown(desk) == views | nothing_of_the_leads
    assert counts(user=desk) == {view: len(found) for view, found in views.items()}


def test_what_was_raised_stands_first_then_what_is_urgent(desk, travel):
    now = travel("2026-11-02 12:00")
    fields = [
        {"due_at": now + timedelta(days=1)},
        {"due_at": now},
        {"due_at": now + timedelta(days=3), "is_urgent": True},
        {"due_at": now + timedelta(days=2), "is_urgent": True},
        {"due_at": now + timedelta(days=4), "raised_at": now},
        {"due_at": now + timedelta(days=5), "raised_at": now, "is_urgent": True},
    ]
    one, two, three, four, five, six = (move(cases.question(), **some) for some in fields)
    assert list(inbox(user=desk, view="all")) == [six, five, four, three, two, one]


def test_each_case_stands_on_exactly_one_page(desk, travel):
    now = travel("2026-11-02 12:00")
    for number in range(9):
        due = now + timedelta(hours=number // 3)
        move(cases.question(), due_at=due, is_urgent=number % 4 == 0)
    whole, seen, place = list(inbox(user=desk, view="all")), [], None
    while page := list(inbox(user=desk, view="all", after=place)[:2]):
        seen += page
        place = Place.of(page[-1])
    assert seen == whole
    assert len(whole) == 9


def test_the_leads_views(travel):
    now = travel("2026-11-02 12:00")
    lead, desk = users.user(Role.LEAD), users.caseworker()
    queued = move(cases.question(), queue="lead", state="advising")
    late = move(cases.question(), raised_at=now, due_at=now, state="advising")
    danger = move(cases.question(), queue="lead", is_restricted=True, state="advising")
    views = shown(lead)
    assert (views["lead"], views["raised"], views["restricted"]) == (
        [queued, danger], [late], [danger],
    )  # fmt: skip
    assert views["team"] == [late]  # what the lead has to do is not the team's
    assert views["all"] == [late, queued, danger]
    numbers = counts(user=lead)
    assert [numbers[view] for view in ("all", "lead", "raised", "restricted")] == [3, 2, 1, 1]
    assert danger not in shown(desk)["all"]


def test_a_restricted_case_is_neither_shown_nor_counted(desk):
    others = users.caseworker()
    hidden = move(cases.question(), is_restricted=True, owner=others, queue="")
    move(hidden, waiting_on="citizen", is_urgent=True)
    Callback.objects.create(case=hidden, wanted_at=clock.now())
    assert shown(desk) == {view: [] for view in VIEWS}
    assert set(counts(user=desk).values()) == {0}
    assert search(user=desk, text="toni@post.example") == []
    assert search(user=desk, text="Deutsch") == []
    assert list(inbox(user=others, view="mine")) == [hidden]


def test_the_work_of_somebody_who_is_away_is_the_deputys(desk, travel):
    now = travel("2026-11-02 12:00")
    away = users.caseworker()
    theirs = move(cases.question(), owner=away, queue="")
    assert shown(desk)["mine"] == []
    Absence.objects.create(user=away, first_day=now, last_day=now, deputy=desk)
    assert shown(desk)["mine"] == [theirs]
    assert shown(away)["mine"] == [theirs]
    travel("2026-11-03 12:00")
    assert shown(desk)["mine"] == []


# --- filters ----------------------------------------------------------------------------------


def test_a_filter_narrows_a_view_by_all_it_names(desk, travel):
    now = travel("2026-11-02 12:00")
    facts = {
        "subject": "school", "channel": "letter", "state": "advising", "waiting_on": "citizen",
        "owner": desk, "queue": "", "is_urgent": True, "received_at": now - timedelta(days=8),
    }  # fmt: skip
    wanted = move(cases.question(kind="complaint", text="Die Schulbusse fahren nicht"), **facts)
    full = {
        "kind": "complaint", "subject": "school", "channel": "letter", "state": "advising",
        "waiting": "citizen", "owner": str(desk.pk), "urgent": True, "age": 7,
        "text": "Schulbussen",
    }  # fmt: skip
    others = {
        "kind": "press", "subject": "health", "channel": "mail", "state": "new",
        "waiting": "organisation", "owner": "nobody", "age": 9, "text": "Bahn",
    }  # fmt: skip
    cases.question()

    def found(**fields) -> list[Case]:
        return list(inbox(user=desk, view="all", only=Filter(**fields)))

    assert found(**full) == [wanted]
    assert [found(**{name: value}) for name, value in full.items()] == [[wanted]] * len(full)
    wrong = {name: found(**full | {name: value}) for name, value in others.items()}
    assert wrong == {name: [] for name in others}
    move(wanted, is_urgent=False)
    assert found(**full) == []


def test_owners_that_are_no_person(desk):
    everybodys, leads = cases.question(), move(cases.question(), queue="lead")
    move(cases.question(), owner=desk, queue="")
    for owner, expected in (("nobody", [everybodys]), ("lead", [leads])):
        assert list(inbox(user=desk, view="all", only=Filter(owner=owner))) == expected


def test_counts_are_one_query(desk, django_assert_num_queries):
    cases.question()
    desk.roles  # noqa: B018  read once a request
    with django_assert_num_queries(2):  # and one for whom one stands in
        assert counts(user=desk)["new"] == 1


def test_counting_ends_at_the_limit(db):
    for number in range(5):
        users.caseworker(name=f"Person {number}")
    rows = {"some": User.objects.all(), "one": User.objects.filter(name="Person 3")}
    assert counting.up_to(3, rows | {"none": User.objects.none()}) == {
        "some": 3, "one": 1, "none": 0,
    }  # fmt: skip
    assert counting.up_to(3, {}) == {}


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_the_inbox_of_anybody_else_is_empty(role):
    case = cases.question()
    stranger = users.user(role)
    move(case, owner=stranger, queue="")
    assert shown(stranger) == {view: [] for view in VIEWS}
    assert set(counts(user=stranger).values()) == {0}
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
