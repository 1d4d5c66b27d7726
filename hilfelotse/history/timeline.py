"""Writing and reading the timeline."""

from typing import Any

from django.db import models

from hilfelotse.accounts.models import User
from hilfelotse.history.models import Event


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
