"""Addresses of the partners' place, by the door through which somebody came."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def place(context, page, **kwargs):
    """The address of a page for whoever acts."""
    return context["acting"].url(page, **kwargs)
