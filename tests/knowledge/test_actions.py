"""Keeping answers right, and counting what has none."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge.actions import (
    close_gap,
    confirm_page,
    count_gap,
    describe_page,
    mark_outdated,
    retire_page,
    write_page,
)
from hilfelotse.knowledge.models import Gap, Page
from hilfelotse.knowledge.rules import EDITORS
from tests.factories import knowledge, users
from tests.factories.seen import verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(travel) -> date:
    return travel("2026-11-02 10:00").date()


def test_writing_an_answer(today):
    user = users.caseworker()
    answer = write_page(user=user, title="Wo?", text="Da.", subject="other", keywords="Ort")
    assert (answer.checked_on, answer.checked_by, answer.is_doubtful) == (today, user, False)
    assert verbs(answer) == [("entered", "staff"), ("text_published", "staff")]


def test_who_changes_or_confirms_it_has_checked_it(today, travel):
    answer = knowledge.page(valid_until=date(2026, 11, 30))
    clerk, caseworker = users.user(Role.SWITCHBOARD), users.caseworker()
    travel("2026-11-10 10:00")
    mark_outdated(user=clerk, page=answer, note="Anderes Haus\nseit Montag")
    answer.refresh_from_db()
    assert (answer.is_doubtful, answer.outdated_by, answer.outdated_note) == (
        True, clerk, "Anderes Haus seit Montag")  # fmt: skip
    travel("2026-11-11 10:00")
    confirmed = confirm_page(user=caseworker, page=answer)
    assert (confirmed.is_doubtful, confirmed.checked_on) == (False, date(2026, 11, 11))
    assert (confirmed.valid_until, confirmed.outdated_note) == (date(2026, 11, 30), "")
    mark_outdated(user=clerk, page=answer)
    travel("2026-11-12 10:00")
    changed = describe_page(user=caseworker, page=answer, keywords="Haus")
    assert (changed.is_doubtful, changed.keywords) == (False, "Haus")
    assert (changed.checked_on, changed.checked_by) == (date(2026, 11, 12), caseworker)
    assert [verb for verb, _by in verbs(answer)] == [
        "entered", "text_published", "outdated", "confirmed", "outdated", "changed"]  # fmt: skip


def test_confirming_takes_an_end_away_that_has_passed(today, travel):
    answer = knowledge.page(valid_until=date(2026, 11, 3))
    travel("2026-11-04 10:00")
    assert Page.objects.get().is_doubtful
    assert not confirm_page(user=users.caseworker(), page=answer).is_doubtful


def test_the_first_who_says_it_is_outdated_is_kept(today):
    answer, first = knowledge.page(), users.caseworker()
    mark_outdated(user=first, page=answer, note="falsch")
    mark_outdated(user=users.caseworker(), page=answer, note="auch")
    answer.refresh_from_db()
    assert (answer.outdated_by, answer.outdated_note) == (first, "falsch")
    assert len(verbs(answer)) == 3


@pytest.mark.parametrize("role", [role for role in users.NOT_DESK if role != Role.SWITCHBOARD])
def test_nobody_else_marks_an_answer(role):
    answer = knowledge.page()
    with pytest.raises(PermissionDenied):
        mark_outdated(user=users.user(role), page=answer)


@pytest.mark.parametrize("role", [role for role in users.NOT_DESK if role not in EDITORS])
def test_nobody_else_keeps_pages(role):
    answer, user = knowledge.page(), users.user(role)
    gap = count_gap(text="Wann kommt der Bus?")
    before = list(Page.objects.values()), list(Gap.objects.values())
    for do in (
        lambda: write_page(user=user, title="?", text="!", subject="other"),
        lambda: describe_page(user=user, page=answer, keywords="!"),
        lambda: confirm_page(user=user, page=answer),
        lambda: retire_page(user=user, page=answer),
        lambda: close_gap(user=user, gap=gap),
    ):
        with pytest.raises(PermissionDenied):
            do()
    assert before == (list(Page.objects.values()), list(Gap.objects.values()))


def test_the_same_question_is_counted_not_kept_twice(today, travel):
    first = count_gap(text="Wann fährt der Bus zum Kronsberg?", subject="transport")
    travel("2026-11-03 10:00")
    again = count_gap(text="Bus zum Kronsberg – wann fährt der?")
    other = count_gap(text="Wann fährt der Bus zum Zoo?")
    assert (again.pk, again.times, again.text) == (first.pk, 2, "Wann fährt der Bus zum Kronsberg?")
    assert (again.first_at.date(), again.last_at.date()) == (today, date(2026, 11, 3))
    assert (other.times, Gap.objects.count()) == (1, 2)


def test_who_asked_is_no_part_of_a_gap(today):
    gap = count_gap(
        text="Rückruf an 0511 / 123 456 oder toni@post.example:\n wo gibt es Brot? " * 9
    )
    assert "123" not in gap.text
    assert "toni" not in gap.text
    assert "wo gibt es Brot?" in gap.text
    assert "\n" not in gap.text
    assert len(gap.text) <= 200


@pytest.mark.parametrize("text", ["", "??", "wo der die"])
def test_a_text_without_words_is_no_gap(text):
    assert count_gap(text=text) is None
    assert not Gap.objects.exists()


def test_closing_a_gap_and_asking_again(today):
    user, answer = users.caseworker(), knowledge.page()
    gap = close_gap(user=user, gap=count_gap(text="Wo lernt man Deutsch?"), page=answer)
    assert (gap.state, gap.page) == (Gap.State.ANSWERED, answer)
    again = count_gap(text="Wo lernt man Deutsch?")
    assert (again.state, again.page, again.times) == (Gap.State.OPEN, None, 2)
    assert close_gap(user=user, gap=gap).state == Gap.State.DISMISSED
