"""„An wen kann ich mich wenden?“: at least one answer, always."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hilfelotse.directory.models import Responsibility
from hilfelotse.directory.queries import responsible_for
from hilfelotse.directory.rules import may_be_named
from hilfelotse.knowledge.reading import about
from hilfelotse.places.models import District
from hilfelotse.routing.emergency import numbers
from hilfelotse.topics import languages
from hilfelotse.web.components.access import public
from hilfelotse.web.portal.forms.finder import FinderForm

_DANGER = {"violence", "minors", "hate"}
_OF_DANGER = 4  # of the emergency numbers: police, ambulance, violence, children


@require_safe
@public
def contact_finder(request: HttpRequest) -> HttpResponse:
    """Who is responsible, what they need, how to reach them; the office, 115 and 168-0 last.

    A wrong postcode is said to be wrong, and what holds for the whole city is answered.
    """
    asked = any(request.GET.get(name) for name in FinderForm.base_fields)
    form = FinderForm(request.GET if asked else None)
    context: dict[str, Any] = {
        "form": form, "subject": "", "is_elsewhere": False, "address": request.path,
    }  # fmt: skip
    if asked:
        form.is_valid()
        subject, postcode = (form.cleaned_data.get(name, "") for name in ("anliegen", "plz"))
        context |= _answer(subject, postcode)
        if subject:
            context["address"] += f"?{urlencode({'anliegen': subject, 'plz': postcode})}"
    return render(request, "portal/finder.html", context)


def _answer(subject: str, postcode: str) -> dict[str, Any]:
    if not subject:
        return {}
    here = District.objects.filter(quarters__postcodes__code=postcode)
    found = [row for row in responsible_for(subject, postcode) if may_be_named(row.organisation)]
    return {
        "subject": subject,
        "postcode": postcode,
        "is_elsewhere": bool(postcode) and not here.exists(),
        "bodies": [_shown(row) for row in found],
        "numbers": numbers()[:_OF_DANGER] if subject in _DANGER else [],
        "pages": about(subject, get_language()),
    }


def _shown(row: Responsibility) -> dict[str, Any]:
    body = row.organisation
    return {
        "body": body,
        "contacts": body.active_contacts,
        "district": row.district,
        "note": row.note,
        "languages": [languages.NAMES[code] for code in body.languages if code in languages.NAMES],
        "quarter": body.quarter,
    }
