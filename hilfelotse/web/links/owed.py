"""What the office owes the person at this moment: a call, or an apology. No date that nobody keeps.

Each date is one that somebody at the desk works by: the promised call, the case's due date.
"""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hilfelotse.base import clock
from hilfelotse.calls.models import Callback
from hilfelotse.cases.models import Case
from hilfelotse.web.components import dates


def call(case: Case) -> str:
    """The call that was promised, or that reached nobody; empty if there is none."""
    last = Callback.objects.filter(case=case).order_by("-pk").first()
    if last is None:
        return ""
    if last.ended_at is None:
        return " ".join(filter(None, [_missed(last), _next_call(case, last)]))
    if last.end == Callback.End.NOT_REACHED and not _talked_since(case, last):
        return _("%(missed)s Rufen Sie uns gern an: %(phone)s.") % {
            "missed": _missed(last),
            "phone": settings.OFFICE["phone"],
        }
    return ""


def is_call_open(case: Case) -> bool:
    """Whether a promised call comes next."""
    return Callback.objects.filter(case=case, ended_at=None).exists()


def delay(case: Case) -> str:
    """An open case is later than promised: what was promised, and who sees it now."""
    text = _(
        "Wir sind später dran als versprochen: Das sollte bis %(day)s geschehen. "
        "Ihr Anliegen ist nicht vergessen."
    ) % {"day": dates.day(case.due_at)}
    if case.raised_at:
        text += " " + _("Seit %(day)s liegt es bei unserer Leitung.") % {
            "day": dates.day(case.raised_at)
        }
    return text


def _missed(callback: Callback) -> str:
    if not callback.tries or callback.last_try_at is None:
        return ""
    return _("Wir haben Sie am %(moment)s nicht erreicht.") % {
        "moment": dates.moment(callback.last_try_at)
    }


def _next_call(case: Case, callback: Callback) -> str:
    now, until = clock.now(), case.due_at
    if until is None or until < now:
        return delay(case)
    begins = timezone.localtime(callback.wanted_at)
    if begins < now or begins > until:
        return _("Wir rufen Sie an, spätestens am %(moment)s.") % {"moment": dates.moment(until)}
    if begins.date() == timezone.localtime(until).date():
        return _("Wir rufen Sie am %(day)s zwischen %(begin)s und %(end)s Uhr an.") % {
            "day": dates.day(begins),
            "begin": date_format(begins, "G:i"),
            "end": date_format(timezone.localtime(until), "G:i"),
        }
    return _("Wir rufen Sie an, ab %(first)s, spätestens am %(last)s.") % {
        "first": dates.day(begins),
        "last": dates.day(until),
    }


def _talked_since(case: Case, callback: Callback) -> bool:
    return bool(case.spoken_at and callback.ended_at and case.spoken_at > callback.ended_at)
