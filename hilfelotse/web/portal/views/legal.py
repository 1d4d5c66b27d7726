"""What a public office owes its readers: who it is, what becomes of data, how accessible it is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hilfelotse.knowledge import reading
from hilfelotse.office import accessibility as statement
from hilfelotse.office import deadlines
from hilfelotse.privacy import notice
from hilfelotse.web.components.access import public
from hilfelotse.web.components.kept import kept

_WEEK = 7
# lfd.niedersachsen.de, its own imprint.
AUTHORITY = {
    "name": "Der Landesbeauftragte für den Datenschutz Niedersachsen",
    "address": "Prinzenstraße 5, 30159 Hannover",
    "email": "poststelle@lfd.niedersachsen.de",
}


@require_safe
@public
@kept
def privacy(request: HttpRequest) -> HttpResponse:
    """The second layer of the privacy notice; each form leads to its own part of it."""
    kinds = {
        anchor: {
            "name": kind.name,
            "rows": [
                {"label": _("Wofür"), "value": kind.purpose},
                {"label": _("Wer bekommt die Angaben"), "value": kind.recipients},
                {"label": _("Was Sie angeben müssen"), "value": kind.needed},
            ],
        }
        for anchor, kind in notice.KINDS.items()
    }
    context = {"kinds": kinds, "periods": notice.periods(), "authority": AUTHORITY}
    return render(request, "portal/privacy.html", context)


@require_safe
@public
@kept
def imprint(request: HttpRequest) -> HttpResponse:
    """Who is responsible for these pages."""
    return render(request, "portal/imprint.html")


@require_safe
@public
@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement on accessibility; in easy language its essentials (standards A-28, A-30)."""
    here = reverse("portal:accessibility")
    reasons = [
        {"label": reason.label, "rows": [row for row in statement.MISSING if row.reason == reason]}
        for reason in statement.Reason
    ]
    asked = urlencode({"seite": here, "anlass": "barrier"})
    context = {
        "site_url": settings.SITE_URL,
        "conformity": statement.CONFORMITY.label,
        "missing": [reason for reason in reasons if reason["rows"]],
        "claims_burden": any(row.reason == statement.Reason.BURDEN for row in statement.MISSING),
        "created": statement.CREATED_ON,
        "reviewed": statement.reviewed_on(),
        "first_weeks": deadlines.BARRIER_ANSWER_CALENDAR_DAYS // _WEEK,
        "final_weeks": deadlines.BARRIER_FINAL_CALENDAR_DAYS // _WEEK,
        "report_url": f"{reverse('portal:feedback')}?{asked}",
        "conciliation": statement.conciliation(),
    }
    is_simple = get_language() == "de-simple"
    template = "portal/accessibility_simple.html" if is_simple else "portal/accessibility.html"
    return render(request, template, context)


@require_safe
@public
@kept
def sign_language(request: HttpRequest) -> HttpResponse:
    """What there is in German Sign Language, and how deaf people reach us and the emergency."""
    pages = reading.with_sign_video(get_language())
    return render(request, "portal/sign_language.html", {"pages": pages})
