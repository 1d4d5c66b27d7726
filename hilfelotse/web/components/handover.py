"""Appointment and receipt of a hand-over: the same forms for the desk, partners and mail links."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.goods.actions.reserve import (
    NotADate,
    NotAQuantity,
    NotPossible,
    appoint,
    cancel,
    confirm_receipt,
)
from hilfelotse.goods.models import Reservation
from hilfelotse.goods.queries import contact_rows
from hilfelotse.topics.goods import Condition
from hilfelotse.web.components import dates
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import DayMonthYear, Radios

TOO_LATE = _("Das geht nicht mehr: Inzwischen ist etwas geschehen.")


class AppointForm(forms.Form):
    day = forms.DateField(
        label=_("Tag der Übergabe"),
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie den Tag ein."),
            "invalid": _("Dieses Datum gibt es nicht."),
        },
    )
    hour = forms.TimeField(
        label=_("Uhrzeit"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric", "dir": "ltr"}),
        error_messages={
            "required": _("Geben Sie die Uhrzeit ein."),
            "invalid": _("Geben Sie die Uhrzeit so ein: 15:30"),
        },
    )
    place = LineField(
        label=_("Wo?"),
        help_text=_("Das sieht auch, wer die Sachen bringt."),
        error_messages={"required": _("Geben Sie den Ort ein.")},
    )

    def act(self, *, user: User | None, reservation: Reservation) -> None:
        """Raises ValidationError with what is wrong."""
        data = self.cleaned_data
        at = timezone.make_aware(datetime.combine(data["day"], data["hour"] or time()))
        try:
            appoint(user=user, reservation=reservation, at=at, place=data["place"])
        except NotADate:
            raise ValidationError(
                _("Der Termin muss in der Zukunft liegen, höchstens ein halbes Jahr entfernt.")
            ) from None


class ReceiptForm(forms.Form):
    quantity = forms.IntegerField(
        label=_("Wie viel ist angekommen?"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": _("Geben Sie ein, wie viel angekommen ist."),
            "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 3."),
            "min_value": _("Es muss 0 oder mehr sein."),
        },
    )
    condition = forms.TypedChoiceField(
        label=_("In welchem Zustand?"),
        choices=Condition.choices,
        coerce=int,
        widget=Radios,
        error_messages={"required": _("Wählen Sie den Zustand aus.")},
    )
    words = TextField(
        label=_("Möchten Sie der Koordinierungsstelle etwas dazu sagen?"),
        required=False,
        rows=3,
        max_length=1000,
    )

    def act(self, *, user: User | None, reservation: Reservation) -> None:
        """Raises ValidationError with what is wrong."""
        try:
            confirm_receipt(user=user, reservation=reservation, **self.cleaned_data)
        except NotAQuantity:
            raise ValidationError(
                _("Reserviert waren %(quantity)s. Mehr kann nicht angekommen sein."),
                params={"quantity": reservation.quantity},
            ) from None


class CancelForm(forms.Form):
    words = TextField(
        label=_("Warum? Das liest nur die Koordinierungsstelle."),
        required=False,
        rows=2,
        max_length=1000,
    )

    def act(self, *, user: User | None, reservation: Reservation) -> None:
        cancel(user=user, reservation=reservation, words=self.cleaned_data["words"])


FORMS: dict[str, type[forms.Form]] = {
    "appoint": AppointForm,
    "receipt": ReceiptForm,
    "cancel": CancelForm,
}


def fresh_forms(reservation: Reservation) -> dict[str, forms.Form]:
    """What can be done now, by its name."""
    if reservation.state in Reservation.ENDED:
        return {}
    started = {
        "receipt": {"quantity": reservation.quantity, "condition": reservation.offer.condition},
        "appoint": {"place": reservation.place},
        "cancel": {},
    }
    names = ["receipt", "cancel"]
    if reservation.state != Reservation.State.HANDED_OVER:
        names = ["appoint", *names]
    return {
        name: FORMS[name](prefix=f"{name}{reservation.pk}", initial=started[name]) for name in names
    }


def act_on(
    reservation: Reservation, name: str, data: Any, *, user: User | None
) -> tuple[forms.Form | None, bool]:
    """Do what was sent: the form with its errors, or None and whether it could be done."""
    form = FORMS[name](data, prefix=f"{name}{reservation.pk}")
    if not form.is_valid():
        return form, False
    try:
        form.act(user=user, reservation=reservation)
    except ValidationError as error:
        form.add_error(None, error)
        return form, False
    except (NotPossible, CaseIsClosed):
        return None, False
    return None, True


def facts(reservation: Reservation) -> list[dict[str, Any]]:
    """What it is, for the body: nobody's name."""
    offer = reservation.offer
    rows = [
        (_now("Was"), offer.item),
        (_now("Menge"), f"{reservation.quantity} {offer.get_unit_display()}"),
        (_now("Zustand"), offer.get_condition_display()),
        (_now("Größe oder Maße"), offer.size),
        (_now("Wird gebracht"), _now("ja") if offer.can_bring else _now("nein, bitte abholen")),
        (_now("Für Ihren Bedarf"), reservation.need.title),
        (_now("Stand"), reservation.get_state_display()),
        (_now("Termin"), dates.moment(reservation.appointment_at) if reservation.place else ""),
        (_now("Ort"), reservation.place),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def contact(reservation: Reservation) -> list[dict[str, Any]]:
    """Who gives, as far as they allowed it."""
    words = {"name": _now("Name"), "email": _now("E-Mail"), "phone": _now("Telefon")}
    return [{"label": words[kind], "value": value} for kind, value in contact_rows(reservation)]
