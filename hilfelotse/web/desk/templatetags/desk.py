"""Pieces that only the desk's pages need."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hilfelotse.base import clock
from hilfelotse.team.queries import deputy_names

register = template.Library()


@register.simple_tag(takes_context=True)
def responsible(context, case):
    """Who has the case; while they are away also who stands in: „Renate (Vertretung: Ayşe)“."""
    deputies = _deputies(context["request"])
    if case.owner_id not in deputies:
        return case.owner_name
    deputy = deputies[case.owner_id]
    text = _("Vertretung: %(name)s") % {"name": deputy} if deputy else _("abwesend, für alle")
    return format_html("{} <span class='muted'>({})</span>", case.owner_name, text)


def _deputies(request) -> dict[int, str]:
    """Asked once a page, however many cases are on it."""
    if not hasattr(request, "deputies_today"):
        request.deputies_today = deputy_names(clock.today())
    return request.deputies_today
