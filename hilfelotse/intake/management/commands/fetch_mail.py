from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hilfelotse.correspondence.mailbox import MailboxUnreachable, fetch, mailboxes
from hilfelotse.correspondence.models import ReceivedMail
from hilfelotse.intake.mail import file_mail, outcome


class Command(BaseCommand):
    help = "Fetch the mailboxes of MAILBOX_URL once and say what became of each message."

    def handle(self, *args: Any, **options: Any) -> None:
        boxes = mailboxes()
        if not boxes:
            raise CommandError("MAILBOX_URL names no mailbox.")
        unreachable = []
        for box in boxes:
            try:
                for fetched in fetch(box):
                    self._say(fetched.mail_id, "" if fetched.is_new else "already known: ")
            except MailboxUnreachable as error:
                unreachable.append(str(error))
        for mail_id in _left_over():
            self._say(mail_id, "")
        if unreachable:
            raise CommandError("\n".join(unreachable))

    def _say(self, mail_id: int, before: str) -> None:
        mail = file_mail(mail_id)
        self.stdout.write(f"{mail}  {before}{outcome(mail)}")


def _left_over() -> Iterator[int]:
    """What an earlier round stored and nobody has read yet."""
    waiting = ReceivedMail.objects.filter(state=ReceivedMail.State.STORED).order_by("pk")
    yield from waiting.values_list("pk", flat=True)
