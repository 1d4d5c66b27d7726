"""What people are told about periods is what the software does."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from hilfelotse.office import deadlines
from hilfelotse.placements import clearance
from hilfelotse.privacy import notice
from hilfelotse.privacy.actions import retention
from hilfelotse.web.portal import draft


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (timedelta(hours=1), "1 Stunde"), (timedelta(hours=24), "24 Stunden"),
        (timedelta(days=7), "7 Tage"), (timedelta(days=30), "30 Tage"),
        (timedelta(days=183), "6 Monate"), (timedelta(days=365), "12 Monate"),
        (relativedelta(months=3), "3 Monate"), (relativedelta(months=1), "1 Monat"),
    ],
)  # fmt: skip
def test_a_time_in_words(kept, words):
    assert notice.in_words(kept) == words


def test_the_periods_are_those_that_erase():
    told = [period.kept for period in notice.periods()]
    for kept in (
        retention.CLOSED_KEPT, retention.ACCESS_LOG_KEPT, retention.MAIL_KEPT, retention.GAP_KEPT,
        deadlines.CONFIRMATION_VALID, clearance.KEPT_AFTER_END,
        timedelta(seconds=draft.KEPT_SECONDS),
    ):  # fmt: skip
        assert kept in told
    assert notice.concern_kept() == "6 Monate"


def test_a_changed_period_changes_the_words(monkeypatch):
    monkeypatch.setattr(retention, "CLOSED_KEPT", timedelta(days=91))
    assert notice.concern_kept() == "3 Monate"
    assert retention.CLOSED_KEPT in [period.kept for period in notice.periods()]
