"""Which case does a mail continue?

A Message-ID of ours is a secret of 128 bits: whoever answers to it has the mail. A number in the
subject or a mail of their own proves nothing, so the sender must be known from that case.
"""

import re

from django.conf import settings

from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.parse import Parsed
from hilfelotse.people.models import ContactPoint

_MERGED_AT_MOST = 20
_NUMBER = re.compile(rf"\b{settings.REFERENCE_PREFIX}-\d{{2}}-\d{{6,16}}-\d\b", re.I)


def continued(parsed: Parsed) -> Case | None:
    """The case that the mail continues, however it stands; of a merged one the one that goes on."""
    case = _by_token(parsed) or _by_number(parsed) or _by_own_mail(parsed)
    for _step in range(_MERGED_AT_MOST):
        if case is None or case.merged_into is None:
            break
        case = case.merged_into
    return case


def is_of(address: str, case: Case) -> bool:
    """Whether this is an address of the person whose case it is."""
    points = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL, party__cases=case)
    return bool(address) and points.filter(value=address).exists()


def _by_token(parsed: Parsed) -> Case | None:
    ours = OutgoingMail.objects.filter(message_id__in=parsed.mentions).exclude(case_reference="")
    newest = ours.order_by("-pk").first()
    return Case.objects.by_reference(newest.case_reference).first() if newest else None


def _by_number(parsed: Parsed) -> Case | None:
    for number in _NUMBER.findall(parsed.subject)[:5]:
        case = Case.objects.by_reference(number).first()
        if case is not None and is_of(parsed.sender_address, case):
            return case
    return None


def _by_own_mail(parsed: Parsed) -> Case | None:
    if not parsed.sender_address or not parsed.mentions:
        return None
    links = MailInCase.objects.filter(
        mail__message_id__in=parsed.mentions, mail__sender_address=parsed.sender_address
    )
    newest = links.select_related("case").order_by("-case").first()
    return newest.case if newest else None
