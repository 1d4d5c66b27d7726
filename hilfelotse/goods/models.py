from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.needs.models import MOST_THINGS, Need
from hilfelotse.topics.goods import CHOICES as GOODS
from hilfelotse.topics.goods import Condition, Unit


class GoodsOffer(models.Model):
    """Things that somebody gives: the content of one case. They stay with the giver until handed
    over, directly to who needs them: there is no store of ours.

    ``reserved`` of its ``quantity`` is promised or handed over: counted under a lock.
    """

    class IfNot(models.TextChoices):
        """What the giver does if nobody needs it."""

        KEEP = "keep", _("Ich behalte es. Fragen Sie mich wieder, wenn es gebraucht wird.")
        STORE = "store", _("Ich bringe es zu einer Kleiderkammer oder einem Sozialkaufhaus.")
        OWN_WAY = "own_way", _("Ich kümmere mich selbst darum.")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="goods_offer")
    goods = models.CharField(max_length=20, choices=GOODS)
    item = models.CharField(max_length=120)
    quantity = models.PositiveIntegerField()
    reserved = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.PIECE)
    condition = models.PositiveSmallIntegerField(choices=Condition)
    size = models.CharField(max_length=200, blank=True)  # clothes, or length, width, weight
    postcode = models.CharField(max_length=5)
    floor = models.CharField(max_length=100, blank=True)  # stairs, lift, help with carrying
    can_bring = models.BooleanField(default=False)
    available_from = models.DateField(null=True, blank=True)
    available_until = models.DateField(null=True, blank=True)
    wants_receipt = models.BooleanField(default=False)
    if_not = models.CharField(max_length=10, choices=IfNot, default=IfNot.KEEP)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST_THINGS), name="goods_offer_has_some"
            ),
            models.CheckConstraint(
                condition=Q(reserved__lte=F("quantity")), name="no_thing_given_twice"
            ),
            models.CheckConstraint(
                condition=Q(available_until=None)
                | Q(available_from=None)
                | Q(available_until__gte=F("available_from")),
                name="goods_offer_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.item

    @property
    def remaining(self) -> int:
        return self.quantity - self.reserved


class ReservationQuerySet(models.QuerySet):
    def living(self) -> "ReservationQuerySet":
        """Those that may still become a hand-over, or wait for its receipt."""
        return self.exclude(state__in=Reservation.ENDED)


class Reservation(models.Model):
    """Some of an offer, held for a need until a day: appointment, hand-over, receipt, thanks."""

    class State(models.TextChoices):
        HELD = "held", _("reserviert")
        APPOINTED = "appointed", _("Termin vereinbart")
        HANDED_OVER = "handed_over", _("übergeben")
        CONFIRMED = "confirmed", _("angekommen")
        LAPSED = "lapsed", _("verfallen")
        CANCELLED = "cancelled", _("abgesagt")
        UNUSABLE = "unusable", _("nicht brauchbar")

    # Whatever is not handed over gives its quantity back; an unusable thing fulfils no need.
    ENDED = ["confirmed", "lapsed", "cancelled", "unusable"]

    offer = models.ForeignKey(GoodsOffer, on_delete=models.CASCADE, related_name="reservations")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="reservations")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=15, choices=State, default=State.HELD)
    reserved_at = models.DateTimeField(default=clock.now)
    reserved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    held_until = models.DateTimeField()
    appointment_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)  # where to hand over
    transport = models.ForeignKey(  # a journey somebody is looked for
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handed_over_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    received = models.PositiveIntegerField(null=True, blank=True)
    received_condition = models.PositiveSmallIntegerField(choices=Condition, null=True, blank=True)
    words = models.TextField(blank=True)  # the recipient's, for the desk
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["held_until"],
                condition=Q(state__in=["held", "appointed"]),
                name="reservations_by_end",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "need"],
                condition=Q(state__in=["held", "appointed", "handed_over"]),
                name="one_reservation_of_an_offer_for_a_need",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="reservation_has_some"),
            models.CheckConstraint(
                condition=Q(received=None) | Q(received__lte=F("quantity")),
                name="no_more_received_than_reserved",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "lapsed", "cancelled", "unusable"])
                & Q(ended_at__isnull=False)
                | ~Q(state__in=["confirmed", "lapsed", "cancelled", "unusable"]) & Q(ended_at=None),
                name="ended_reservation_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of offer {self.offer_id} for need {self.need_id}"
