"""Each kind ends in its own way."""

import pytest

from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.models import Case
from hilfelotse.cases.outcomes import outcomes_for
from hilfelotse.referrals.actions.finish import close_concern
from tests.factories import cases, users

pytestmark = pytest.mark.django_db
Kind = Case.Kind


def test_each_kind_has_its_own_list():
    assert [str(end) for end in outcomes_for(Kind.MONEY)] == [
        "donated", "answered", "forwarded", "not_ours", "not_reached", "withdrawn", "duplicate",
        "spam",
    ]  # fmt: skip
    own = {
        Kind.VOLUNTEERING: "placed",
        Kind.GOODS: "handed_over",
        Kind.HOUSING: "moved_in",
        Kind.PROPERTY: "reserve",
    }
    for kind, outcome in own.items():
        assert [str(other) for other in Kind if outcome in outcomes_for(other)] == [str(kind)]
    # What nobody chooses: the system gives it.
    assert not any(Case.Outcome.UNCONFIRMED in outcomes_for(kind) for kind in Kind)


@pytest.mark.parametrize("close", [answer_and_close, close_concern])
def test_what_a_kind_does_not_have_is_refused(close):
    user, case = users.caseworker(), cases.question()
    for outcome in ("moved_in", "handed_over", "placed", "finished"):
        with pytest.raises(ValueError, match="does not end as"):
            close(user=user, case=case, outcome=outcome)
    case.refresh_from_db()
    assert case.is_open
    assert close(user=user, case=case, outcome="not_needed").outcome == "not_needed"
