"""Encrypting the few secrets that the database must keep readable (seeds of second factors)."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (hashlib.sha256(b"hilfelotse.fields:" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def encrypt(text: str) -> str:
    """``text`` under the installation's key."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """What ``encrypt`` was given; raises ``cryptography.fernet.InvalidToken`` for anything else."""
    return _cipher().decrypt(text.encode()).decode()
