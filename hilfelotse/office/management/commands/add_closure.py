from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hilfelotse.office.models import Closure


class Command(BaseCommand):
    help = "Days on which the office is closed: manage.py add_closure 2026-12-24 2027-01-01 REASON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("first_day", type=date.fromisoformat)
        parser.add_argument("last_day", type=date.fromisoformat)
        parser.add_argument("reason")

    def handle(self, *args: object, **options: Any) -> None:
        if options["last_day"] < options["first_day"]:
            raise CommandError("Der letzte Tag liegt vor dem ersten.")
        fields = ("first_day", "last_day", "reason")
        Closure.objects.create(**{name: options[name] for name in fields})
        self.stdout.write("Eingetragen. Portal und Fristen kennen es in einer Minute.")
