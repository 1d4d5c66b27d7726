from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from hilfelotse.directory.actions import invite_partner
from hilfelotse.directory.models import Membership, Organisation


class Command(BaseCommand):
    help = "Let somebody of a body sign in: manage.py invite_partner ADDRESS NAME ORGANISATION"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("organisation")
        parser.add_argument("--admin", action="store_true")

    def handle(self, *args: object, **options: str) -> None:
        organisation = Organisation.objects.filter(name=options["organisation"]).first()
        if organisation is None:
            raise CommandError("Diese Stelle gibt es nicht.")
        role = Membership.Role.ADMIN if options["admin"] else Membership.Role.MEMBER
        invite_partner(
            email=options["email"], name=options["name"], organisation=organisation, role=role
        )
        self.stdout.write(
            f"{options['email']} kann sich anmelden, sobald über „Passwort vergessen“ ein Passwort"
            " gesetzt ist."
        )
