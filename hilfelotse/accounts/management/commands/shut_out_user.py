from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from hilfelotse.accounts.actions import shut_out


class Command(BaseCommand):
    help = "Somebody may no longer sign in: manage.py shut_out_user ADDRESS"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, **options: object) -> None:
        if not shut_out(email=options["email"]):
            raise CommandError("Diese Adresse ist nicht bekannt.")
        self.stdout.write("Die Anmeldung ist gesperrt.")
