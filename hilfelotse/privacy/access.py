"""Writing the access log. Pages that show personal data call it; a test holds them to it."""

from collections.abc import Iterable

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.people.models import Party
from hilfelotse.privacy.models import Access


def saw_case(
    *, case: Case, route: str, user: User | None = None, organisation_id: int | None = None
) -> None:
    """A colleague or a body (by its link) saw whom a case is about."""
    Access.objects.create(
        user=user,
        organisation_id=organisation_id,
        party_id=case.party_id,
        case_id=case.pk,
        route=route,
    )


def saw_list(*, cases: Iterable[Case], route: str, user: User) -> None:
    """A colleague saw a list of names: one row for each of them."""
    Access.objects.bulk_create(
        Access(user=user, party_id=case.party_id, case_id=case.pk, route=route) for case in cases
    )


def saw_party(*, party: Party, route: str, user: User) -> None:
    """A colleague saw or exported everything about a person."""
    Access.objects.create(user=user, party_id=party.pk, route=route)


def saw_page(*, route: str, user: User) -> None:
    """A colleague saw a list of people whom no case knows: senders of mails, for instance."""
    Access.objects.create(user=user, route=route)
