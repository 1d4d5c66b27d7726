import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from hilfelotse.accounts.actions import invite, shut_out
from hilfelotse.accounts.checks import no_demo_users
from hilfelotse.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_invited_user_has_roles_and_no_password():
    user = invite(email="Neu@Stadt.example", name="Noor Neu", roles=["lead", "inspector"])
    user = User.objects.get(pk=user.pk)
    assert (user.email, user.name, user.is_active) == ("neu@stadt.example", "Noor Neu", True)
    assert user.roles == {"lead", "inspector"}
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified


def test_inviting_again_sets_name_and_roles_anew_and_keeps_the_password():
    user = invite(email="neu@stadt.example", name="Noor Neu", roles=["lead"])
    user.set_password("ein langes Passwort")
    user.save()
    shut_out(email="neu@stadt.example")
    invite(email="NEU@stadt.example", name="Noor Alt", roles=["caseworker"])
    user = User.objects.get()
    assert (user.name, user.is_active, user.roles) == ("Noor Alt", True, {"caseworker"})
    assert user.check_password("ein langes Passwort")


def test_the_command_lets_in(capsys):
    call_command("invite_user", "a@stadt.example", "A", "lead", "dpo")
    assert User.objects.get().roles == {"lead", "dpo"}


def test_production_refuses_the_users_of_the_demo(settings):
    settings.DEMO = False
    assert no_demo_users(databases=["default"]) == []
    invite(email="x@hilfelotse.example", name="X", roles=["lead"])
    assert [error.id for error in no_demo_users(databases=["default"])] == ["accounts.E001"]
    settings.DEMO = True
    assert no_demo_users(databases=["default"]) == []
