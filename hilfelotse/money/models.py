from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation


class Purpose(models.TextChoices):
    """What the money is for."""

    ANY = "any", _("wo es am meisten hilft")
    CHILDREN = "children", _("Kinder und Schule")
    LANGUAGE = "language", _("Deutsch lernen")
    SPORT = "sport", _("Sport und Freizeit")
    HOUSING = "housing", _("Wohnen")
    HEALTH = "health", _("Gesundheit")
    EMERGENCY = "emergency", _("Not im Einzelfall")


class RecipientQuerySet(models.QuerySet):
    def on(self, day: date) -> "RecipientQuerySet":
        """Who may be named on ``day``: checked, not out of date, an active public body."""
        return self.filter(
            valid_until__gte=day, organisation__is_active=True, organisation__is_public=True
        )


class Recipient(models.Model):
    """A body that gifts may go to, because a colleague checked it: account, purpose, receipts."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="recipients"
    )
    purpose = models.CharField(max_length=15, choices=Purpose, default=Purpose.ANY)
    account = models.CharField(max_length=34)  # the body's own IBAN
    gives_receipts = models.BooleanField(default=False)
    checked_on = models.DateField(default=clock.today)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    valid_until = models.DateField()

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "organisation_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "purpose"], name="recipient_once_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} for {self.purpose}"


class MoneyOffer(models.Model):
    """Somebody wants to give money: the content of one case. Never a donor's bank data."""

    class Giver(models.TextChoices):
        PRIVATE = "private", _("privat")
        COMPANY = "company", _("Unternehmen")
        FOUNDATION = "foundation", _("Stiftung")
        CLUB = "club", _("Verein oder Gemeinde")
        COLLECTION = "collection", _("Sammlung oder Veranstaltung")

    class Amount(models.IntegerChoices):
        """In bands: nobody has to say more."""

        UNKNOWN = 0, _("möchte ich nicht sagen")
        TO_100 = 100, _("bis 100 Euro")
        TO_300 = 300, _("bis 300 Euro")
        TO_2000 = 2000, _("bis 2.000 Euro")
        TO_10000 = 10000, _("bis 10.000 Euro")
        MORE = 1000000, _("mehr als 10.000 Euro")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="money_offer")
    giver = models.CharField(max_length=15, choices=Giver)
    purpose = models.CharField(max_length=15, choices=Purpose, default=Purpose.ANY)
    amount = models.PositiveIntegerField(choices=Amount, default=Amount.UNKNOWN)
    is_regular = models.BooleanField(default=False)
    wants_receipt = models.BooleanField(default=False)
    wants_publicity = models.BooleanField(default=False)  # a cheque handed over, a logo: sponsoring
    by_day = models.DateField(null=True, blank=True)
    # Art. 111 (7) NKomVG: who accepts a larger gift to the city itself, and when that was done
    council_due = models.BooleanField(default=False)
    council_accepted_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"money offer of case {self.case_id}"


class Advice(models.Model):
    """The office named a recipient; what came of it only the recipient can say."""

    offer = models.ForeignKey(MoneyOffer, on_delete=models.CASCADE, related_name="advices")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="advices")
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    result = models.TextField(blank=True)
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "recipient"], name="recipient_named_once"),
            models.CheckConstraint(
                condition=Q(result="", result_at=None) | ~Q(result="") & Q(result_at__isnull=False),
                name="advice_result_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"recipient {self.recipient_id} for offer {self.offer_id}"
