from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.seed import is_empty, seed
from hilfelotse.accounts.models import User


class Command(BaseCommand):
    help = "Fills an empty database with the demo: a team, partners, needs, offers and concerns."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are users already"
        )

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data are refused outside demo mode (HILFELOTSE_MODE=demo).")
        if if_empty and User.objects.exists():
            return
        if not is_empty():
            raise CommandError(
                "The database is not empty; demo data are never mixed with others. "
                "Set HILFELOTSE_DATA to a new folder, or remove the old database."
            )
        self.stdout.write("Vorführung: Daten werden angelegt …")
        self.stdout.flush()
        seed()
