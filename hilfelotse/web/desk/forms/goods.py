"""What the desk does with things that somebody gives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.goods.actions.offer import GoodsContent
from hilfelotse.goods.advice import Advice, advise
from hilfelotse.goods.models import GoodsOffer
from hilfelotse.goods.queries import fitting
from hilfelotse.needs.models import Need
from hilfelotse.web.components.fields import TextField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.components.goods_form import PickUpForm, ThingsForm
from hilfelotse.web.desk.forms.case import OnceForm


class ReserveForm(OnceForm):
    """A quantity for each need that fits: one, or a bulk offer split over several."""

    def __init__(self, *args: Any, offer: GoodsOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = fitting(offer)
        self.possible = [row for row in self.rows if row["why_not"] is None]
        for row in self.possible:
            need = row["need"]
            self.fields[f"quantity_{need.pk}"] = forms.IntegerField(
                label=f"{need.organisation.name}: {need.title}",
                help_text=_("Höchstens %(most)s") % {"most": row["most"]},
                required=False,
                min_value=0,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
                error_messages={
                    "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 3."),
                    "min_value": _("Die Menge darf nicht negativ sein."),
                },
            )
        if any(row["other_unit"] for row in self.possible):
            self.fields["other_unit"] = forms.BooleanField(
                label=_("Die Einheit ist anders, das ist so gemeint"), required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not self.shares():
            self.add_error(None, _("Geben Sie bei mindestens einem Bedarf eine Menge ein."))
        return data

    def shares(self) -> dict[Need, int]:
        """How much for which need."""
        found = {
            row["need"]: self.cleaned_data.get(f"quantity_{row['need'].pk}")
            for row in self.possible
        }
        return {need: quantity for need, quantity in found.items() if quantity}


class SpokenGoodsForm(PickUpForm, ThingsForm, OnceForm):
    """Things that somebody offers on the telephone: what the public form asks, on one page."""

    if_not = forms.ChoiceField(
        label=_("Wenn es gerade niemand braucht?"),
        choices=GoodsOffer.IfNot.choices,
        initial=GoodsOffer.IfNot.KEEP,
    )
    may_call = forms.ChoiceField(
        label=_("Darf die Stelle, die die Sachen bekommt, Namen und Kontaktdaten haben?"),
        choices=[("yes", _("Ja")), ("no", _("Nein, nur über uns"))],
        widget=Radios,
        error_messages={"required": _("Bitte fragen Sie das.")},
    )
    text = TextField(label=_("Notiz"), required=False, max_length=1000, rows=2)
    # What the advice on the page was about; with other things there is another one.
    advised = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("group", "condition"):  # one key each, where radios take many
            field = self.fields[name]
            field.widget = forms.Select(choices=[("", _("bitte wählen")), *field.choices])

    @property
    def about_words(self) -> str:
        about = self.about()
        return f"{about['goods']}|{about['condition']}|{about['item']}|{about['postcode']}"

    @property
    def is_advised(self) -> bool:
        """Whether what stands there now is what the advice was about."""
        return self.cleaned_data["advised"] == self.about_words

    def advice(self) -> Advice:
        return advise(**self.about())

    def content(self) -> GoodsContent:
        data = self.cleaned_data
        parts = {name: data[name] for name in GoodsContent.__annotations__ if name in data}
        return GoodsContent(goods=self.about()["goods"], **parts)
