"""The statement on accessibility as data (§ 9b NBGG, NBITVO, Decision (EU) 2018/1523): one place.

It must be true. Whoever changes what is missing changes ``MISSING``; whoever looked it through anew
sets ``STATEMENT_REVIEWED_ON`` in the environment. What only the city can know is listed in
docs/facts.md, and is to be checked before a city goes online.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock

CREATED_ON = date(2026, 11, 23)
# The last time that much of the public pages changed at once; a review comes after it.
BIG_CHANGE_ON = date(2026, 11, 23)
REVIEW_AFTER = timedelta(days=365)


class Conformity(models.TextChoices):
    """How far the pages keep to the law, in the words of the European model."""

    FULL = "full", _("vollständig vereinbar")
    PARTIAL = "partial", _("teilweise vereinbar")
    NONE = "none", _("nicht vereinbar")


class Reason(models.TextChoices):
    """Why something is not accessible; these three and no others."""

    LAW_NOT_MET = "law_not_met", _("Das müssen wir noch besser machen")
    BURDEN = "burden", _("Der Aufwand wäre unverhältnismäßig groß")
    NOT_COVERED = "not_covered", _("Das Gesetz verlangt es nicht, wir möchten es trotzdem")


@dataclass(frozen=True)
class Missing:
    """What is not accessible, why, and what there is instead."""

    what: str | Promise
    reason: Reason
    instead: str | Promise


@dataclass(frozen=True)
class Conciliation:
    """Whoever is not helped by us can turn to them."""

    name: str | Promise
    url: str
    address: str
    email: str


CONFORMITY = Conformity.PARTIAL
MISSING = [
    Missing(
        _("Mit Vorlese-Programmen und anderen Hilfsmitteln hat noch kein Mensch geprüft, der sie "
          "täglich nutzt. Deshalb kann es Hindernisse geben, die wir nicht kennen."),
        Reason.LAW_NOT_MET,
        _("Sagen Sie uns, was nicht geht. Am Telefon und per E-Mail helfen wir sofort weiter."),
    ),
    Missing(
        _("Die Seiten für den Fall einer Störung gibt es nur auf Deutsch."),
        Reason.LAW_NOT_MET,
        _("Rufen Sie uns an. Die Nummer steht auch auf diesen Seiten."),
    ),
    Missing(
        _("Es gibt noch keine Videos in Deutscher Gebärdensprache."),
        Reason.NOT_COVERED,
        _("Alles steht als Text da. Auf der Seite „Gebärdensprache“ steht, wie gehörlose Menschen "
          "uns erreichen."),
    ),
    Missing(
        _("In Leichter Sprache gibt es nur die wichtigsten Seiten. Wir haben sie selbst "
          "geschrieben; eine Prüfgruppe hat sie noch nicht gelesen."),
        Reason.NOT_COVERED,
        _("Rufen Sie uns an. Wir erklären es Ihnen in einfachen Worten."),
    ),
    Missing(
        _("Viele Übersetzungen hat eine Maschine geschrieben und noch kein Mensch geprüft. Das "
          "steht auf jeder solchen Seite."),
        Reason.NOT_COVERED,
        _("Der deutsche Text ist auf jeder Seite verlinkt und gilt."),
    ),
    Missing(
        _("Texte von Organisationen, zum Beispiel Bedarfe, gibt es nur auf Deutsch."),
        Reason.NOT_COVERED,
        _("Rufen Sie uns an oder schreiben Sie uns. Wir sagen Ihnen, was dort steht."),
    ),
]  # fmt: skip


def conciliation() -> Conciliation:
    """The conciliation body of Lower Saxony, as the installation names it."""
    return Conciliation(
        _("Schlichtungsstelle nach § 9d NBGG bei der Landesbeauftragten für Menschen mit "
          "Behinderungen Niedersachsen"),
        **settings.CONCILIATION,
    )  # fmt: skip


def conciliation_hint() -> str:
    """A paragraph for each answer to somebody who told us of a barrier."""
    body = conciliation()
    reach = ", ".join(part for part in (body.address, body.email, body.url) if part)
    return gettext(
        "Sind Sie mit unserer Antwort nicht zufrieden? Dann können Sie sich an diese Stelle "
        "wenden, das kostet nichts: %(name)s (%(reach)s)."
    ) % {"name": body.name, "reach": reach}


def reviewed_on() -> date:
    """When somebody of the office last compared the statement with the pages."""
    return date.fromisoformat(settings.STATEMENT_REVIEWED_ON)


def review_is_due() -> bool:
    """True a year after the last review, and as soon as much has changed since."""
    reviewed = reviewed_on()
    return reviewed < BIG_CHANGE_ON or clock.today() > reviewed + REVIEW_AFTER
