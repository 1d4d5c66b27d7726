"""A home becomes the content of its case, and what is wrong in it is put right."""

from dataclasses import asdict

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.alert import alert
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.models import Case
from hilfelotse.history.timeline import record
from hilfelotse.housing import words
from hilfelotse.housing.content import HomeContent
from hilfelotse.housing.models import HousingOffer


class ChoosesByOrigin(ValueError):
    """The text chooses by origin, religion or nationality (§ 19 AGG); ``words`` are those."""

    def __init__(self, found: str) -> None:
        super().__init__("chooses by origin")
        self.words = found


@transaction.atomic
def enter(*, case: Case, content: HomeContent) -> HousingOffer:
    """For ``intake.receive_concern(fill=…)``: the home of a fresh case. The door checked who may.

    What smells of exploitation, of a wish for women or children, or of minors alone is a note to
    the lead. Raises ValueError for what is out of bounds, ChoosesByOrigin for such a text.
    """
    content.check()
    text = case.text
    if found := words.chooses_by_origin(text):
        raise ChoosesByOrigin(found)
    offer = HousingOffer.objects.create(case=case, **asdict(content))
    if not case.postcode or not case.subject:
        move(case, postcode=case.postcode or content.postcode, subject=case.subject or "flat_offer")
    for sign, smelled in words.signs(text).items():
        alert(case=case, sign=sign, words=smelled)
    return offer


@transaction.atomic
def add(*, user: User, case: Case, content: HomeContent) -> HousingOffer:
    """The same for a case that came by telephone or mail, with what the desk was told.

    Raises CaseIsClosed, and what ``enter`` raises.
    """
    require(user)
    case = lock(case.pk)
    offer = enter(case=case, content=content)
    record(subject=case, verb="changed", user=user)
    return offer


@transaction.atomic
def correct(*, user: User, offer: HousingOffer, content: HomeContent) -> HousingOffer:
    """The desk writes down what the offerer said in the talk. Raises CaseIsClosed, ValueError."""
    require(user)
    content.check()
    case = lock(offer.case_id)
    offer = HousingOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    fields = asdict(content)
    for name, value in fields.items():
        setattr(offer, name, value)
    offer.save(update_fields=list(fields))
    record(subject=case, verb="changed", user=user)
    return offer
