from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hilfelotse.base import reference
from hilfelotse.intake.address import send_link_again
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.fields import LineField, MailField
from hilfelotse.web.components.guard import TOO_MANY, too_many


class LostForm(forms.Form):
    reference = LineField(
        label=_("Ihre Nummer"),
        help_text=_("Sie beginnt mit KF und steht in unserer E-Mail, zum Beispiel KF-26-004711-4."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "width-20", "autocomplete": "off"}),
        error_messages={"required": _("Geben Sie Ihre Nummer ein.")},
    )
    email = MailField(
        label=_("Ihre E-Mail-Adresse"),
        error_messages={"required": _("Geben Sie Ihre E-Mail-Adresse ein.")},
    )

    def clean_reference(self) -> str:
        typed = self.cleaned_data["reference"]
        if reference.parse(typed) is None:
            raise forms.ValidationError(
                _("Diese Nummer kann nicht stimmen. Bitte prüfen Sie jede Ziffer.")
            )
        return typed


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def lost(request: HttpRequest) -> HttpResponse:
    """A new link to the known address. The answer is the same whether we know it or not."""
    form, status = LostForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        if too_many(request, "lost", 60, 600):
            form.add_error(None, TOO_MANY)
            status = 429
        else:
            send_link_again(
                reference=form.cleaned_data["reference"], address=form.cleaned_data["email"]
            )
            return render(request, "links/lost_sent.html")
    return render(request, "links/lost.html", {"form": form}, status=status)
