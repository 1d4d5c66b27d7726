"""Consents: their wordings with versions, recording, asking."""

import hashlib
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.people.models import Consent, Party

WORDINGS: dict[str, str] = {
    Consent.Purpose.ASK: _(
        "Die Koordinierungsstelle darf mein Angebot ohne meinen Namen und ohne meine "
        "Kontaktdaten zeigen."
    ),
    Consent.Purpose.CONTACT: _(
        "Wenn diese Stelle zusagt, darf die Koordinierungsstelle ihr meinen Namen und meine "
        "Kontaktdaten geben. Ich kann das jederzeit für die Zukunft zurücknehmen."
    ),
    Consent.Purpose.GUARDIAN: _(
        "Eine sorgeberechtigte Person ist mit dem Engagement einverstanden."
    ),
}


def text_version(purpose: str) -> str:
    """A fingerprint of the German wording: proof of what was agreed to."""
    with override("de"):
        return hashlib.sha256(gettext(WORDINGS[purpose]).encode()).hexdigest()[:16]


def for_organisation(organisation_id: int) -> str:
    """The recipient that names one body."""
    return f"organisation:{organisation_id}"


# Whoever gets the things: asked before anybody knows which body that will be.
FOR_HANDOVER = "handover"


def for_kind(kind: str) -> str:
    """The recipient that names one kind of body."""
    return f"kind:{kind}"


def record_consent(
    *,
    party: Party,
    purpose: str,
    given: bool,
    channel: str,
    language: str,
    recipient: str = "",
    user: User | None = None,
) -> Consent:
    """Write down a yes or a no; what was said before ends, and stays as proof."""
    in_force = Consent.objects.filter(
        party=party, purpose=purpose, recipient=recipient, ended_at=None
    )
    in_force.update(ended_at=clock.now())
    return Consent.objects.create(
        party=party,
        purpose=purpose,
        recipient=recipient,
        given=given,
        text_version=text_version(purpose),
        language=language,
        channel=channel,
        recorded_by=user,
    )


def record_consents(
    *,
    party: Party,
    purpose: str,
    answers: Mapping[str, bool],
    channel: str,
    language: str,
    user: User | None = None,
) -> None:
    """``record_consent`` for many recipients at once: recipient → yes or no."""
    Consent.objects.filter(
        party=party, purpose=purpose, recipient__in=list(answers), ended_at=None
    ).update(ended_at=clock.now())
    version = text_version(purpose)
    Consent.objects.bulk_create(
        Consent(
            party=party,
            purpose=purpose,
            recipient=recipient,
            given=given,
            text_version=version,
            language=language,
            channel=channel,
            recorded_by=user,
        )
        for recipient, given in answers.items()
    )


def is_given(party: Party, purpose: str, recipient: str = "") -> bool:
    """Whether a yes is in force."""
    return Consent.objects.filter(
        party=party, purpose=purpose, recipient=recipient, given=True, ended_at=None
    ).exists()


def has_spoken(party: Party, purpose: str, recipient: str = "") -> bool:
    """Whether a yes or a no is in force."""
    return Consent.objects.filter(
        party=party, purpose=purpose, recipient=recipient, ended_at=None
    ).exists()


def refused_by(recipients: Iterable[str]) -> "list[int]":
    """Parties that said no to one of ``recipients``."""
    return list(
        Consent.objects.filter(
            purpose=Consent.Purpose.CONTACT,
            recipient__in=list(recipients),
            given=False,
            ended_at=None,
        ).values_list("party_id", flat=True)
    )


def organisations_allowed(party: Party) -> list[int]:
    """The bodies that may have name and contact, once they accept."""
    return _organisations(party.pk, given=True)


def refused_organisations(party: Party) -> list[int]:
    """The bodies that shall not have name and contact: they are not asked either."""
    return _organisations(party.pk, given=False)


def _organisations(party_id: int, *, given: bool) -> list[int]:
    recipients = Consent.objects.filter(
        party=party_id,
        purpose=Consent.Purpose.CONTACT,
        given=given,
        ended_at=None,
        recipient__startswith="organisation:",
    ).values_list("recipient", flat=True)
    return [int(recipient.partition(":")[2]) for recipient in recipients]
