"""What a concern is probably about, who is responsible, how urgent. Nothing is written here."""

import re
from collections import Counter
from dataclasses import dataclass, field

from hilfelotse.directory.models import Contact, Organisation, Responsibility
from hilfelotse.directory.queries import responsible_for
from hilfelotse.places.models import Postcode
from hilfelotse.routing.match import Hit, hits
from hilfelotse.routing.models import Rule

# Kinds of concerns that say their subject themselves; the others may be about anything.
SUBJECT_OF_KIND = {
    "volunteering": "volunteering",
    "goods": "goods",
    "money": "money",
    "housing": "flat_offer",
    "property": "property",
    "complaint": "complaint",
    "press": "press",
}
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


@dataclass(frozen=True)
class Suggestion:
    """For a person who decides. ``subject`` is empty where we are not sure."""

    subject: str = ""
    postcode: str = ""
    responsible: list[Responsibility] = field(default_factory=list)
    urgent: bool = False
    dangers: list[Hit] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    known_sender: Organisation | None = None


def suggest(text: str, *, kind: str = "", postcode: str = "", address: str = "") -> Suggestion:
    """Keys that cannot be mistaken come first: kind, postcode, a body's mail address; then rules.

    ``subject`` stays empty when no rule matches, or when rules of different subjects do so equally.
    A postcode in the text counts if there is no other.
    """
    found = hits(text)
    subject = SUBJECT_OF_KIND.get(kind) or _subject_by_rules(found)
    area = postcode or _postcode_in(text)
    dangers = [hit for hit in found if hit.sign == Rule.Sign.DANGER]
    return Suggestion(
        subject=subject,
        postcode=area,
        responsible=responsible_for(subject, area) if subject else [],
        urgent=bool(dangers) or any(hit.sign == Rule.Sign.URGENT for hit in found),
        dangers=dangers,
        hits=found,
        known_sender=_body_of(address),
    )


def _subject_by_rules(found: list[Hit]) -> str:
    """The subject that most words speak for; none if two are level."""
    points: Counter[str] = Counter()
    for hit in found:
        if hit.subject:
            points[hit.subject] += len(hit.phrase.split())
    best = points.most_common(2)
    level = len(best) == 2 and best[0][1] == best[1][1]
    return best[0][0] if best and not level else ""


def _postcode_in(text: str) -> str:
    """The one postcode of the region that the text names, if it names exactly one."""
    typed = set(_POSTCODE.findall(text))
    known = list(Postcode.objects.filter(code__in=typed).values_list("code", flat=True)[:2])
    return known[0] if len(known) == 1 else ""


def _body_of(address: str) -> Organisation | None:
    """The active body whose person in charge writes from ``address``."""
    if not address:
        return None
    contact = (
        Contact.objects.filter(
            email__iexact=address.strip(), is_active=True, organisation__is_active=True
        )
        .select_related("organisation")
        .first()
    )
    return contact.organisation if contact else None
