"""The register of every field: what it is for, on what ground, how long, and who gets it.

Each package fills it in its ``privacy.py``; ``privacy`` reads it and imports nobody's models by
name. A model field without an entry fails the suite (GDPR Art. 5 and 30).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

TASK = "Art. 6 (1) e GDPR with § 3 NDSG: public task"
CONSENT = "Art. 6 (1) a GDPR: consent"
CHILD_PROTECTION = "§ 72a (5) SGB VIII"


@dataclass(frozen=True)
class Purpose:
    """Why a group of fields is kept, on what ground, how long, and who gets it."""

    why: str
    ground: str = TASK
    retention: str = "with its case"
    recipients: str = "the office"
    personal: bool = True


TECHNICAL = Purpose("running the software", retention="with its row", personal=False)


@dataclass(frozen=True)
class Entry:
    """A model's entry: its fields' purposes, and how one person's rows are found and erased.

    ``person``: the path from the model to the ``people.Party`` it is about ("" = no person).
    ``erase``: what becomes of those rows; None = they go with the row they hang on.
    """

    model: type[models.Model]
    fields: dict[str, Purpose]
    person: str = ""
    erase: Callable[[models.QuerySet], Any] | None = None
    only_for: frozenset[str] | None = None  # roles that may see the rows in an export


@dataclass
class Register:
    entries: dict[type[models.Model], Entry] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Enter a model; entering it twice is a mistake."""
        if entry.model in self.entries:
            raise ValueError(f"{entry.model.__name__} is registered twice")
        self.entries[entry.model] = entry


register = Register()


def group(purpose: Purpose, *names: str) -> dict[str, Purpose]:
    """The same purpose for several fields."""
    return dict.fromkeys(names, purpose)
