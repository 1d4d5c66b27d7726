"""What the lead must know: notes about cases, until somebody has read them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.alert import see_alert
from hilfelotse.cases.models import Alert
from hilfelotse.office.accessibility import review_is_due, reviewed_on
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles

_lead = roles(Role.LEAD)
AT_MOST = 100


@require_safe
@_lead
def alerts(request: HttpRequest) -> HttpResponse:
    """What nobody has read yet, the oldest first."""
    rows = Alert.objects.filter(seen_at=None).select_related("case__party").order_by("at", "pk")
    found = list(rows[:AT_MOST])
    saw_list(cases=[row.case for row in found], route="desk:alerts", user=request.user)
    context = {
        "alerts": found,
        "count": rows.count(),
        "statement_reviewed": reviewed_on() if review_is_due() else None,
    }
    return render(request, "desk/alerts.html", context)


@require_POST
@_lead
def seen(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Read, and what was to be done is done."""
    alert = get_object_or_404(Alert, pk=alert_id)
    see_alert(user=request.user, alert=alert)
    messages.success(request, _("Der Hinweis ist gelesen."))
    return redirect("desk:alerts")
