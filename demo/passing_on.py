"""Concerns that another body is responsible for: asked, taken on, declined, answered."""

from collections.abc import Generator, Iterator
from datetime import datetime
from random import Random

from demo.arrivals import arrive, mailbox
from demo.stage import Journey, Stage, later
from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.referrals.actions.answer import decline
from hilfelotse.referrals.actions.finish import close_concern
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


def _in_part(stage: Stage) -> Journey:
    """A part is out, the rest is the desk's."""
    case = yield from arrive(
        stage, "in-part", Kind.QUESTION, ago=4, sender=mailbox("Hüseyin Aslan", "h.aslan"),
        text="Meine Nachbarin braucht einen Schulplatz für die Tochter und einen Deutschkurs.",
    )  # fmt: skip
    referral = yield from _handed(stage, case, 3, "Fachbereich Schule")
    yield stage.days.at_work(2, Random("in part"))
    take_on(referral=referral, part="Den Schulplatz", words="Den Kurs hat die Volkshochschule.")


def _not_us_but(stage: Stage) -> Journey:
    """„Nicht wir, sondern …“: one click passes it on."""
    case = yield from arrive(
        stage, "not-us", Kind.QUESTION, ago=3, sender=mailbox("Ewa Zielinska", "ewa.zielinska"),
        text="Wer impft die Kinder, bevor sie in die Kita gehen?",
    )  # fmt: skip
    referral = yield from _handed(stage, case, 2, "Jobcenter Region Hannover")
    yield stage.days.at_work(1, Random("not us"))
    decline(
        referral=referral, reason="not_ours",
        suggested=stage.organisations["Region Hannover – Fachbereich Gesundheit"],
    )  # fmt: skip


def _to_garbsen(stage: Stage) -> Journey:
    """Another municipality takes it on: with its receipt the case ends here."""
    case = yield from arrive(
        stage, "garbsen", Kind.QUESTION, ago=6, sender=mailbox("Dagmar Prüße", "dagmar.pruesse"),
        text="In unserer Straße in Garbsen ist eine Familie eingezogen. Wer begleitet sie?",
    )  # fmt: skip
    referral = yield from _handed(stage, case, 4, "Stadt Garbsen – Team Soziales")
    yield stage.days.at_work(3, Random("garbsen"))
    take_on(referral=referral, words="Wir rufen die Familie diese Woche an.")
    yield stage.days.at_work(2, Random("garbsen"))
    close_concern(
        user=stage.users["ayse"], case=case, outcome=Case.Outcome.FORWARDED,
        text="Die Stadt Garbsen kümmert sich und meldet sich bei Ihnen.",
    )  # fmt: skip


def told_by_hand(stage: Stage) -> list[Journey]:
    """The rarer answers of bodies."""
    return [_in_part(stage), _not_us_but(stage), _to_garbsen(stage)]


def _handed(stage: Stage, case: Case, ago: int, body: str) -> Generator[datetime, None, Referral]:
    yield stage.days.at_work(ago, Random(body))
    return pass_on(
        user=stage.users["ayse"], case=case, organisation=stage.organisations[body], text=COVER
    )


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
