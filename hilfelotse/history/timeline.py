"""Writing and reading the timeline."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from hilfelotse.accounts.models import User
from hilfelotse.history.models import Event

_speaker: ContextVar[str] = ContextVar("speaker", default="")


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Inside, what an organisation does by its link carries the name of who does it.

    So that not every action has to hand a name on that only the timeline needs.
    """
    token = _speaker.set(name)
    try:
        yield
    finally:
        _speaker.reset(token)


def record(
    *,
    subject: models.Model,
    verb: str,
    user: User | None = None,
    by: str | None = None,
    text: str = "",
    **details: Any,
) -> Event:
    """Add to the timeline of ``subject``, inside the transaction of the action that calls.

    ``by`` is needed when nobody is signed in: a citizen or an organisation with a link, the system.
    """
    if by == Event.By.ORGANISATION and user is None and _speaker.get():
        details = {"speaker": _speaker.get()} | details
    return Event.objects.create(
        subject=subject._meta.model_name,
        subject_id=subject.pk,
        verb=verb,
        user=user,
        by=by or (Event.By.STAFF if user else Event.By.SYSTEM),
        text=text,
        details=details,
    )


def of(subject: models.Model) -> models.QuerySet[Event]:
    """Everything that happened to ``subject``, the newest first."""
    return (
        Event.objects.filter(subject=subject._meta.model_name, subject_id=subject.pk)
        .select_related("user")
        .order_by("-at", "-pk")
    )
