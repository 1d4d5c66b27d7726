"""A double click whose two requests arrive at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hilfelotse.base.models import Link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.intake.receive import Receipt
from hilfelotse.people.models import Party
from tests.factories import offers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CLICKS = 4
ROUNDS = 10


def test_clicks_at_the_same_moment_make_one_case_and_get_one_answer():
    offers.receive(key="before")  # the postcode is there
    with ThreadPoolExecutor(CLICKS) as pool:
        for number in range(ROUNDS):
            start = threading.Barrier(CLICKS)

            def click(_: int, key: str = f"form-{number}", start=start) -> Receipt:
                start.wait()
                try:
                    return offers.receive(key=key)
                finally:
                    connection.close()

            receipts = list(pool.map(click, range(CLICKS), timeout=60))
            assert set(receipts) == {receipts[0]}
    for model in (Case, Party, OutgoingMail):
        assert model.objects.count() == ROUNDS + 1
    assert Link.objects.filter(purpose="status").count() == ROUNDS + 1
