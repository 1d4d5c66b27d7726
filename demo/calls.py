"""The telephone of the demo: notes of every kind, and promises to call in every state."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from demo import people
from demo.stage import Journey, Stage, later
from hilfelotse.base import clock
from hilfelotse.calls.actions import callback as calling
from hilfelotse.calls.actions.note import Promised, Said, record_offer, write_note
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.calls.slots import slots, soon
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import Sender, Wish
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.topics.times import ROUGH, Frequency

Kind, Result = Case.Kind, CallNote.Result
_NUMBERED_FROM = 700  # people 1 to 700 have written already


@dataclass(frozen=True)
class CallPlan:
    """One call. ``ago``: working days; ``after``: what became of the promised call back."""

    text: str
    wish: str = Kind.QUESTION
    result: str = Result.ANSWERED
    user: str = "ayse"
    ago: int = 0
    body: str = ""
    nameless: bool = False
    language: str = "de"
    callback_wish: str = ""
    asked_for: str = ""
    after: str = ""  # "held", "tried", "not_reached", "reached", "not_needed", "later"


CALLS = [
    CallPlan("Wann öffnet die neue Unterkunft? Termin der Info-Veranstaltung genannt.", ago=1),
    CallPlan("Wo bekommt man das Deutschlandticket günstiger?", nameless=True, user="jens"),
    CallPlan(
        "Hat drei Kinderfahrräder, kann sie nicht bringen.", Kind.GOODS, Result.RECORDED, "olena"
    ),
    CallPlan(
        "Nachbarfamilie braucht einen Kinderwagen.", Kind.REQUEST, Result.RECORDED, "jens", ago=1
    ),
    CallPlan(
        "Fragt nach Arbeitslosengeld.", result=Result.NOT_OURS, user="jens", nameless=True, ago=2,
        body="Jobcenter Region Hannover",
    ),
    CallPlan(
        "Kind soll in die Grundschule, spricht noch kein Deutsch.", result=Result.PASSED_ON,
        body="Fachbereich Schule", ago=1,
    ),
    CallPlan("Möchte mit Kindern lesen üben.", Kind.VOLUNTEERING, Result.OFFER, "matthias", ago=1),
    CallPlan(
        "Beschwert sich über Lärm am Abend vor der Unterkunft.", Kind.COMPLAINT, Result.CALLBACK,
        "olena", ago=1, callback_wish="lieber am Nachmittag", after="tried",
    ),
    CallPlan(
        "Bietet Zwei-Zimmer-Wohnung, fragt nach den Bedingungen.", Kind.HOUSING, Result.CALLBACK,
        "jens", asked_for="ayse", after="later",
    ),
    CallPlan(
        "Sucht Deutschkurs für ihre Mutter.", result=Result.CALLBACK, language="uk",
        asked_for="olena", callback_wish="spricht Ukrainisch", after="",
    ),
    CallPlan(
        "Fragt, ob Nachhilfe in Mathe gebraucht wird.", Kind.VOLUNTEERING, Result.CALLBACK, "jens",
        after="held",
    ),
    CallPlan("Will wissen, wer Möbel abholt.", Kind.GOODS, Result.CALLBACK, ago=4,
             after="not_reached"),
    CallPlan("Fragt nach der Sprechstunde.", result=Result.CALLBACK, ago=3, after="reached"),
    CallPlan("Fragt nach einem Formular.", result=Result.CALLBACK, ago=2, user="olena",
             after="not_needed"),
    CallPlan("Zeitung fragt nach Zahlen, durchgestellt.", Kind.PRESS, Result.PUT_THROUGH, "mehmet"),
    CallPlan("Wo kann ich Kleidung abgeben?", Kind.GOODS, Result.ANSWERED, "mehmet", nameless=True),
    CallPlan("Will helfen, weiß noch nicht wie.", Kind.VOLUNTEERING, Result.CALLBACK, "mehmet"),
]  # fmt: skip


def call_journeys(stage: Stage) -> Iterator[Journey]:
    """All calls, the same in every installation but for the days."""
    for number, plan in enumerate(CALLS, start=_NUMBERED_FROM):
        yield _call(stage, plan, number)


def _call(stage: Stage, plan: CallPlan, number: int) -> Journey:
    rng = Random(number)
    yield stage.days.at_work(plan.ago, rng, first=0.05, last=0.6)
    began = clock.now()
    yield later(rng.randint(2, 7))
    case = _write(stage, plan, number, began)
    if plan.after in _AFTER:
        yield from _AFTER[plan.after](stage, Callback.objects.get(case=case))


def _write(stage: Stage, plan: CallPlan, number: int, began) -> Case:
    user, sender = stage.users[plan.user], None if plan.nameless else _caller(plan, number)
    said = Said(
        wish=plan.wish,
        started_at=began,
        text=plan.text,
        channel=Case.Channel.SWITCHBOARD if plan.user == "mehmet" else Case.Channel.PHONE,
        organisation=stage.organisations[plan.body] if plan.body else None,
    )
    key = f"demo-call-{number}"
    if plan.result == Result.OFFER and sender is not None:
        content = OfferContent(
            activities=("HAU", "KIN"), slots=ROUGH["wd_afternoon"][1],
            frequency=Frequency.WEEKLY, postcode="30451",
        )  # fmt: skip
        wish = Wish(ask_kinds=("circle", "operator"))
        return record_offer(
            user=user, key=key, said=said, sender=sender, content=content, wish=wish
        )
    promised = _promised(stage, plan) if plan.result == Result.CALLBACK else None
    return write_note(
        user=user, key=key, said=said, result=plan.result, sender=sender, promised=promised
    )


def _caller(plan: CallPlan, number: int) -> Sender:
    person = people.person(number).sender
    return Sender(name=person.name, phone=f"+49511168{number:05}", language="de")


def _promised(stage: Stage, plan: CallPlan) -> Promised:
    slot = slots()[2] if plan.after == "later" else soon()
    asked_for = stage.users[plan.asked_for] if plan.asked_for else None
    return Promised(slot, plan.language, plan.callback_wish, asked_for)


def _tried(stage: Stage, callback: Callback) -> Journey:
    yield later(90)
    calling.failed_try(user=stage.users["olena"], callback=callback)


def _not_reached(stage: Stage, callback: Callback) -> Journey:
    for ago in (3, 2, 1):
        yield stage.days.at_work(ago, Random(callback.pk))
        calling.failed_try(user=stage.users["jens"], callback=callback)


def _reached(stage: Stage, callback: Callback) -> Journey:
    yield later(60)
    user = stage.users["ayse"]
    calling.hold(user=user, callback=callback)
    yield later(5)
    write_note(
        user=user,
        key=f"demo-callback-{callback.pk}",
        said=Said(
            wish=Kind.QUESTION,
            started_at=clock.now(),
            text="Zurückgerufen: Die Sprechstunde ist dienstags.",
        ),
        result=Result.ANSWERED,
        case=callback.case,
        ends=True,
    )


def _not_needed(stage: Stage, callback: Callback) -> Journey:
    yield later(45)
    text = "Hat das Formular im Internet gefunden."
    calling.not_needed(user=stage.users["olena"], callback=callback, text=text)


def _held(stage: Stage, callback: Callback) -> Journey:
    """Somebody is calling while the demo begins."""
    yield stage.days.now
    calling.hold(user=stage.users["jens"], callback=callback)


_AFTER = {
    "tried": _tried,
    "not_reached": _not_reached,
    "reached": _reached,
    "not_needed": _not_needed,
    "held": _held,
}
