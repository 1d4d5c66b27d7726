"""„Hilft Ihnen das? Was fehlt?“: a form of its own, without cookies."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.base.idempotency import key_for
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import Sender, receive_concern
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, too_many
from hilfelotse.web.portal.forms.feedback import LONGEST_ADDRESS, FeedbackForm
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS, WINDOW_SECONDS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@csrf_exempt
def feedback(request: HttpRequest) -> HttpResponse:
    """It becomes a case, so that somebody answers in time (standards A-29: at most two weeks).

    No token against forged forms: that would be a cookie, and nobody is signed in for this.
    """
    form, status = FeedbackForm(request.POST or None, initial={"page": _page(request)}), 200
    if request.method == "POST" and form.is_valid():
        if not too_many(request, "concern", SENDS_PER_ADDRESS, WINDOW_SECONDS):
            _receive(form)
            return redirect("portal:feedback_sent")
        form.add_error(None, TOO_MANY)
        status = 429
    return render(request, "portal/feedback.html", {"form": form}, status=status)


def _page(request: HttpRequest) -> str:
    """The page that somebody comes from, as the browser says: a public one, never behind a link."""
    try:
        came_from = urlsplit(request.headers.get("Referer", "")[:LONGEST_ADDRESS])
        with override(get_language_from_path(came_from.path)):
            route = resolve(came_from.path).view_name
    except (ValueError, Resolver404):
        return ""
    is_ours = route.startswith("portal:") and not route.startswith("portal:feedback")
    return came_from.path if is_ours and came_from.netloc == request.get_host() else ""


def _receive(form: FeedbackForm) -> None:
    data = form.cleaned_data
    email = data["email"]
    receive_concern(
        key=key_for(data["key"], data),
        kind=Case.Kind.QUESTION,
        channel=Case.Channel.WEB,
        sender=Sender(name=email, email=email, language=get_language()) if email else None,
        text=form.as_text(),
    )


@require_safe
@public
def feedback_sent(request: HttpRequest) -> HttpResponse:
    """Thanks. Without a number: that would need a cookie; who gave an address gets a mail."""
    return render(request, "portal/feedback_sent.html")
