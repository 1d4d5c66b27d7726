from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.cases.models import Case


class RentLimit(models.Model):
    """What the city may pay for a household of so many people. The lead keeps it."""

    persons = models.PositiveSmallIntegerField()
    square_metres = models.PositiveSmallIntegerField()
    euros = models.PositiveIntegerField()  # a month: rent and cold ancillary costs
    since = models.DateField(default=clock.today)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["persons", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["persons", "since"], name="limit_once_a_household"),
            models.CheckConstraint(
                condition=Q(persons__gte=1, persons__lte=20), name="limit_has_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persons} persons: {self.euros} euros since {self.since}"


class HousingOffer(models.Model):
    """A flat or a room: the content of one case. Never asks for origin, religion, nationality."""

    class Provider(models.TextChoices):
        OWNER = "owner", _("Eigentümerin oder Eigentümer")
        TENANT = "tenant", _("Mieterin oder Mieter (Untervermietung)")
        MANAGER = "manager", _("Hausverwaltung")
        COMPANY = "company", _("Wohnungsunternehmen")
        HOTEL = "hotel", _("Hotel oder Pension")
        SHARED_FLAT = "shared_flat", _("Wohngemeinschaft")

    class Kind(models.TextChoices):
        FLAT = "flat", _("Wohnung")
        HOUSE = "house", _("Haus")
        ROOM = "room", _("Zimmer in meinem Haushalt")
        SHARED_FLAT = "shared_flat", _("Zimmer in einer Wohngemeinschaft")
        GRANNY_FLAT = "granny_flat", _("Einliegerwohnung")
        HOLIDAY_FLAT = "holiday_flat", _("Ferienwohnung")
        HOTEL = "hotel", _("Hotelzimmer")
        GUEST_BED = "guest_bed", _("Schlafplatz für Gäste")

    class Model(models.TextChoices):
        """Who the tenant is."""

        CITY = "city", _("Die Stadt mietet")
        DIRECT = "direct", _("Mietvertrag mit den Geflüchteten")
        GUEST = "guest", _("Als Gast, ohne Miete")
        UNDECIDED = "undecided", _("weiß ich noch nicht")

    class Consent(models.TextChoices):
        """Of the landlord: a tenant needs it (§§ 540, 553 BGB)."""

        NOT_NEEDED = "not_needed", _("Ich bin Eigentümerin oder Eigentümer")
        GIVEN = "given", _("Ja, liegt vor")
        ASKED = "asked", _("Noch nicht, ich frage")
        REFUSED = "refused", _("Nein")

    class Household(models.TextChoices):
        ANY = "any", _("egal")
        ONE = "one", _("eine Person")
        COUPLE = "couple", _("ein Paar")
        FAMILY = "family", _("eine Familie mit Kindern")
        GROUP = "group", _("mehrere Erwachsene")

    class Access(models.TextChoices):
        """Without barriers."""

        NO = "no", _("nein")
        PARTLY = "partly", _("zum Teil")
        YES = "yes", _("ja, auch mit Rollstuhl")

    class Furnished(models.TextChoices):
        NO = "no", _("nein")
        PARTLY = "partly", _("zum Teil")
        YES = "yes", _("ja")

    class Step(models.TextChoices):
        """How far the responsible body is. The office itself advises and forwards."""

        OFFERED = "offered", _("eingegangen")
        ADVISED = "advised", _("erstberaten")
        FORWARDED = "forwarded", _("weitergeleitet")
        IN_REVIEW = "in_review", _("wird geprüft")
        VIEWING = "viewing", _("Besichtigung")
        SUITABLE = "suitable", _("angemessen")
        PROPOSED = "proposed", _("Mieter vorgeschlagen")
        CONTRACT = "contract", _("Vertrag")
        MOVED_IN = "moved_in", _("bezogen")
        REFUSED = "refused", _("nicht genommen")

    class Refusal(models.TextChoices):
        TOO_SMALL = "too_small", _("zu klein")
        TOO_EXPENSIVE = "too_expensive", _("zu teuer")
        TOO_SHORT = "too_short", _("zu kurz")
        LOCATION = "location", _("Lage passt nicht")
        UNSAFE = "unsafe", _("nicht sicher")
        NO_CONSENT = "no_consent", _("ohne Zustimmung der Vermieterin oder des Vermieters")
        NO_DEMAND = "no_demand", _("gerade kein Bedarf")
        LET_ELSEWHERE = "let_elsewhere", _("schon vermietet")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="housing_offer")
    provider = models.CharField(max_length=15, choices=Provider)
    kind = models.CharField(max_length=15, choices=Kind)
    model = models.CharField(max_length=10, choices=Model, default=Model.UNDECIDED)
    consent = models.CharField(max_length=10, choices=Consent)
    postcode = models.CharField(max_length=5)
    address = models.CharField(max_length=200, blank=True)  # for the responsible body only
    square_metres = models.PositiveSmallIntegerField()
    rooms = models.DecimalField(max_digits=4, decimal_places=1)
    beds = models.PositiveSmallIntegerField(null=True, blank=True)
    persons = models.PositiveSmallIntegerField()  # how many may live there
    household = models.CharField(max_length=10, choices=Household, default=Household.ANY)
    housemates = models.PositiveSmallIntegerField(default=0)  # who lives there already
    floor = models.CharField(max_length=50, blank=True)
    access = models.CharField(max_length=10, choices=Access, default=Access.NO)
    furnished = models.CharField(max_length=10, choices=Furnished, default=Furnished.NO)
    # euros a month, the deposit once; nothing at all = for free
    rent = models.PositiveIntegerField(default=0)
    cold_costs = models.PositiveIntegerField(default=0)
    heating = models.PositiveIntegerField(default=0)
    furniture = models.PositiveIntegerField(default=0)
    deposit = models.PositiveIntegerField(default=0)
    free_from = models.DateField()
    free_until = models.DateField(null=True, blank=True)  # none = for good
    step = models.CharField(max_length=12, choices=Step, default=Step.OFFERED)
    refusal = models.CharField(max_length=15, choices=Refusal, blank=True)
    advised_on = models.JSONField(default=list, blank=True)  # codes of housing.checklist
    asked_at = models.DateTimeField(null=True, blank=True)  # „noch frei?“
    confirmed_at = models.DateTimeField(default=clock.now)
    identity_checked_on = models.DateField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(free_until=None) | Q(free_until__gte=F("free_from")),
                name="housing_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(square_metres__gte=4, square_metres__lte=2000), name="housing_has_size"
            ),
            models.CheckConstraint(
                condition=Q(persons__gte=1, persons__lte=500), name="housing_has_persons"
            ),
            models.CheckConstraint(
                condition=Q(step="refused") & ~Q(refusal="") | ~Q(step="refused") & Q(refusal=""),
                name="refused_housing_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"housing offer of case {self.case_id}"

    @property
    def gross_cold(self) -> int:
        """What the limits are about: rent and cold ancillary costs, in euros a month."""
        return self.rent + self.cold_costs

    @property
    def total(self) -> int:
        """Everything that is paid each month, in euros."""
        return self.gross_cold + self.heating + self.furniture
