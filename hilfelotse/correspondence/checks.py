"""What `manage.py check`, and so every start, says about the mailboxes."""

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from hilfelotse.correspondence.mailbox import mailboxes


@register()
def mailbox_addresses(**_kwargs: object) -> list[CheckMessage]:
    """A mailbox that nobody can find is told at the start, not at night in the log."""
    try:
        boxes = mailboxes()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="correspondence.E001")]
    names = [box.name for box in boxes]
    if len(set(names)) < len(names):
        return [Error("MAILBOX_URL names a mailbox twice.", id="correspondence.E002")]
    return []
