"""„An wen kann ich mich wenden?“: a concern in people's words, and where."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.web.components.fields import PostcodeField

# Codes of topics.subjects, as those who ask would say it.
CONCERNS = [
    (_("Ich bin geflüchtet und brauche etwas"), [
        ("registration", _("Ich möchte mich anmelden oder brauche einen Ausweis")),
        ("residence", _("Ich habe eine Frage zum Aufenthalt oder Asyl")),
        ("benefits", _("Ich brauche Geld zum Leben")),
        ("accommodation", _("Ich habe eine Frage zu einer Unterkunft")),
        ("flat_search", _("Ich suche eine Wohnung")),
        ("health", _("Ich bin krank oder brauche einen Arzt")),
        ("german", _("Ich möchte Deutsch lernen")),
        ("school", _("Mein Kind soll zur Schule gehen")),
        ("childcare", _("Ich brauche einen Platz in der Kita")),
        ("work", _("Ich suche Arbeit oder eine Ausbildung")),
        ("interpreting", _("Ich brauche jemanden, der dolmetscht")),
        ("transport", _("Ich brauche eine Fahrkarte oder eine Fahrt")),
        ("minors", _("Es geht um ein Kind ohne Eltern")),
        ("violence", _("Ich brauche Schutz vor Gewalt")),
    ]),
    (_("Ich möchte helfen"), [
        ("volunteering", _("Ich habe Zeit und möchte mitmachen")),
        ("goods", _("Ich möchte Sachen spenden")),
        ("money", _("Ich möchte Geld spenden")),
        ("flat_offer", _("Ich biete eine Wohnung oder ein Zimmer an")),
        ("property", _("Ich biete Räume, ein Gebäude oder ein Grundstück an")),
    ]),
    (_("Etwas anderes"), [
        ("neighbourhood", _("Ich wohne neben einer Unterkunft")),
        ("hate", _("Ich werde bedroht oder beleidigt")),
        ("complaint", _("Ich möchte mich beschweren")),
        ("press", _("Ich bin von der Presse")),
        ("other", _("Nichts davon passt")),
    ]),
]  # fmt: skip


class FinderForm(forms.Form):
    """Asked by the address alone, so that an answer can be sent on."""

    anliegen = forms.ChoiceField(
        label=_("Worum geht es?"),
        choices=[("", _("Bitte wählen")), *CONCERNS],
        error_messages={
            "required": _("Wählen Sie, worum es geht."),
            "invalid_choice": _("Wählen Sie, worum es geht."),
        },
    )
    plz = PostcodeField(
        label=_("Ihre Postleitzahl"),
        help_text=_("Dann nennen wir auch die Stelle in Ihrer Nähe."),
        required=False,
    )
