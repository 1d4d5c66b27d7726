"""The way through „Wohnung anbieten“: facts, the self-check, words, contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.housing.check import Finding, self_check
from hilfelotse.housing.content import HomeContent
from hilfelotse.housing.queries import limits
from hilfelotse.housing.words import signs
from hilfelotse.intake.receive import Sender
from hilfelotse.web.components.home_form import (
    KindForm,
    RentForm,
    SizeForm,
    TimeForm,
    WordsForm,
    content_from,
)
from hilfelotse.web.portal.forms.home import ReachForm
from hilfelotse.web.portal.journey import Journey, Step

SELF_CHECK, WORDS, REACH = "selbstcheck", "dazu", "kontakt"
_FACTS = ["angebot", "groesse", "miete", "zeit"]


class HomeJourney(Journey):
    """The same for everybody."""

    pages = {
        step.name: step
        for step in (
            Step("angebot", KindForm, _("Was bieten Sie an?")),
            Step("groesse", SizeForm, _("Wie groß ist es?")),
            Step("miete", RentForm, _("Was kostet es im Monat?")),
            Step("zeit", TimeForm, _("Ab wann und wie lange?")),
            Step(SELF_CHECK, forms.Form, _("Passt Ihr Angebot?"), "portal/home_check.html", False),
            Step(WORDS, WordsForm, _("Noch etwas dazu")),
            Step(REACH, ReachForm, _("Wie erreichen wir Sie?"), "portal/home_reach.html"),
        )
    }

    def steps(self) -> list[str]:
        return list(self.pages)

    def content(self) -> HomeContent:
        data: dict[str, Any] = {"address": ""}
        names = [*_FACTS, WORDS] if self.form(WORDS).is_valid() else _FACTS
        for name in names:
            data |= self._cleaned(name)
        return content_from(data)

    def findings(self) -> list[Finding]:
        """What stands out, before anybody is asked for their name."""
        return self_check(self.content(), limits())

    def text(self) -> str:
        return self._cleaned(WORDS)["text"]

    def signs(self) -> dict[str, str]:
        return signs(self.text())

    def sender(self, language: str) -> Sender:
        contact = self._cleaned(REACH)
        return Sender(
            name=contact["name"],
            email=contact["email"],
            phone=contact["phone"],
            language=language,
        )
