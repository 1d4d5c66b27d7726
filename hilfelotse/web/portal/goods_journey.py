"""The way through „Ich möchte etwas spenden“, and what it amounts to."""

import base64
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hilfelotse.base.photos import Drawn
from hilfelotse.goods.actions.offer import GoodsContent
from hilfelotse.goods.advice import Advice, advise
from hilfelotse.intake.receive import Sender
from hilfelotse.needs.models import Need
from hilfelotse.web.components.goods_form import PickUpForm, ThingsForm
from hilfelotse.web.portal.draft import Draft
from hilfelotse.web.portal.forms import goods as steps
from hilfelotse.web.portal.journey import in_words

CHECK, PHOTOS, ADVICE = "pruefen", "fotos", "rat"
FORMS: dict[str, type[forms.Form]] = {
    "sachen": ThingsForm,
    ADVICE: steps.IfNotForm,
    "abholung": PickUpForm,
    PHOTOS: steps.PhotosForm,
    "kontakt": steps.GiverForm,
}
HEADINGS: dict[str, str | Promise] = {
    "sachen": _("Was möchten Sie spenden?"),
    ADVICE: _("Unser Rat"),
    "abholung": _("Abholen oder bringen"),
    PHOTOS: _("Fotos von den Sachen"),
    "kontakt": _("Wie erreichen wir Sie?"),
}
STEPS = list(FORMS)


class GoodsJourney:
    """A draft seen as five steps. Photos are drawn at once and kept with the draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._forms: dict[str, forms.Form] = {}

    def form(self, name: str, data: QueryDict | None = None, files: Any = None) -> forms.Form:
        """With what is sent now, or was typed before, or empty."""
        if data is not None:
            return FORMS[name](data, files)
        if name not in self._forms:
            self._forms[name] = FORMS[name](self.draft.answers(name))
        return self._forms[name]

    def is_right(self, name: str) -> bool:
        """Photos were looked at when they came; the rest is asked again."""
        if name == PHOTOS:
            return self.draft.is_right(PHOTOS)
        return self.form(name).is_valid() and not (name == "sachen" and self.advice.is_never)

    def first_open(self) -> str | None:
        return next((name for name in STEPS if not self.is_right(name)), None)

    def may_see(self, name: str) -> bool:
        """A step can be seen when all before it are answered; the advice also if it is a no."""
        if name == CHECK:
            return self.first_open() is None
        if name == ADVICE:
            return self.form("sachen").is_valid()
        return all(map(self.is_right, STEPS[: STEPS.index(name)]))

    def before(self, name: str) -> str | None:
        walked = [*STEPS, CHECK]
        index = walked.index(name)
        return walked[index - 1] if index else None

    def after(self, name: str) -> str:
        rest = STEPS[STEPS.index(name) + 1 :]
        return next((step for step in rest if not self.is_right(step)), None) or CHECK

    @cached_property
    def advice(self) -> Advice:
        form = self.form("sachen")
        form.is_valid()
        return advise(**form.about())

    @cached_property
    def need(self) -> Need | None:
        """The need that somebody came from, while it is open."""
        found = Need.objects.public().filter(kind=Need.Kind.GOODS).select_related("organisation")
        return found.filter(pk=self.draft.need_id).first() if self.draft.need_id else None

    # --- photos -----------------------------------------------------------------------------

    @property
    def photos(self) -> list[Drawn]:
        return [
            Drawn(base64.b64decode(row["content"]), row["width"], row["height"])
            for row in self.draft.content.get("photos", [])
        ]

    def keep_photos(self, photos: list[Drawn]) -> None:
        """Instead of those before. The session is saved by ``drafts.keep`` after this."""
        self.draft.content["photos"] = [
            {
                "content": base64.b64encode(photo.content).decode(),
                "width": photo.width,
                "height": photo.height,
            }
            for photo in photos
        ]

    # --- what it amounts to -------------------------------------------------------------------

    def _cleaned(self, name: str) -> dict[str, Any]:
        form = self.form(name)
        form.is_valid()
        return form.cleaned_data

    def content(self) -> GoodsContent:
        things, where = self._cleaned("sachen"), self._cleaned("abholung")
        parts = {name: things[name] for name in (
            "item", "quantity", "unit", "condition", "size", "postcode",
        )}  # fmt: skip
        goods = self.form("sachen").about()["goods"]
        return GoodsContent(goods=goods, if_not=self._cleaned(ADVICE)["if_not"], **parts, **where)

    def sender(self, language: str) -> Sender:
        data = self._cleaned("kontakt")
        return Sender(
            name=data["name"], email=data["email"], phone=data["phone"], language=language
        )

    @property
    def may_call(self) -> bool:
        return self._cleaned("kontakt")["may_call"] == "yes"

    def summary(self) -> list[tuple[str, str | Promise, object]]:
        """(step, question, answer) of everything that was said."""
        rows: list[tuple[str, str | Promise, object]] = []
        for name in STEPS:
            if name == PHOTOS:
                rows.append((PHOTOS, _("Fotos"), len(self.photos) or _("keine")))
                continue
            data = self._cleaned(name)
            hidden = getattr(self.form(name), "guards", ())
            rows += [
                (name, field.label, in_words(field, data.get(field.name)))
                for field in self.form(name).visible_fields()
                if field.name not in hidden
            ]
        return rows
