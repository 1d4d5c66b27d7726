"""What is needed now of the things a caller speaks of."""

import pytest

from hilfelotse.needs.models import Need
from hilfelotse.needs.queries import wanted
from tests.factories import directory, needs

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> None:
    urgency = Need.Urgency
    kitchen = directory.organisation(name="Lindener Küchenrunde")
    needs.open_need(title="Deutsch üben im Café", activity="SPR", urgency=urgency.MONTH)
    needs.open_need(title="Umzug am Samstag", activity="FAH", urgency=urgency.ACUTE)
    needs.open_need(
        title="Tische decken", activity="ESS", urgency=urgency.WEEK, organisation=kitchen
    )
    needs.open_need(title="Voll", activity="SPR", quantity=1, taken=1)
    needs.open_need(title="Deutsch intern", activity="SPR", is_public=False)
    needs.open_need(title="Deutsch später", activity="SPR", state=Need.State.DRAFT)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Deutsch", ["Deutsch üben im Café"]),
        ("möchte beim Umz", ["Umzug am Samstag"]),
        ("küche", ["Tische decken"]),  # by the organisation
        ("kochen", ["Tische decken"]),  # by the activity
        ("Umzug oder Deutsch", ["Umzug am Samstag", "Deutsch üben im Café"]),  # urgent first
        ("Xylophon", []),
        ("", ["Umzug am Samstag", "Tische decken", "Deutsch üben im Café"]),
    ],
)
def test_by_words_the_most_urgent_first(board, text, titles):
    assert [need.title for need in wanted(text)] == titles


def test_a_limit(board):
    assert len(wanted("", limit=2)) == 2
