"""The desk's keys: one for each thing that people do all day.

A button, link, fold or field carries its key as ``data-key`` (``shortcut=`` of the tags); the
script presses it. Who speaks to the machine or trembles switches them off (WCAG 2.2, 2.1.4).
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "tasten"
OFF = "aus"
_A_YEAR = 365 * 24 * 3600

# Pages of the navigation.
OF_PAGES = {"desk:inbox": "i", "desk:call": "c", "desk:callbacks": "b"}
GROUPS = [
    (
        _("Überall"),
        [
            ("/", _("suchen")),
            ("i", _("Eingang")),
            ("c", _("Anruf aufnehmen")),
            ("b", _("Rückrufe")),
            ("?", _("diese Liste")),
        ],
    ),
    (
        _("Am Telefon"),
        [
            ("1 … 9", _("worum es geht")),
            ("0", _("Notfall: Nummern zeigen")),
            ("↓", _("gefundene Person wählen")),
            ("Alt B", _("beantwortet")),
            ("Alt R", _("Rückruf")),
            ("Alt A", _("Angebot aufnehmen")),
            ("Alt W", _("weitergeben")),
            ("Alt N", _("nicht zuständig")),
            ("Alt S", _("nur aufnehmen")),
        ],
    ),
    (
        _("In Listen"),
        [
            ("j", _("nächste Zeile")),
            ("k", _("vorige Zeile")),
            ("Enter", _("öffnen")),
            ("f", _("Filter")),
        ],
    ),
    (
        _("Im Vorgang"),
        [
            ("t", _("übernehmen")),
            ("a", _("übergeben")),
            ("w", _("Wiedervorlage")),
            ("n", _("Notiz")),
            ("r", _("antworten")),
            ("s", _("aufteilen")),
            ("m", _("vielleicht doppelt")),
            ("e", _("abschließen")),
            ("z", _("letzten Schritt zurücknehmen")),
        ],
    ),
]


def are_off(request: HttpRequest) -> bool:
    """Whether this browser's user wants no keys."""
    return request.COOKIES.get(COOKIE) == OFF


def switch(request: HttpRequest, response: HttpResponse, *, off: bool) -> None:
    """Remember it in this browser for a year: what hands can do does not change with a session."""
    if off:
        response.set_cookie(
            COOKIE, OFF, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
