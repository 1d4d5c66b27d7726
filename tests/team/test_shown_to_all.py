import pytest

from hilfelotse.cases.actions.assign import take
from hilfelotse.cases.queries import NOBODY, Filter, inbox
from tests.factories import cases, roster, users

pytestmark = pytest.mark.django_db


def test_the_work_of_who_is_away_shows_with_the_deputy_or_with_everybody(travel):
    travel("2026-11-02 12:00")
    away, deputy, third = users.caseworker(), users.caseworker(), users.caseworker()
    case = cases.question()
    take(user=away, case=case)

    def seen_by(user) -> tuple[int, int]:
        """In „Meine“, and among what nobody has."""
        nobody = inbox(user=user, view="all", only=Filter(owner=NOBODY))
        return inbox(user=user, view="mine").count(), nobody.count()

    assert [seen_by(user) for user in (away, deputy, third)] == [(1, 0), (0, 0), (0, 0)]
    absence = roster.away(away, deputy)
    assert [seen_by(user) for user in (away, deputy, third)] == [(1, 0), (1, 0), (0, 0)]
    roster.away(deputy)
    assert [seen_by(user) for user in (away, deputy, third)] == [(1, 1), (0, 1), (0, 1)]
    absence.delete()
    assert [seen_by(user) for user in (away, deputy, third)] == [(1, 0), (0, 0), (0, 0)]
