"""Gifts of money at the desk: whom to name, what came of it, and who may be named at all."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.idempotency import once
from hilfelotse.cases.models import Case
from hilfelotse.money.actions import advice as advice_actions
from hilfelotse.money.actions import gift as gift_actions
from hilfelotse.money.actions import recipients as recipient_actions
from hilfelotse.money.bank_data import in_groups
from hilfelotse.money.models import Advice, MoneyOffer, Recipient
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.money import AdviseForm, CouncilForm, GiftResultForm, RecipientForm
from hilfelotse.web.desk.views.act import acted
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)


def _offer(case: Case) -> MoneyOffer:
    return get_object_or_404(MoneyOffer.objects.select_related("case__party"), case=case)


@require_POST
@_desk
def advise(request: HttpRequest, case_id: int) -> HttpResponse:
    """Name recipients to the person."""
    case = find_case(request.user, case_id)
    offer = _offer(case)
    form = AdviseForm(request.POST, prefix="advise", offer=offer)

    def do() -> None:
        chosen = Recipient.objects.filter(pk__in=form.cleaned_data["recipients"])
        advice_actions.advise(user=request.user, offer=offer, recipients=list(chosen))

    return acted(request, case, form, "advise_form", do, _("Die Stellen sind genannt."))


@require_POST
@_desk
def gift_result(request: HttpRequest, advice_id: int) -> HttpResponse:
    """A body says on the telephone what arrived."""
    advice = get_object_or_404(
        Advice.objects.select_related("recipient__organisation", "offer__case"), pk=advice_id
    )
    case = find_case(request.user, advice.offer.case_id)
    form = GiftResultForm.of(advice, request.POST)

    def do() -> None:
        text = form.cleaned_data["text"]
        advice_actions.record_result(user=request.user, advice=advice, text=text)

    try:
        return acted(request, case, form, "gift_form", do, _("Das ist festgehalten."))
    except advice_actions.AlreadyReported:
        messages.info(request, _("Die Stelle hat das schon gemeldet."))
        return redirect("desk:case", case_id=case.pk)


@require_POST
@_desk
def council(request: HttpRequest, case_id: int) -> HttpResponse:
    """The council has accepted the gift, or need not."""
    case = find_case(request.user, case_id)
    offer = _offer(case)
    if not offer.council_due:
        raise Http404
    form = CouncilForm(request.POST, prefix="council", offer=offer)

    def do() -> None:
        if form.cleaned_data["goes_to"] == "city":
            day = form.cleaned_data["on"]
            gift_actions.council_accepted(user=request.user, offer=offer, on=day)
        else:
            gift_actions.council_not_needed(user=request.user, offer=offer)

    return acted(request, case, form, "council_form", do, _("Das ist festgehalten."))


# --- who may be named -----------------------------------------------------------------------


@require_safe
@_desk
def recipients(request: HttpRequest) -> HttpResponse:
    """All checked recipients with how fresh they are, the stale ones first."""
    today = clock.today()
    rows = Recipient.objects.select_related("organisation", "checked_by").order_by("valid_until")
    named = set(Recipient.objects.on(today).values_list("pk", flat=True))
    shown = [
        {
            "row": row,
            "account": in_groups(row.account),
            "is_named": row.pk in named,
            "is_soon": 0 <= (row.valid_until - today).days <= 30,
        }
        for row in rows
    ]
    return render(request, "desk/recipients.html", {"recipients": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def recipient_new(request: HttpRequest) -> HttpResponse:
    """One more body that gifts may go to."""
    return _recipient(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def recipient_edit(request: HttpRequest, recipient_id: int) -> HttpResponse:
    """Check it anew."""
    return _recipient(request, get_object_or_404(Recipient, pk=recipient_id))


def _recipient(request: HttpRequest, recipient: Recipient | None) -> HttpResponse:
    form = RecipientForm(request.POST or None, recipient=recipient)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "key"}

        def do() -> int:
            return recipient_actions.keep_recipient(user=request.user, **fields).pk

        try:
            once(key=form.once_key, do=do)
        except recipient_actions.OtherAccount:
            form.add_error("account", _("Ein anderes Konto trägt nur die Leitung ein."))
        else:
            messages.success(request, _("Die Stelle ist geprüft und kann genannt werden."))
            return redirect("desk:recipients")
    return render(request, "desk/recipient_form.html", {"form": form, "recipient": recipient})


@require_POST
@_desk
def recipient_end(request: HttpRequest, recipient_id: int) -> HttpResponse:
    """Named no more."""
    recipient = get_object_or_404(Recipient, pk=recipient_id)
    form = OnceForm(request.POST)
    if form.is_valid():

        def do() -> int:
            return recipient_actions.end_recipient(user=request.user, recipient=recipient).pk

        once(key=form.once_key, do=do)
        messages.success(request, _("Die Stelle wird nicht mehr genannt."))
    return redirect("desk:recipients")
