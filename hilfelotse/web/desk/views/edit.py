"""Correcting a case after a talk: who it is, and what is offered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.intake.address import change_contacts
from hilfelotse.offers.actions.change import change, content_of
from hilfelotse.privacy.access import saw_case
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.edit import OfferForm, PersonForm, initial_offer
from hilfelotse.web.desk.views.act import REFUSALS, offer_of
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def person(request: HttpRequest, case_id: int) -> HttpResponse:
    """Name, mail address and telephone."""
    case = find_case(request.user, case_id)
    if case.party is None:
        raise Http404
    form = PersonForm(request.POST or None, initial=PersonForm.initial_for(case.party))
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        return _saved(
            request, case, lambda: change_contacts(case=case, user=request.user, **fields)
        )
    return _page(request, case, form, _("Person ändern"))


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def offer(request: HttpRequest, case_id: int) -> HttpResponse:
    """The offer in every detail, as the talk has shown it."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    form = OfferForm(request.POST or None, initial=initial_offer(content_of(offer)))
    if request.method == "POST" and form.is_valid():
        return _saved(
            request, case, lambda: change(offer=offer, content=form.content(), user=request.user)
        )
    return _page(request, case, form, _("Angebot ändern"))


def _saved(request: HttpRequest, case, do) -> HttpResponse:
    try:
        do()
    except CaseIsClosed:
        messages.error(request, REFUSALS[CaseIsClosed])
    else:
        messages.success(request, _("Die Änderung ist gespeichert."))
    return redirect("desk:case", case_id=case.pk)


def _page(request: HttpRequest, case, form, heading) -> HttpResponse:
    saw_case(case=case, route=request.resolver_match.view_name, user=request.user)
    back_url = reverse("desk:case", kwargs={"case_id": case.pk})
    context = {"form": form, "heading": heading, "case": case, "back_url": back_url}
    return render(request, "desk/edit.html", context)
