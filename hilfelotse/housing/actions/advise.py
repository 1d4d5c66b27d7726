"""The first advice, the look at an identity, and handing on to whoever lets homes."""

from collections.abc import Iterable

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import move
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.history.timeline import record
from hilfelotse.housing.actions.locked import lock_home, write
from hilfelotse.housing.checklist import ADVICE
from hilfelotse.housing.models import HousingOffer
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.models import Referral

Step = HousingOffer.Step


class AdviseFirst(Exception):
    """Nobody has talked with the offerer yet."""


@transaction.atomic
def advise(
    *, user: User, offer: HousingOffer, ticked: Iterable[str], text: str = ""
) -> HousingOffer:
    """Somebody talked with the offerer; ``ticked``: codes of ``housing.checklist``.

    May be done again with more. Raises CaseIsClosed, and ValueError for an unknown code or none.
    """
    require(user)
    chosen = set(ticked)
    if not chosen or chosen - ADVICE.keys():
        raise ValueError("not on the checklist")
    offer, case = lock_home(offer)
    codes = [code for code in ADVICE if code in chosen | set(offer.advised_on)]
    step = Step.ADVISED if offer.step == Step.OFFERED else offer.step
    write(offer, advised_on=codes, step=step)
    state = Case.State.ADVISING if case.state == Case.State.NEW else case.state
    move(case, state=state, spoken_at=clock.now())
    record(subject=case, verb="home_advised", user=user, text=text)
    return offer


@transaction.atomic
def check_identity(*, user: User, offer: HousingOffer, text: str = "") -> HousingOffer:
    """The offerer has shown who they are. Only that and when is kept, never the paper."""
    require(user)
    offer, case = lock_home(offer)
    write(offer, identity_checked_on=clock.today(), identity_checked_by=user)
    record(subject=case, verb="identity_checked", user=user, text=text)
    return offer


@transaction.atomic
def forward(
    *, user: User, offer: HousingOffer, organisation: Organisation, text: str = ""
) -> Referral:
    """Hand on to the responsible body, which decides; the office lets nothing itself.

    Raises AdviseFirst, and what ``referrals.actions.pass_on`` raises: a home for minors goes to
    the youth office alone.
    """
    require(user)
    offer, case = lock_home(offer)
    if offer.step == Step.OFFERED:
        raise AdviseFirst
    referral = pass_on(user=user, case=case, organisation=organisation, text=text)
    write(offer, step=Step.FORWARDED, refusal="")
    return referral
