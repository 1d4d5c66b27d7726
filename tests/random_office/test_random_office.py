import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.random_office.network import Network

STEPS = 50
# 5,000 steps on SQLite, where a step is cheap, 1,000 on PostgreSQL: the same ones each time.
RUNS = {"sqlite": 100, "postgresql": 20}
# `make soak` asks for many more, and for others each time.
SOAK = int(os.environ.get("RANDOM_OFFICE_STEPS", "0"))


@pytest.mark.slow
@pytest.mark.django_db
def test_the_office_at_random():
    run_state_machine_as_test(
        Network,
        settings=settings(
            max_examples=SOAK // STEPS or RUNS[connection.vendor],
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not SOAK,
            suppress_health_check=list(HealthCheck),
        ),
    )
