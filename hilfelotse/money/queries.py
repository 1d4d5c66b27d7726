"""Reads about gifts that have a name."""

from collections.abc import Iterable

from django.db.models import QuerySet

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.money.models import Advice, MoneyOffer, Purpose, Recipient


def recipients_today() -> QuerySet[Recipient]:
    """Who may be named now, in the order of the purposes."""
    valid = Recipient.objects.on(clock.today()).select_related("organisation")
    return valid.order_by("purpose", "organisation__name")


def fitting(offer: MoneyOffer) -> list[Recipient]:
    """Whom to name: of the wished purpose first, then those for any; those named are left out.

    Who wants a receipt is sent first to bodies that write one.
    """
    named = set(offer.advices.values_list("recipient_id", flat=True))
    free = [row for row in recipients_today() if row.pk not in named]

    def rank(row: Recipient) -> tuple[bool, bool, bool]:
        lacks_receipt = offer.wants_receipt and not row.gives_receipts
        return row.purpose != offer.purpose, lacks_receipt, row.purpose != Purpose.ANY

    return sorted(free, key=rank)


def of_bodies(organisations: Iterable[Organisation]) -> QuerySet[Advice]:
    """Where these bodies were named and have not said yet what came of it."""
    return (
        Advice.objects.filter(recipient__organisation__in=organisations, result="")
        .select_related("recipient__organisation", "offer__case")
        .order_by("-given_at")
    )
