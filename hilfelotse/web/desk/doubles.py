"""What the page of a case says about others: maybe the same, merged, of the same person."""

from typing import Any

from django.db.models import Q, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.cases.post import parts_of
from hilfelotse.duplicates.candidates import Candidate, for_case
from hilfelotse.duplicates.models import Decision
from hilfelotse.history import timeline
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.desk.words import timeline as in_words

OTHERS_AT_MOST = 20


def of(case: Case, user: User) -> dict[str, Any]:
    """Leaves a row in the access log for each case that the page names."""
    visible = Case.objects.visible_to(user).select_related("party", "owner")
    candidates = for_case(user=user, case=case) if case.is_open else []
    merged = [part for part in parts_of(case, user) if part.pk != case.pk]
    others = list(_of_the_same_person(case, visible))
    kept = visible.filter(pk=case.merged_into_id).first() if case.merged_into_id else None
    named = [candidate.case for candidate in candidates] + others + merged
    saw_list(cases=[*named, *([kept] if kept else [])], route="desk:case", user=user)
    return {
        "doubles": [double(candidate) for candidate in candidates],
        "merged_parts": merged,
        "merged_into": kept,
        "same_person": others,
    }


def double(candidate: Candidate) -> dict[str, Any]:
    """One candidate for the page."""
    return {
        "case": candidate.case,
        "points": candidate.score.points,
        "is_likely": candidate.score.is_likely,
        "can_merge": candidate.case.is_open,
    }


def history(case: Case, user: User) -> list[dict[str, Any]]:
    """The timeline, with what happened to the cases that were merged into this one."""
    rows = in_words(timeline.of(case))
    for part in parts_of(case, user)[1:]:
        of_part = in_words(timeline.of(part))
        rows += [row | {"who": f"{row['who']} · {part.reference}".strip(" ·")} for row in of_part]
    rows.sort(key=lambda row: row["when"], reverse=True)  # stable: of one moment as they were
    return rows


def _of_the_same_person(case: Case, visible: QuerySet[Case]) -> QuerySet[Case]:
    """The person's own other cases, and those of which a colleague said so."""
    said = Decision.objects.filter(verdict=Decision.Verdict.SAME_PERSON)
    firsts = said.filter(second=case).values("first")
    seconds = said.filter(first=case).values("second")
    others = Q(pk__in=firsts) | Q(pk__in=seconds)
    if case.party_id is not None:
        others |= Q(party=case.party_id)
    found = visible.filter(others).exclude(pk=case.pk).exclude(merged_into=case)
    return found.order_by("-pk")[:OTHERS_AT_MOST]
