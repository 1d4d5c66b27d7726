import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.needs.models import Need
from hilfelotse.needs.queries import Position
from hilfelotse.places.models import District
from hilfelotse.topics.activities import CHOICES
from hilfelotse.topics.goods import CHOICES as GOODS

_POSITION = re.compile(r"([0-9])-([0-9]{1,18})", re.ASCII)


def _districts() -> list[tuple[str, str]]:
    return [("", _("Alle Stadtbezirke")), *District.objects.values_list("pk", "name")]


class BoardFilter(forms.Form):
    """Filters of the needs board. What makes no sense is left out, not complained about."""

    all_optional = True

    bezirk = forms.TypedChoiceField(
        label=_("Stadtbezirk"), required=False, coerce=int, empty_value=None
    )
    art = forms.ChoiceField(
        label=_("Was"), required=False, choices=[("", _("Alles")), *Need.Kind.choices]
    )
    sachen = forms.ChoiceField(
        label=_("Sachen"), required=False, choices=[("", _("Alle Sachen")), *GOODS]
    )
    bis = forms.ChoiceField(
        label=_("Bis wann"),
        required=False,
        choices=[("", _("Egal")), ("7", _("in den nächsten 7 Tagen")),
                 ("31", _("in den nächsten 31 Tagen"))],
    )  # fmt: skip
    aufgabe = forms.ChoiceField(
        label=_("Aufgabe"), required=False, choices=[("", _("Alle Aufgaben")), *CHOICES]
    )
    wann = forms.TypedChoiceField(
        label=_("Wie dringend"),
        required=False,
        choices=[("", _("Egal")), *Need.Urgency.choices],
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for once; a callable would be asked again by each who looks at the choices.
        self.fields["bezirk"].choices = _districts()

    def chosen(self) -> dict[str, Any]:
        """The arguments for ``needs.queries.board``."""
        self.is_valid()
        return {
            "district_id": self.cleaned_data.get("bezirk"),
            "activity": self.cleaned_data.get("aufgabe", ""),
            "urgency": self.cleaned_data.get("wann"),
            "kind": self.cleaned_data.get("art", ""),
            "goods": self.cleaned_data.get("sachen", ""),
            "by": self._last_day(),
            "after": self._position(),
        }

    def _last_day(self) -> date | None:
        days = self.cleaned_data.get("bis")
        return clock.today() + timedelta(days=int(days)) if days else None

    def _position(self) -> Position | None:
        found = _POSITION.fullmatch(self.data.get("nach", ""))
        return Position(int(found[1]), int(found[2])) if found else None
