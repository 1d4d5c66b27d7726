import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.random_office.network import Network

STEPS = 50
# 5,000 steps on SQLite, where a step is cheap, 1,000 on PostgreSQL; 100,000 in `make soak`.
RUNS = {"sqlite": 100, "postgresql": 20}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_office_at_random():
    run_state_machine_as_test(
        Network,
        settings=settings(
            max_examples=RUNS[connection.vendor],
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
