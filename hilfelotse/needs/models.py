from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.directory.models import Accommodation, Contact, Organisation
from hilfelotse.places.models import Quarter
from hilfelotse.topics.activities import CHOICES
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.topics.times import Frequency


class NeedQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "NeedQuerySet":
        """The desk sees every need, a partner those of their own organisations."""
        if user.has_any(DESK):
            return self
        return self.filter(organisation__memberships__user=user)

    def open(self) -> "NeedQuerySet":
        """Published, not expired. Covered needs are open too: somebody may drop out."""
        return self.filter(state=Need.State.OPEN, valid_until__gte=clock.today())

    def public(self) -> "NeedQuerySet":
        """What stands on the board: open, with a free place, of a body that may be named."""
        return self.open().filter(
            places_taken__lt=F("headcount"), is_public=True, organisation__is_public=True
        )


class Need(models.Model):
    """People that an organisation needs for something. Its places are never given twice."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        OPEN = "open", _("offen")
        PAUSED = "paused", _("pausiert")
        DONE = "done", _("erledigt")
        EXPIRED = "expired", _("abgelaufen")
        CANCELLED = "cancelled", _("storniert")

    class Urgency(models.IntegerChoices):
        ACUTE = 4, _("akut, in 24 Stunden")
        WEEK = 3, _("diese Woche")
        MONTH = 2, _("diesen Monat")
        ONGOING = 1, _("auf Dauer")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs")
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accommodation = models.ForeignKey(
        Accommodation, on_delete=models.PROTECT, null=True, blank=True, related_name="needs"
    )
    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="needs")
    east_m = models.IntegerField()
    north_m = models.IntegerField()

    title = models.CharField(max_length=120)
    description = models.TextField()
    activity = models.CharField(max_length=3, choices=CHOICES)
    headcount = models.PositiveIntegerField()
    places_taken = models.PositiveIntegerField(default=0)
    frequency = models.CharField(max_length=10, choices=Frequency)
    slots = models.BigIntegerField(default=0)  # 0 = the time is agreed later
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    needs_clearance = models.BooleanField(default=False)
    adults_only = models.BooleanField(default=False)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.MONTH)
    valid_until = models.DateField()
    is_public = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(default=clock.now)

    objects = NeedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-urgency", "-id"], condition=Q(state="open"), name="board_order"),
            models.Index(
                fields=["activity", "-urgency", "-id"],
                condition=Q(state="open"),
                name="board_by_activity",
            ),
            models.Index(
                fields=["quarter", "-urgency", "-id"],
                condition=Q(state="open"),
                name="board_by_quarter",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("headcount")), name="no_place_given_twice"
            ),
            models.CheckConstraint(
                condition=Q(headcount__gte=1, headcount__lte=500), name="need_has_places"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="need_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def places_free(self) -> int:
        return self.headcount - self.places_taken


class NeedLanguage(models.Model):
    """A language that helpers must speak at least so well."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=5, choices=LANGUAGES)
    level = models.PositiveSmallIntegerField(choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "code"], name="language_once_a_need")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"
