"""What people are told about their data (Art. 13 and 14 GDPR): one place for both layers.

The short layer stands at each form, the long one on a page of its own. Every period comes from what
really erases, so that words and deeds cannot drift apart (tests/privacy/test_notice.py).
"""

from dataclasses import dataclass
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hilfelotse.office import deadlines
from hilfelotse.placements.clearance import KEPT_AFTER_END
from hilfelotse.privacy.actions import retention

DRAFT_KEPT = timedelta(hours=24)
_DAYS_OF_A_MONTH = 30


@dataclass(frozen=True)
class Kind:
    """One way of giving us data: what for, who gets it, and what of it is needed."""

    name: str | Promise
    purpose: str | Promise
    recipients: str | Promise
    needed: str | Promise


@dataclass(frozen=True)
class Period:
    """How long something is kept; the words of the time are made from the time itself."""

    what: str | Promise
    kept: timedelta | relativedelta
    since: str | Promise = ""

    @property
    def words(self) -> str:
        return in_words(self.kept)


_DESK_ONLY = _("Das Team der Koordinierungsstelle.")
_REACH = _(
    "Ihr Name und eine E-Mail-Adresse oder Telefonnummer. Ohne sie können wir nicht antworten."
)
KINDS: dict[str, Kind] = {
    "offer": Kind(
        _("Sie bieten Ihre Hilfe an"),
        _("um Ihre Hilfe an eine Stelle zu bringen, die zu Ihnen passt"),
        _("Das Team. Stellen sehen Ihr Angebot zuerst ohne Namen, und nur wenn Sie es erlauben. "
          "Namen und Kontaktdaten bekommt eine Stelle erst, wenn sie zusagt und Sie für genau "
          "diese Stelle zugestimmt haben."),
        _REACH,
    ),
    "goods": Kind(
        _("Sie spenden Sachen"),
        _("um Ihre Sachen zu einer Stelle zu bringen, die sie braucht"),
        _("Das Team. Die Stelle, die Ihre Sachen holt oder bekommt, erhält Namen und Kontaktdaten "
          "für die Übergabe."),
        _REACH,
    ),
    "money": Kind(
        _("Sie fragen zu einer Geldspende"),
        _("um Sie zu beraten, an wen Sie spenden können"),
        _("Das Team. Konten und Zahlungen speichern wir nicht. Eine große Spende an die Stadt "
          "nimmt der Rat an; er erfährt dann Ihren Namen."),
        _REACH,
    ),
    "home": Kind(
        _("Sie bieten eine Wohnung an"),
        _("um Ihr Angebot zu prüfen und an die zuständige Stelle zu geben"),
        _("Das Team und die Stelle, die sich um Ihr Angebot kümmert."),
        _("Ihr Name, die Adresse der Wohnung und eine E-Mail-Adresse oder Telefonnummer."),
    ),
    "premises": Kind(
        _("Sie bieten Räume, Gebäude oder Flächen an"),
        _("um Ihr Angebot zu prüfen und an die Fachbereiche der Stadt zu geben"),
        _("Das Team und die Fachbereiche der Stadt, die darüber entscheiden."),
        _REACH,
    ),
    "idea": Kind(
        _("Sie haben eine Idee"),
        _("um mit Ihnen über Ihre Idee zu sprechen und Partner zu suchen"),
        _DESK_ONLY,
        _REACH,
    ),
    "question": Kind(
        _("Sie fragen uns etwas"),
        _("um Ihre Frage zu beantworten oder die zuständige Stelle zu nennen"),
        _("Das Team. Eine andere Stelle bekommt Ihren Namen nur, wenn Sie es erlauben."),
        _REACH,
    ),
    "organisation": Kind(
        _("Sie melden sich als Organisation"),
        _("um mit Ihnen zusammenzuarbeiten und zu zeigen, was Sie brauchen"),
        _("Das Team. Öffentlich steht, was Sie dafür freigeben."),
        _REACH,
    ),
    "feedback": Kind(
        _("Sie sagen uns etwas über diese Seiten"),
        _("um diese Seiten zu verbessern und Ihnen zu antworten"),
        _DESK_ONLY,
        _("Nichts über Sie. Eine E-Mail-Adresse nur, wenn Sie eine Antwort möchten."),
    ),
    "lost_link": Kind(
        _("Sie fordern Ihren Link neu an"),
        _("um Ihnen den Link zu Ihrem Anliegen noch einmal zu schicken"),
        _("Niemand. Wir vergleichen die Adresse nur mit der, die wir von Ihnen haben."),
        _("Ihre E-Mail-Adresse."),
    ),
    "mail": Kind(
        _("Sie schreiben oder rufen an"),
        _("um Ihr Anliegen zu bearbeiten, auch wenn es per E-Mail, Brief oder Telefon kommt"),
        _("Das Team und die Telefonzentrale der Stadt, wenn sie Ihren Anruf annimmt."),
        _("Nichts. Ohne Kontaktdaten können wir aber nicht zurückrufen oder schreiben."),
    ),
}  # fmt: skip


def periods() -> list[Period]:
    """What goes when, the shortest first."""
    return [
        Period(
            _("Die Internet-Adresse Ihres Geräts, um Missbrauch zu bremsen"), timedelta(hours=1)
        ),
        Period(_("Angefangene Formulare"), DRAFT_KEPT),
        # The proxy's, which docs/operations.md asks the city to keep no longer.
        Period(_("Das Protokoll des Servers, mit der Internet-Adresse"), timedelta(days=7)),
        Period(
            _("Angebote ohne bestätigte E-Mail-Adresse und ohne Telefonnummer"),
            deadlines.CONFIRMATION_VALID,
        ),
        Period(
            _("Was vom Führungszeugnis notiert ist: dass wir es gesehen haben, sein Datum und "
              "ob etwas dagegen spricht"),
            KEPT_AFTER_END,
            _("nach dem Ende des Einsatzes"),
        ),
        Period(
            _("Ihre Angaben, Gespräche, E-Mails und Fotos zu Ihrem Anliegen"),
            retention.CLOSED_KEPT,
            _("nach dem Ende des Anliegens und jedes Einsatzes"),
        ),
        Period(_("Fragen ohne Antwort, ohne Namen gezählt"), retention.GAP_KEPT),
        Period(_("Wer von uns Ihre Daten angesehen hat"), retention.ACCESS_LOG_KEPT),
        Period(_("Kopien unserer E-Mails an Stellen"), retention.MAIL_KEPT),
    ]  # fmt: skip


def concern_kept() -> str:
    """How long a concern is kept after its end, in words: for the short layer."""
    return in_words(retention.CLOSED_KEPT)


def in_words(kept: timedelta | relativedelta) -> str:
    """„24 Stunden“, „7 Tage“, „6 Monate“: as people say it."""
    if isinstance(kept, relativedelta):
        return _months(kept.years * 12 + kept.months)
    hours = round(kept.total_seconds() / 3600)
    if hours <= 48:
        return ngettext("%(count)d Stunde", "%(count)d Stunden", hours) % {"count": hours}
    if kept.days <= _DAYS_OF_A_MONTH:
        return ngettext("%(count)d Tag", "%(count)d Tage", kept.days) % {"count": kept.days}
    return _months(kept.days // _DAYS_OF_A_MONTH)


def _months(count: int) -> str:
    return ngettext("%(count)d Monat", "%(count)d Monate", count) % {"count": count}
