"""For the lead and data protection: who saw what; a person's data, and forgetting a person."""

import json
from base64 import b64encode
from typing import Any

from django import forms
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.people.models import Party
from hilfelotse.privacy.access import saw_party
from hilfelotse.privacy.actions.erase import erase_person
from hilfelotse.privacy.actions.export import export_person
from hilfelotse.privacy.models import Access
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.fields import LineField

_privacy = roles(Role.LEAD, Role.DPO)
PAGE = 200


class _WithPictures(DjangoJSONEncoder):
    """A photo belongs to what somebody gave us: as base64."""

    def default(self, o: Any) -> Any:
        if isinstance(o, bytes | memoryview):
            return b64encode(bytes(o)).decode()
        return super().default(o)


@require_safe
@roles(Role.DPO)
def access_log(request: HttpRequest) -> HttpResponse:
    """The newest rows of the access log, or those about one case."""
    text = request.GET.get("q", "")[:40]
    rows = Access.objects.select_related("user").order_by("-pk")
    if text:
        cases = Case.objects.by_reference(text)
        about = Q(case_id__in=cases.values("pk")) | Q(party_id__in=cases.values("party"))
        rows = rows.filter(about)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        rows = rows.filter(pk__lt=int(before))
    shown = list(rows[:PAGE])
    cases_by_id = Case.objects.in_bulk({row.case_id for row in shown if row.case_id})
    context = {
        "text": text,
        "rows": [{"access": row, "case": cases_by_id.get(row.case_id)} for row in shown],
        "before": shown[-1].pk if len(shown) == PAGE else None,
    }
    return render(request, "desk/access_log.html", context)


class FindForm(forms.Form):
    reference = LineField(
        label=_("Nummer eines Vorgangs der Person"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20", "autocomplete": "off"}),
        error_messages={"required": _("Geben Sie die Nummer ein.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_privacy
def find(request: HttpRequest) -> HttpResponse:
    """By the number of one of their cases."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = Case.objects.by_reference(form.cleaned_data["reference"]).first()
        if case and case.party_id:
            return redirect("desk:person", party_id=case.party_id)
        form.add_error("reference", _("Zu dieser Nummer gibt es keine Person."))
    return render(request, "desk/person_find.html", {"form": form})


@require_safe
@_privacy
def person(request: HttpRequest, party_id: int) -> HttpResponse:
    """Export or erase."""
    party = get_object_or_404(Party, pk=party_id)
    saw_party(party=party, route="desk:person", user=request.user)
    cases = party.cases.order_by("-received_at")
    return render(request, "desk/person.html", {"party": party, "cases": cases})


@require_POST
@_privacy
def export(request: HttpRequest, party_id: int) -> HttpResponse:
    """Everything about the person, as JSON to hand over (Art. 15 and 20 GDPR)."""
    party = get_object_or_404(Party, pk=party_id)
    saw_party(party=party, route="desk:person_export", user=request.user)
    data = export_person(user=request.user, party=party)
    text = json.dumps(data, cls=_WithPictures, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="auskunft-{party.pk}.json"'
    return response


@require_POST
@_privacy
def erase(request: HttpRequest, party_id: int) -> HttpResponse:
    """Forget the person in all packages."""
    party = get_object_or_404(Party, pk=party_id)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Bitte bestätigen Sie, dass alles gelöscht werden soll."))
        return redirect("desk:person", party_id=party.pk)
    erase_person(user=request.user, party=party)
    messages.success(request, _("Die Person ist aus allen Daten gelöscht."))
    return redirect("desk:person_find")
