"""What the desk sees of mails that went wrong, and a mail server that holds nobody up."""

import pytest

from hilfelotse.base import clock
from hilfelotse.correspondence import outbox, tasks
from hilfelotse.correspondence.models import OutgoingMail
from tests.factories import cases, users

pytestmark = pytest.mark.django_db


def test_a_mail_that_is_dealt_with_leaves_the_list(travel):
    travel("2026-11-02 12:00")
    cases.question()
    mail = OutgoingMail.objects.get()
    assert not outbox.set_seen(user=users.caseworker(), mail_id=mail.pk)
    OutgoingMail.objects.update(state="sent", repeated=True)
    assert [stuck.pk for stuck in outbox.needs_attention()] == [mail.pk]
    assert outbox.set_seen(user=users.caseworker(), mail_id=mail.pk)
    assert not outbox.needs_attention().exists()


def test_a_dead_mail_server_is_asked_once_a_round(travel, monkeypatch):
    travel("2026-11-02 12:00")
    for _ in range(3):
        cases.question()
    OutgoingMail.objects.update(next_try_at=clock.now())
    asked = []

    def unreachable(mail_id: int) -> bool:
        asked.append(mail_id)
        return False

    monkeypatch.setattr(outbox, "deliver", unreachable)
    assert tasks.deliver_waiting() == 0
    assert len(asked) == 1
