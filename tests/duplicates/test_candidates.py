"""Who is found, who never, and that looking stays bounded."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases import search
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.actions.split import split
from hilfelotse.cases.models import Case
from hilfelotse.duplicates import candidates, review
from hilfelotse.duplicates.actions import decide, merge
from hilfelotse.duplicates.candidates import BLOCK, for_case, for_entry, pairs
from hilfelotse.intake.receive import receive_concern
from tests.factories import cases, offers, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-02 12:00")


@pytest.fixture
def desk():
    return users.caseworker()


def of(name: str, email: str = "", phone: str = "", text: str = "?", kind="question") -> Case:
    sender = offers.sender(name=name, email=email, phone=phone)
    return cases.question(sender=sender, text=text, kind=kind)


def found(user, case: Case) -> list[Case]:
    return [candidate.case for candidate in for_case(user=user, case=case)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Anna Meier", "email": "a@post.example"},
         {"name": "Mayer, Anna", "phone": "+4951112345"}),
        ({"name": "Олександр Коваленко", "email": "a@post.example"},
         {"name": "Sascha Kowalenko", "phone": "+4951112345"}),
        ({"name": "Abd ur Rahman Nouri", "email": "a@post.example"},
         {"name": "Abdulrahman Al-Noori", "phone": "+4951112345"}),
        ({"name": "Ida Wolf", "phone": "+4951112345"},
         {"name": "I. Wolf", "phone": "+4951112345"}),
        ({"name": "Ida Wolf", "email": "ida@post.example"},
         {"name": "Wolf", "email": "ida@post.example"}),
        ({"name": "Makler Eins", "phone": "+4951112345", "kind": "housing",
          "text": "3 Zimmer, Engelbosteler Damm 12"},
         {"name": "Karin Lange", "email": "k@post.example", "kind": "housing",
          "text": "engelbosteler damm 12 ab Mai"}),
    ],
)  # fmt: skip
def test_both_find_each_other(desk, one, other):
    of("Jemand Anders", "j@post.example")
    first, second = of(**one), of(**other)
    assert found(desk, second) == [first]
    assert found(desk, first) == [second]


def test_family_is_not_suggested(desk):
    of("Anna Meier", phone="+4951112345", text="Limmerstraße 5")
    assert found(desk, of("Peter Meier", phone="+4951112345", text="Limmerstraße 5")) == []


def test_an_address_of_a_later_note_finds_the_flat(desk):
    first = of("Makler Eins", "m@post.example", kind="housing", text="Eine Wohnung")
    add_note(user=desk, case=first, text="Es ist am Engelbosteler Damm 12.")
    second = of("Karin Lange", "k@post.example", kind="housing", text="Engelbosteler Damm 12")
    assert found(desk, second) == [first]


def test_a_changed_name_finds_and_an_address_stays(desk):
    first = of("Falsch Gehört", "a@post.example", text="Limmerstr. 5")
    second = of("Anna Meier", phone="+4951112345")
    first.party.name = "Anna Mayer"
    first.party.save()
    search.index_person_anew(first.party)
    assert found(desk, second) == [first]
    assert first.search_keys.filter(key="a:limmerstr 5").exists()


def test_what_somebody_is_writing_down(desk):
    known = of("Anna Meier", "anna@post.example", "+4951112345")
    for typed in (
        {"name": "Anna Mayr"},
        {"phone_number": "0511 12345"},
        {"email": "ANNA@post.example"},
    ):
        (candidate,) = for_entry(user=desk, **typed)
        assert candidate.case == known
    assert for_entry(user=desk) == []
    assert for_entry(user=desk, name="Peter Meier", phone_number="keine") == []


# --- what is never suggested ----------------------------------------------------------------------


def test_a_decided_pair_is_not_shown_again(desk):
    one, other = of("Anna Meier", "a@post.example"), of("Anna Meier", phone="+4951112345")
    decide(user=desk, first=one, second=other, verdict="different")
    assert found(desk, one) == found(desk, other) == []
    assert pairs(Case.objects.all()) == ([], None)


def test_a_merged_case_is_no_candidate_any_more(desk):
    one, other = of("Anna Meier", "a@post.example"), of("Anna Meier", phone="+4951112345")
    merge(user=desk, case=other, into=one)
    third = of("Anna Meier", "a@post.example")
    assert found(desk, third) == [one]


def test_two_concerns_of_one_mail_were_split_on_purpose(desk):
    first = of("Anna Meier", "a@post.example")
    second = split(user=desk, case=first, kind="question", text="Und noch eine Frage.")
    assert found(desk, first) == found(desk, second) == []
    assert pairs(Case.objects.all()) == ([], None)


def test_an_ended_case_is_found_but_not_in_the_review(desk):
    one, other = of("Anna Meier", "a@post.example"), of("Anna Meier", phone="+4951112345")
    answer_and_close(user=desk, case=one, outcome=Case.Outcome.ANSWERED)
    assert found(desk, other) == [one]
    assert pairs(Case.objects.all()) == ([], None)


def test_a_restricted_case_is_shown_only_to_those_who_may_see_it(desk):
    lead = users.user(Role.LEAD)
    hidden, other = of("Anna Meier", "a@post.example"), of("Anna Meier", "a@post.example")
    restrict(case=hidden)
    assert found(desk, other) == []
    assert for_entry(user=desk, name="Anna Meier", email="a@post.example")[0].case == other
    assert len(for_entry(user=desk, name="Anna Meier", email="a@post.example")) == 1
    assert found(lead, other) == [hidden]
    assert pairs(Case.objects.visible_to(desk)) == ([], None)
    assert len(pairs(Case.objects.visible_to(lead))[0]) == 1


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_else_is_shown_anything(role):
    case = of("Anna Meier", "a@post.example")
    of("Anna Meier", "a@post.example")
    user = users.user(role)
    assert found(user, case) == []
    assert for_entry(user=user, name="Anna Meier", email="a@post.example") == []


def test_a_caller_without_a_name_is_found_by_what_they_say(desk):
    one = of("Anna Meier", "a@post.example", text="Limmerstraße 5")
    nameless = receive_concern(
        key=new_key(), kind="question", channel="phone", sender=None, text="Limmerstraße 5",
        user=desk,
    ).case  # fmt: skip
    assert (found(desk, one), found(desk, nameless)) == ([nameless], [one])


# --- the review list ------------------------------------------------------------------------------


def test_each_pair_stands_once_the_likeliest_first(desk, monkeypatch):
    one, other = of("Anna Meier", "a@post.example"), of("Anna Mayer", "b@post.example")
    ida, wolf = of("Ida Wolf", "i@post.example"), of("Ida Wolf", "i@post.example")
    shown, following = pairs(Case.objects.all())
    assert [(pair.first, pair.second) for pair in shown] == [(ida, wolf), (one, other)]
    assert following is None
    monkeypatch.setattr(candidates, "REVIEWED", 2)
    first_page, following = pairs(Case.objects.all())
    assert [(pair.first, pair.second) for pair in first_page] == [(ida, wolf)]
    second_page, end = pairs(Case.objects.all(), before=following)
    assert [(pair.first, pair.second) for pair in second_page] == [(one, other)]
    assert end is None


def test_the_count_leaves_restricted_cases_out(desk):
    assert review.known_count() is None
    of("Anna Meier", "a@post.example")
    second = of("Anna Meier", "a@post.example")
    assert review.count() == review.known_count() == 1
    restrict(case=second)
    cache.clear()
    assert review.count() == 0


# --- bounds ---------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow(desk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            for_case(user=desk, case=case)
            pairs(Case.objects.visible_to(desk))
        return len(seen)

    case = of("Anna Meier", "a@post.example", "+4951112345")
    of("Anna Meier", "a@post.example", "+4951112345")
    few = queries()
    for _number in range(6):
        of("Anna Meier", "a@post.example", "+4951112345")
    assert queries() <= few <= 20


def test_a_key_of_everybody_is_not_looked_at(desk, monkeypatch):
    monkeypatch.setattr(candidates, "BLOCK", 3)
    assert BLOCK == 60
    everybody = [of(f"{name} Meier", phone="+4951112345") for name in ("Anna", "Ida", "Ute", "Eva")]
    same = of("Anna Meier", "a@post.example", "+4951112345")
    assert found(desk, same) == [everybody[0]]  # by the name; the number is everybody's
    assert [point.text for point in for_case(user=desk, case=same)[0].score.points] == [
        "gleiche Telefonnummer", "gleicher Name: Anna Meier", "der Name ist selten", "gleiche Art",
        "am selben Tag",
    ]  # fmt: skip
