"""Pages of the demo only: the mailbox, so that links can be clicked, and who can sign in."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import urlize
from django.views.decorators.http import require_safe

from demo.team import PASSWORD
from demo.team import sign_ins as all_sign_ins
from hilfelotse.correspondence import demo_mailbox
from hilfelotse.web.components.access import public

NEWEST = 30


@require_safe
@public
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails that would have left, the newest first."""
    mails = [
        {
            "to": mail["To"],
            "subject": mail["Subject"],
            "date": mail["Date"].datetime,
            "body": urlize(_same_host(request, mail.get_content()), nofollow=True),
        }
        for mail in demo_mailbox.newest(NEWEST)
    ]
    return render(request, "demo/mailbox.html", {"mails": mails})


def _same_host(request: HttpRequest, text: str) -> str:
    """Links lead to the host that the visitor uses (localhost or 127.0.0.1)."""
    return re.sub(r"http://localhost:\d+", f"http://{request.get_host()}", text)


@require_safe
@public
def sign_ins(request: HttpRequest) -> HttpResponse:
    """One sign-in per role."""
    context = {"rows": all_sign_ins(), "password": PASSWORD}
    return render(request, "demo/sign_ins.html", context)
