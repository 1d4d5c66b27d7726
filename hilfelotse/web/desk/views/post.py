"""What came by mail: its files, the mail itself, its HTML; and mails that are in no case.

Nothing of it runs here: files are only ever handed over, and HTML is shown alone on a page that may
do nothing.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.cases import post as mails
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.html import harmless
from hilfelotse.correspondence.models import ReceivedMail
from hilfelotse.correspondence.parse import attachment as read_attachment
from hilfelotse.intake import mail as intake
from hilfelotse.intake.mail import content_of
from hilfelotse.privacy.access import saw_case, saw_page
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.messages import AT_MOST, SHOWN_OF_A_TEXT, file_name
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)
_IN_CASES = [ReceivedMail.State.CASE, ReceivedMail.State.JOINED]
NOTHING_RUNS = "default-src 'none'; sandbox"


def _mail(request: HttpRequest, case_id: int, received_id: int, route: str):
    """The mail of a case that the user may see; the look is noted. 404 for any other."""
    case = find_case(request.user, case_id)
    mail = get_object_or_404(mails.received(case, request.user), pk=received_id)
    saw_case(case=case, route=route, user=request.user)
    return case, mail


def _file(content: bytes, name: str) -> HttpResponse:
    """To be saved, never to be shown: what the sender calls it does not matter."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _closed(response)


def _closed(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@_desk
def attachment(request: HttpRequest, case_id: int, received_id: int, part: int) -> HttpResponse:
    """A file that hung on a mail; ``part`` counts from 1."""
    _case, mail = _mail(request, case_id, received_id, "desk:attachment")
    if part > len(mail.attachments):
        raise Http404
    name, _type, content = read_attachment(content_of(mail), part - 1)
    return _file(content, file_name(name))


@require_safe
@_desk
def raw(request: HttpRequest, case_id: int, received_id: int) -> HttpResponse:
    """The mail as it came."""
    case, mail = _mail(request, case_id, received_id, "desk:mail_raw")
    return _file(content_of(mail), f"{case.reference}-{mail.pk}.eml")


@require_safe
@_desk
def html(request: HttpRequest, case_id: int, received_id: int) -> HttpResponse:
    """The mail as its sender laid it out, without pictures, styles and anything that acts."""
    case, mail = _mail(request, case_id, received_id, "desk:mail_html")
    if not mail.html:
        raise Http404
    context = {"case": case, "mail": mail, "html": harmless(mail.html)}
    return _closed(render(request, "desk/mail_html.html", context))


@require_safe
@_desk
def post(request: HttpRequest) -> HttpResponse:
    """Mails that became no case, so that none is invisible: put aside, by machines, unread."""
    aside = ReceivedMail.objects.filter(in_cases=None).exclude(state__in=_IN_CASES)
    found = aside.defer("html").order_by("-fetched_at", "-pk")[: AT_MOST + 1]
    rows = [{"mail": mail, "text": mail.text[:SHOWN_OF_A_TEXT]} for mail in found]
    saw_page(route="desk:post", user=request.user)
    context = {"rows": rows[:AT_MOST], "more": len(rows) > AT_MOST}
    return render(request, "desk/post.html", context)


@require_POST
@_desk
def make_case(request: HttpRequest, received_id: int) -> HttpResponse:
    """There is a concern in it after all."""
    mail = get_object_or_404(ReceivedMail, pk=received_id)
    case = intake.make_case(user=request.user, mail_id=mail.pk)
    if case is None:
        messages.info(request, _("Diese E-Mail hat schon ihren Vorgang."))
        return redirect("desk:post")
    messages.success(request, _("Aus der E-Mail ist ein Vorgang geworden."))
    if case.is_restricted and not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("desk:inbox")
    return redirect("desk:case", case_id=case.pk)
