"""What the bodies need: from the draft to the result."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.base import clock
from hilfelotse.base.idempotency import once
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.web.components.fields import TextField
from hilfelotse.web.components.forms import DayMonthYear
from hilfelotse.web.components.need_form import NeedForm, chosen_kind, kind_links
from hilfelotse.web.partners.acting import Acting, acts, asks, shows

AT_MOST = 200
_ENDED = [Need.State.DONE, Need.State.CANCELLED]
# The steps of a body; approving is the desk's.
_STEPS = ["submit", "resume", "renew", "pause", "finish", "cancel"]


class PauseForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Pause bis"),
        help_text=gettext_lazy("Ohne Tag: bis Sie die Pause selbst beenden."),
        required=False,
        widget=DayMonthYear,
        error_messages={
            "invalid": gettext_lazy("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")
        },
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(_("Die Pause muss heute oder später enden."))
        return until


class FinishForm(forms.Form):
    result = TextField(
        label=gettext_lazy("Was ist daraus geworden?"), required=False, rows=3, max_length=1000
    )


_FORMS: dict[str, type[forms.Form]] = {"pause": PauseForm, "finish": FinishForm}
_SAID: dict[str, Any] = {
    "submit": gettext_lazy("Danke. Ihr Bedarf ist abgeschickt."),
    "resume": gettext_lazy("Die Pause ist beendet."),
    "renew": gettext_lazy("Der Bedarf bleibt stehen."),
    "pause": gettext_lazy("Der Bedarf macht Pause."),
    "finish": gettext_lazy("Als erledigt gespeichert. Danke!"),
    "cancel": gettext_lazy("Der Bedarf ist storniert."),
}


@shows
def needs(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All needs, what still lives first."""
    rows = Need.objects.filter(organisation__in=acting.chosen(request))
    rows = rows.select_related("quarter", "organisation").order_by("-pk")
    context = {
        "acting": acting,
        "living": rows.exclude(state__in=_ENDED)[:AT_MOST],
        "ended": rows.filter(state__in=_ENDED)[:AT_MOST],
    }
    return render(request, "partners/needs.html", context)


@asks
def need_new(request: HttpRequest, acting: Acting) -> HttpResponse:
    """A draft: first its kind, then what that kind asks for."""
    kind = chosen_kind(request.GET.get("art", ""))
    if not kind:
        context = {"acting": acting, "kinds": kind_links(acting.url("need_new"))}
        return render(request, "partners/need_kind.html", context)
    form = NeedForm(request.POST or None, kind=kind, acting=acting.organisations)
    if request.method == "POST" and form.is_valid():
        need_id = once(
            key=form.once_key, do=lambda: keep.enter(user=acting.user, **form.values()).pk
        )
        messages.success(request, _("Gespeichert als Entwurf. Schicken Sie ihn jetzt ab."))
        return redirect(acting.url("need", need_id=need_id))
    context = {"acting": acting, "form": form, "heading": Need.Kind(kind).label}
    return render(request, "partners/need_form.html", context)


@asks
def need_edit(request: HttpRequest, acting: Acting, need_id: int) -> HttpResponse:
    """Correct a need. New words wait for the desk, unless the body is trusted."""
    need = _own(acting, need_id)
    form = NeedForm(request.POST or None, kind=need.kind, need=need, acting=[need.organisation])
    if request.method == "POST" and form.is_valid():
        try:
            keep.change(user=acting.user, need=need, **form.values())
        except keep.FewerThanTaken:
            form.add_error("quantity", _("So viele Plätze sind schon vergeben."))
        except keep.NotPossible:
            messages.error(request, _("Das geht bei diesem Bedarf nicht mehr."))
            return redirect(acting.url("need", need_id=need.pk))
        else:
            messages.success(request, _("Der Bedarf ist gespeichert."))
            return redirect(acting.url("need", need_id=need.pk))
    context = {"acting": acting, "form": form, "heading": need.title}
    return render(request, "partners/need_form.html", context)


@shows
def need(request: HttpRequest, acting: Acting, need_id: int) -> HttpResponse:
    """One need, and what can be done with it."""
    return _page(request, acting, _own(acting, need_id))


@acts
def need_do(request: HttpRequest, acting: Acting, need_id: int) -> HttpResponse:
    """One step of its life."""
    need = _own(acting, need_id)
    step = request.POST.get("do", "")
    if step not in _STEPS:
        return redirect(acting.url("need", need_id=need.pk))
    form = _FORMS.get(step, forms.Form)(request.POST)
    if not form.is_valid():
        return _page(request, acting, need, bad={step: form})
    action: Callable[..., Need] = getattr(keep, step)
    try:
        action(user=acting.user, need=need, **form.cleaned_data)
    except keep.NotPossible:
        messages.error(request, _("Das geht bei diesem Bedarf nicht mehr."))
    except keep.PastDay:
        messages.error(request, _("Der Tag ist schon vorbei. Ändern Sie zuerst das Datum."))
    else:
        messages.success(request, _SAID[step])
    return redirect(acting.url("need", need_id=need.pk))


def _own(acting: Acting, need_id: int) -> Need:
    return acting.own(Need.objects.select_related("quarter", "accommodation"), need_id)


def _page(
    request: HttpRequest, acting: Acting, need: Need, bad: dict[str, forms.Form] | None = None
) -> HttpResponse:
    possible = keep.possible(need)
    bad = bad or {}
    pause_form, finish_form = bad.get("pause", PauseForm()), bad.get("finish", FinishForm())
    context = {
        "acting": acting,
        "need": need,
        "rows": _rows(need),
        "possible": possible,
        "may_change": need.state not in _ENDED,
        "pause_form": pause_form,
        "finish_form": finish_form,
        "second_form": next(iter(bad.values()), None) or pause_form,
    }
    return render(request, "partners/need.html", context, status=422 if bad else 200)


def _rows(need: Need) -> list[dict[str, Any]]:
    rows = [
        (_("Art"), need.get_kind_display()),
        (_("Anzahl"), need.quantity),
        (_("Davon vergeben"), need.taken or ""),
        (_("Stadtteil"), need.quarter.name),
        (_("Beschreibung"), need.description.splitlines()),
        (_("Dringlichkeit"), need.get_urgency_display()),
        (_("Gilt bis"), need.valid_until),
        (_("Pause bis"), need.paused_until or ""),
        (_("Ergebnis"), need.result),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
