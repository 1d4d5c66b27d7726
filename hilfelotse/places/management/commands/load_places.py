from django.core.management.base import BaseCommand

from hilfelotse.places.actions import load_places


class Command(BaseCommand):
    help = "Load districts, quarters and postcodes; safe to run again."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_places()} quarters")
