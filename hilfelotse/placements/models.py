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
    """A helper at a need. Holds its places from the acceptance until it ends.

    A substitute holds none, and steps in when somebody drops out. What is written here is the
    evidence for the accident insurance: who, where, for whom, since when (domain/workflows 2.3).
    """

    class State(models.TextChoices):
        AGREED = "agreed", _("vereinbart")
        MET = "met", _("kennengelernt")  # mentoring: a first meeting that somebody moderated
        TRIAL = "trial", _("auf Probe")
        RUNNING = "running", _("läuft")
        ENDED = "ended", _("beendet")

    class EndReason(models.TextChoices):
        REGULAR = "regular", _("planmäßig beendet")
        TIME = "time", _("keine Zeit mehr")
        NO_FIT = "no_fit", _("passt nicht")
        NOT_STARTED = "not_started", _("kam nicht zustande")
        NO_SHOW = "no_show", _("nicht erschienen")
        OVERLOAD = "overload", _("zu belastend")
        CONFLICT = "conflict", _("Konflikt")
        MOVED = "moved", _("weggezogen")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="placements")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="placements")
    places = models.PositiveIntegerField(default=1)
    is_substitute = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.AGREED)
    # The date, where the need has one: of two that an interpreter was offered, the chosen one.
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(default=clock.now)
    met_on = models.DateField(null=True, blank=True)
    trial_until = models.DateField(null=True, blank=True)
    # The written agreement: since when, who is responsible at the body, who insures.
    signed_on = models.DateField(null=True, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    insurer = models.CharField(max_length=200, blank=True)
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
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="placement_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} at {self.need_id}"


class CheckBack(models.Model):
    """„Wie läuft es?“ – asked of each side after 14 and 90 days, answered by one click."""

    class Side(models.TextChoices):
        HELPER = "helper", _("Helferin oder Helfer")
        BODY = "body", _("Stelle")

    class Answer(models.TextChoices):
        WELL = "well", _("Es läuft gut.")
        MIXED = "mixed", _("Wir möchten darüber sprechen.")
        OVER = "over", _("Der Einsatz ist vorbei.")

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="check_backs")
    side = models.CharField(max_length=10, choices=Side)
    after_days = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "side", "after_days"], name="each_side_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="check_back_answer_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} of placement {self.placement_id} after {self.after_days} days"


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
