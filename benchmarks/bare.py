"""The reference: a bare Django page with one query, over the same kept connection."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from hilfelotse.places.models import Quarter


def page(request: HttpRequest) -> HttpResponse:
    """One query, one line of text; no session, no template."""
    quarter = Quarter.objects.get(name="Linden-Nord")
    return HttpResponse(f"<!DOCTYPE html><title>{quarter.name}</title>")


urlpatterns = [path("", page)]


def application() -> Any:
    """A WSGI application that knows this page only and has no middleware but one."""
    with override_settings(MIDDLEWARE=["benchmarks.bare.own_addresses"]):
        return WSGIHandler()


def own_addresses(get_response: Any) -> Any:
    """Middleware: look addresses up here, not in the product's."""

    def look_up_here(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return look_up_here
