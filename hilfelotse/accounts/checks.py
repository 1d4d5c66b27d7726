"""A database that was filled by the demo must never serve real people."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

DEMO_DOMAIN = "@hilfelotse.example"


@register(Tags.database)
def no_demo_users(databases: list[str] | None = None, **_kwargs: object) -> list[CheckMessage]:
    """In production no sign-in of the demo may exist: its password is known to everybody."""
    from hilfelotse.accounts.models import User

    if settings.DEMO or not databases:
        return []
    if User.objects.filter(email__endswith=DEMO_DOMAIN).exists():
        text = "This database holds the demo's users, whose password is public."
        return [Error(text, hint="Start production with an empty database.", id="accounts.E001")]
    return []
