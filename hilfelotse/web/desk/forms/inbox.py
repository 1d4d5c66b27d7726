"""Narrowing the inbox, keeping that under a name, splitting a case in two."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case, SavedFilter
from hilfelotse.cases.queries import NOBODY, THE_LEAD, VIEWS, Filter
from hilfelotse.topics.subjects import CHOICES as SUBJECTS
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.desk.forms.case import OnceForm

_ALL = ("", _("alle"))
_AGES = [("2", _("2 Tage")), ("7", _("1 Woche")), ("30", _("1 Monat")), ("90", _("3 Monate"))]
_WAITING = [choice for choice in Case.Waiting.choices if choice[0]]
_OPEN = [choice for choice in Case.State.choices if choice[0] != Case.State.CLOSED]


def _choice(label: Any, choices: list, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[_ALL, *choices], required=False, **more)


class FilterForm(forms.Form):
    """Comes with the page's address, so that a filter can be kept and handed on."""

    all_optional = True

    text = LineField(label=_("Wörter"), required=False, max_length=60)
    kind = _choice(_("Art"), Case.Kind.choices)
    subject = _choice(_("Thema"), SUBJECTS)
    channel = _choice(_("Weg"), Case.Channel.choices)
    state = _choice(_("Stand"), _OPEN)
    waiting = _choice(_("Wartet auf"), _WAITING)
    owner = _choice(_("Zuständig"), [])
    age = _choice(_("Älter als"), _AGES)
    urgent = forms.BooleanField(label=_("nur dringende"), required=False)

    def __init__(self, *args: Any, team: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(user.pk), user.name) for user in team]
        queues = [(NOBODY, _("noch niemand")), (THE_LEAD, _("Leitung"))]
        self.fields["owner"].choices = [_ALL, *queues, *people]

    def wanted(self) -> Filter:
        """What is right of it; ``unknown`` names the rest."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Filter(**given | {"age": int(given.get("age", 0))})

    @property
    def unknown(self) -> list[str]:
        """The labels of what makes no sense, or none any more."""
        return [str(self.fields[name].label) for name in self.errors]

    def query(self, view: str) -> str:
        """The address's part for this view and filter: always the same for the same."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in self.fields}
        kept = {name: "on" if value is True else value for name, value in given.items() if value}
        return urlencode({"view": view} | kept)


class KeepForm(OnceForm):
    """A name for the filter that is in force."""

    name = LineField(
        label=_("Name des Filters"),
        max_length=60,
        error_messages={"required": _("Geben Sie dem Filter einen Namen.")},
    )
    is_shared = forms.BooleanField(label=_("für alle im Team"), required=False)
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    @property
    def parameters(self) -> QueryDict:
        """The filter that is meant, also of a form that came back."""
        return QueryDict(str(self["query"].value() or "")[:500])


class ShareForm(OnceForm):
    is_shared = forms.BooleanField(required=False)


def view_in(parameters: QueryDict) -> str:
    """The view that an address names; an unknown one is empty."""
    view = parameters.get("view", "new")
    return view if view in VIEWS else ""


class SplitForm(OnceForm):
    """The second concern of one message."""

    kind = forms.ChoiceField(
        label=_("Worum geht es beim zweiten Anliegen?"),
        choices=[
            ("", _("Bitte wählen")),
            *(choice for choice in Case.Kind.choices if choice[0] != Case.Kind.VOLUNTEERING),
        ],
        error_messages={"required": _("Wählen Sie aus, worum es geht.")},
    )
    text = TextField(
        label=_("Text des zweiten Anliegens"),
        rows=4,
        error_messages={"required": _("Schreiben Sie das zweite Anliegen auf.")},
    )


def tab(saved: SavedFilter, user: User, query: str) -> dict[str, Any]:
    """A kept filter as a tab of the inbox."""
    return {
        "filter": saved,
        "is_current": saved.query == query,
        "is_own": saved.owner_id == user.pk,
    }
