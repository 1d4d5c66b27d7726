"""Public pages that are the same for everybody: each process makes them once a minute.

Who is signed in, filled in a form or has a message waiting gets a page of their own, as fresh as it
can be: so editors see at once what they published. A kept page stands there for a minute at most
(``CACHES["pages"]``); what counts a place or takes an offer asks the database itself.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip

_OWN = frozenset({settings.SESSION_COOKIE_NAME, "messages"})
_GZIP = GZipMiddleware(
    lambda request: HttpResponse()
)  # its way back only: kept pages are packed once
_LONGEST_ADDRESS = 300  # what is longer nobody asks for twice


def kept(view: Callable) -> Callable:
    """Keep what a public view answers to GET, if nothing in it belongs to one person."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not _is_for_all(request):
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request)
        if (found := pages.get(key)) is not None:
            content, headers = found
            return HttpResponse(content, headers=headers)
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.cookies and _is_nobodys(request):
            response = _GZIP.process_response(request, response)
            pages.set(key, (response.content, dict(response.headers)))
        return response

    return wrapped


def _key(request: HttpRequest) -> str:
    packed = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
    return sha256(f"{packed}{request.get_host()}{request.get_full_path()}".encode()).hexdigest()


def _is_for_all(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and _OWN.isdisjoint(request.COOKIES)
        and not request.htmx
        and len(request.get_full_path()) <= _LONGEST_ADDRESS
    )


def _is_nobodys(request: HttpRequest) -> bool:
    """No form's token was made, and nothing noted for somebody: both would come as a cookie."""
    return "CSRF_COOKIE" not in request.META and not request.session.modified
