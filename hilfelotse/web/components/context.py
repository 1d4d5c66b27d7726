"""What every page knows: the office, the languages, the mode."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hilfelotse.accounts.roles import CERTIFICATES, DESK, Role
from hilfelotse.base import clock, phone
from hilfelotse.cases.models import Alert
from hilfelotse.office import hours
from hilfelotse.web.components import languages, shortcuts
from hilfelotse.web.components.alternates import alternates


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor; each part is made only where a template asks for it."""
    return {
        "office": SimpleLazyObject(_office),
        "language_links": SimpleLazyObject(lambda: languages.links(request)),
        "alternates": SimpleLazyObject(lambda: alternates(request)),
        "page_name": request.resolver_match.view_name if request.resolver_match else "",
        "feedback_url": SimpleLazyObject(lambda: _feedback_url(request)),
        "demo_mode": settings.DEMO,
        "user_roles": SimpleLazyObject(lambda: _role_names(request)),
        "desk_nav": SimpleLazyObject(lambda: _desk_nav(request)),
        "may_search": SimpleLazyObject(lambda: request.user.has_any(DESK)),
        "shortcuts": shortcuts.GROUPS,
        "shortcuts_off": shortcuts.are_off(request),
    }


def _feedback_url(request: HttpRequest) -> str:
    """With the page that it is about, for browsers that do not say where they come from.

    Only pages of the portal: elsewhere the address may be somebody's key, which stays out of links.
    """
    url = reverse("portal:feedback")
    is_public = request.resolver_match and request.resolver_match.namespace == "portal"
    return f"{url}?{urlencode({'seite': request.path})}" if is_public else url


def _office() -> dict[str, Any]:
    office = settings.OFFICE
    own_name = office["name"]
    closes = hours.closes_at(clock.now())
    return {
        "name": _(own_name),
        "city": office["city"],
        "email": office["email"],
        "address": office["address"],
        "data_protection": office["data_protection"],
        "phone_display": office["phone"],
        "phone_tel": _dialled(office["phone"]),
        "switchboard_display": office["switchboard"],
        "switchboard_tel": _dialled(office["switchboard"]),
        "hours_text": _("Montag bis Donnerstag 9 bis 17 Uhr, Freitag 9 bis 16 Uhr"),
        "is_open": closes is not None,
        "state_text": _open_text(closes) if closes else _closed_text(),
    }


@cache
def _dialled(number: str) -> str:
    return phone.normalise(number) or number


def _open_text(closes) -> str:
    return _("Jetzt erreichbar bis %(hour)s Uhr") % {"hour": closes.hour}


def _closed_text() -> str:
    opens = hours.next_opening(clock.now())
    days = (opens.date() - clock.today()).days
    if days > 6:
        return _("Wieder erreichbar ab %(date)s, %(hour)s Uhr") % {
            "date": date_format(opens, "DATE_FORMAT"),
            "hour": opens.hour,
        }
    day = _("heute") if days == 0 else date_format(opens, "l")
    return _("Wieder erreichbar ab %(day)s, %(hour)s Uhr") % {"day": day, "hour": opens.hour}


# What stands in the desk's header, for whom.
_DESK_NAV: list[tuple[str, Any, frozenset[Role]]] = [
    ("desk:inbox", _lazy("Eingang"), DESK),
    ("desk:call", _lazy("Telefon"), DESK),
    ("desk:callbacks", _lazy("Rückrufe"), DESK),
    ("desk:alerts", _lazy("Hinweise"), frozenset({Role.LEAD})),
    ("desk:post", _lazy("Post"), DESK),
    ("desk:answers", _lazy("Wissen"), DESK),
    ("editors:pages", _lazy("Redaktion"), frozenset({Role.EDITOR_CITY, Role.EDITOR_REGION})),
    ("desk:needs", _lazy("Bedarfe"), DESK),
    ("desk:goods", _lazy("Angebote"), DESK),
    ("desk:organisations", _lazy("Organisationen"), DESK),
    ("desk:team", _lazy("Team"), DESK),
    ("desk:neutrality", _lazy("Verteilung"), frozenset({Role.LEAD})),
    ("desk:certificates", _lazy("Führungszeugnisse"), CERTIFICATES),
    ("desk:access_log", _lazy("Zugriffe"), frozenset({Role.DPO})),
    ("desk:person_find", _lazy("Auskunft"), frozenset({Role.LEAD, Role.DPO})),
]


def _desk_nav(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse(name),
            "name": _unread(label) if name == "desk:alerts" else label,
            "shortcut": shortcuts.OF_PAGES.get(name, ""),
        }
        for name, label, allowed in _DESK_NAV
        if request.user.has_any(allowed)
    ]


def _unread(label: Any) -> str:
    """How many notes the lead has not read."""
    count = Alert.objects.filter(seen_at=None).count()
    return f"{label} ({count})" if count else str(label)


def _role_names(request: HttpRequest) -> list[str]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return [str(label) for value, label in Role.choices if value in user.roles]
