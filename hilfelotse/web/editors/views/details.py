"""Everything about a page but its words."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hilfelotse.base.idempotency import key_for, once
from hilfelotse.knowledge import actions
from hilfelotse.web.editors.forms import DetailsForm
from hilfelotse.web.editors.views.found import editors, own_page


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def details(request: HttpRequest, page_id: int) -> HttpResponse:
    """Rubric, address, dates; saving counts as checking the page."""
    page = own_page(request, page_id)
    if request.method != "POST":
        return render(
            request, "editors/details.html", {"form": DetailsForm(page=page), "page": page}
        )
    form = DetailsForm(request.POST, page=page)
    if form.is_valid():

        def do() -> int:
            return actions.describe_page(user=request.user, page=page, **form.values()).pk

        try:
            once(key=key_for(form.once_key, form.cleaned_data), do=do)
        except actions.NotInItself:
            form.add_error(
                "parent",
                _("Eine Rubrik liegt nicht in sich selbst und nicht tiefer als sechs Stufen."),
            )
        except IntegrityError:
            form.add_error("slug", _("Diese Adresse hat schon eine andere Seite."))
        else:
            messages.success(request, _("Die Angaben sind gespeichert."))
            return redirect("editors:page", page_id=page.pk)
    return render(request, "editors/details.html", {"form": form, "page": page}, status=422)
