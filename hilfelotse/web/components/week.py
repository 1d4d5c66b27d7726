"""The week as a table of 49 boxes, for needs and for offers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy

from hilfelotse.topics import times


class Week(forms.CheckboxSelectMultiple):
    """The week as a table: days across, parts of the day down, one box each."""

    template_name = "components/slots_week.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [
            option
            for _group, options, _index in context["widget"]["optgroups"]
            for option in options
        ]
        context["days"] = times.DAYS
        context["rows"] = [
            {"name": part_name, "hours": hours, "options": options[part :: len(times.PARTS)]}
            for part, (_key, part_name, hours) in enumerate(times.PARTS)
        ]
        return context


SLOTS = [
    (str(day * len(times.PARTS) + part), format_lazy("{} {}", day_name, part_name))
    for day, day_name in enumerate(times.DAYS)
    for part, (_key, part_name, _hours) in enumerate(times.PARTS)
]


def mask(ticked: Iterable[str]) -> int:
    """The set of slots behind the ticked boxes."""
    return sum(1 << int(bit) for bit in ticked)


def bits(slots: int) -> list[str]:
    """The boxes to tick for a set of slots."""
    return [value for value, _label in SLOTS if slots >> int(value) & 1]
