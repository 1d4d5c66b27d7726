"""What comes in by telephone."""

from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.calls.actions.callback import promise
from hilfelotse.calls.actions.note import Promised, Said, write_note
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.calls.slots import soon
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import Sender
from tests.factories import cases

CALLER = Sender(name="Petra Lange", phone="+495111234567")


def said(**changed) -> Said:
    """A question on the telephone that began just now."""
    fields = {
        "wish": Case.Kind.QUESTION, "started_at": clock.now(), "text": "Wann ist die Sprechstunde?",
    } | changed  # fmt: skip
    return Said(**fields)


def noted(user, result=CallNote.Result.RECORDED, *, key="", **changed) -> Case:
    """The case of a note; what belongs to ``said`` is taken from there."""
    about = {name: changed.pop(name) for name in list(changed) if name in Said.__annotations__}
    fields = {"sender": CALLER} if "case" not in changed else {}
    if result == CallNote.Result.CALLBACK:
        fields["promised"] = Promised(soon())
    fields |= changed
    return write_note(user=user, key=key or new_key(), said=said(**about), result=result, **fields)


def callback(user, **changed) -> Callback:
    """A promise about a question by telephone; the person has a mail address, too."""
    fields = {"case": None, "slot": soon()} | changed
    fields["case"] = fields["case"] or cases.question(channel=Case.Channel.PHONE)
    return promise(user=user, **fields)
