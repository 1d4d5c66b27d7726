"""How Django forms look and speak here.

`settings.FORM_RENDERER = "hilfelotse.web.components.forms.Renderer"` makes every form of the
project, allauth's included, follow the form rules of the portal.
"""

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from hilfelotse.web.components import widgets

TEXT_CLASS = "input"
SELECT_CLASS = "select__control"


class BoundField(DjangoBoundField):
    """A field that says what it needs to assistive technology, but never blocks the browser.

    Native `required` would show the browser's own bubbles, in the browser's language, one at a
    time; the server answers with all errors at once, in the language of the page.
    """

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs["required"] = False
        # A placeholder vanishes while one types; labels and hints stay (allauth sets placeholders).
        attrs["placeholder"] = False
        if self._is_radio_group(widget):
            # ARIA puts both states on the group, which is the fieldset, not on each radio.
            attrs.pop("aria-invalid", None)
        elif self._wants_an_answer(widget):
            attrs["aria-required"] = "true"
        if look := self._look(widget):
            attrs["class"] = " ".join(filter(None, [widget.attrs.get("class"), look]))
        return attrs

    @property
    def is_radio_group(self):
        return self._is_radio_group(self.field.widget)

    @property
    def first_input_id(self):
        """Where a link in the error summary leads: the first input of the field."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def shows_optional(self):
        """Only the few optional fields are marked; where all are optional, as in a filter, none.

        A form's ``one_of`` names fields of which one must be filled: none of them is optional.
        """
        form = self.form
        if self.field.required or getattr(form, "all_optional", False):
            return False
        return self.name not in getattr(form, "one_of", ())

    @staticmethod
    def _is_radio_group(widget):
        return isinstance(widget, forms.RadioSelect)

    def _wants_an_answer(self, widget):
        # Each box of a list of boxes may stay empty, so none of them is required.
        return (
            self.field.required
            and not widget.is_hidden
            and not isinstance(widget, forms.CheckboxSelectMultiple)
        )

    def _look(self, widget):
        if widget.is_hidden or isinstance(widget, (forms.RadioSelect, forms.CheckboxInput)):
            return ""
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return ""
        return SELECT_CLASS if isinstance(widget, forms.Select) else TEXT_CLASS


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ form.name.as_field_group }}` with our templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = BoundField

    def render(self, template_name, context, request=None):
        if draw := widgets.DRAWN.get(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)


class OptionHints:
    """A line of explanation under single options: `Radios(hints={"value": "text"})`."""

    def __init__(self, *args, hints=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs'].get('id', name)}_hint"
        return option


class Radios(OptionHints, forms.RadioSelect):
    """One of a few options."""


class Checkboxes(OptionHints, forms.CheckboxSelectMultiple):
    """Any of a few options."""


class DayMonthYear(forms.Widget):
    """A date as three short fields, for a `DateField`; nobody needs a calendar to know a date.

    What was typed comes back unchanged after an error. `birthday=True` lets browsers fill it in.
    """

    template_name = "components/widgets/day_month_year.html"
    use_fieldset = True
    parts = (
        ("day", _("Tag"), "width-2"),
        ("month", _("Monat"), "width-2"),
        ("year", _("Jahr"), "width-4"),
    )

    def __init__(self, attrs=None, *, birthday=False):
        super().__init__(attrs)
        self.birthday = birthday

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = self.format_value(value)
        context["widget"]["parts"] = [
            self._part(context["widget"], key, label, width, typed[key])
            for key, label, width in self.parts
        ]
        return context

    def format_value(self, value):
        """Day, month and year of a date, or of the text that failed to be one."""
        if not value:
            return {"day": "", "month": "", "year": ""}
        if hasattr(value, "day"):
            return {"day": value.day, "month": value.month, "year": value.year}
        year, month, day = [*str(value).split("-", 2), "", ""][:3]
        return {"day": day, "month": month, "year": year}

    def value_from_datadict(self, data, files, name):
        year, month, day = (
            data.get(f"{name}_{key}", "").strip() for key in ("year", "month", "day")
        )
        if not (year or month or day):
            return data.get(name)
        short = len(year) == 4 and len(month) <= 2 and len(day) <= 2
        if short and all(part.isdecimal() for part in (year, month, day)):
            # int() reads Arabic and Persian digits too.
            return f"{int(year)}-{int(month):02}-{int(day):02}"
        return f"{year}-{month}-{day}"

    def value_omitted_from_data(self, data, files, name):
        return name not in data and not any(f"{name}_{key}" in data for key, *_ in self.parts)

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_

    def _part(self, widget, key, label, width, value):
        look = f"{widget['attrs'].get('class', '')} {width}".strip()
        attrs = widget["attrs"] | {
            "id": f"{widget['attrs'].get('id', widget['name'])}_{key}",
            "class": look,
            "inputmode": "numeric",
            "autocomplete": f"bday-{key}" if self.birthday else "off",
        }
        return {"name": f"{widget['name']}_{key}", "label": label, "value": value, "attrs": attrs}
