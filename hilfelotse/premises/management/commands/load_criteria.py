from django.core.management.base import BaseCommand

from hilfelotse.premises.actions.criteria import load_criteria


class Command(BaseCommand):
    help = "Add the published criteria for buildings and plots; safe to run again."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_criteria()} criteria added")
