"""Everything is denied unless a view says who may see it."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock

PUBLIC = "public"
LINK = "link"  # whoever holds the link; the view checks it
SIGNED_IN = "signed in"
# allauth's own pages: they check for themselves who is signed in.
_ALLAUTH = ("account_", "mfa_")
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_SEEN_STEP = timedelta(minutes=1)


def public(view: Callable) -> Callable:
    """Anybody may see this."""
    view.access = PUBLIC
    return view


def by_link(view: Callable) -> Callable:
    """Who holds a living link; the answer is kept by nobody and found by no search engine."""

    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    guarded.__name__, guarded.__doc__, guarded.__module__ = (
        view.__name__,
        view.__doc__,
        view.__module__,
    )
    guarded.access = LINK
    return guarded


def signed_in(view: Callable) -> Callable:
    """Any user with a session."""
    view.access = SIGNED_IN
    return view


def roles(*allowed: Role) -> Callable[[Callable], Callable]:
    """Users with one of these roles."""

    def mark(view: Callable) -> Callable:
        view.access = frozenset(allowed)
        return view

    return mark


def by_itself(view: Callable) -> Callable:
    """An open page asks this again and again: nobody works because of it, and a session ends."""
    view.by_itself = True
    return view


class DenyByDefault:
    """Asks each view for its access; a view without one is seen by nobody."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "signed_in_page", False):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        name = request.resolver_match.view_name or ""
        access = getattr(view, "access", None)
        if access in (PUBLIC, LINK):
            return None
        if access is None and name.startswith(_ALLAUTH):
            return self._allauth_page(request, name)
        if access is None:
            raise PermissionDenied
        return self._for_users(request, access, getattr(view, "by_itself", False))

    def _allauth_page(self, request: HttpRequest, name: str) -> HttpResponse | None:
        request.signed_in_page = True
        if request.user.is_authenticated and self._has_ended(request):
            return _to_sign_in(request)
        return None

    def _for_users(
        self, request: HttpRequest, access, by_itself: bool = False
    ) -> HttpResponse | None:
        request.signed_in_page = True
        user = request.user
        if not user.is_authenticated or self._has_ended(request, works=not by_itself):
            # Into a piece of a page nobody can sign in: the page stops to ask.
            return HttpResponse(status=401) if by_itself and request.htmx else _to_sign_in(request)
        if settings.SECOND_FACTOR_REQUIRED and not user.authenticator_set.exists():
            return redirect("mfa_index")
        if access != SIGNED_IN and not user.has_any(access):
            raise PermissionDenied
        return None

    def _has_ended(self, request: HttpRequest, works: bool = True) -> bool:
        """Half an hour without a request ends a session, half a day does in any case.

        Noted once a minute.
        """
        now, session = clock.now().timestamp(), request.session
        seen, begun = session.get("seen", 0), session.get("begun", now)
        idle = seen and now - seen > IDLE.total_seconds()
        if idle or now - begun > LONGEST.total_seconds():
            logout(request)
            return True
        if works and now - seen > _SEEN_STEP.total_seconds():
            session["seen"], session["begun"] = now, begun
        return False


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """And back here afterwards."""
    back = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse(settings.LOGIN_URL)}?{back}")
