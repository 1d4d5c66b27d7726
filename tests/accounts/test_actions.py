import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from hilfelotse.accounts.actions import invite, shut_out
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


def test_the_commands_let_in_and_out(capsys):
    call_command("invite_user", "a@stadt.example", "A", "lead", "dpo")
    assert User.objects.get().roles == {"lead", "dpo"}
    call_command("shut_out_user", "A@stadt.example")
    assert not User.objects.get().is_active
    with pytest.raises(CommandError, match="nicht bekannt"):
        call_command("shut_out_user", "b@stadt.example")
