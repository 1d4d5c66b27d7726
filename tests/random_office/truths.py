"""What is true at any moment. Each sentence asks the database for what would break it."""

from collections.abc import Callable, Iterable
from functools import cache

from django.db import connection, models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import Organisation
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.matching.queries import best_needs
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Consent
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.models import Proposal, Referral
from hilfelotse.referrals.rules import hindrances
from hilfelotse.reports.ledger import ledger
from hilfelotse.team.queries import stand_ins

Broken = Iterable[object]
_LIVING = Placement.objects.exclude(state="ended")
_PROMISED = Reservation.objects.filter(state__in=["held", "appointed", "handed_over"])


def total(rows: models.QuerySet, by: str, field: str) -> Coalesce:
    """The sum of ``field`` over ``rows`` whose ``by`` is the outer row."""
    sums = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(sum=Sum(field))
    return Coalesce(Subquery(sums.values("sum"), output_field=IntegerField()), 0)


def places_are_counted_right() -> Broken:
    """People by their placements, things by what is promised or has arrived in good order."""
    people = total(_LIVING.filter(is_substitute=False), "need", "places")
    promised = total(_PROMISED, "need", "quantity")
    arrived = total(Reservation.objects.filter(state="confirmed"), "need", "received")
    counted = Need.objects.alias(held=people + promised + arrived)
    # A giver who was erased takes the reservation along; what has arrived there stays.
    right = Q(taken=F("held")) | Q(kind="goods", taken__gte=F("held"))
    return counted.exclude(right, quantity__gte=F("taken"))


def things_are_counted_right() -> Broken:
    """What is promised or has arrived, in whatever order; the rest is the giver's again."""
    promised = total(_PROMISED, "offer", "quantity")
    arrived = total(
        Reservation.objects.filter(state__in=["confirmed", "unusable"]), "offer", "received"
    )
    counted = GoodsOffer.objects.alias(held=promised + arrived)
    return counted.exclude(reserved=F("held"), quantity__gte=F("held"))


def an_ended_case_promises_nothing() -> Broken:
    return Reservation.objects.living().filter(offer__case__state="closed")


def an_ended_case_proposes_nothing() -> Broken:
    return Proposal.objects.open().filter(case__state="closed")


def nobody_is_at_two_places_at_once() -> Broken:
    others = _LIVING.filter(
        offer__party=OuterRef("offer__party"), starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    ).exclude(pk=OuterRef("pk"))  # fmt: skip
    return _LIVING.filter(Exists(others))


def every_open_case_has_an_owner_and_a_due_date() -> Broken:
    one_owner = Q(owner=None) ^ Q(queue="")
    return Case.objects.exclude(Q(state="closed") | Q(due_at__isnull=False) & one_owner)


def every_open_case_shows_with_somebody_who_is_there(present: set[int]) -> Broken:
    """With its owner or their deputy, else with everybody."""
    stands_in = stand_ins(clock.today())
    owners = set(Case.objects.open().order_by().values_list("owner", flat=True).distinct())
    seen_by = {stands_in.get(owner, owner) for owner in owners}
    return (seen_by - present - {None}) | (seen_by & set(stands_in))


def the_lead_sees_every_case(lead: User) -> Broken:
    return Case.objects.exclude(pk__in=Case.objects.visible_to(lead))


def the_day_adds_up() -> Broken:
    day = ledger(clock.today())
    return [] if day.adds_up else [day]


def what_is_raised_is_late() -> Broken:
    return Case.objects.open().filter(raised_at__lt=F("due_at"))


def a_referred_case_waits_for_one_body() -> Broken:
    """But for those that took on a part: the rest of it goes to one other."""
    taken = Referral.objects.in_hand()
    asked = Count("referrals", Q(referrals__in=Referral.objects.waiting()), distinct=True)
    parts = Count("referrals", Q(referrals__in=taken.exclude(part="")), distinct=True)
    wholly = Count("referrals", Q(referrals__in=taken.filter(part="")), distinct=True)
    cases = Case.objects.open().annotate(asked=asked, parts=parts, bodies=wholly + F("asked"))
    out = Q(bodies=1) | Q(bodies=0, parts__gt=0)
    right = Q(state="referred") & out | ~Q(state="referred") & Q(bodies=0, parts=0)
    waits = Q(asked=0) | Q(waiting_on="organisation")
    return cases.exclude(right & waits)


def who_helps_is_taken() -> Broken:
    helping = Count("placements", Q(placements__in=_LIVING.filter(is_substitute=False)))
    offers = Offer.objects.annotate(helping=helping)
    placed = Q(helping=1, case__state="placed", availability="taken")
    free = Q(helping=0) & ~Q(case__state="placed") & ~Q(availability="taken")
    over = Q(case__state="closed", helping__lte=1, availability__in=["taken", "withdrawn"])
    return offers.exclude(over | ~Q(case__state="closed") & (placed | free))


def contact_data_flow_only_with_acceptance_and_consent() -> Broken:
    named = Concat(Value("organisation:"), Cast(OuterRef("organisation"), models.CharField()))
    consent = Consent.objects.filter(
        party=OuterRef("case__party"), purpose="contact", recipient=named, given=True, ended_at=None
    )
    flowing = Referral.objects.filter(contact_released_at__isnull=False, contact_ended_at=None)
    city = Q(organisation__kind=Organisation.Kind.DEPARTMENT)
    return flowing.exclude(Q(state="accepted") & (city | Exists(consent)))


def an_unconfirmed_address_gets_one_question() -> Broken:
    unknown = Q(contact_point__isnull=False, contact_point__confirmed_at=None)
    return OutgoingMail.objects.filter(unknown).exclude(template="confirm")


def what_is_suggested_without_a_miss_may_be_sent() -> Broken:
    offer = Offer.objects.filter(availability="available").order_by("-pk").first()
    fits = [fit for fit in best_needs(offer) if not fit.misses] if offer else []
    return [fit for fit in fits if hindrances(offer, Need.objects.get(pk=fit.need.pk))]


def a_partner_sees_nothing_of_another_body(partner: User, own: Organisation) -> Broken:
    yield from Referral.objects.visible_to(partner).exclude(organisation=own)
    yield from Need.objects.visible_to(partner).exclude(organisation=own)
    yield from Case.objects.visible_to(partner)


STANDING: list[Callable[[], models.QuerySet]] = [
    places_are_counted_right,
    things_are_counted_right,
    an_ended_case_proposes_nothing,
    nobody_is_at_two_places_at_once,
    every_open_case_has_an_owner_and_a_due_date,
    what_is_raised_is_late,
    a_referred_case_waits_for_one_body,
    who_helps_is_taken,
    contact_data_flow_only_with_acceptance_and_consent,
    an_unconfirmed_address_gets_one_question,
]


@cache
def _all_in_one() -> tuple[str, tuple]:
    """One statement for all that are plain queries: it is asked after each of thousands of steps,
    and Django would build each query anew."""
    parts, values = [], []
    for truth in STANDING:
        sql, given = truth().order_by().values("pk").query.sql_with_params()
        parts.append(f"SELECT '{truth.__name__}' WHERE EXISTS ({sql})")
        values += given
    return " UNION ALL ".join(parts), tuple(values)


def broken() -> list[str]:
    """The names of the standing truths that are broken now."""
    with connection.cursor() as cursor:
        cursor.execute(*_all_in_one())
        return [name for (name,) in cursor.fetchall()]
