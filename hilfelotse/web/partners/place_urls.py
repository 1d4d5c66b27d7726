"""The partners' place behind the link of a mail."""

from django.urls import path

from hilfelotse.web.partners.acting import with_link
from hilfelotse.web.partners.urls import PAGES
from hilfelotse.web.partners.views.feed import feed

app_name = "place"
urlpatterns = [
    path("kalender.ics", feed, name="feed"),  # a link of its own
    *(path(address, with_link(page), name=name) for address, page, name in PAGES),
]
