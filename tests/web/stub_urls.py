"""The product's addresses, and two views with faults: one breaks, one has no access mark."""

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as real
from hilfelotse.web.components.access import public


@public
def broken(request):
    raise RuntimeError("on purpose")


def unmarked(request):
    return HttpResponse("secret")


urlpatterns = [path("broken/", broken), path("unmarked/", unmarked, name="unmarked"), *real]
