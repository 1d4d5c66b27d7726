from django.core.management.base import BaseCommand

from hilfelotse.routing.actions import load_rules


class Command(BaseCommand):
    help = "Add the first rules for „Wohin?“ that are not there yet; safe to run again."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_rules()} rules added")
