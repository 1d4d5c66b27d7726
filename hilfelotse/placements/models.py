from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import CERTIFICATES
from hilfelotse.base import clock
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Party


class Placement(models.Model):
    """A helper at a need. Holds its places from the acceptance until it ends."""

    class State(models.TextChoices):
        AGREED = "agreed", _("vereinbart")
        RUNNING = "running", _("läuft")
        ENDED = "ended", _("beendet")

    class EndReason(models.TextChoices):
        REGULAR = "regular", _("planmäßig beendet")
        TIME = "time", _("keine Zeit mehr")
        NO_FIT = "no_fit", _("passt nicht")
        NOT_STARTED = "not_started", _("kam nicht zustande")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="placements")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="placements")
    places = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.AGREED)
    agreed_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "need"],
                condition=~Q(state="ended"),
                name="one_placement_of_an_offer_at_a_need",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(end_reason="")
                | ~Q(state="ended") & Q(ended_at=None, end_reason=""),
                name="ended_placement_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} at {self.need_id}"


class ClearanceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ClearanceQuerySet":
        """Named inspectors and the lead only (§ 72a (5) SGB VIII)."""
        return self if user.has_any(CERTIFICATES) else self.none()


class Clearance(models.Model):
    """That somebody's certificate of good conduct was inspected. Nothing else may be stored.

    § 72a (5) SGB VIII: the fact of inspection, the date of the certificate, and whether it holds
    an entry that rules work with minors out. No copy, no offence, no expiry.
    """

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="clearance")
    inspected_on = models.DateField()
    inspected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    certificate_date = models.DateField()
    no_entry = models.BooleanField()

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate_date__lte=models.F("inspected_on")),
                name="certificate_before_inspection",
            )
        ]

    def __str__(self) -> str:
        return f"clearance of party {self.party_id}"
