"""What editors fill in: a new page, its words, its details, a translation."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.base.idempotency import key_for
from hilfelotse.base.text import clean_markdown
from hilfelotse.directory.models import Organisation
from hilfelotse.knowledge.actions.text import newest
from hilfelotse.knowledge.editing import german_of, rubrics
from hilfelotse.knowledge.models import Page, Translation
from hilfelotse.knowledge.pictures import decorative, of_page
from hilfelotse.knowledge.plain import refusals
from hilfelotse.knowledge.rules import KEEPERS
from hilfelotse.topics.subjects import CHOICES as SUBJECTS
from hilfelotse.web.components import dates
from hilfelotse.web.components.fields import LineField
from hilfelotse.web.components.forms import DayMonthYear, Radios
from hilfelotse.web.components.once import OnceForm
from hilfelotse.web.editors.languages import direction
from hilfelotse.web.editors.words import pictures_for_editor, refused

_CHOOSE = ("", _("Bitte wählen"))
_WRONG_DAY = _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")
_WRONG_TIME = _("Geben Sie eine Uhrzeit ein, zum Beispiel 14:30.")
PREVIEW, DRAFT, PUBLISH = "preview", "draft", "publish"


class MarkdownField(LineField):
    """Several lines; the space before a point of a list stays, for it says how deep it is."""

    clean_with = staticmethod(clean_markdown)

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"rows": 16, "data-editor": ""}
        super().__init__(max_length=20_000, strip=False, widget=forms.Textarea(attrs), **kwargs)


def _day(label: str, help_text: str = "") -> forms.DateField:
    wrong = {"invalid": _WRONG_DAY}
    return forms.DateField(
        label=label, help_text=help_text, widget=DayMonthYear, required=False, error_messages=wrong
    )


def _time(label: str, help_text: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput({"class": "width-4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _WRONG_TIME},
    )


def _moment(day: date | None, at: time | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, at or time())) if day else None


class RubricField(forms.ModelChoiceField):
    """A rubric, shown as deep as it lies."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Rubrik"),
            queryset=Page.objects.filter(kind=Page.Kind.RUBRIC, retired_at=None),
            required=False,
            empty_label=_("keine, ganz oben"),
        )

    def prepare(self) -> None:
        """The choices as a tree, read once a form."""
        named = [(page.pk, f"{'– ' * depth}{page.title}") for depth, page in rubrics()]
        self.choices = [("", self.empty_label), *named]


