import pytest

from hilfelotse.correspondence import outbox
from hilfelotse.correspondence.models import OutgoingMail
from tests.factories import cases

pytestmark = pytest.mark.django_db


def test_a_letter_that_cannot_be_written_is_shown_and_never_sent(travel, mailoutbox):
    now = travel("2026-11-02 12:00")
    cases.question().party.contact_points.update(confirmed_at=now)
    mail = OutgoingMail.objects.get()
    OutgoingMail.objects.update(template="no_such_letter")
    outbox.deliver(mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error, mail.repeated) == ("failed", "compose", False)
    assert [stuck.pk for stuck in outbox.needs_attention()] == [mail.pk]
    assert mailoutbox == []
