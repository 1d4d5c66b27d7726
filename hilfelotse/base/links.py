"""Capability links: an address that lets its holder see or do one thing, without an account.

After W3C TAG "Good Practices for Capability URLs": 128 random bits, only the hash is stored,
one purpose and one subject each, an end on the server, acting needs a POST.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings

from hilfelotse.base import clock
from hilfelotse.base.models import Link


class LinkRefused(Exception):
    """The link does not exist, has expired, was used up, or is for something else."""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _store(token: str, purpose: str, subject_id: int, valid: timedelta) -> None:
    link = Link(
        token_hash=_digest(token),
        purpose=purpose,
        subject_id=subject_id,
        expires_at=clock.now() + valid,
        valid_for=valid,
    )
    Link.objects.bulk_create([link], ignore_conflicts=True)


def issue(*, purpose: str, subject_id: int, valid: timedelta) -> str:
    """A fresh token for ``purpose`` on ``subject_id``, valid for ``valid``."""
    token = secrets.token_urlsafe(16)
    _store(token, purpose, subject_id, valid)
    return token


def issue_for_submission(*, purpose: str, subject_id: int, valid: timedelta, key: str) -> str:
    """The token that belongs to a form's idempotency ``key``: a retry gets the same answer.

    Derived instead of random, because only its hash is kept and the page may be asked for twice.
    """
    mac = hmac.new(settings.SECRET_KEY.encode(), f"{purpose}:{key}".encode(), hashlib.sha256)
    token = base64.urlsafe_b64encode(mac.digest()[:16]).rstrip(b"=").decode()
    _store(token, purpose, subject_id, valid)
    return token


def open_link(*, purpose: str, token: str) -> Link:
    """The living link behind ``token``; raises LinkRefused, for whatever reason alike."""
    link = Link.objects.filter(token_hash=_digest(token), purpose=purpose).first()
    if link is None or link.used_at or link.expires_at <= clock.now():
        raise LinkRefused
    return link


def use_up(link: Link) -> None:
    """The link has done its one job. Raises LinkRefused if another request was first."""
    used = Link.objects.filter(pk=link.pk, used_at=None).update(used_at=clock.now())
    if not used:
        raise LinkRefused


def keep_alive(link: Link) -> None:
    """A visit starts the link's time anew, written at most once a day."""
    expires_at = clock.now() + link.valid_for
    if expires_at - link.expires_at > timedelta(days=1):
        Link.objects.filter(pk=link.pk).update(expires_at=expires_at)


def revoke(*, purpose: str, subject_id: int) -> None:
    """No link for this purpose and subject opens any more."""
    Link.objects.filter(purpose=purpose, subject_id=subject_id).delete()
