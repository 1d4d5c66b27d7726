"""„Ich möchte Geld spenden“: first whom one can give to at once, then a question to the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hilfelotse.cases.models import Case
from hilfelotse.money.actions import gift
from hilfelotse.money.bank_data import in_groups
from hilfelotse.money.models import Purpose, Recipient
from hilfelotse.money.queries import recipients_today
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, too_many
from hilfelotse.web.portal.forms.money import MoneyForm
from hilfelotse.web.portal.views.concern import send_offer
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS, WINDOW_SECONDS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def money(request: HttpRequest) -> HttpResponse:
    """Checked recipients by purpose, and below them the form."""
    form, status = MoneyForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        if not too_many(request, "concern", SENDS_PER_ADDRESS, WINDOW_SECONDS):
            return _send(request, form)
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"form": form, "purposes": _by_purpose()}
    return render(request, "portal/money.html", context, status=status)


def _send(request: HttpRequest, form: MoneyForm) -> HttpResponse:
    content = form.gift()
    return send_offer(
        request,
        form.cleaned_data,
        Case.Kind.MONEY,
        text=form.cleaned_data["text"] or _("Ich möchte Geld spenden."),
        fill=lambda case: gift.enter(case=case, content=content),
    )


def _by_purpose() -> list[dict]:
    rows: dict[str, list[dict]] = {}
    for row in recipients_today():
        rows.setdefault(row.purpose, []).append(_shown(row))
    return [
        {"code": code, "name": name, "recipients": rows[code]}
        for code, name in Purpose.choices if code in rows
    ]  # fmt: skip


def _shown(row: Recipient) -> dict:
    """What the public may know; never which colleague checked it."""
    return {
        "name": row.organisation.name,
        "account": in_groups(row.account),
        "receipts": row.gives_receipts,
        "checked_on": row.checked_on,
    }