class NewForm(OnceForm):
    kind = forms.ChoiceField(
        label=_("Was schreiben Sie?"),
        choices=Page.Kind.choices,
        initial=Page.Kind.QUESTION,
        widget=Radios(
            hints={
                Page.Kind.RUBRIC: _("ein Ordner, der Seiten sammelt"),
                Page.Kind.QUESTION: _("eine Frage und ihre kurze Antwort, auch am Telefon"),
            }
        ),
        error_messages={"required": _("Wählen Sie aus, was Sie schreiben.")},
    )
    title = LineField(
        label=_("Titel"),
        max_length=200,
        help_text=_("Bei einer Frage: so, wie Menschen fragen."),
        error_messages={"required": _("Schreiben Sie einen Titel auf.")},
    )
    parent = RubricField()
    subject = forms.ChoiceField(
        label=_("Thema"),
        choices=[_CHOOSE, *SUBJECTS],
        error_messages={"required": _("Wählen Sie ein Thema aus.")},
    )
    starts_on = _day(_("Wann ist der Termin?"), _("Nur bei einem Termin."))
    starts_time = _time(_("Um wie viel Uhr?"), _("Nur bei einem Termin."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].prepare()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_event = data.get("kind") == Page.Kind.EVENT
        if is_event and not data.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Ein Termin braucht einen Tag."))
        return data

    def values(self) -> dict[str, Any]:
        """For ``write_page``."""
        data = self.cleaned_data
        fields = {name: data[name] for name in ("kind", "title", "parent", "subject")}
        if data["kind"] == Page.Kind.EVENT:
            fields["starts_at"] = _moment(data["starts_on"], data["starts_time"])
        return fields


class WordsForm(OnceForm):
    """Title and text in a language; ``base`` is the revision that somebody began with."""

    title = LineField(
        label=_("Titel"),
        max_length=200,
        error_messages={"required": _("Schreiben Sie einen Titel auf.")},
    )
    text = MarkdownField(
        label=_("Text"),
        error_messages={
            "required": _("Schreiben Sie den Text auf, oder speichern Sie einen Entwurf.")
        },
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.does = self.data.get("do", "")
        goes_out = self.does == PUBLISH or not self.is_bound
        needs_text = page.kind != Page.Kind.RUBRIC
        self.fields["text"].required = goes_out and needs_text
        attrs = self.fields["text"].widget.attrs
        attrs["data-pictures"] = pictures_for_editor(of_page(page))
        self.one_of = ("text",) if needs_text else ()  # not called optional where a draft lacks it

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if found := refusals(text, decorative(self.page)):
            raise ValidationError([refused(refusal) for refusal in found])
        return text

    @property
    def content_key(self) -> str:
        """The browser's back button brings an old key back, with other words."""
        return key_for(self.once_key, {"do": self.does} | self.cleaned_data)

    def values(self) -> dict[str, Any]:
        """For ``save_text``."""
        words = {name: self.cleaned_data[name] for name in ("title", "text", "base")}
        return words | {"as_draft": self.does == DRAFT}

    def goes_on_from(self, number: int) -> None:
        """Who saves now has seen what somebody else saved meanwhile."""
        self.data = self.data.copy()
        self.data["base"] = str(number)


class GermanForm(WordsForm):
    is_minor = forms.BooleanField(
        label=_("Kleine Änderung"),
        required=False,
        help_text=_(
            "Der Sinn bleibt gleich, zum Beispiel ein Tippfehler: Übersetzungen gelten weiter."
        ),
    )
    publish_on = _day(_("Erst später veröffentlichen"), _("Frei lassen: sofort."))
    publish_time = _time(_("Um wie viel Uhr?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.page.published_at is None:
            del self.fields["is_minor"]  # nobody has translated it yet

    @classmethod
    def of(cls, page: Page) -> "GermanForm":
        last = newest(page)
        words = {"title": last.title, "text": last.text} if last else {"title": page.title}
        return cls(initial=words | {"base": last.number if last else 0}, page=page)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        moment = _moment(data.get("publish_on"), data.get("publish_time"))
        if (
            data.get("publish_time")
            and not data.get("publish_on")
            and "publish_on" not in self.errors
        ):
            self.add_error("publish_on", _("Zu der Uhrzeit fehlt der Tag."))
        if moment and moment <= clock.now():
            self.add_error("publish_on", _("Diese Zeit ist schon vorbei."))
        data["publish_at"] = moment
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        more = {"is_minor": data.get("is_minor", False), "publish_at": data["publish_at"]}
        return super().values() | more


class TranslationForm(WordsForm):
    source_version = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for name in ("title", "text"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}

    @classmethod
    def of(cls, page: Page, language: str, row: Translation | None) -> "TranslationForm":
        last = newest(page, language)
        begun = last or row
        words = {"title": begun.title, "text": begun.text} if begun else {}
        hidden = {"base": last.number if last else 0, "source_version": page.version}
        return cls(initial=words | hidden, page=page, language=language)

    def clean_source_version(self) -> str:
        version = self.cleaned_data["source_version"]
        if version != self.page.version and german_of(self.page, version) is None:
            raise ValidationError(
                _("Zu welchem deutschen Text gehört das? Laden Sie die Seite neu.")
            )
        return version

    def values(self) -> dict[str, Any]:
        version = self.cleaned_data["source_version"]
        return super().values() | {"language": self.language, "source_version": version}


class EditorField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.name


_PLAIN = (
    "parent", "slug", "position", "audience", "subject", "keywords", "responsible", "editor",
    "source", "valid_until", "when_old", "hides_old_translations", "is_core", "is_public",
    "needs_approval", "sign_video", "sign_video_seconds",
)  # fmt: skip
_OF_EVENTS = ("starts_on", "starts_time", "ends_on", "ends_time", "place")


class VideoField(forms.URLField):
    """An address that begins with https."""

    def __init__(self) -> None:
        wrong = _("Geben Sie die ganze Adresse ein. Sie beginnt mit https://")
        super().__init__(
            label=_("Video in Deutscher Gebärdensprache"),
            help_text=_("Die Adresse, unter der das Video schon steht. Wir zeigen einen Link."),
            max_length=300,
            required=False,
            assume_scheme="https",
            validators=[URLValidator(schemes=["https"], message=wrong)],
            widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "inputmode": "url"}),
            error_messages={"invalid": wrong},
        )


class LengthField(forms.RegexField):
    """Minutes and seconds; cleans to seconds, or None."""

    def __init__(self) -> None:
        super().__init__(
            r"^[0-9]{1,2}:[0-5][0-9]$",
            label=_("Wie lang ist das Video?"),
            help_text=_("Minuten und Sekunden, zum Beispiel 3:20"),
            required=False,
            widget=forms.TextInput({"class": "width-4", "autocomplete": "off"}),
            error_messages={"invalid": _("Geben Sie die Länge so ein: 3:20")},
        )

    def clean(self, value: Any) -> int | None:
        found, _colon, seconds = super().clean(value).partition(":")
        return int(found) * 60 + int(seconds) if found else None


class DetailsForm(OnceForm):
    """Everything about a page but its words."""

    parent = RubricField()
    slug = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Adresse"),
        max_length=80,
        help_text=_(
            "Kleine Buchstaben, Ziffern und Bindestriche. Ändern Sie die Adresse nur, wenn es sein "
            "muss: Alte Links führen dann ins Leere."
        ),
        error_messages={
            "required": _("Geben Sie eine Adresse ein."),
            "invalid": _(
                "Nur kleine Buchstaben, Ziffern und Bindestriche, zum Beispiel „kita-platz“."
            ),
        },
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    position = forms.IntegerField(
        label=_("Reihenfolge in der Rubrik"),
        min_value=0,
        max_value=9999,
        help_text=_("Kleine Zahlen stehen oben."),
        widget=forms.TextInput({"class": "width-4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Geben Sie eine Zahl ein.")},
    )
    audience = forms.ChoiceField(label=_("Für wen?"), choices=Page.Audience.choices)
    subject = forms.ChoiceField(label=_("Thema"), choices=SUBJECTS)
    keywords = LineField(
        label=_("Andere Wörter dafür"),
        max_length=300,
        required=False,
        help_text=_("Mit Kommas, zum Beispiel: Kita, Krippe, Kindergarten."),
    )
    responsible = forms.ModelChoiceField(
        label=_("Zuständige Stelle"),
        queryset=Organisation.objects.filter(is_active=True).order_by("name"),
        required=False,
    )
    editor = EditorField(
        label=_("Wer kümmert sich um die Seite?"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Bekommt eine E-Mail, bevor die Seite abläuft."),
    )
    source = LineField(
        label=_("Woher wissen wir das?"),
        max_length=300,
        required=False,
        help_text=_("Internetseite, Person oder Schreiben, mit Datum."),
    )
    valid_until = _day(_("Gilt nur bis"))
    when_old = forms.ChoiceField(
        label=_("Wenn die Seite abgelaufen ist oder nicht mehr stimmt"),
        choices=Page.WhenOld.choices,
        widget=Radios,
    )
    hides_old_translations = forms.BooleanField(
        label=_("Alte Übersetzungen nicht zeigen"),
        required=False,
        help_text=_(
            "Für Recht, Fristen und Gesundheit: Lieber deutsch und richtig als übersetzt und alt."
        ),
    )
    is_core = forms.BooleanField(
        label=_("Grundseite"),
        required=False,
        help_text=_("Soll es in allen Sprachen geben, auch ohne Netz."),
    )
    is_public = forms.TypedChoiceField(
        label=_("Wo steht die Seite?"),
        choices=[("True", _("öffentlich und am Telefon")), ("False", _("nur am Telefon"))],
        coerce=lambda value: value == "True",
        widget=Radios,
    )
    needs_approval = forms.BooleanField(
        label=_("Jeder Text braucht eine Freigabe"),
        required=False,
        help_text=_("Eine zweite Person liest, bevor er erscheint."),
    )
    sign_video = VideoField()
    sign_video_seconds = LengthField()
    video_fits = forms.BooleanField(
        label=_("Das Video passt zum heutigen Text"),
        required=False,
        help_text=_(
            "Der Text hat sich geändert, seit das Video eingetragen ist. Wer die Seite liest, "
            "sieht das, bis Sie hier zustimmen oder ein neues Video eintragen."
        ),
    )
    starts_on = _day(_("Beginn"))
    starts_time = _time(_("Beginn, Uhrzeit"))
    ends_on = _day(_("Ende"))
    ends_time = _time(_("Ende, Uhrzeit"))
    place = LineField(label=_("Ort"), max_length=200, required=False)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, initial=_facts(page), **kwargs)
        self.page = page
        self.fields["parent"].prepare()
        self.fields["editor"].queryset = _keepers(page)
        if page.kind != Page.Kind.EVENT:
            for name in _OF_EVENTS:
                del self.fields[name]
        if not page.is_sign_video_old:
            del self.fields["video_fits"]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if Page.objects.filter(slug=slug).exclude(pk=self.page.pk).exists():
            raise ValidationError(_("Diese Adresse hat schon eine andere Seite."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        has_length = bool(data.get("sign_video_seconds")) or "sign_video_seconds" in self.errors
        if data.get("sign_video") and not has_length:
            self.add_error("sign_video_seconds", _("Schreiben Sie auf, wie lang das Video ist."))
        if self.page.kind != Page.Kind.EVENT:
            return data
        if not data.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Ein Termin braucht einen Tag."))
        starts = _moment(data.get("starts_on"), data.get("starts_time"))
        ends = _moment(data.get("ends_on"), data.get("ends_time"))
        if data.get("ends_time") and not ends and starts and "ends_on" not in self.errors:
            ends = _moment(data["starts_on"], data["ends_time"])
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn."))
        data |= {"starts_at": starts, "ends_at": ends}
        return data

    def values(self) -> dict[str, Any]:
        """For ``describe_page``."""
        names = _PLAIN
        if self.page.kind == Page.Kind.EVENT:
            names = (*_PLAIN, "starts_at", "ends_at", "place")
        video = {"video_fits": self.cleaned_data.get("video_fits", False)}
        return {name: self.cleaned_data[name] for name in names} | video


def _facts(page: Page) -> dict[str, Any]:
    facts = {name: getattr(page, name) for name in _PLAIN}
    for name, moment in (("starts", page.starts_at), ("ends", page.ends_at)):
        if moment is not None:
            local = timezone.localtime(moment)
            facts |= {f"{name}_on": local.date(), f"{name}_time": local.strftime("%H:%M")}
    if page.sign_video_seconds:
        facts["sign_video_seconds"] = dates.length(page.sign_video_seconds)
    return facts | {"place": page.place, "is_public": str(page.is_public)}


def _keepers(page: Page):
    """Who may be responsible for it."""
    roles = KEEPERS[page.owner]
    return (
        User.objects.filter(is_active=True, role_grants__role__in=roles).distinct().order_by("name")
    )
