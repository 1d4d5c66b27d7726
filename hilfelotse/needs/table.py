"""Needs as rows of a table that people keep in their spreadsheets."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.base.text import clean_line, clean_text, fold
from hilfelotse.directory.models import Organisation
from hilfelotse.needs import kinds
from hilfelotse.needs.actions.keep import DEFAULT_VALID
from hilfelotse.needs.models import Need
from hilfelotse.places.models import Quarter
from hilfelotse.topics.activities import CHOICES as ACTIVITIES
from hilfelotse.topics.goods import CHOICES as GOODS
from hilfelotse.topics.goods import Unit
from hilfelotse.topics.times import Frequency

# Field → German and English heading. Files keep the German ones, whoever reads them.
HEADINGS = {
    "title": ("Titel", "Title"),
    "description": ("Beschreibung", "Description"),
    "kind": ("Art", "Kind"),
    "quantity": ("Anzahl", "Quantity"),
    "quarter": ("Stadtteil", "Quarter"),
    "activity": ("Aufgabe", "Activity"),
    "frequency": ("Wie oft", "How often"),
    "goods": ("Sachen", "Goods"),
    "unit": ("Einheit", "Unit"),
    "valid_until": ("Gilt bis", "Valid until"),
}
_CHOICES = {
    "kind": Need.Kind.choices,
    "activity": ACTIVITIES,
    "frequency": Frequency.choices,
    "goods": GOODS,
    "unit": Unit.choices,
}
_MOST_LETTERS = {"title": 120, "description": 3000}


class NoHeadings(Exception):
    """The first row does not say which column is which: at least the title must be there."""


@dataclass
class Line:
    """One row that was read: the fields of a need, or what is wrong, by the name of the field."""

    number: int
    cells: list[str]
    fields: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str | Promise] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.fields.get("title") or "")

    @property
    def told(self) -> list[tuple[str, str | Promise]]:
        """The problems under the headings of the file."""
        return [(HEADINGS.get(name, (name,))[0], text) for name, text in self.problems.items()]


def rows_of(needs: list[Need]) -> list[list[object]]:
    """With the headings, to be written to a file."""
    head: list[object] = [*(german for german, _english in HEADINGS.values()), "Stand", "Vergeben"]
    return [head, *(_row(need) for need in needs)]


def _row(need: Need) -> list[object]:
    return [
        need.title, need.description, need.get_kind_display(), need.quantity, need.quarter.name,
        need.get_activity_display(), need.get_frequency_display(), need.get_goods_display(),
        need.get_unit_display(), f"{need.valid_until:%d.%m.%Y}", need.get_state_display(),
        need.taken,
    ]  # fmt: skip


def read_lines(rows: list[list[str]], organisation: Organisation) -> list[Line]:
    """What the rows mean, for ``organisation``. Raises NoHeadings."""
    columns = _columns(rows[0])
    quarters = {fold(quarter.name): quarter for quarter in Quarter.objects.all()}
    return [
        _line(number, cells, columns, quarters, organisation)
        for number, cells in enumerate(rows[1:], start=2)
    ]


def _columns(head: list[str]) -> dict[str, int]:
    known = {fold(word): name for name, words in HEADINGS.items() for word in (*words, name)}
    found = {known[fold(cell)]: at for at, cell in enumerate(head) if fold(cell) in known}
    if "title" not in found:
        raise NoHeadings
    return found


def _line(
    number: int,
    cells: list[str],
    columns: dict[str, int],
    quarters: dict[str, Quarter],
    organisation: Organisation,
) -> Line:
    said = {name: cells[at] for name, at in columns.items() if at < len(cells) and cells[at]}
    line = Line(number, cells)
    fields: dict[str, Any] = {
        "organisation": organisation, "title": clean_line(said.get("title", "")),
        "description": clean_text(said.get("description", "")) or clean_line(said.get("title", "")),
        "kind": Need.Kind.HELPERS, "activity": "", "frequency": Frequency.WEEKLY, "slots": 0,
        "goods": "", "unit": Unit.PIECE, "urgency": Need.Urgency.MONTH, "needs_clearance": False,
        "adults_only": False, "quantity": 0, "valid_until": clock.today() + DEFAULT_VALID,
    }  # fmt: skip
    for name, choices in _CHOICES.items():
        if name in said:
            fields[name] = _chosen(said[name], choices)
            if fields[name] is None:
                line.problems[name] = _("„%(word)s“ kennen wir nicht.") % {"word": said[name][:60]}
    fields["quarter"] = quarters.get(fold(said.get("quarter", ""))) or organisation.quarter
    if ("quarter" in said and fold(said["quarter"]) not in quarters) or not fields["quarter"]:
        line.problems["quarter"] = _("Diesen Stadtteil kennen wir nicht.")
    _read_number(said, fields, line)
    _read_day(said, fields, line)
    _check_words(fields, line)
    if not line.problems:
        line.problems = kinds.problems(kinds.only_own(fields), {})
    line.fields = fields
    return line


def _chosen(word: str, choices: Iterable[tuple[Any, Any]]) -> str | None:
    """By its code or by its name in the language of the page."""
    for code, name in choices:
        if fold(word) in (fold(str(code)), fold(str(name))):
            return code
    return None


def _read_number(said: dict[str, str], fields: dict[str, Any], line: Line) -> None:
    word = said.get("quantity", "")
    if word.isascii() and word.isdigit() and len(word) <= 9:
        fields["quantity"] = int(word)
    else:
        line.problems["quantity"] = _("Geben Sie eine Zahl ein, zum Beispiel 3.")


def _read_day(said: dict[str, str], fields: dict[str, Any], line: Line) -> None:
    if "valid_until" not in said:
        return
    day = _day(said["valid_until"])
    if day is None:
        line.problems["valid_until"] = _("Geben Sie ein Datum ein, zum Beispiel 24.12.2026.")
    else:
        fields["valid_until"] = day


def _day(word: str) -> date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"):
        with suppress(ValueError):
            return datetime.strptime(word, form).date()
    return None


def _check_words(fields: dict[str, Any], line: Line) -> None:
    if not fields["title"]:
        line.problems["title"] = _("Geben Sie einen Titel ein.")
    for name, most in _MOST_LETTERS.items():
        if len(fields[name]) > most:
            line.problems[name] = _("Das sind mehr als %(most)s Zeichen.") % {"most": most}
