"""How fresh a translation is: told by the German version it belongs to, never by a date.

After the model of Integreat's CMS (standards L-04): outdated wins over machine.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from hilfelotse.knowledge.models import Page, Translation

SOURCE = "de"
# What a reader sees instead, in this order; German always ends it. Fixed, and never across a pair
# of languages of which one was forced upon the speakers of the other (uk→ru, kmr→tr, ckb→ar).
CHAINS: dict[str, tuple[str, ...]] = {"de-simple": (SOURCE,), "prs": ("fa", "en", SOURCE)}
_USUAL = ("en", SOURCE)


class Freshness(models.TextChoices):
    UP_TO_DATE = "up_to_date", _("aktuell")
    IN_WORK = "in_work", _("in Arbeit")
    OUTDATED = "outdated", _("veraltet")
    MACHINE = "machine", _("von einer Maschine übersetzt")
    FALLBACK = "fallback", _("in einer anderen Sprache")
    MISSING = "missing", _("fehlt")


def chain(language: str) -> tuple[str, ...]:
    """The languages to read instead of this one, the best first."""
    found = CHAINS.get(language, _USUAL)
    return tuple(other for other in found if other != language)


def freshness(page: Page, language: str, rows: Mapping[str, Translation]) -> Freshness:
    """Of a page in a language; ``rows`` are its translations by language."""
    if language == SOURCE:
        return Freshness.UP_TO_DATE
    row = rows.get(language)
    if row is not None:
        if row.source_version == page.version:
            is_approved = not row.is_machine or row.approved_at is not None
            return Freshness.UP_TO_DATE if is_approved else Freshness.MACHINE
        if row.in_work_for == page.version:
            return Freshness.IN_WORK
        if row.source_version:
            return Freshness.OUTDATED
    others = (rows.get(other) for other in chain(language))
    has_other = any(other is not None and other.source_version for other in others)
    return Freshness.FALLBACK if has_other else Freshness.MISSING


class Shown(NamedTuple):
    """A page as somebody reads it who chose ``wanted``."""

    page: Page
    wanted: str
    language: str  # of title and text
    title: str
    translation: Translation | None

    @property
    def text(self) -> str:
        """Read when it is asked for: lists of titles leave the texts in the database."""
        return self.translation.text if self.translation else self.page.text

    @property
    def is_fallback(self) -> bool:
        return self.language != self.wanted

    @property
    def is_outdated(self) -> bool:
        """The German text says something else by now."""
        row = self.translation
        return row is not None and row.source_version != self.page.version

    @property
    def is_machine(self) -> bool:
        """Nobody with a name has approved what a machine wrote."""
        row = self.translation
        return row is not None and row.is_machine and row.approved_at is None


def shown(page: Page, language: str, rows: Mapping[str, Translation]) -> Shown:
    """What to show: the wanted language, else the best of its chain, at last German.

    Where an old text could do harm (law, deadlines, health) an outdated one is passed over.
    """
    for candidate in (language, *chain(language)):
        if candidate == SOURCE:
            break
        row = rows.get(candidate)
        if row is None or not row.source_version:
            continue
        if page.hides_old_translations and row.source_version != page.version:
            continue
        return Shown(page, language, candidate, row.title, row)
    return Shown(page, language, SOURCE, page.title, None)
