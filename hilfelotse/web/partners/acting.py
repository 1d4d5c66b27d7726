"""For which bodies somebody acts here, and by which of the two doors they came.

The same pages stand behind both: ``/partner/…`` for users with an account, who may belong to
several organisations, and ``/stelle/<token>/…`` for the link that the office mails to a contact of
one organisation. A page is a function in ``views/<topic>.py``::

    @shows
    def needs(request: HttpRequest, acting: Acting) -> HttpResponse:
        rows = Need.objects.filter(organisation__in=acting.organisations)
        return render(request, "partners/needs.html", {"acting": acting, "rows": rows})

and one line in ``urls.PAGES``, which makes both addresses (``partners:needs``, ``place:needs``).

* ``@shows`` a page that is only looked at, ``@asks`` one with a form, ``@acts`` what is only sent.
* What a page reads begins at ``acting.organisations``; one row by ``acting.own(Need, need_id)``,
  which gives 404 for somebody else's as for a guessed one.
* Addresses by ``acting.url("need", need_id=7)``, in templates ``{% place "need" need_id=7 %}``
  (``{% load place %}``): both keep to the door.
* Actions get ``user=acting.user``: None behind a link. What they record by the organisation then
  carries the contact's name by itself.
* What shows a person is logged by ``acting.saw(case, organisation_id, "need")``.
* The page's template extends ``partners/base.html`` and gets ``acting`` in its context.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import links
from hilfelotse.cases.models import Case
from hilfelotse.directory.actions.contacts import PLACE
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.directory.rules import may_administer
from hilfelotse.history.timeline import speaking
from hilfelotse.privacy.access import saw_case
from hilfelotse.web.components.access import by_link, roles

VALID = timedelta(days=8)

# What stands in the header.
NAV = [
    ("weekly", gettext_lazy("Liste")),
    ("referrals", gettext_lazy("Anfragen")),
    ("needs", gettext_lazy("Bedarf")),
    ("helpers", gettext_lazy("Unsere Leute")),
    ("goods", gettext_lazy("Sachen")),
    ("gifts", gettext_lazy("Spenden")),
    ("profile", gettext_lazy("Profil")),
]

Page = Callable[..., HttpResponse]
Row = TypeVar("Row", bound=models.Model)


def shows(page: Page) -> Page:
    """Only to be looked at."""
    page.methods = ["GET", "HEAD"]
    return page


def asks(page: Page) -> Page:
    """Shows a form, and takes it."""
    page.methods = ["GET", "HEAD", "POST"]
    return page


def acts(page: Page) -> Page:
    """Only to be sent."""
    page.methods = ["POST"]
    return page


@dataclass(frozen=True)
class Acting:
    """Who acts: a user for their organisations, or a contact for theirs by the mail's link."""

    organisations: list[Organisation]
    user: User | None = None
    contact: Contact | None = None
    token: str = ""

    @property
    def is_link(self) -> bool:
        return self.user is None

    @property
    def name(self) -> str:
        """As it stands in the history and in „bestätigt von“."""
        return self.user.name if self.user else self.contact.name

    @cached_property
    def ids(self) -> list[int]:
        return [body.pk for body in self.organisations]

    @property
    def has_several(self) -> bool:
        return len(self.organisations) > 1

    @property
    def nav(self) -> list[dict[str, Any]]:
        return [{"url": self.url(name), "name": label} for name, label in NAV]

    def url(self, name: str, **kwargs: Any) -> str:
        """The address of a page by the same door."""
        if self.is_link:
            return reverse(f"place:{name}", kwargs=kwargs | {"token": self.token})
        return reverse(f"partners:{name}", kwargs=kwargs)

    def body(self, organisation_id: int) -> Organisation:
        """One of ours; 404 for any other."""
        for body in self.organisations:
            if body.pk == organisation_id:
                return body
        raise Http404

    def own(self, rows: type[Row] | models.QuerySet[Row], pk: int) -> Row:
        """A row of one of our organisations; 404 for any other."""
        queryset = rows if isinstance(rows, models.QuerySet) else rows.objects.all()
        row = get_object_or_404(queryset.select_related("organisation"), pk=pk)
        self.body(row.organisation_id)
        return row

    def administers(self, organisation: Organisation) -> bool:
        """Whether profile and people of the body are theirs to keep. A contact answers for it."""
        return self.is_link or may_administer(self.user, organisation)

    def chosen(self, request: HttpRequest) -> list[Organisation]:
        """Those that a list is about: one after ``?stelle=``, else all."""
        wanted = request.GET.get("stelle", "")
        return [body for body in self.organisations if str(body.pk) == wanted] or self.organisations

    def still_opens(self) -> bool:
        """Not after the contact's address was changed by the link that went to the old one."""
        return _contact(self.token) is not None

    def saw(self, case: Case, organisation_id: int, name: str) -> None:
        """Note in the access log that the page ``name`` showed whom the case is about."""
        door = "place" if self.is_link else "partners"
        saw_case(case=case, route=f"{door}:{name}", user=self.user, organisation_id=organisation_id)


def with_account(page: Page) -> Page:
    """The page for users with an account."""

    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mine = Organisation.objects.filter(is_active=True, memberships__user=request.user)
        acting = Acting(list(mine), user=request.user)
        return page(request, acting, **kwargs)

    return roles(Role.PARTNER, Role.DEPARTMENT)(_as(page, view))


def with_link(page: Page) -> Page:
    """The page behind the mail's link. Whatever is wrong with a link, it looks the same."""

    def view(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        contact = _contact(token)
        if contact is None:
            return render(request, "partners/closed.html", status=404)
        acting = Acting([contact.organisation], contact=contact, token=token)
        with speaking(contact.name):
            return page(request, acting, **kwargs)

    return by_link(_as(page, view))


def _contact(token: str) -> Contact | None:
    try:
        link = links.open_link(purpose=PLACE, token=token)
    except links.LinkRefused:
        return None
    active = Contact.objects.filter(is_active=True, organisation__is_active=True)
    return active.select_related("organisation").filter(pk=link.subject_id).first()


def _as(page: Page, view: Page) -> Page:
    """The view under the page's name; a wrong method is refused before anything is looked up."""
    view.__name__, view.__doc__, view.__module__ = page.__name__, page.__doc__, page.__module__
    return require_http_methods(page.methods)(view)
