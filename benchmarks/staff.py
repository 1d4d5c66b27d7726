"""A colleague at the desk, signed in with a second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from benchmarks.visitor import Visitor
from hilfelotse.accounts.models import User
from hilfelotse.accounts.sessions import SessionStore


def signed_in(application: Any, user: User) -> Visitor:
    """A browser with a session of ``user``."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save(must_create=True)
    visitor = Visitor(application)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return visitor
