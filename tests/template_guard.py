"""An undefined variable in a template of ours fails the test; Django would print nothing.

`{% if name %}` may still ask for a name that is not there. Templates of Django and allauth, which
rely on the empty string, are let through.
"""

import sys
from pathlib import Path

from django.template.base import Node, Origin

ROOT = Path(__file__).resolve().parent.parent


class UndefinedVariableError(AssertionError):
    """A template names a variable that its context does not have."""


class UndefinedVariable(str):
    """Stands in ``string_if_invalid``: Django asks for "%s" in it and formats it with the name."""

    __slots__ = ()

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __bool__(self) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        node = rendering_node()
        if node is not None and is_ours(node.origin):
            line = getattr(node.token, "lineno", "?")
            raise UndefinedVariableError(f"{node.origin.name}:{line}: {name} is not defined")
        return ""


def rendering_node() -> Node | None:
    """The innermost template node that is being rendered."""
    frame = sys._getframe()
    while frame is not None:
        candidate = frame.f_locals.get("self")
        if isinstance(candidate, Node) and getattr(candidate, "origin", None):
            return candidate
        frame = frame.f_back
    return None


def is_ours(origin: Origin) -> bool:
    """True for templates in this project, its virtual environment excepted."""
    path = Path(origin.name)
    return path.is_relative_to(ROOT) and "site-packages" not in path.parts
