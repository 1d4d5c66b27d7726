"""Concerns that another body is responsible for: asked, taken on, declined, answered."""

from collections.abc import Iterator
from random import Random

from demo.stage import Journey, Stage, later
from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.referrals.actions.answer import decline
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.take_on import report, take_on
from hilfelotse.referrals.models import Referral

Kind = Case.Kind
BODIES = {
    Kind.QUESTION: ["Fachbereich Schule", "Jobcenter Region Hannover", "Fachbereich Soziales"],
    Kind.GOODS: ["Fachbereich Gesellschaftliche Teilhabe"],
    Kind.HOUSING: ["Fachbereich Planen und Stadtentwicklung"],
    Kind.PROPERTY: ["Fachbereich Wirtschaft und Liegenschaften"],
    Kind.IDEA: ["Fachbereich Gesellschaftliche Teilhabe"],
}
COVER = "Das Anliegen passt besser zu Ihnen als zu uns. Können Sie es übernehmen?"
RESULT = (
    "Wir haben einen freien Termin am Dienstag um 10 Uhr. Bitte Ausweis und Unterlagen mitbringen. "
    "Wer nicht kommen kann, ruft vorher an."
)


def _asked(referral: Referral) -> Iterator:
    """Nobody has answered yet."""
    yield from ()


def _taken_on(referral: Referral) -> Journey:
    yield later(40)
    take_on(referral=referral, words="Übernehmen wir gern.")


def _reported(referral: Referral) -> Journey:
    yield from _taken_on(referral)
    yield later(90)
    report(referral=referral, text=RESULT)


def _not_theirs(referral: Referral) -> Journey:
    yield later(60)
    decline(referral=referral, reason="not_ours", who_else="Fachbereich Soziales")


WAYS = [_asked, _taken_on, _reported, _not_theirs]


def some_way(stage: Stage, case: Case, user: User, number: int) -> Journey:
    """Passed on, as far on its way as the number says."""
    referral = _pass_on(stage, case, user, number)
    yield from WAYS[number % len(WAYS)](referral)


def until_it_is_theirs(stage: Stage, case: Case, user: User, rng: Random) -> Journey:
    """With a receipt, so that the case may end as „weitergeleitet“."""
    referral = _pass_on(stage, case, user, rng.randrange(3))
    yield from _taken_on(referral)
    yield later(rng.randint(10, 60))


def _pass_on(stage: Stage, case: Case, user: User, number: int) -> Referral:
    names = BODIES[case.kind]
    body = stage.organisations[names[number % len(names)]]
    return pass_on(user=user, case=case, organisation=body, text=COVER)
