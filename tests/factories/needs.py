"""What is needed."""

from datetime import timedelta

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.topics.times import Frequency
from tests.factories import directory, places


def fields(organisation: Organisation | None = None, **changed) -> dict:
    """What the desk types in, without the languages."""
    return {
        "organisation": organisation or directory.organisation(),
        "quarter": places.quarter(),
        "title": "Deutsch üben im Café",
        "description": "Wir üben jeden Mittwoch miteinander.",
        "activity": "SPR",
        "quantity": 2,
        "frequency": Frequency.WEEKLY,
        "slots": 0,
        "needs_clearance": False,
        "adults_only": False,
        "urgency": Need.Urgency.MONTH,
        "valid_until": clock.today() + timedelta(days=30),
    } | changed


def open_need(*, languages: dict[str, int] | None = None, **changed) -> Need:
    """A published need of a circle for two helpers, ten minutes from the default offer."""
    row = fields(**changed)
    quarter = row["quarter"]
    row = {
        "east_m": quarter.east_m,
        "north_m": quarter.north_m,
        "state": Need.State.OPEN,
    } | row
    need = Need.objects.create(**row)
    NeedLanguage.objects.bulk_create(
        NeedLanguage(need=need, code=code, level=level) for code, level in (languages or {}).items()
    )
    return need
