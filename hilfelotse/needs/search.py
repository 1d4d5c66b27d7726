"""Needs in the search of the portal, in the words of any of our languages."""

from django.db.models import F

from hilfelotse.base.text import clean_line
from hilfelotse.knowledge.ranking import texts_in
from hilfelotse.knowledge.search import spoken
from hilfelotse.needs.models import Need
from hilfelotse.needs.queries import for_cards
from hilfelotse.topics import activities

AT_MOST = 6
Row = tuple[int, str, str, str, str]  # id, title, activity, name of the body, quarter


def search_needs(text: str, language: str, limit: int = AT_MOST) -> list[Need]:
    """What of the public board fits, the best first."""
    line = clean_line(text)
    rows: tuple[Row, ...] = tuple(
        Need.objects.public()
        .order_by(F("urgency").desc(), F("id").desc())
        .values_list("pk", "title", "activity", "organisation__name", "quarter__name")
    )
    best: dict[int, float] = {}
    for code, known in spoken(line, language).items():
        found = texts_in(code, rows, _text).find(line, known.same)
        for place, score in found.items():
            best[place] = max(best.get(place, 0), score)
    ids = [
        rows[place][0] for place in sorted(best, key=lambda place: (-best[place], place))[:limit]
    ]
    by_id = {need.pk: need for need in for_cards(Need.objects.public().filter(pk__in=ids))}
    return [by_id[pk] for pk in ids if pk in by_id]


def _text(row: Row, _language: str) -> tuple[str, str]:
    """Titles are German; what they are about has a name in each language."""
    _pk, title, activity, body, quarter = row
    return f"{title} {activities.name(activity) if activity else ''} {quarter}", body
