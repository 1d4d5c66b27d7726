from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hilfelotse.accounts.actions import shut_out
from hilfelotse.cases.actions.assign import release_all


class Command(BaseCommand):
    help = "Somebody may no longer sign in; their cases go back to everybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: object, **options: str) -> None:
        if not shut_out(email=options["email"]):
            raise CommandError("Diese Adresse ist nicht bekannt.")
        count = release_all(email=options["email"])
        self.stdout.write(f"Die Anmeldung ist gesperrt, {count} Vorgänge gehören wieder allen.")
