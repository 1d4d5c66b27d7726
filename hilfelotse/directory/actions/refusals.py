"""Why the directory says no."""

from django.core.exceptions import PermissionDenied


class NotDated(ValueError):
    """The day lies before the beginning of what it should end."""


class BadPause(ValueError):
    """A pause in the past, or one that would never end."""


class NotANumber(ValueError):
    """Nobody takes so many new helpers a month."""


class NotOfThisBody(ValueError):
    """Somebody of another body, or the person themselves, cannot stand in."""


class NobodyLeft(ValueError):
    """Without an active contact nobody could ask the body any more. Only the desk may do that."""


class NotTaken(ValueError):
    """Such goods nobody takes, or they are named twice."""


class DeskOnly(PermissionDenied):
    """What a body is and what it has signed, the desk enters."""
