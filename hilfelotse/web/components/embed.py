"""What a body puts into its own site to show its needs there."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hilfelotse.directory.models import Organisation


def snippet(organisation: Organisation) -> str:
    """HTML to copy; empty for a body that the public does not know."""
    if not (organisation.is_public and organisation.is_active):
        return ""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>',
        settings.SITE_URL + reverse("embed", args=[organisation.pk]),
        _("Gesucht: %(name)s") % {"name": organisation.name},
    )
