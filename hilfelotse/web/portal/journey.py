"""The way through „Ich möchte helfen“: which step follows which, and what it all amounts to."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import phone
from hilfelotse.intake.receive import Sender, Wish
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.people.models import Party
from hilfelotse.topics import times
from hilfelotse.web.portal.draft import Draft
from hilfelotse.web.portal.forms import steps

CHECK = "pruefen"
HELPS_ALREADY = "Hilft schon in einem Unterstützerkreis"  # for the desk, which is German


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    name: str
    form: type[forms.Form]
    heading: str | Promise = ""
    template: str = "portal/step.html"
    same_for_all: bool = True  # while it is empty


ALL = {
    step.name: step
    for step in (
        Step("wer", steps.WhoForm),
        Step("gruppe", steps.GroupForm, _("Ihre Gruppe")),
        Step(
            "kreis",
            steps.CircleForm,
            _("In welchem Kreis helfen Sie?"),
            "portal/circle.html",
            same_for_all=False,
        ),
        Step("was", steps.WhatForm, template="portal/activities.html"),
        Step(
            "sprachen",
            steps.LanguagesForm,
            _("Welche Sprachen sprechen Sie?"),
            "portal/languages.html",
        ),
        Step("koennen", steps.SkillsForm, _("Was können Sie besonders gut?")),
        Step("wann", steps.WhenForm, _("Wann und wie oft?")),
        Step("wo", steps.WhereForm, _("Wo möchten Sie helfen?")),
        Step("kontakt", steps.ContactForm, _("Wie erreichen wir Sie?"), "portal/contact.html"),
        Step(
            "erlaubnis",
            steps.AllowForm,
            _("Wem dürfen wir Ihr Angebot zeigen?"),
            "portal/allow.html",
        ),
    )
}
_OTHERS = ["was", "sprachen", "koennen", "wann", "wo", "kontakt", "erlaubnis"]


class Journey:
    """A draft seen as a row of steps. Forms are made once and kept for the request."""

    pages = ALL

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._forms: dict[str, forms.Form] = {}

    def steps(self) -> list[str]:
        """The steps that this person walks; what „wer“ says decides."""
        who = (self.draft.answers("wer") or {}).get("who", "")
        extra = {
            Party.Kind.GROUP: ["gruppe"],
            Party.Kind.COMPANY: ["gruppe"],
            steps.IN_A_CIRCLE: ["kreis"],
        }.get(who, [])
        return ["wer", *extra, *_OTHERS]

    def form(self, name: str, data: QueryDict | None = None) -> forms.Form:
        """The form of a step: with ``data``, or with what was typed before, or empty."""
        if data is not None:
            return self.pages[name].form(data, **self._extra(name))
        if name not in self._forms:
            self._forms[name] = self.pages[name].form(self.draft.answers(name), **self._extra(name))
        return self._forms[name]

    def is_same_for_all(self, name: str, form: forms.Form) -> bool:
        """Whether this form looks the same for everybody."""
        return self.pages[name].same_for_all and not form.is_bound and not self._extra(name)

    def first_open(self) -> str | None:
        """The first step that is missing or wrong; None when everything can be sent."""
        return next((name for name in self.steps() if not self.form(name).is_valid()), None)

    def may_see(self, name: str) -> bool:
        """A step can be seen when all before it are answered."""
        if name == CHECK:
            return self.first_open() is None
        walked = self.steps()
        return name in walked and all(map(self._is_answered, walked[: walked.index(name)]))

    def _is_answered(self, name: str) -> bool:
        # Making and asking a form costs a millisecond; its answer is remembered.
        return self.draft.is_right(name) or self.form(name).is_valid()

    def before(self, name: str) -> str | None:
        """The step before; None at the first."""
        walked = [*self.steps(), CHECK]
        index = walked.index(name)
        return walked[index - 1] if index else None

    def after(self, name: str) -> str:
        """Where it goes on: the next open step, or the check page once all are answered."""
        walked = self.steps()
        rest = walked[walked.index(name) + 1 :]
        unseen = [step for step in rest if self.draft.answers(step) is None]
        return unseen[0] if unseen else self.first_open() or CHECK

    @cached_property
    def need(self) -> Need | None:
        """The need that somebody came from, while it is open."""
        if self.draft.need_id is None:
            return None
        found = Need.objects.public().select_related("organisation")
        return found.filter(pk=self.draft.need_id).first()

    def _extra(self, name: str) -> dict[str, str]:
        if name == "erlaubnis" and (need := self.need):
            return {"organisation": need.organisation.name}
        return {}

    # --- what it amounts to ---------------------------------------------------------------

    def sender(self, language: str) -> Sender:
        """Who sends this."""
        contact = self._cleaned("kontakt")
        who = self._cleaned("wer")["who"]
        group = self._cleaned("gruppe") if "gruppe" in self.steps() else {}
        return Sender(
            name=contact["name"],
            email=contact["email"],
            phone=contact["phone"],
            language=language,
            kind=Party.Kind.PERSON if who == steps.IN_A_CIRCLE else who,
            group_name=group.get("group_name", ""),
            group_size=group.get("group_size", 1),
            age=contact["age"],
            with_minors=group.get("with_minors", False),
        )

    def content(self) -> OfferContent:
        """What is offered."""
        when, where, can = self._cleaned("wann"), self._cleaned("wo"), self._cleaned("koennen")
        languages = self.form("sprachen")
        languages.is_valid()
        return OfferContent(
            activities=tuple(self._cleaned("was")["activities"]),
            slots=times.from_rough(when["times"]),
            frequency=when["frequency"],
            volume=when["volume"],
            postcode=where["postcode"],
            radius_km=where["radius"],
            languages=languages.spoken(),
            skills=tuple(can["skills"]),
            experience=can["experience"],
        )

    def wish(self) -> Wish:
        """Where it should go, and who may see it."""
        allow = self._cleaned("erlaubnis")
        circle = self._cleaned("kreis").get("circle") if "kreis" in self.steps() else None
        return Wish(
            ask_kinds=tuple(allow["kinds"]),
            need_id=self.draft.need_id,
            contact_consent=allow.get("contact", False),
            organisation_id=circle.pk if circle else None,
        )

    def text(self) -> str:
        """What no other field holds: that somebody helps already, and where."""
        if "kreis" not in self.steps():
            return ""
        circle = self._cleaned("kreis")
        name = circle["circle"].name if circle["circle"] else circle["other"]
        return f"{HELPS_ALREADY}: {name}" if name else HELPS_ALREADY

    def _cleaned(self, name: str) -> dict:
        form = self.form(name)
        form.is_valid()
        return form.cleaned_data

    # --- the check page -------------------------------------------------------------------

    def summary(self) -> list[tuple[str, str | Promise, object]]:
        """(step, question, answer) of everything that was said."""
        rows: list[tuple[str, str | Promise, object]] = []
        for name in self.steps():
            rows += [(name, label, value) for label, value in self._answers(name)]
        return rows

    def _answers(self, name: str) -> list[tuple[str | Promise, object]]:
        form = self.form(name)
        form.is_valid()
        if isinstance(form, steps.LanguagesForm):
            return [(self.pages[name].heading, _spoken(form) or _("keine Angabe"))]
        hidden = getattr(form, "guards", ())
        return [
            (field.label, in_words(field, form.cleaned_data.get(field.name)))
            for field in form.visible_fields()
            if field.name not in hidden
        ]


def _spoken(form: steps.LanguagesForm) -> list[str]:
    names = dict(steps.LANGUAGES)
    levels = dict(steps.Level.choices)
    return [f"{names[code]}: {levels[level]}" for code, level in form.spoken().items()]


def in_words(field: forms.BoundField, value: object) -> object:
    if isinstance(field.field, forms.BooleanField):
        return _("Ja") if value else _("Nein")
    if value in (None, "", []):
        return _("keine Angabe")
    if isinstance(field.field, forms.ModelChoiceField):
        return str(value)
    if isinstance(field.field, forms.ChoiceField):
        names = {str(key): label for key, label in field.field.choices}
        chosen = value if isinstance(value, list) else [value]
        return [names[str(key)] for key in chosen]
    if field.name == "phone":
        return phone.display(str(value))
    return value
