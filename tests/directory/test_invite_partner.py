import pytest
from django.core.management import CommandError, call_command

from hilfelotse.accounts.models import User
from hilfelotse.directory.models import Membership
from tests.factories import directory

pytestmark = pytest.mark.django_db


def invite(body: str, *more: str) -> None:
    call_command("invite_partner", "Kim@kreis.example", "Kim", body, *more)


def test_a_partner_belongs_to_their_bodies_and_keeps_earlier_roles():
    circle = directory.organisation(name="Kreis Nord")
    department = directory.department(name="Fachbereich Jugend")
    invite("Kreis Nord", "--admin")
    invite("Fachbereich Jugend")
    user = User.objects.get()
    assert user.roles == {"partner", "department"}
    assert dict(Membership.objects.values_list("organisation", "role")) == {
        circle.pk: "admin",
        department.pk: "member",
    }


def test_an_unknown_body_invites_nobody():
    with pytest.raises(CommandError, match="gibt es nicht"):
        invite("Kreis Süd")
    assert not User.objects.exists()
