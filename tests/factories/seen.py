"""What a test looks at after an action: history, outbox, a picture of the whole database."""

from typing import Any

from django.apps import apps
from django.db import models

from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.history import timeline


def verbs(subject: models.Model) -> list[tuple[str, str]]:
    """(verb, by) of everything that happened to ``subject``, the oldest first."""
    return [(event.verb, event.by) for event in reversed(timeline.of(subject))]


def mails() -> list[tuple[str, str]]:
    """(template, address) of all mails, the oldest first."""
    rows = OutgoingMail.objects.select_related("contact_point", "contact").order_by("pk")
    return [(mail.template, mail.address) for mail in rows]


def database() -> dict[str, list[dict[str, Any]]]:
    """Every column of every row of every table, by the model's name."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }
