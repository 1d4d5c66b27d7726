"""Inputs drawn in Python. A page has a hundred of them; a template for each would cost more
than all the rest of the page.

What is not listed in ``DRAWN`` keeps its template.
"""

import html
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeData, SafeString, mark_safe

Widget = dict[str, Any]  # what Widget.get_context() calls "widget"


def draw_input(widget: Widget) -> SafeString:
    """Any `<input>`."""
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    return mark_safe(  # noqa: S308 - all values are escaped
        f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{value}'
        f"{_attributes(widget['attrs'])}>"
    )


def draw_select(widget: Widget) -> SafeString:
    """Django's select inside the frame that draws the arrow."""
    groups = (
        _group(name, "".join(map(_option, options)))
        for name, options, _index in widget["optgroups"]
    )
    return mark_safe(  # noqa: S308 - all values are escaped
        f'<div class="select"><select name="{escape(widget["name"])}"'
        f"{_attributes(widget['attrs'])}>{''.join(groups)}</select></div>"
    )


def draw_choices(widget: Widget) -> SafeString:
    """Radios or boxes: every row is one large target, and groups are real groups."""
    rows = (
        _titled(f"{widget['attrs'].get('id', '')}_group_{index}", name, map(_choice, options))
        for name, options, index in widget["optgroups"]
    )
    return mark_safe(f'<div class="choices">{"".join(rows)}</div>')  # noqa: S308 - as above


DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    f"django/forms/widgets/{name}.html": draw
    for name, draw in {
        "text": draw_input,
        "hidden": draw_input,
        "email": draw_input,
        "password": draw_input,
        "checkbox": draw_input,
        "select": draw_select,
        "radio": draw_choices,
        "checkbox_select": draw_choices,
    }.items()
}


def _attributes(attrs: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in attrs.items()
        if value is not False and value is not None
    )


def _option(option: Widget) -> str:
    value = escape(option["value"])
    return (
        f'<option value="{value}"{_attributes(option["attrs"])}>{escape(option["label"])}</option>'
    )


def _group(name: str | None, options: str) -> str:
    return f'<optgroup label="{escape(name)}">{options}</optgroup>' if name else options


def _choice(option: Widget) -> str:
    id_ = escape(option["attrs"].get("id", ""))
    hint = option.get("hint")
    return (
        f'<div class="choice">{draw_input(option)}<label for="{id_}">{escape(option["label"])}'
        "</label>"
        + (f'<p class="choices__hint" id="{id_}_hint">{escape(hint)}</p>' if hint else "")
        + "</div>"
    )


def _titled(id_: str, name: str | None, rows: Any) -> str:
    if not name:
        return "".join(rows)
    return (
        f'<div class="choices__group" role="group" aria-labelledby="{escape(id_)}">'
        f'<p class="choices__title" id="{escape(id_)}">{escape(name)}</p>{"".join(rows)}</div>'
    )


def escape(value: Any) -> str:
    """Like Django's ``conditional_escape``, at a third of its price."""
    text = str(value)
    return text if isinstance(text, SafeData) else html.escape(text)
