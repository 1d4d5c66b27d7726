"""How a case may end: each kind has a list of its own."""

from hilfelotse.cases.models import Case

_Ends, _Kind = Case.Outcome, Case.Kind
_ALWAYS = (_Ends.NOT_REACHED, _Ends.WITHDRAWN, _Ends.DUPLICATE, _Ends.SPAM)
_CONCERN = (_Ends.ANSWERED, _Ends.FORWARDED, _Ends.NOT_OURS)
_OUTCOMES = {
    _Kind.VOLUNTEERING: (_Ends.PLACED, _Ends.FORWARDED, _Ends.NOT_NEEDED, _Ends.NOT_SUITABLE),
    _Kind.GOODS: (_Ends.HANDED_OVER, _Ends.NOT_NEEDED, _Ends.NOT_SUITABLE, _Ends.GIVEN_ELSEWHERE,
                  *_CONCERN),
    _Kind.MONEY: (_Ends.DONATED, *_CONCERN),
    _Kind.HOUSING: (_Ends.MOVED_IN, _Ends.GIVEN_ELSEWHERE, _Ends.NOT_SUITABLE, *_CONCERN),
    _Kind.PROPERTY: (_Ends.IN_USE, _Ends.RESERVE, _Ends.NOT_SUITABLE, _Ends.GIVEN_ELSEWHERE,
                     *_CONCERN),
    _Kind.IDEA: (_Ends.IN_USE, _Ends.NOT_SUITABLE, *_CONCERN),
}  # fmt: skip
_QUESTION = (*_CONCERN, _Ends.NOT_NEEDED)


def outcomes_for(kind: str) -> list[Case.Outcome]:
    """The outcomes that the desk may choose for a case of this kind, what fits best first."""
    return [*_OUTCOMES.get(_Kind(kind), _QUESTION), *_ALWAYS]


def check_fits(case: Case, outcome: str) -> None:
    """Raises ValueError for an outcome that this kind does not have."""
    if outcome not in outcomes_for(case.kind):
        raise ValueError(f"a case of kind {case.kind} does not end as {outcome}")
