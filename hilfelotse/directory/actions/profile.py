"""What a body says about itself, by its people with an account, its mail's link, or the desk."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.directory.actions.refusals import BadPause, DeskOnly, NotANumber, NotTaken
from hilfelotse.directory.models import Contact, GoodsIntake, Organisation
from hilfelotse.directory.rules import check_acts_for, may_administer
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.topics.goods import GOODS, Condition

# What a body may change itself; everything else is the desk's.
OWN_FIELDS = frozenset(
    {
        "quarter", "about", "website", "areas", "activities", "languages", "monthly_helpers",
        "paused_until", "reach_by",
    }
)  # fmt: skip
MOST_HELPERS = 200  # a month
LONGEST_PAUSE = timedelta(days=366)
NEVER_TAKEN = frozenset({"medicine"})  # nor does anybody take what is broken


@transaction.atomic
def add_organisation(*, user: User, contact: dict[str, Any], **fields: Any) -> Organisation:
    """Enter a body with the person who answers for it."""
    require(user)
    areas = fields.pop("areas", ())
    _check(fields)
    organisation = Organisation.objects.create(**{"confirmed_by": contact.get("name", "")} | fields)
    organisation.areas.set(areas)
    Contact.objects.create(organisation=organisation, **contact)
    record(subject=organisation, verb="entered", user=user)
    return organisation


@transaction.atomic
def change_organisation(*, user: User, organisation: Organisation, **fields: Any) -> Organisation:
    """Correct what the directory says about a body, with what only the desk may say."""
    require(user)
    return _change(user, organisation, fields)


@transaction.atomic
def change_profile(*, user: User | None, organisation: Organisation, **fields: Any) -> Organisation:
    """A body corrects its entry (``OWN_FIELDS``).

    Raises DeskOnly for any other field, BadPause and NotANumber, and PermissionDenied for
    somebody who does not keep this body's entry.
    """
    check_keeps(user, organisation)
    if set(fields) - OWN_FIELDS and not is_desk(user):
        raise DeskOnly
    return _change(user, organisation, fields)


def _change(user: User | None, organisation: Organisation, fields: dict) -> Organisation:
    names = sorted(fields)
    _check(fields, before=organisation.paused_until)
    if "areas" in fields:
        organisation.areas.set(fields.pop("areas"))
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(fields))
    record(subject=organisation, verb="changed", user=user, by=said_by(user), fields=names)
    return organisation


def _check(fields: dict[str, Any], before: date | None = None) -> None:
    helpers, until = fields.get("monthly_helpers"), fields.get("paused_until")
    if helpers is not None and not 0 <= helpers <= MOST_HELPERS:
        raise NotANumber
    if until and until != before:  # a pause that is over does no harm where it stands
        check_pause(until)


def check_pause(until: date) -> None:
    """Raises BadPause for a day in the past or more than a year ahead."""
    if not clock.today() <= until <= clock.today() + LONGEST_PAUSE:
        raise BadPause


@transaction.atomic
def pause(*, user: User | None, organisation: Organisation, until: date | None) -> Organisation:
    """The body takes nobody up to ``until``; with None it takes people again. Raises BadPause."""
    check_keeps(user, organisation)
    if until:
        check_pause(until)
    organisation.paused_until = until
    organisation.save(update_fields=["paused_until"])
    verb = "paused" if until else "resumed"
    record(
        subject=organisation, verb=verb, user=user, by=said_by(user),
        until=until.isoformat() if until else "",
    )  # fmt: skip
    return organisation


@transaction.atomic
def confirm_profile(*, user: User | None, organisation: Organisation, name: str) -> Organisation:
    """``name`` says that everything in the entry is right as of now."""
    check_acts_for(user, organisation)
    organisation.confirmed_at, organisation.confirmed_by = clock.now(), name[:200]
    organisation.save(update_fields=["confirmed_at", "confirmed_by"])
    record(subject=organisation, verb="profile_confirmed", user=user, by=said_by(user))
    return organisation


@transaction.atomic
def set_intakes(
    *, user: User | None, organisation: Organisation, intakes: list[dict[str, Any]]
) -> list[GoodsIntake]:
    """These goods the body takes, and no others. Each: ``goods`` and what GoodsIntake says of it.

    Raises NotTaken for goods that do not exist, that nobody takes, or that are named twice.
    """
    check_keeps(user, organisation)
    named = [row["goods"] for row in intakes]
    refused = set(named) - set(GOODS) | set(named) & NEVER_TAKEN
    broken = any(row.get("condition") == Condition.BROKEN for row in intakes)
    if refused or broken or len(set(named)) < len(named):
        raise NotTaken
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.intakes.all().delete()
    made = GoodsIntake.objects.bulk_create(
        GoodsIntake(organisation=organisation, **row) for row in intakes
    )
    record(subject=organisation, verb="intakes_set", user=user, by=said_by(user), goods=named)
    return made


def check_keeps(user: User | None, organisation: Organisation) -> None:
    """Who keeps the entry: the desk, the body's administrators, its own link (no ``user``)."""
    if user is not None and not may_administer(user, organisation):
        raise PermissionDenied


def is_desk(user: User | None) -> bool:
    return user is not None and user.has_any(DESK)


def said_by(user: User | None) -> str | None:
    """For the timeline: what the body says itself stands there as the body's."""
    return None if is_desk(user) else Event.By.ORGANISATION
