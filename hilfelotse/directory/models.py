from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory import freshness
from hilfelotse.places.models import District, Quarter
from hilfelotse.topics.activities import CHOICES as ACTIVITIES
from hilfelotse.topics.goods import CHOICES as GOODS
from hilfelotse.topics.goods import Condition
from hilfelotse.topics.subjects import CHOICES as SUBJECTS


class Organisation(models.Model):
    """A body that helps or is responsible. Circles need no account: a mail link is enough."""

    class Kind(models.TextChoices):
        CIRCLE = "circle", _("Unterstützerkreis oder Initiative")
        OPERATOR = "operator", _("Betreiber von Unterkünften")
        ASSOCIATION = "association", _("Verein oder Wohlfahrtsverband")
        DEPARTMENT = "department", _("Fachbereich der Stadt")
        REGION = "region", _("Region oder Kommune")
        STORE = "store", _("Kleiderkammer oder Sozialkaufhaus")

    class ReachBy(models.TextChoices):
        """How a body wants to be asked."""

        LINK = "link", _("E-Mail mit Link, sofort")
        LIST = "list", _("Liste per E-Mail, einmal in der Woche")
        PHONE = "phone", _("Anruf")

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, null=True, blank=True)
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    is_public = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    areas = models.ManyToManyField(District, blank=True)  # none = the whole city
    activities = models.JSONField(default=list, blank=True)  # codes of topics.activities
    languages = models.JSONField(default=list, blank=True)  # codes of topics.languages
    monthly_helpers = models.PositiveSmallIntegerField(null=True, blank=True)  # none = any number
    paused_until = models.DateField(null=True, blank=True)  # takes nobody up to this day
    reach_by = models.CharField(max_length=10, choices=ReachBy, default=ReachBy.LINK)
    is_trusted = models.BooleanField(default=False)  # publishes needs without the desk's approval
    # What it has signed, and who insures its volunteers.
    clearance_agreed_on = models.DateField(null=True, blank=True)  # § 72a SGB VIII
    protection_concept_on = models.DateField(null=True, blank=True)
    data_agreed_on = models.DateField(null=True, blank=True)
    insurer = models.CharField(max_length=200, blank=True)
    # Entries age: who said last that this is right, and when we asked.
    confirmed_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["confirmed_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_city(self) -> bool:
        """Inside the city a case is passed on as a public task, without a consent."""
        return self.kind == self.Kind.DEPARTMENT

    @property
    def is_paused(self) -> bool:
        """Takes nobody today, by its own word."""
        return self.paused_until is not None and self.paused_until >= clock.today()

    @property
    def is_stale(self) -> bool:
        """Nobody has confirmed the entry for so long that it may be wrong."""
        return freshness.is_stale(self.confirmed_at)

    @property
    def is_hidden(self) -> bool:
        """So old that the public does not see it any more."""
        return freshness.is_hidden(self.confirmed_at)

    @property
    def is_due(self) -> bool:
        """Somebody should ask whether the entry is still right."""
        return freshness.is_due(self.confirmed_at)


# One bit for each kind of body outside the city that a citizen may allow to be asked.
ASKABLE_KINDS = [
    Organisation.Kind.CIRCLE,
    Organisation.Kind.OPERATOR,
    Organisation.Kind.ASSOCIATION,
    Organisation.Kind.REGION,
    Organisation.Kind.STORE,
]
KIND_BIT: dict[str, int] = {kind: 1 << index for index, kind in enumerate(ASKABLE_KINDS)}


class Contact(models.Model):
    """A person in charge at an organisation, by role and address; not a citizen."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, default="de")
    hours = models.CharField(max_length=200, blank=True)  # when to reach, as people say it
    address = models.CharField(max_length=200, blank=True)  # where everybody may come
    way_there = models.CharField(max_length=200, blank=True)  # stop, entrance, steps
    deputy = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["organisation_id", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user who acts for an organisation."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("verwaltet")
        MEMBER = "member", _("arbeitet mit")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id}"


class Accommodation(models.Model):
    """Where refugees live. The public knows the quarter, and nothing at all of a protected one."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("Notunterkunft")
        SHARED = "shared", _("Gemeinschaftsunterkunft")
        PROJECT = "project", _("Wohnprojekt")

    class Protection(models.TextChoices):
        PUBLIC = "public", _("öffentlich")
        PARTNERS = "partners", _("nur für Partner")
        SECRET = "secret", _("geheim")

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    operator = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="accommodations"
    )
    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT)
    protection = models.CharField(max_length=10, choices=Protection, default=Protection.PARTNERS)
    circle = models.ForeignKey(  # the supporters who help there
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="supports"
    )
    address = models.CharField(max_length=200, blank=True)  # for those whom ``protection`` allows
    rules = models.TextField(blank=True)  # visits, registration, house rules
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ResponsibilityQuerySet(models.QuerySet):
    def on(self, day: date) -> "ResponsibilityQuerySet":
        """What is in force on ``day``."""
        not_over = Q(until=None) | Q(until__gte=day)
        return self.filter(not_over, since__lte=day, organisation__is_active=True)


class Responsibility(models.Model):
    """Which body is responsible for a subject, where and from when to when. The lead keeps it.

    Without a district it holds for the whole city; one for a district goes before it.
    """

    subject = models.CharField(max_length=20, choices=SUBJECTS)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="responsibilities"
    )
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)  # what the body needs, whom to ask for

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["subject", "district_id", "-since"]
        indexes = [models.Index(fields=["subject", "district"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="responsibility_runs_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.organisation_id}"


class AcceptanceStopQuerySet(models.QuerySet):
    def in_force(self) -> "AcceptanceStopQuerySet":
        """What is stopped today."""
        today = clock.today()
        return self.filter(Q(until=None) | Q(until__gte=today), since__lte=today)


class AcceptanceStop(models.Model):
    """What is not accepted for a time, at one place or anywhere: a kind of goods or of help."""

    goods = models.CharField(max_length=20, choices=GOODS, blank=True)
    activity = models.CharField(max_length=3, choices=ACTIVITIES, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="stops"
    )
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    instead = models.CharField(max_length=300, blank=True)  # the better way for the giver

    objects = AcceptanceStopQuerySet.as_manager()

    class Meta:
        ordering = ["goods", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="stop_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(goods="") & ~Q(activity="") | ~Q(goods="") & Q(activity=""),
                name="stop_is_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goods or self.activity} until {self.until}"

    @property
    def what(self) -> str:
        """What is stopped, as people call it."""
        return str(self.get_goods_display() if self.goods else self.get_activity_display())


class GoodsIntake(models.Model):
    """What a body takes, in what condition, and when one may come. The bodies' stores, not ours."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="intakes")
    goods = models.CharField(max_length=20, choices=GOODS)
    condition = models.PositiveSmallIntegerField(choices=Condition, default=Condition.GOOD)
    what = models.CharField(max_length=300, blank=True)  # sizes, and what they do not want
    hours = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    by_appointment = models.BooleanField(default=False)

    class Meta:
        ordering = ["goods", "organisation_id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "goods"], name="goods_once_a_body")
        ]

    def __str__(self) -> str:
        return f"{self.goods} at {self.organisation_id}"
