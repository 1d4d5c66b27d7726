from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.directory.models import Accommodation, Contact, Organisation
from hilfelotse.places.models import Quarter
from hilfelotse.topics.activities import CHOICES
from hilfelotse.topics.goods import CHOICES as GOODS
from hilfelotse.topics.goods import Condition, Unit
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.topics.times import Frequency

MOST_PEOPLE = 500
MOST_THINGS = 100_000
THINGS = ["goods", "money", "room"]  # all other kinds ask for people, who do an activity


class NeedQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "NeedQuerySet":
        """The desk sees every need, a partner those of their own organisations."""
        if user.has_any(DESK):
            return self
        return self.filter(organisation__memberships__user=user)

    def open(self) -> "NeedQuerySet":
        """Published, not expired. Covered needs are open too: somebody may drop out."""
        return self.filter(state=Need.State.OPEN, valid_until__gte=clock.today())

    def may_be_named(self) -> "NeedQuerySet":
        """Of a body that may be named, and not of a secret shelter, whatever its state.

        Asked of the shelter each time: one that becomes secret takes its needs away at once.
        """
        return self.filter(
            is_public=True, organisation__is_public=True, organisation__is_active=True
        ).exclude(accommodation__protection=Accommodation.Protection.SECRET)

    def published(self) -> "NeedQuerySet":
        """What has an address that everybody may know: open, covered or over."""
        states = [Need.State.OPEN, Need.State.DONE, Need.State.EXPIRED]
        return self.may_be_named().filter(state__in=states)

    def public(self) -> "NeedQuerySet":
        """What stands on the board: open, with a free place, and may be named."""
        return self.open().may_be_named().filter(taken__lt=F("quantity"))


class Need(models.Model):
    """What an organisation needs: people for something, things, money, a room.

    ``taken`` of its ``quantity`` is promised: counted under a lock, never given twice. Whether it
    is partly or wholly covered is read from these two, not a state of its own.
    """

    class Kind(models.TextChoices):
        HELPERS = "helpers", _("regelmäßige Hilfe")
        SHIFT = "shift", _("Einsatz an einem Tag")
        INTERPRETING = "interpreting", _("Dolmetschen")
        MENTORING = "mentoring", _("Patenschaft")
        TRANSPORT = "transport", _("Fahrt oder Transport")
        EXPERTISE = "expertise", _("Fachwissen")
        GOODS = "goods", _("Sachen")
        MONEY = "money", _("Geld")
        ROOM = "room", _("Raum")

    class Gender(models.TextChoices):
        ANY = "", _("egal")
        FEMALE = "female", _("eine Frau")
        MALE = "male", _("ein Mann")

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("zur Freigabe")
        OPEN = "open", _("offen")
        PAUSED = "paused", _("pausiert")
        DONE = "done", _("erledigt")
        EXPIRED = "expired", _("abgelaufen")
        CANCELLED = "cancelled", _("storniert")

    class Coverage(models.TextChoices):
        """Read from the places, not a state of its own."""

        NONE = "", _("noch nichts zugesagt")
        PARTLY = "partly", _("teilweise gedeckt")
        COVERED = "covered", _("gedeckt")

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

    kind = models.CharField(max_length=15, choices=Kind, default=Kind.HELPERS)
    title = models.CharField(max_length=120)
    description = models.TextField()
    quantity = models.PositiveIntegerField()  # people, pieces, euros, rooms
    taken = models.PositiveIntegerField(default=0)

    # people
    activity = models.CharField(max_length=3, choices=CHOICES, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency, blank=True)
    slots = models.BigIntegerField(default=0)  # 0 = the time is agreed later
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    needs_clearance = models.BooleanField(default=False)
    adults_only = models.BooleanField(default=False)
    reimbursement = models.CharField(max_length=200, blank=True)
    meeting_point = models.CharField(max_length=200, blank=True)  # for those who were accepted
    # one date, as a shift, a journey or an appointment has; interpreting: or the other one
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    other_starts_at = models.DateTimeField(null=True, blank=True)
    other_ends_at = models.DateTimeField(null=True, blank=True)
    gender_wish = models.CharField(max_length=10, choices=Gender, blank=True, default=Gender.ANY)
    gender_reason = models.CharField(max_length=200, blank=True)
    # goods
    goods = models.CharField(max_length=20, choices=GOODS, blank=True)
    unit = models.CharField(max_length=10, choices=Unit, blank=True)
    condition = models.PositiveSmallIntegerField(choices=Condition, default=Condition.GOOD)
    hours = models.CharField(max_length=200, blank=True)  # when things may be brought
    not_wanted = models.CharField(max_length=300, blank=True)

    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.MONTH)
    urgency_reason = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField()
    paused_until = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)  # what became of it, at the end
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
                condition=Q(taken__lte=F("quantity")), name="no_place_given_twice"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1)
                & (Q(quantity__lte=MOST_PEOPLE) | Q(kind__in=THINGS, quantity__lte=MOST_THINGS)),
                name="need_has_a_quantity",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=THINGS, activity="") | ~Q(kind__in=THINGS) & ~Q(activity=""),
                name="people_do_an_activity",
            ),
            models.CheckConstraint(
                condition=Q(kind="goods") & ~Q(goods="") | ~Q(kind="goods") & Q(goods=""),
                name="goods_have_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="need_date_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(other_starts_at=None, other_ends_at=None)
                | Q(other_ends_at__gt=F("other_starts_at")),
                name="need_other_date_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(gender_wish="") | ~Q(gender_reason=""),
                name="gender_wish_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None) | Q(state="paused"),
                name="only_paused_need_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="need_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def remaining(self) -> int:
        return self.quantity - self.taken

    @property
    def coverage(self) -> "Need.Coverage":
        if not self.taken:
            return self.Coverage.NONE
        return self.Coverage.PARTLY if self.remaining else self.Coverage.COVERED

    @property
    def is_for_people(self) -> bool:
        return self.kind not in THINGS


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
