"""Requests that nobody could have meant: refused before anything tries to read them."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """Reads everything as UTF-8. Django's own fails on some charsets before any middleware runs."""

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        kind = meta.get("CONTENT_TYPE", "")
        self.content_type, self.content_params = parse_header_parameters(kind)


class RefuseUnreadable:
    """400 for what is not UTF-8 by its own word, and for NUL in a path or a cookie.

    Django would try: ``charset=hex`` is a codec that makes no text, and PostgreSQL keeps no NUL.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            raise BadRequest("Not UTF-8")
        if any("\0" in text for text in (request.path_info, *request.COOKIES.values())):
            raise BadRequest("NUL in path or cookie")
        return self.get_response(request)
