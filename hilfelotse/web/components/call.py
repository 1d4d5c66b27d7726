"""What the call screen and the page of the switchboard share: clock, wishes, look-up."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock, idempotency
from hilfelotse.base.text import clean_line
from hilfelotse.calls import slots
from hilfelotse.calls.actions.note import Promised, Said
from hilfelotse.cases.models import Case
from hilfelotse.directory.queries import search_bodies, stops_for
from hilfelotse.intake.receive import Sender
from hilfelotse.knowledge.queries import lookup
from hilfelotse.needs.queries import wanted
from hilfelotse.routing.emergency import numbers
from hilfelotse.routing.suggest import suggest
from hilfelotse.topics.languages import LANGUAGES
from hilfelotse.web.components.fields import LineField, PhoneField, TextField
from hilfelotse.web.components.forms import Radios

LONGEST_CALL = timedelta(hours=12)
EMERGENCY = "emergency"
NAMELESS = "N. N."  # a caller who gives a number and no name
# The key that chooses it, what it is, and what people call it (domain/fields 3.9).
WISHES: list[tuple[str, str, str | Promise]] = [
    ("1", Case.Kind.QUESTION, _("Frage")),
    ("2", Case.Kind.GOODS, _("Sachspende")),
    ("3", Case.Kind.MONEY, _("Geld")),
    ("4", Case.Kind.VOLUNTEERING, _("Ehrenamt")),
    ("5", Case.Kind.HOUSING, _("Wohnung")),
    ("6", Case.Kind.PROPERTY, _("Fläche, Gebäude")),
    ("7", Case.Kind.REQUEST, _("Geflüchtete brauchen Hilfe")),
    ("8", Case.Kind.COMPLAINT, _("Beschwerde")),
    ("9", Case.Kind.PRESS, _("Presse")),
    ("0", EMERGENCY, _("Notfall: Nummern zeigen")),
]
_SIGNER = signing.Signer(salt="call")


# --- the clock ------------------------------------------------------------------------------------


def started_now() -> str:
    """A signed note of when the talk began; it travels in the form."""
    return _SIGNER.sign(clock.now().isoformat())


def began(started: str, waited: int = 0) -> datetime:
    """When the talk began: ``waited`` seconds after the page was opened, and never in the future.

    A note that is not ours or older than half a day says "now": no call is lost for that.
    """
    now = clock.now()
    try:
        opened = parse_datetime(_SIGNER.unsign(started))
    except signing.BadSignature:
        return now
    if opened is None or not now - LONGEST_CALL < opened <= now:
        return now
    return min(opened + timedelta(seconds=waited), now)


# --- the form -------------------------------------------------------------------------------------


def slot_choices() -> list[tuple[str, str]]:
    """When we can call back, in words."""
    return [(slot.key, slot_name(slot)) for slot in slots.slots()]


def slot_name(slot: slots.Slot) -> str:
    """„so bald wie möglich“, „heute, nachmittags“, „Dienstag, 3. November, vormittags“."""
    if slot.part == slots.SOON:
        return gettext("so bald wie möglich")
    part = gettext("vormittags") if slot.part == slots.MORNING else gettext("nachmittags")
    return f"{_day_name(slot)}, {part}"


def _day_name(slot: slots.Slot) -> str:
    days = (slot.day - clock.today()).days
    if days == 0:
        return gettext("heute")
    if days == 1:
        return gettext("morgen")
    return date_format(slot.day, "l, j. F")


class NoteForm(forms.Form):
    """What both pages ask. Hidden: the idempotency key and the clock."""

    key = forms.RegexField(r"^[A-Za-z0-9_-]{22}$", required=False, widget=forms.HiddenInput)
    started = forms.CharField(required=False, widget=forms.HiddenInput)
    waited = forms.CharField(required=False, widget=forms.HiddenInput)
    wish = forms.ChoiceField(
        label=_("Was?"),
        choices=[(value, label) for _key, value, label in WISHES],
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, worum es geht.")},
    )
    text = TextField(
        label=_("Notiz"),
        help_text=_("Stichworte genügen. Bitte keine Namen von Geflüchteten."),
        required=False,
        max_length=1000,
        rows=4,
    )
    name = LineField(
        label=_("Name"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = PhoneField(
        label=_("Telefon"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "dir": "ltr"}),
    )
    language = forms.ChoiceField(
        label=_("Sprache"), choices=LANGUAGES, initial="de", required=False
    )
    slot = forms.ChoiceField(label=_("Wann zurückrufen?"), choices=slot_choices, required=False)

    all_optional = True  # nearly everything: the word at each field would be noise

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", idempotency.new_key())
        self.initial.setdefault("started", started_now())

    def clean_waited(self) -> int:
        """Seconds; nonsense is none, because nobody could see what is wrong."""
        waited = self.cleaned_data["waited"]
        return int(waited) if waited.isdecimal() and len(waited) < 6 else 0

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or "de"

    def tiles(self) -> list[dict[str, Any]]:
        """The wishes with the keys that choose them."""
        keys = [key for key, _value, _label in WISHES]
        return [{"key": key, "radio": radio} for key, radio in zip(keys, self["wish"], strict=True)]

    @property
    def once_key(self) -> str:
        return self.cleaned_data.get("key") or idempotency.new_key()

    def said(self, **more: Any) -> Said:
        """What was said, for the action."""
        data = self.cleaned_data
        wish = data["wish"]
        is_emergency = wish == EMERGENCY
        return Said(
            wish=Case.Kind.REQUEST if is_emergency else wish,
            started_at=began(data["started"], data["waited"]),
            text=data["text"],
            phone=data["phone"],
            is_emergency=is_emergency,
            **more,
        )

    def sender(self) -> Sender | None:
        """The caller, if there is a name or a number."""
        data = self.cleaned_data
        if not data["name"] and not data["phone"]:
            return None
        return Sender(name=data["name"] or NAMELESS, phone=data["phone"], language=data["language"])

    def promised(self, **more: Any) -> Promised:
        """The call back; the first half day that is left if the chosen one has passed meanwhile."""
        chosen = slots.slot(self.cleaned_data["slot"]) or slots.soon()
        return Promised(chosen, self.cleaned_data["language"], **more)


# --- the look-up ----------------------------------------------------------------------------------


def looked_up(request: HttpRequest) -> dict[str, Any]:
    """What the knowledge base, the directory and the board say to what was typed so far."""
    asked = request.POST if request.method == "POST" else request.GET
    text = clean_line(asked.get("text", "")[:1000])
    wish = asked.get("wish", "")
    suggestion = suggest(text, kind=wish, postcode=asked.get("postcode", "")[:5])
    about_goods = f"Sachspende {text}" if wish == Case.Kind.GOODS else text
    bodies = [] if suggestion.responsible or not text else search_bodies(text, 3)
    return {
        "is_empty": not text and not wish,
        "danger": bool(suggestion.dangers) or wish == EMERGENCY,
        "numbers": numbers(),
        "suggestion": suggestion,
        "answers": lookup(text, 5) if text else [],
        "bodies": bodies,
        "stops": stops_for(about_goods),
        "needs": wanted(text, 4) if text or wish == Case.Kind.VOLUNTEERING else [],
        "chosen_answer": asked.get("answer", ""),
        "is_gap": bool(asked.get("is_gap")),
        "at_the_desk": request.user.has_any(DESK),
    }
