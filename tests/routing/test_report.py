"""The report on texts that avoid the rules' wording. How good it is, is no test."""

import pytest

from benchmarks.routing import concerns, measure, report
from hilfelotse.routing.actions import load_rules
from hilfelotse.routing.match import forget_rules
from hilfelotse.topics.subjects import SUBJECTS


def test_the_texts_are_in_order():
    rows = concerns()
    assert len({row.text for row in rows}) == len(rows) == 60
    assert {row.subject for row in rows} | {row.second for row in rows} <= set(SUBJECTS) | {""}


@pytest.mark.django_db
def test_the_report_runs_and_its_counts_add_up():
    load_rules()
    forget_rules()
    counts = measure()
    assert counts.right + counts.wrong + counts.silent == counts.texts == 60
    assert counts.wrong_out_of_scope <= counts.wrong
    assert counts.dangers_seen <= counts.dangers <= counts.texts
    assert counts.false_alarms <= counts.texts - counts.dangers
    assert len(report(counts)) == 9
