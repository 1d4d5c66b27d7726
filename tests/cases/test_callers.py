"""Who is on the telephone, found while the name or the number is still being typed."""

import pytest

from hilfelotse.calls.queries import callers
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.callers import search_callers
from hilfelotse.cases.models import Case
from tests.factories import calls, cases, offers, users

pytestmark = pytest.mark.django_db


def person(name="Fatma Demir", phone="+4951116830088", **fields) -> Case:
    return cases.question(sender=offers.sender(name=name, phone=phone, **fields))


@pytest.mark.parametrize(
    "typed",
    ["0511 16830088", "0088", "30088", "168-30088", "0511 168 3", "+49 511 168", "0049511168",
     "Fat", "fatma dem", "Fatma Demir", "Demier", "toni@post.example"],
)  # fmt: skip
def test_a_part_is_enough(typed):
    desk = users.caseworker()
    wanted = person()
    person(name="Petra Lange", phone="+4951299001", email="petra@post.example")
    assert search_callers(user=desk, text=typed) == [wanted]


@pytest.mark.parametrize("typed", ["", " ", "088", "0511", "Fa", "Fatma Pe", "99", "()", "--"])
def test_too_little_finds_nobody(typed):
    person()
    assert search_callers(user=users.caseworker(), text=typed) == []


def test_nobody_is_found_by_what_somebody_wrote():
    cases.question(text="Frau Wilhelmine Graf braucht einen Mantel.")
    assert search_callers(user=users.caseworker(), text="Wilhelmine") == []


def test_restricted_cases_and_other_roles():
    case = person()
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    assert callers(user=users.caseworker(), text="Fatma Demir") == []
    assert callers(user=users.user("switchboard"), text="Fatma Demir") == []
    (found,) = callers(user=users.user("lead"), text="Fatma Demir")
    assert found.cases == [case]


def test_a_caller_comes_with_the_open_cases_and_whoever_has_some_first():
    desk = users.caseworker()
    done = person(name="Toni Alt")
    end(case=done, outcome=Case.Outcome.ANSWERED)
    case = person(name="Toni Muster")
    second = calls.noted(desk, sender=case.party)
    end(case=calls.noted(desk, sender=case.party), outcome=Case.Outcome.SPAM)
    first, last = callers(user=desk, text="Toni")
    assert (first.party, first.cases) == (case.party, [second, case])
    assert (last.party, last.cases) == (done.party, [])


def test_a_nameless_case_is_found_by_its_number():
    case = calls.noted(users.caseworker(), sender=None)
    (found,) = callers(user=users.caseworker(), text=case.reference)
    assert (found.party, found.cases) == (None, [case])


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    desk = users.caseworker()
    for number in range(8):
        person(name=f"Toni {number}", phone=f"+49511555000{number}")
    with django_assert_max_num_queries(14):
        assert len(callers(user=desk, text="Toni")) == 6
