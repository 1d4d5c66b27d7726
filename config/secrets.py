"""Secrets of a demo installation: made once, kept in the data folder, never in the code."""

import os
import secrets
from pathlib import Path


def demo_secret(path: Path) -> str:
    """The secret in ``path``; made on the first call, readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
