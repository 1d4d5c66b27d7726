from datetime import timedelta

import pytest
from django.utils import timezone

from hilfelotse.office import deadlines, hours

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_closures():
    hours.forget_closures()


def local(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def test_what_the_office_promises(travel):
    travel("2026-11-05 12:00")  # Thursday
    assert local(deadlines.first_reply()) == "2026-11-09 13:00"
    assert local(deadlines.referral_answer()) == "2026-11-10 13:00"
    assert local(deadlines.back_at_the_desk()) == "2026-11-06 12:00"
    assert local(deadlines.pool_check_back()) == "2026-11-19 17:00"
    assert local(deadlines.placement_check_back()) == "2026-11-19 17:00"


def test_how_long_links_live():
    assert timedelta(days=7) == deadlines.CONFIRMATION_VALID
    assert timedelta(days=180) == deadlines.STATUS_LINK_VALID
    assert timedelta(days=30) == deadlines.CONTACT_LINK_VALID
