"""What editors read about a text: what is refused, what could be simpler, where it stands."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.knowledge.editing import is_ending
from hilfelotse.knowledge.models import Page, Picture, Revision
from hilfelotse.knowledge.plain import EASY_LIX, Hint, Refusal
from hilfelotse.web.components.pictures import editors_address

_REFUSED = {
    "skipped_heading": gettext_lazy(
        "Diese Überschrift überspringt eine Ebene: „%(words)s“. Nach dem Titel kommt Ebene 2, "
        "danach Ebene 3."
    ),
    "empty_link": gettext_lazy(
        "Dieser Link sagt nicht, wohin er führt: „%(words)s“. Schreiben Sie das Ziel in den Link, "
        "zum Beispiel „Antrag auf Kita-Platz“."
    ),
    "bad_address": gettext_lazy(
        "Diese Adresse ist kein Link: „%(words)s“. Sie beginnt mit https://, mailto:, tel: oder /."
    ),
    "picture": gettext_lazy(
        "Das geht nicht: „%(words)s“. Ein Bild dieser Seite steht allein in einer Zeile, mit einer "
        "leeren Zeile davor und danach, zum Beispiel: ![Ein Kind malt](bild:7)"
    ),
    "other_picture": gettext_lazy(
        "Bild %(words)s gehört nicht zu dieser Seite. Welche es gibt, steht unter „Bilder“."
    ),
    "no_words": gettext_lazy(
        "Bild %(words)s braucht Worte für Menschen, die es nicht sehen. Schreiben Sie zwischen die "
        "eckigen Klammern, was man sieht."
    ),
    "html": gettext_lazy("HTML geht hier nicht: „%(words)s“. Löschen Sie die spitzen Klammern."),
}


def refused(refusal: Refusal) -> str:
    """What is wrong, where, and what to do."""
    return str(_REFUSED[refusal.code]) % {"words": refusal.words}


def hinted(hint: Hint) -> str:
    """What could be said more simply."""
    if hint.code == "hard_text":
        words = {"lix": hint.words, "easy": EASY_LIX}
        text = _("Der Text ist eher schwer: Lesbarkeit LIX %(lix)s. Leicht ist bis %(easy)s.")
        return text % words
    return _("Langer Satz: „%(words)s“") % {"words": hint.words}


def pictures_for_editor(pictures: Iterable[Picture]) -> str:
    """What the editor's button „Bild“ offers, as JSON."""
    known = [
        {
            "number": one.pk,
            "address": editors_address(one),
            "isDecorative": one.is_decorative,
            "label": _("Bild %(number)s: %(credit)s") % {"number": one.pk, "credit": one.credit},
        }
        for one in pictures
    ]
    return json.dumps(known)


class Badge(NamedTuple):
    label: str
    kind: str


def badges(page: Page, pending: Iterable[Revision]) -> list[Badge]:
    """Where a page stands; ``pending`` are its German texts that are not out."""
    states = {row.state for row in pending}
    found = [
        (page.retired_at, _("wird nicht mehr gezeigt"), "neutral"),
        (Revision.State.DRAFT in states or not page.published_at, _("Entwurf"), "neutral"),
        (Revision.State.WAITING in states, _("wartet auf Freigabe"), "info"),
        (Revision.State.SCHEDULED in states, _("geplant"), "info"),
        (page.is_doubtful, _("veraltet"), "warning"),
        (not page.is_doubtful and is_ending(page), _("läuft ab"), "warning"),
        (not page.is_public, _("nur Telefon"), "neutral"),
    ]
    return [Badge(label, kind) for is_so, label, kind in found if is_so]


def saved(revision: Revision) -> str:
    """What became of a text that was saved."""
    if revision.state == Revision.State.SCHEDULED and revision.publish_at:
        moment = date_format(timezone.localtime(revision.publish_at), "j. F Y, H:i")
        return _("Gespeichert. Der Text erscheint am %(moment)s Uhr.") % {"moment": moment}
    return {
        Revision.State.DRAFT: _("Der Entwurf ist gespeichert. Noch sieht ihn niemand."),
        Revision.State.WAITING: _("Gespeichert. Jetzt muss eine zweite Person den Text freigeben."),
    }.get(Revision.State(revision.state), _("Der Text ist veröffentlicht."))
