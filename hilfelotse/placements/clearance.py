"""The rules for certificates of good conduct, all computed, none stored."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, QuerySet

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.people.models import Party
from hilfelotse.placements.models import Clearance, Placement

FRESH_AT_INSPECTION = relativedelta(months=3)  # common practice of youth offices
VALID = relativedelta(years=5)
KEPT_AFTER_END = relativedelta(months=3)  # § 72a (5) SGB VIII


def too_old(certificate_date: date, inspected_on: date) -> bool:
    """A certificate is inspected while it is fresh."""
    return certificate_date < inspected_on - FRESH_AT_INSPECTION


def recheck_on(clearance: Clearance) -> date:
    """When the certificate must be seen again."""
    return clearance.inspected_on + VALID


def in_force() -> QuerySet[Clearance]:
    """Inspections that clear somebody today. "Not cleared" and "not yet" are not among them.

    One person's certificate never clears a group.
    """
    return Clearance.objects.filter(
        no_entry=True, inspected_on__gt=clock.today() - VALID, party__group_size=1
    )


def is_cleared(party: Party) -> bool:
    """All that matching and the desk may know."""
    return in_force().filter(party=party).exists()


def to_delete() -> QuerySet[Clearance]:
    """Inspections whose time is over: no activity follows, or the last one ended long enough ago.

    As long as the offer's case is open, an activity may still follow.
    """
    recent = Placement.objects.filter(offer__party=OuterRef("party")).exclude(
        state=Placement.State.ENDED, ended_at__lt=clock.now() - KEPT_AFTER_END
    )
    # A placement that never started is no activity: it keeps nothing once it has ended.
    recent = recent.exclude(state=Placement.State.ENDED, started_at=None)
    open_offers = Case.objects.filter(party=OuterRef("party"), closed_at=None, offer__isnull=False)
    return Clearance.objects.filter(~Exists(recent), ~Exists(open_offers))
