"""What a need is shared with: a ready-made text and addresses that work from anywhere."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hilfelotse.needs.models import Need

HASHTAG = "#hannoverhilft"


def share(need: Need) -> dict[str, str]:
    """Text, address and picture. Nothing in it that is not on the need's own page."""
    url = settings.SITE_URL + reverse("portal:need", args=[need.pk])
    given = {
        "title": need.title,
        "place": need.quarter.name,
        "organisation": need.organisation.name,
        "url": url,
        "hashtag": HASHTAG,
    }
    text = _("Gesucht in %(place)s: %(title)s (%(organisation)s). Machen Sie mit? "
             "%(url)s %(hashtag)s") % given  # fmt: skip
    return {
        "text": text,
        "url": url,
        "picture": settings.SITE_URL + reverse("portal:need_picture", args=[need.pk]),
        "description": Truncator(" ".join(need.description.split())).chars(200),
    }
