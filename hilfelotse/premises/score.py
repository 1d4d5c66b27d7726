"""How complete and how fitting premises are, criterion by criterion, with the reason."""

from dataclasses import dataclass

from hilfelotse.premises.models import Criterion, Finding, Premises


@dataclass(frozen=True)
class Row:
    """One criterion; ``is_met`` is None while nobody knows."""

    criterion: Criterion
    is_met: bool | None
    note: str = ""

    @property
    def is_known(self) -> bool:
        return self.is_met is not None


@dataclass(frozen=True)
class Score:
    """``percent`` of all weights is met; what is unknown counts as not met and is shown."""

    rows: tuple[Row, ...]

    @property
    def known(self) -> int:
        return sum(row.is_known for row in self.rows)

    @property
    def missing(self) -> list[Criterion]:
        return [row.criterion for row in self.rows if not row.is_known]

    @property
    def met_weight(self) -> int:
        return sum(row.criterion.weight for row in self.rows if row.is_met)

    @property
    def all_weight(self) -> int:
        return sum(row.criterion.weight for row in self.rows)

    @property
    def percent(self) -> int:
        return round(100 * self.met_weight / self.all_weight) if self.all_weight else 0


def score(premises: Premises) -> Score:
    """Against the criteria of today. A room for courses has none: the circles look at it."""
    if premises.kind == Premises.Kind.ROOM:
        return Score(())
    findings: dict[int, Finding] = {row.criterion_id: row for row in premises.findings.all()}
    return Score(tuple(_row(criterion, findings) for criterion in criteria()))


def criteria() -> list[Criterion]:
    """What the city looks at now."""
    return list(Criterion.objects.filter(is_active=True))


def _row(criterion: Criterion, findings: dict[int, Finding]) -> Row:
    found = findings.get(criterion.pk)
    return Row(criterion, found.is_met, found.note) if found else Row(criterion, None)
