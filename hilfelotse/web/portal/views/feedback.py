"""„Hilft Ihnen das? Was fehlt?“: a form of its own, without cookies."""

from urllib.parse import SplitResult, urlsplit

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
from hilfelotse.knowledge.actions.gaps import count_gap
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, too_many
from hilfelotse.web.portal.forms.feedback import BARRIER, LONGEST_ADDRESS, MISSING, FeedbackForm
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS, WINDOW_SECONDS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@csrf_exempt
def feedback(request: HttpRequest) -> HttpResponse:
    """It becomes a case, so that somebody answers in time; a barrier within the legal one.

    What is missing counts among the questions without an answer, too.

    No token against forged forms: that would be a cookie, and nobody is signed in for this.
    """
    begun = {"page": _page(request), "about": request.GET.get("anlass", "")}
    form, status = FeedbackForm(request.POST or None, initial=begun), 200
    if request.method == "POST" and form.is_valid():
        if not too_many(request, "concern", SENDS_PER_ADDRESS, WINDOW_SECONDS):
            _receive(form)
            return redirect("portal:feedback_sent")
        form.add_error(None, TOO_MANY)
        status = 429
    return render(request, "portal/feedback.html", {"form": form}, status=status)


def _page(request: HttpRequest) -> str:
    """The page that somebody comes from, as the link says, else the browser; a public one of ours.

    Never one behind a link: its address is somebody's key.
    """
    said = urlsplit_safely(request.GET.get("seite", ""))
    if said and not said.netloc and is_public(said.path):
        return said.path
    came_from = urlsplit_safely(request.headers.get("Referer", ""))
    if came_from and came_from.netloc == request.get_host() and is_public(came_from.path):
        return came_from.path
    return ""


def urlsplit_safely(address: str) -> SplitResult | None:
    """The parts of an address that somebody sent; None for nonsense."""
    try:
        return urlsplit(address[:LONGEST_ADDRESS])
    except ValueError:
        return None


def is_public(path: str) -> bool:
    """Whether it is a page of the portal that a word can be said about."""
    try:
        with override(get_language_from_path(path)):
            route = resolve(path).view_name
    except Resolver404:
        return False
    return route.startswith("portal:") and not route.startswith("portal:feedback")


def _receive(form: FeedbackForm) -> None:
    data = form.cleaned_data
    email, about = data["email"], data["about"]

    def fill(case: Case) -> None:
        if about == MISSING:
            count_gap(text=data["text"])

    receive_concern(
        key=key_for(data["key"], data),
        kind=Case.Kind.BARRIER if about == BARRIER else Case.Kind.QUESTION,
        channel=Case.Channel.WEB,
        sender=Sender(name=email, email=email, language=get_language()) if email else None,
        text=form.as_text(),
        fill=fill,
    )


@require_safe
@public
def feedback_sent(request: HttpRequest) -> HttpResponse:
    """Thanks. Without a number: that would need a cookie; who gave an address gets a mail."""
    return render(request, "portal/feedback_sent.html")
