"""The statement on accessibility is to be looked through: the lead and the technicians are told."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import write_to_colleague
from hilfelotse.office.accessibility import review_is_due, reviewed_on


@transaction.atomic
def warn_of_statement() -> int:
    """Once for each review that has grown old: a mail to each of them; returns how many."""
    if not review_is_due():
        return 0
    reviewed = reviewed_on()
    people = User.objects.filter(
        role_grants__role__in=[Role.LEAD, Role.ADMINISTRATOR], is_active=True
    ).distinct()
    reasons = {f"statement:{reviewed}:{user.pk}": user for user in people.order_by("pk")}
    written = OutgoingMail.objects.filter(reason__in=reasons).values_list("reason", flat=True)
    missing = reasons.keys() - set(written)
    with override("de"):
        day = date_format(reviewed, "j. F Y")
        path = reverse("portal:accessibility")
    for reason in sorted(missing):
        write_to_colleague(
            user=reasons[reason],
            template="statement_review",
            reason=reason,
            day=day,
            statement_url=f"{settings.SITE_URL}{path}",
        )
    return len(missing)
