"""Requests that nobody could have meant: refused before anything tries to read them."""

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class RefuseUnreadable:
    """400 for what is not UTF-8 by its own word, and for NUL in a path or a cookie.

    Django would try: ``charset=hex`` is a codec that makes no text, and PostgreSQL keeps no NUL.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("Not UTF-8")
        if any("\0" in text for text in (request.path_info, *request.COOKIES.values())):
            raise BadRequest("NUL in path or cookie")
        return self.get_response(request)
