from datetime import date

import pytest
from django.core.management import CommandError, call_command

from hilfelotse.office.models import Closure

pytestmark = pytest.mark.django_db


def test_a_closure_is_entered_by_command():
    call_command("add_closure", "2026-12-24", "2027-01-01", "Jahreswechsel")
    closure = Closure.objects.get()
    assert (closure.first_day, closure.last_day) == (date(2026, 12, 24), date(2027, 1, 1))


def test_a_closure_that_runs_backwards_is_refused():
    with pytest.raises(CommandError, match="vor dem ersten"):
        call_command("add_closure", "2027-01-01", "2026-12-24", "Jahreswechsel")
    assert not Closure.objects.exists()
