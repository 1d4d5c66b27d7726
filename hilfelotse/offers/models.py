from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.people.models import Party
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.topics.times import Frequency, Volume


class OfferQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfferQuerySet":
        """The desk sees every offer; nobody else sees any here."""
        return self if user.has_any(DESK) else self.none()


class Offer(models.Model):
    """An offer of time: the content of one case.

    Availability (what the helper says) and readiness (what the office found in the first talk)
    are two things. ``slots``, ``ask_kinds`` and the place are whole numbers, so that matching is
    one query that means the same on both databases.
    """

    class Availability(models.TextChoices):
        AVAILABLE = "available", _("verfügbar")
        PAUSED = "paused", _("macht Pause")
        TAKEN = "taken", _("im Einsatz")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="offer")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="offers")
    availability = models.CharField(
        max_length=10, choices=Availability, default=Availability.AVAILABLE
    )
    paused_until = models.DateField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    talked_about = models.JSONField(default=list, blank=True)  # codes of offers.checklist

    slots = models.BigIntegerField()
    frequency = models.CharField(max_length=10, choices=Frequency)
    volume = models.CharField(max_length=10, choices=Volume, blank=True)
    available_from = models.DateField(null=True, blank=True)
    available_until = models.DateField(null=True, blank=True)

    postcode = models.CharField(max_length=5)
    east_m = models.IntegerField(null=True, blank=True)
    north_m = models.IntegerField(null=True, blank=True)
    radius_km = models.PositiveSmallIntegerField(default=10)

    size = models.PositiveIntegerField(default=1)  # places that the party fills
    is_minor = models.BooleanField(default=False)
    ask_kinds = models.PositiveSmallIntegerField(default=0)  # directory.KIND_BIT
    skills = models.JSONField(default=list, blank=True)
    experience = models.TextField(blank=True)
    wished_organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wished_need_id = models.BigIntegerField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(slots__gt=0), name="offer_has_time"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=5000), name="offer_has_people"
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None) | Q(availability="paused"),
                name="only_paused_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class OfferActivity(models.Model):
    """An activity somebody wants to do; ``*`` is „egal, wo es brennt“."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="activities")
    code = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "offer"], name="activity_once_an_offer")
        ]

    def __str__(self) -> str:
        return self.code


class OfferLanguage(models.Model):
    """A language somebody speaks, how well, and whether they would interpret."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=5, choices=LANGUAGES)
    level = models.PositiveSmallIntegerField(choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "code"], name="language_once_an_offer", include=["level"]
            )
        ]
        indexes = [models.Index(fields=["code", "level", "offer"], name="who_speaks_it")]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"
