"""What a body hears about its needs."""

from datetime import timedelta

from hilfelotse.base import clock
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import LinkInMail, NobodyToWriteTo, write_to_body
from hilfelotse.needs.models import Need

ASKED_BEFORE = timedelta(days=3)
PURPOSE = "need"  # of the link; its subject is the need
VALID = timedelta(days=14)


def published(need: Need) -> None:
    """Its need is on the board now."""
    _write(need, "need_published", f"need:{need.pk}:published:{clock.now():%Y%m%d%H%M%S}")


def sent_back(need: Need, text: str) -> None:
    """The desk asks for a change, in its own words."""
    reason = f"need:{need.pk}:sent_back:{clock.now():%Y%m%d%H%M%S}"
    _write(need, "need_sent_back", reason, words=text)


def still_needed(need: Need) -> bool:
    """„Wird das noch gebraucht?“, once for each last day. False if that was asked already."""
    reason = f"need:{need.pk}:ends:{need.valid_until.isoformat()}"
    if OutgoingMail.objects.filter(reason=reason).exists():
        return False
    link = LinkInMail("need_url", "links:still_needed", PURPOSE, need.pk, VALID)
    return _write(need, "need_ends", reason, link, day=f"{need.valid_until:%d.%m.%Y}")


def _write(need: Need, template: str, reason: str, *links: LinkInMail, **words: str) -> bool:
    try:
        write_to_body(
            organisation=need.organisation,
            contact=need.contact,
            template=template,
            reason=reason,
            links=links,
            title=need.title,
            **words,
        )
    except NobodyToWriteTo:  # the desk sees the need in its own list
        return False
    return True
