"""Somebody offers a building, a plot or a room; colleagues and departments look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases import keys, search
from hilfelotse.cases.actions.alert import alert
from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.actions.mark import keep_secret
from hilfelotse.cases.models import Alert, Case
from hilfelotse.history.timeline import record
from hilfelotse.premises.models import Criterion, Finding, Premises
from hilfelotse.premises.place import parcel_key, place_key
from hilfelotse.premises.score import Score, score

MOST_METRES, MOST_PLACES, MOST_EUROS = 10_000_000, 10_000, 500_000_000
EARLIEST, LATEST = timedelta(days=365), timedelta(days=40 * 365)


@dataclass(frozen=True)
class Content:
    """What the offerer says. ``answers``: by the code of a criterion, without what nobody knows."""

    provider: str
    kind: str
    address: str
    postcode: str
    square_metres: int
    available_from: date
    deal: str
    parcel: str = ""
    places: int | None = None
    available_until: date | None = None
    price: int | None = None
    commission: str = ""
    times: str = ""
    confidentiality: str = Premises.Confidentiality.INTERNAL
    answers: Mapping[str, bool] = field(default_factory=dict)


@transaction.atomic
def enter(*, case: Case, content: Content) -> Premises:
    """The content of a fresh case, for ``fill`` of a door, which checked who may.

    What is secret goes to the lead at once, and nobody else sees it but who has it. Raises
    ValueError for another kind of case, unknown choices and numbers or days that cannot be.
    """
    if case.kind != Case.Kind.PROPERTY:
        raise ValueError("premises belong to a case of their kind")
    _check(content)
    premises = Premises.objects.create(
        case=case,
        provider=Premises.Provider(content.provider),
        kind=Premises.Kind(content.kind),
        address=content.address,
        postcode=content.postcode,
        place_key=place_key(content.address, content.postcode),
        parcel=parcel_key(content.parcel),
        square_metres=content.square_metres,
        places=content.places,
        available_from=content.available_from,
        available_until=content.available_until,
        deal=Premises.Deal(content.deal),
        price=content.price,
        commission=content.commission,
        times=content.times,
        confidentiality=Premises.Confidentiality(content.confidentiality),
    )
    _write_findings(premises, {code: (met, "") for code, met in content.answers.items()})
    _make_findable(premises)
    if premises.confidentiality == Premises.Confidentiality.SECRET:
        _keep_secret(premises)
    return premises


@transaction.atomic
def assess(
    *, user: User, premises: Premises, findings: Mapping[str, tuple[bool | None, str]]
) -> Score:
    """What a colleague found out: by criterion whether it is met (None: unknown again), and why.

    Criteria that are not named stay as they are. Raises CaseIsClosed.
    """
    require(user)
    case = lock(premises.case_id)
    _write_findings(premises, findings)
    now = score(Premises.objects.get(pk=premises.pk))
    record(subject=case, verb="assessed", user=user, known=now.known, all=len(now.rows))
    return now


@transaction.atomic
def set_confidentiality(*, user: User, premises: Premises, level: str) -> Premises:
    """How confidential it is. What becomes secret is restricted; only the lead undoes that."""
    require(user)
    lock(premises.case_id)
    premises = Premises.objects.get(pk=premises.pk)
    level = Premises.Confidentiality(level)
    if level == premises.confidentiality:
        return premises
    premises.confidentiality = level
    premises.save(update_fields=["confidentiality"])
    if level == Premises.Confidentiality.SECRET:
        _keep_secret(premises, user)
    return premises


def _keep_secret(premises: Premises, user: User | None = None) -> None:
    case = keep_secret(case=premises.case, user=user)
    alert(case=case, sign=Alert.Sign.CONFIDENTIAL, user=user)


def _make_findable(premises: Premises) -> None:
    """By its address; an equal parcel makes two cases look like one, too."""
    found_by = keys.of_places(premises.address)
    if premises.parcel:
        found_by.add((keys.PLACE + premises.parcel)[: keys.LENGTH])
    search.add(premises.case, found_by)


def _check(content: Content) -> None:
    today, start, end = clock.today(), content.available_from, content.available_until
    wrong = (
        not 1 <= content.square_metres <= MOST_METRES,
        content.places is not None and not 1 <= content.places <= MOST_PLACES,
        content.price is not None and not 0 <= content.price <= MOST_EUROS,
        not today - EARLIEST <= start <= today + LATEST,
        end is not None and not max(start, today) <= end <= today + LATEST,
        not content.address.strip(),
    )
    if any(wrong):
        raise ValueError("a size, price or day that cannot be")


def _write_findings(premises: Premises, findings: Mapping[str, tuple[bool | None, str]]) -> None:
    known = {row.code: row for row in Criterion.objects.filter(code__in=findings)}
    if len(known) < len(findings):
        raise ValueError("no such criterion")
    for code, (is_met, note) in findings.items():
        if is_met is None:
            premises.findings.filter(criterion=known[code]).delete()
        else:
            Finding.objects.update_or_create(
                premises=premises,
                criterion=known[code],
                defaults={"is_met": is_met, "note": note[:300], "at": clock.now()},
            )
