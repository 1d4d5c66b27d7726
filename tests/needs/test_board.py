import pytest

from hilfelotse.needs.models import Need
from hilfelotse.needs.queries import PAGE, board
from hilfelotse.web.portal.cards import cards
from tests.factories import directory, needs, places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(travel):
    travel("2026-11-02 12:00")


def pages(**filters) -> list[list[Need]]:
    """All pages of the board."""
    found, page = [], board(**filters)
    while True:
        found.append(page.needs)
        if page.next is None:
            return found
        page = board(**filters, after=page.next)


@pytest.mark.parametrize("total", [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 2 * PAGE + 3])
def test_paging_shows_each_need_once_in_order(total):
    circle = directory.organisation()
    for number in range(total):
        needs.open_need(organisation=circle, urgency=1 + number % 4)
    found = pages()
    assert [len(page) for page in found[:-1]] == [PAGE] * (len(found) - 1)
    assert len(found) == max(1, -(-total // PAGE))
    shown = [need for page in found for need in page]
    assert shown == sorted(Need.objects.all(), key=lambda need: (-need.urgency, -need.pk))


def test_what_is_not_for_the_public_is_not_on_the_board():
    shown = needs.open_need(quantity=2, taken=1)
    hidden_body = directory.organisation(is_public=False)
    needs.open_need(organisation=hidden_body)
    needs.open_need(is_public=False)
    needs.open_need(quantity=2, taken=2)
    needs.open_need(valid_until="2026-11-01")
    for state in set(Need.State) - {Need.State.OPEN}:
        needs.open_need(state=state)
    assert pages() == [[shown]]


def test_the_filters():
    zoo = places.quarter("Zoo")
    one = needs.open_need(quarter=zoo, urgency=4, activity="KUL")
    two = needs.open_need(urgency=4)
    three = needs.open_need(urgency=1, activity="KUL")
    assert pages(district_id=zoo.district_id) == [[one]]
    assert pages(activity="KUL") == [[one, three]]
    assert pages(urgency=4) == [[two, one]]
    assert pages(urgency=4, activity="KUL", district_id=two.quarter.district_id) == [[]]


def test_a_page_costs_one_query(django_assert_num_queries):
    for _ in range(PAGE + 1):
        needs.open_need()
    with django_assert_num_queries(1):
        drawn = cards(board().needs)
    assert len(drawn) == PAGE
