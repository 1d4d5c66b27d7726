from typing import Any

from django.core.management.base import BaseCommand

from hilfelotse.base.worker import Worker


class Command(BaseCommand):
    help = "Runs background tasks and due jobs until it is told to end. Several may run at once."
    # `make check` runs them; a worker that starts again should be back soon.
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        Worker().run()
