from datetime import date

from django.db.models import Count, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.housing.models import HousingOffer, RentLimit


def limits(on: date | None = None) -> dict[int, RentLimit]:
    """The limits in force, by number of persons."""
    rows = RentLimit.objects.filter(since__lte=on or clock.today()).order_by("persons", "since")
    return {row.persons: row for row in rows}  # the newest of each wins


def open_homes(user: User) -> QuerySet[HousingOffer]:
    """Homes that somebody still has to bring somewhere, as far as ``user`` may see their cases."""
    cases = Case.objects.visible_to(user).open()
    return (
        HousingOffer.objects.filter(case__in=cases)
        .select_related("case__owner", "case__party")
        .annotate(alert_count=Count("case__alerts"))
        .order_by("case__due_at", "pk")
    )
