"""A recipient that was named to a giver says what came of it, from the link in its mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hilfelotse.money.actions.advice import AlreadyReported, record_result
from hilfelotse.money.letters import GIFT
from hilfelotse.money.models import Advice
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.gift import GiftForm
from hilfelotse.web.links.views.doors import closed_door, find


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing about the giver stands here: the body knows them from its account, or not at all."""
    link = find(GIFT, token)
    rows = Advice.objects.select_related("recipient__organisation", "offer__case")
    advice = link and rows.filter(pk=link.subject_id, result="").first()
    if not advice:
        return closed_door(request)
    form = GiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_result(user=None, advice=advice, text=form.cleaned_data["text"])
        except AlreadyReported:
            return closed_door(request)
        return render(request, "links/gift_reported.html")
    return render(request, "links/gift.html", {"form": form, "advice": advice})
