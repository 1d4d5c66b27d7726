from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.cases.models import Case


class Premises(models.Model):
    """A building, a plot, a room for courses: the content of one case."""

    class Provider(models.TextChoices):
        OWNER = "owner", _("Eigentümerin oder Eigentümer")
        BROKER = "broker", _("Maklerin oder Makler")
        MANAGER = "manager", _("Verwaltung")
        AUTHORITY = "authority", _("Behörde")
        CHURCH = "church", _("Kirche oder Religionsgemeinschaft")
        COMPANY = "company", _("Unternehmen")

    class Kind(models.TextChoices):
        OFFICE = "office", _("Bürogebäude")
        HOTEL = "hotel", _("Hotel oder Pension")
        SCHOOL = "school", _("Schule")
        HALL = "hall", _("Halle")
        HOUSE = "house", _("Wohnhaus")
        HOME = "home", _("Wohnheim oder Pflegeheim")
        COMMERCIAL = "commercial", _("Gewerbe")
        PLOT = "plot", _("Grundstück")
        PARKING = "parking", _("Stellplatz oder Parkplatz")
        STORAGE = "storage", _("Lagerraum")
        ROOM = "room", _("Raum für Kurse oder Treffen")

    class Deal(models.TextChoices):
        RENT = "rent", _("Miete")
        LEASE = "lease", _("Pacht")
        SALE = "sale", _("Kauf")
        FREE = "free", _("kostenfrei überlassen")

    class Confidentiality(models.TextChoices):
        OPEN = "open", _("offen")
        INTERNAL = "internal", _("nur für die Stadt")
        SECRET = "secret", _("streng vertraulich")

    class Decision(models.TextChoices):
        TAKEN = "taken", _("angenommen")
        REFUSED = "refused", _("abgelehnt")
        RESERVE = "reserve", _("Reserve")

    class Refusal(models.TextChoices):
        TOO_SMALL = "too_small", _("zu klein")
        TOO_SHORT = "too_short", _("zu kurz")
        LOCATION = "location", _("Lage passt nicht")
        PERMIT = "permit", _("keine Genehmigung möglich")
        FIRE = "fire", _("Brandschutz")
        COST = "cost", _("zu teuer")
        CONDITION = "condition", _("Zustand")
        NO_DEMAND = "no_demand", _("gerade kein Bedarf")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="premises")
    provider = models.CharField(max_length=10, choices=Provider)
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.CharField(max_length=200)
    parcel = models.CharField(max_length=100, blank=True)  # Gemarkung, Flur, Flurstück
    postcode = models.CharField(max_length=5)
    place_key = models.CharField(max_length=120)  # folded address: three brokers, one object
    square_metres = models.PositiveIntegerField()
    places = models.PositiveSmallIntegerField(null=True, blank=True)  # how many people, estimated
    available_from = models.DateField()
    available_until = models.DateField(null=True, blank=True)
    deal = models.CharField(max_length=10, choices=Deal)
    price = models.PositiveIntegerField(null=True, blank=True)  # euros a month, or once for a sale
    commission = models.CharField(max_length=100, blank=True)
    times = models.CharField(max_length=200, blank=True)  # a room: when, how many people, key
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality, default=Confidentiality.INTERNAL
    )
    missing_asked_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    refusal = models.CharField(max_length=10, choices=Refusal, blank=True)
    reserve_until = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place_key"]), models.Index(fields=["parcel"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(available_until=None) | Q(available_until__gte=F("available_from")),
                name="premises_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(square_metres__gte=1, square_metres__lte=10_000_000),
                name="premises_have_size",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | ~Q(decision="") & Q(decided_at__isnull=False),
                name="decision_has_date",
            ),
            models.CheckConstraint(
                condition=Q(decision="refused") & ~Q(refusal="")
                | ~Q(decision="refused") & Q(refusal=""),
                name="refused_premises_have_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision="reserve", reserve_until__isnull=False)
                | ~Q(decision="reserve") & Q(reserve_until=None),
                name="reserve_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"premises of case {self.case_id}"


class Criterion(models.Model):
    """What a building must have, as the city publishes it. The lead keeps the list."""

    code = models.SlugField(max_length=30, unique=True)
    question = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(default=1)
    document = models.CharField(max_length=200, blank=True)  # what shows it, for the letter
    source = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.code


class Finding(models.Model):
    """Whether premises meet a criterion; no row means that nobody knows yet."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="findings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    is_met = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["premises", "criterion"], name="one_finding_each")
        ]

    def __str__(self) -> str:
        return f"criterion {self.criterion_id} of premises {self.premises_id}: {self.is_met}"
