"""Two colleagues merge and undo at the same moment. Real threads on both engines."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hilfelotse.cases.models import Case
from hilfelotse.duplicates.actions import CannotMerge, IsMerged, decide, merge, unmerge
from hilfelotse.duplicates.models import Decision
from tests.factories import cases, users

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 15
ANSWERED_WITHIN = 60


@pytest.fixture
def both() -> Iterator[Callable[[Callable, Callable], Counter]]:
    """``both(one, other)``: at the same moment; counts how each one ended."""
    with ThreadPoolExecutor(2) as pool:

        def run(one: Callable, other: Callable) -> Counter:
            start = threading.Barrier(2)

            def act(do: Callable) -> str:
                start.wait()
                try:
                    do()
                except (CannotMerge, IsMerged) as refusal:
                    return type(refusal).__name__
                return "done"

            return Counter(pool.map(act, [one, other], timeout=ANSWERED_WITHIN))

        yield run
        closing = threading.Barrier(2)
        list(pool.map(lambda _: (closing.wait(), connection.close()), range(2)))


def test_crosswise_one_wins_and_nobody_waits_in_a_ring(both):
    user = users.caseworker()
    for _round in range(ROUNDS):
        one, other = cases.question(), cases.question()
        ended = both(
            lambda a=one, b=other: merge(user=user, case=a, into=b),
            lambda a=one, b=other: merge(user=user, case=b, into=a),
        )
        assert ended == {"done": 1, "CannotMerge": 1}
        states = Case.objects.filter(pk__in=[one.pk, other.pk]).values_list("state", flat=True)
        assert sorted(states) == ["closed", "new"]


def test_one_merges_while_the_other_says_they_differ(both):
    user = users.caseworker()
    for _round in range(ROUNDS):
        one, other = cases.question(), cases.question()
        ended = both(
            lambda a=one, b=other: merge(user=user, case=b, into=a),
            lambda a=one, b=other: decide(user=user, first=a, second=b, verdict="different"),
        )
        assert ended["done"] >= 1
        verdict = Decision.objects.get(first=one, second=other).verdict
        assert verdict == "same_concern"  # either first or last
        assert Case.objects.get(pk=other.pk).merged_into_id == one.pk


def test_undoing_while_another_case_comes_in(both):
    user = users.caseworker()
    for _round in range(ROUNDS):
        one, other, third = cases.question(), cases.question(), cases.question()
        merged = merge(user=user, case=other, into=one)
        ended = both(
            lambda case=merged: unmerge(user=user, case=case),
            lambda a=third, b=one: merge(user=user, case=a, into=b),
        )
        assert ended == {"done": 2}
        assert Case.objects.get(pk=other.pk).is_open
