"""The note of a call, and the offer that somebody makes in it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.base import phone, reference
from hilfelotse.calls.models import CallNote
from hilfelotse.cases.callers import looks_like_number
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import ASKABLE_KINDS, Organisation
from hilfelotse.intake.receive import Sender, Wish
from hilfelotse.knowledge.models import Page
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.offers.checklist import CHOICES as CHECKLIST
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.team.queries import team
from hilfelotse.topics import times
from hilfelotse.topics.languages import LANGUAGES
from hilfelotse.web.components.call import NoteForm
from hilfelotse.web.components.fields import LineField, MailField, PhoneField, PostcodeField
from hilfelotse.web.components.forms import Checkboxes
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.edit import LANGUAGE_ROWS, OfferForm

Result = CallNote.Result
_OFF = {"autocomplete": "off"}


class CallForm(NoteForm):
    """Who calls, what they want, and how it ends; ``party`` and ``case``: whom the user chose."""

    who = LineField(
        label=_("Wer?"),
        help_text=_("Name, Telefonnummer oder Vorgangsnummer. Ein Teil genügt."),
        required=False,
        widget=forms.TextInput(attrs=_OFF | {"autofocus": True, "spellcheck": "false"}),
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.CharField(required=False, widget=forms.HiddenInput)
    postcode = PostcodeField(
        label=_("Postleitzahl"),
        required=False,
        widget=forms.TextInput(attrs=_OFF | {"inputmode": "numeric", "dir": "ltr"}),
    )
    is_gap = forms.BooleanField(label=_("Keine Antwort passt"), required=False)
    ends = forms.BooleanField(label=_("Damit ist der Vorgang erledigt"), required=False)
    asked_for = forms.ModelChoiceField(
        label=_("Wer ruft zurück?"),
        queryset=User.objects.none(),
        empty_label=_("wer gerade frei ist"),
        required=False,
    )
    callback_wish = LineField(
        label=_("Wunsch"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_OFF),
    )
    to_body = forms.ModelChoiceField(
        label=_("An welche Stelle?"),
        queryset=Organisation.objects.filter(is_active=True),
        empty_label=_("Bitte wählen"),
        required=False,
    )
    instead_body = forms.ModelChoiceField(
        label=_("Wer ist zuständig?"),
        queryset=Organisation.objects.filter(is_active=True),
        empty_label=_("Bitte wählen"),
        required=False,
    )
    instead_words = LineField(
        label=_("Oder in eigenen Worten"), required=False, widget=forms.TextInput(attrs=_OFF)
    )

    def __init__(
        self,
        *args: Any,
        result: str = "",
        party: Party | None = None,
        case: Case | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.result, self.party, self.case = result, party, case
        self.fields["asked_for"].queryset = team()
        if case is not None:
            self.fields["wish"].required = False

    def clean_wish(self) -> str:
        """The talk is about the chosen case unless somebody says otherwise."""
        return self.cleaned_data["wish"] or (self.case.kind if self.case else "")

    def clean_answer(self) -> Page | None:
        given = self.cleaned_data["answer"]
        is_number = given.isdecimal() and len(given) < 16
        return Page.objects.in_use().filter(pk=given).first() if is_number else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.party is None and self.case is None:
            self._take_from_who(data)
        check = {
            Result.CALLBACK: self._check_callback,
            Result.PASSED_ON: self._check_passed_on,
            Result.NOT_OURS: self._check_not_ours,
            Result.RECORDED: self._check_recorded,
        }.get(self.result)
        if check is not None:
            check(data)
        return data

    def _take_from_who(self, data: dict[str, Any]) -> None:
        """What was typed to find the caller is who they are, if nobody was found."""
        typed = data.get("who", "")
        if not typed or reference.parse(typed):
            return
        if not looks_like_number(typed):
            data["name"] = data.get("name") or typed
        elif typed[0] in "0+":  # the last digits alone are no number to call
            data["phone"] = data.get("phone") or phone.normalise(typed) or ""

    def _check_callback(self, data: dict[str, Any]) -> None:
        known = self.party and self.party.contact(ContactPoint.Kind.PHONE)
        if self.case is not None and self.party is None:
            self.add_error(
                "phone", _("Zu diesem Vorgang gehört keine Person. Nehmen Sie ein neues Anliegen.")
            )
        elif not known and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Für einen Rückruf brauchen wir eine Telefonnummer."))

    def _check_passed_on(self, data: dict[str, Any]) -> None:
        body = data.get("to_body")
        if body is None:
            self.add_error("to_body", _("Wählen Sie die Stelle aus."))
        elif not data.get("text"):
            self.add_error("text", _("Schreiben Sie auf, was die Stelle wissen muss."))
        if self.case is not None and self.case.kind == Case.Kind.VOLUNTEERING:
            self.add_error("to_body", _("Ein Angebot geht über einen Bedarf an eine Stelle."))

    def _check_not_ours(self, data: dict[str, Any]) -> None:
        if not data.get("instead_body") and not data.get("instead_words"):
            self.add_error("instead_body", _("Sagen Sie, wer zuständig ist."))

    def _check_recorded(self, data: dict[str, Any]) -> None:
        if not data.get("text"):
            self.add_error("text", _("Schreiben Sie auf, worum es geht."))

    def what_was_said(self, channel: str):
        """For the action, with the answer, the body and the words for whom to ask instead."""
        data = self.cleaned_data
        body = {Result.PASSED_ON: data["to_body"], Result.NOT_OURS: data["instead_body"]}
        if self.result == Result.NOT_OURS and data["instead_words"]:
            instead = gettext("Zuständig: %(who)s") % {"who": data["instead_words"]}
            data["text"] = "\n".join(filter(None, [data["text"], instead]))
        return self.said(
            channel=channel,
            postcode=data["postcode"],
            answer=data["answer"],
            organisation=body.get(self.result),
            is_gap=data["is_gap"],
        )

    def agreed(self):
        """The call back, if that is how it ends."""
        if self.result != Result.CALLBACK:
            return None
        data = self.cleaned_data
        return self.promised(asked_for=data["asked_for"], wish=data["callback_wish"])


class CallerForm(OnceForm):
    """Who makes the offer: the first questions of the public form."""

    name = LineField(
        label=_("Name"),
        widget=forms.TextInput(attrs=_OFF),
        error_messages={"required": _("Geben Sie den Namen ein.")},
    )
    phone = PhoneField(label=_("Telefon"), required=False)
    email = MailField(label=_("E-Mail"), required=False)
    language = forms.ChoiceField(
        label=_("Sprache, in der wir schreiben"), choices=LANGUAGES, initial="de"
    )
    kind = forms.ChoiceField(label=_("Wer möchte helfen?"), choices=Party.Kind.choices)
    group_name = LineField(label=_("Name der Gruppe oder Firma"), required=False)
    group_size = forms.IntegerField(
        label=_("Wie viele sind es ungefähr?"),
        required=False,
        min_value=1,
        max_value=5000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={"invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 12.")},
    )
    with_minors = forms.BooleanField(
        label=_("Es sind auch Menschen unter 18 Jahren dabei"), required=False
    )

    one_of = ("phone", "email")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        tried = {"email", "phone"} & set(self.errors)
        if not data.get("email") and not data.get("phone") and not tried:
            self.add_error("phone", _("Geben Sie eine Telefonnummer oder eine E-Mail-Adresse ein."))
        if data.get("kind") != Party.Kind.PERSON and "group_name" not in self.errors:
            self._check_group(data)
        return data

    def _check_group(self, data: dict[str, Any]) -> None:
        if not data.get("group_name"):
            self.add_error("group_name", _("Geben Sie den Namen der Gruppe oder Firma ein."))
        if not data.get("group_size") and "group_size" not in self.errors:
            self.add_error("group_size", _("Geben Sie ein, wie viele es ungefähr sind."))

    def sender(self, age: str) -> Sender:
        """Somebody whom the office does not know yet."""
        data = self.cleaned_data
        is_group = data["kind"] != Party.Kind.PERSON
        return Sender(
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
            language=data["language"],
            kind=data["kind"],
            age=age,
            group_name=data["group_name"] if is_group else "",
            group_size=data["group_size"] if is_group else 1,
            with_minors=is_group and data["with_minors"],
        )


class SpokenOfferForm(OfferForm):
    """What is offered: the desk's form, but rough times as in the public one, and the consents."""

    times = forms.MultipleChoiceField(
        label=_("Wann?"),
        choices=[(key, label) for key, (label, _slots) in times.ROUGH.items()],
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie mindestens eine Zeit aus.")},
    )
    age = forms.ChoiceField(
        label=_("Alter"),
        choices=[("", _("Bitte wählen")), *Party.Age.choices],
        error_messages={"required": _("Fragen Sie nach dem Alter: Unter 18 gilt anderes.")},
    )
    circle = forms.ModelChoiceField(
        label=_("Hilft schon in einem Kreis?"),
        queryset=Organisation.objects.filter(kind=Organisation.Kind.CIRCLE, is_active=True),
        empty_label=_("nein"),
        required=False,
    )
    need = forms.ModelChoiceField(
        label=_("Meldet sich auf einen Bedarf?"),
        queryset=Need.objects.none(),
        empty_label=_("nein"),
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Wem dürfen wir das Angebot zeigen?"),
        help_text=_("Ohne Namen und Kontaktdaten. So, wie die Person es im Gespräch erlaubt."),
        choices=[(kind.value, kind.label) for kind in ASKABLE_KINDS],
        widget=Checkboxes,
        required=False,
    )
    contact = forms.BooleanField(
        label=_("Die Stelle des Bedarfs darf Namen und Kontaktdaten bekommen, wenn sie zusagt"),
        required=False,
    )
    about = forms.MultipleChoiceField(
        label=_("War das schon das Erstgespräch? Worüber haben Sie gesprochen?"),
        help_text=_("Ohne Haken folgt das Erstgespräch später."),
        choices=CHECKLIST,
        widget=Checkboxes,
        required=False,
    )
    text = LineField(label=_("Notiz"), required=False, max_length=1000)

    field_order = (
        "age", "activities", "times", "frequency", "volume", "postcode", "radius_km",
        "available_from",
        "available_until", "skills", "experience",
        *(f"{part}_{row}" for row in range(1, LANGUAGE_ROWS + 1) for part in ("language", "level")),
        "circle", "need", "kinds", "contact", "about", "text",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["slots"]
        self.initial.setdefault("radius_km", 10)
        self.fields["need"].queryset = Need.objects.public().order_by("title", "pk")
        self.order_fields(self.field_order)

    def language_rows(self):
        """The pairs of fields, side by side."""
        rows = range(1, LANGUAGE_ROWS + 1)
        return [(self[f"language_{row}"], self[f"level_{row}"]) for row in rows]

    def content(self) -> OfferContent:
        self.cleaned_data["slots"] = []
        content = super().content()
        return replace(content, slots=times.from_rough(self.cleaned_data["times"]))

    def wish(self) -> Wish:
        """Where it should go, and who may see it."""
        data = self.cleaned_data
        return Wish(
            ask_kinds=tuple(data["kinds"]),
            need_id=data["need"].pk if data["need"] else None,
            contact_consent=data["contact"],
            organisation_id=data["circle"].pk if data["circle"] else None,
        )
