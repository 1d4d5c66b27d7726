"""What was written in a case, from both sides. A merged case brings its mails along."""

from django.db.models import Exists, OuterRef, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.correspondence import outbox
from hilfelotse.correspondence.models import OutgoingMail, ReceivedMail


def parts_of(case: Case, user: User) -> list[Case]:
    """The case and all that were merged into it, as far as the user may see them."""
    found, newest = [case], [case]
    while newest:
        merged = Case.objects.visible_to(user).filter(merged_into__in=newest).order_by("pk")
        known = {part.pk for part in found}
        newest = [part for part in merged if part.pk not in known]
        found += newest
    return found


def needs_attention(user: User) -> QuerySet[OutgoingMail]:
    """Mails that somebody must look at, without those of cases that the user may not see."""
    numbers = [case.reference for case in _hidden_from(user)]
    return outbox.needs_attention().exclude(case_reference__in=numbers)


def _hidden_from(user: User) -> QuerySet[Case]:
    restricted = Case.objects.filter(is_restricted=True)
    return restricted.exclude(pk__in=Case.objects.visible_to(user).filter(is_restricted=True))


def received(case: Case, user: User) -> QuerySet[ReceivedMail]:
    """The mails that came, the newest first.

    Without those that also lie in a case which the user may not see: of a mail that was split, one
    half may be restricted.
    """
    ids = [part.pk for part in parts_of(case, user)]
    of_case = MailInCase.objects.filter(case__in=ids).values("mail")
    elsewhere = MailInCase.objects.filter(mail=OuterRef("pk"), case__in=_hidden_from(user))
    mails = ReceivedMail.objects.filter(~Exists(elsewhere), pk__in=of_case)
    return mails.order_by("-fetched_at", "-pk")


def written(case: Case, user: User) -> QuerySet[OutgoingMail]:
    """The mails that the office wrote, the newest first; to bodies, too."""
    numbers = [part.reference for part in parts_of(case, user)]
    return OutgoingMail.objects.filter(case_reference__in=numbers).order_by("-created_at", "-pk")
