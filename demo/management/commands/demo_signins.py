from typing import Any

from django.core.management.base import BaseCommand

from demo.team import PASSWORD, sign_ins
from hilfelotse.accounts.models import User


class Command(BaseCommand):
    help = "Prints one sign-in of the demo for each role."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        known = set(User.objects.values_list("email", flat=True))
        found = [sign_in for sign_in in sign_ins() if sign_in.email in known]
        if not found:
            return
        width = max(len(sign_in.role) for sign_in in found)
        address = max(len(sign_in.email) for sign_in in found)
        self.stdout.write("\nAnmeldungen der Vorführung:")
        for sign_in in found:
            self.stdout.write(f"  {sign_in.role:{width}}  {sign_in.email:{address}}  {PASSWORD}")
