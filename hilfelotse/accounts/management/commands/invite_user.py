from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from hilfelotse.accounts.actions import invite
from hilfelotse.accounts.roles import Role


class Command(BaseCommand):
    help = "Let somebody sign in: manage.py invite_user ADDRESS NAME ROLE [ROLE …]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("roles", nargs="+", choices=Role.values)

    def handle(self, *args: object, **options: object) -> None:
        user = invite(email=options["email"], name=options["name"], roles=options["roles"])
        self.stdout.write(
            f"{user.email} kann sich anmelden, sobald über „Passwort vergessen“ ein Passwort"
            " gesetzt ist."
        )
