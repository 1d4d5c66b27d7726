import pytest
from django.core.management import CommandError, call_command

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.assign import assign, take
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from tests.factories import cases, seen, users

pytestmark = pytest.mark.django_db


def test_whoever_leaves_leaves_no_case_behind(travel):
    travel("2026-11-02 12:00")
    leaving, staying = users.caseworker(email="a@stadt.example"), users.caseworker()
    hers, his = cases.question(), cases.question()
    take(user=leaving, case=hers)
    take(user=staying, case=his)
    call_command("shut_out_user", "A@stadt.example")
    assert not User.objects.get(pk=leaving.pk).is_active
    hers, his = Case.objects.get(pk=hers.pk), Case.objects.get(pk=his.pk)
    assert (hers.owner, hers.queue, his.owner) == (None, "desk", staying)
    assert seen.verbs(hers)[-1] == ("queued", "system")


def test_a_restricted_case_goes_to_the_lead(travel):
    travel("2026-11-02 12:00")
    leaving, case = users.caseworker(), cases.question()
    restrict(case=case)
    assign(user=users.user(Role.LEAD), case=case, owner=leaving)
    call_command("shut_out_user", leaving.email)
    case.refresh_from_db()
    assert (case.owner, case.queue) == (None, "lead")


def test_an_unknown_address_changes_nothing():
    with pytest.raises(CommandError, match="nicht bekannt"):
        call_command("shut_out_user", "b@stadt.example")
