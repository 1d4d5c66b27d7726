"""Entries of the directory age: a body is asked by mail, and says by one click that all is right.

Whoever wants to be called, has nobody to write to, or stays silent, is on the desk's list
(``directory.queries.not_fresh``).
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hilfelotse.base import clock, links
from hilfelotse.base.models import Link
from hilfelotse.correspondence.write import LinkInMail, write_to_body
from hilfelotse.directory.actions.contacts import PROFILE
from hilfelotse.directory.actions.profile import confirm_profile
from hilfelotse.directory.freshness import ASK_AFTER, ASK_AGAIN_AFTER, shown
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.history.timeline import speaking

VALID = timedelta(days=60)
AT_ONCE = 200


def ask_due() -> int:
    """Ask each body whose entry is three months old, every two weeks until it is hidden."""
    ids = list(_due().values_list("pk", flat=True)[:AT_ONCE])
    return sum(_ask(pk) for pk in ids)


def _due() -> QuerySet[Organisation]:
    now = clock.now()
    written_to = Contact.objects.filter(organisation=OuterRef("pk"), is_active=True)
    not_yet = Q(asked_at=None) | Q(asked_at__lt=F("confirmed_at"))
    return (
        Organisation.objects.filter(
            not_yet | shown(), Exists(written_to), is_active=True, confirmed_at__lte=now - ASK_AFTER
        )
        .filter(Q(asked_at=None) | Q(asked_at__lte=now - ASK_AGAIN_AFTER))
        .exclude(reach_by=Organisation.ReachBy.PHONE)
        .order_by("confirmed_at", "pk")
    )


@transaction.atomic
def _ask(organisation_id: int) -> bool:
    body = _due().select_for_update(of=("self",)).filter(pk=organisation_id).first()
    if body is None:
        return False  # confirmed or asked in the meantime
    contact = body.contacts.filter(is_active=True).order_by("-pk").first()
    body.asked_at = clock.now()
    body.save(update_fields=["asked_at"])
    link = LinkInMail("profile_url", "links:profile", PROFILE, contact.pk, VALID)
    write_to_body(
        organisation=body,
        contact=contact,
        template="profile_check",
        reason=f"profile:{body.pk}:{body.asked_at.isoformat()}",
        links=(link,),
        organisation_name=body.name,
    )
    return True


@transaction.atomic
def confirm_by_link(*, token: str) -> Organisation:
    """„Stimmt noch“. Raises LinkRefused for a link that is used, old, or of somebody retired."""
    link = links.open_link(purpose=PROFILE, token=token)
    contact = contact_of(link)
    if contact is None:
        raise links.LinkRefused
    links.use_up(link)
    with speaking(contact.name):
        return confirm_profile(user=None, organisation=contact.organisation, name=contact.name)


def contact_of(link: Link) -> Contact | None:
    """Who got the link, if they still answer for the body."""
    active = Contact.objects.filter(is_active=True, organisation__is_active=True)
    return active.select_related("organisation__quarter").filter(pk=link.subject_id).first()
