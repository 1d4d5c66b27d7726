"""Everything the office knows about one person (Art. 15 and 20 GDPR)."""

from typing import Any

from django.db import models

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.base.privacy import Entry, register
from hilfelotse.history.models import Event
from hilfelotse.people.models import Party
from hilfelotse.privacy.models import Access

EXPORTERS = frozenset({Role.LEAD, Role.DPO})


def export_person(*, user: User, party: Party) -> dict[str, Any]:
    """The registered fields of every row about ``party``, the timeline, and who saw it."""
    require(user, EXPORTERS)
    data: dict[str, Any] = {
        entry.model._meta.label: [_row(row, entry) for row in rows_about(entry, party)]
        for entry in register.entries.values()
        if entry.person and _may_see(user, entry)
    }
    data["history.Event"] = list(
        _events_about(party).values("subject", "at", "verb", "by", "text", "details")
    )
    data["privacy.Access"] = list(
        Access.objects.filter(party_id=party.pk).values("at", "user__name", "route")
    )
    return data


def _may_see(user: User, entry: Entry) -> bool:
    return entry.only_for is None or bool(user.roles & entry.only_for)


def rows_about(entry: Entry, party: Party) -> models.QuerySet:
    """The rows of a registered model that are about ``party``."""
    rows = entry.model._base_manager
    # By key: a mail that lies in two cases of a person is one row.
    mine = rows.filter(**{entry.person: party.pk}).values("pk")
    return rows.filter(pk__in=mine).order_by("pk")


def _events_about(party: Party) -> models.QuerySet[Event]:
    cases = list(party.cases.values_list("pk", flat=True))
    of_cases = Event.objects.filter(subject="case", subject_id__in=cases)
    return (of_cases | Event.objects.filter(subject="party", subject_id=party.pk)).order_by("at")


def _row(row: models.Model, entry: Entry) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if field.name in entry.fields]
    return {name: getattr(row, name) for name in names}
