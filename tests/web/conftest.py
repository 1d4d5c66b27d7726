"""One office for all tests of a file: building it anew for each would take most of the time."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.web.world import World


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Gone after the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World().build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world: World, db) -> World:
    """The office as it was built; what a test does to it is gone after the test."""
    return built_world
