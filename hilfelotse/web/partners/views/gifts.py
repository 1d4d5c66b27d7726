"""Gifts of money for which the bodies were named: what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hilfelotse.money.actions.advice import AlreadyReported, record_result
from hilfelotse.money.queries import of_bodies
from hilfelotse.web.components.gift import GiftForm
from hilfelotse.web.partners.acting import Acting, asks, shows

AT_MOST = 100


@shows
def gifts(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Where we were named and have not said yet what came of it. Nothing about the giver."""
    rows = of_bodies(acting.chosen(request))[:AT_MOST]
    return render(request, "partners/gifts.html", {"acting": acting, "rows": rows})


@asks
def gift(request: HttpRequest, acting: Acting, advice_id: int) -> HttpResponse:
    """What came of one."""
    advice = get_object_or_404(of_bodies(acting.organisations), pk=advice_id)
    form = GiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_result(user=acting.user, advice=advice, text=form.cleaned_data["text"])
        except AlreadyReported:
            messages.info(request, _("Das haben Sie uns schon gesagt."))
        else:
            messages.success(request, _("Danke für Ihre Antwort."))
        return redirect(acting.url("gifts"))
    context = {"acting": acting, "advice": advice, "form": form}
    return render(request, "partners/gift.html", context)
