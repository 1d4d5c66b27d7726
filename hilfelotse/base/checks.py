"""What `manage.py check` says about the database that is in use."""

import sqlite3

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register

# Before this version several connections in WAL mode can lose committed data.
WAL_SAFE_SINCE = (3, 51, 3)  # sqlite.org/wal.html#walresetbug


@register(Tags.database)
def journal_mode(**_kwargs: object) -> list[CheckMessage]:
    """Which of SQLite's two safe settings is in force, and why."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    if sqlite3.sqlite_version_info >= WAL_SAFE_SINCE:
        return []
    version = sqlite3.sqlite_version
    text = f"SQLite {version} has the WAL-reset bug: journal_mode=DELETE, synchronous=EXTRA."
    return [Info(text, hint="PostgreSQL is quicker, and right for production.", id="base.I001")]
