"""Finding who is on the telephone while the name or the number is still being typed.

Only by what the caller says about themselves, never by what somebody wrote. Stretches of the index
of search keys answer in the same time however many cases there are.
"""

from django.db.models import QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.base import phone
from hilfelotse.base.text import clean_line
from hilfelotse.cases.keys import FROM_END, NAME, REACH
from hilfelotse.cases.models import Case, SearchKey
from hilfelotse.cases.search import How, search_by_how
from hilfelotse.people import names

FEWEST_LAST_DIGITS, FEWEST_FIRST_DIGITS = 4, 7  # "0511" would find half of the city
FEWEST_LETTERS = 3
_LOOK_AT_MOST = 200
_LONGEST_REST = 40
_SURE = {How.REFERENCE, How.REACH}


def search_callers(*, user: User, text: str) -> list[Case]:
    """Cases that the user may see, by reference, number, address or name, the surest first.

    Of a number the last FEWEST_LAST_DIGITS or the first FEWEST_FIRST_DIGITS digits are enough, of
    the last word of a name the first FEWEST_LETTERS letters.
    """
    wanted = clean_line(text)
    if not wanted:
        return []
    complete = search_by_how(user=user, text=wanted)
    complete.pop(How.TEXT, None)
    found = [case for cases in complete.values() for case in cases]
    if _SURE & complete.keys():
        return found
    begun = _fetch(Case.objects.visible_to(user), _by_part(wanted))
    exact = complete.get(How.NAME, [])
    return list(dict.fromkeys([*exact, *begun, *found]))


def looks_like_number(text: str) -> bool:
    """Whether somebody types a telephone number and no name."""
    return any(map(str.isdecimal, text)) and text.strip("+ ()/-.0123456789") == ""


def _by_part(wanted: str) -> list[int]:
    if not looks_like_number(wanted):
        return _by_beginning_of_name(wanted)
    digits = "".join(filter(str.isdecimal, wanted))
    first = phone.beginning(wanted)
    ids: list[int] = []
    if len(digits) >= FEWEST_LAST_DIGITS:
        ids += _first_of(_begins_with(FROM_END + digits[::-1], "9"))
    if first and len(digits) >= FEWEST_FIRST_DIGITS:
        ids += _first_of(_begins_with(REACH + first, "9"))
    return ids


def _by_beginning_of_name(wanted: str) -> list[int]:
    *whole, last = names.words(wanted) or [""]
    if len(last) < FEWEST_LETTERS:
        return []
    keys = _begins_with(NAME + last, "z")
    for word in whole:
        keys = keys.filter(case__in=SearchKey.objects.filter(key=NAME + word).values("case"))
    return _first_of(keys)


def _begins_with(start: str, highest: str) -> QuerySet[SearchKey]:
    # A range uses the index whatever the database's collation; LIKE would not.
    return SearchKey.objects.filter(key__gte=start, key__lte=start + highest * _LONGEST_REST)


def _first_of(keys: QuerySet[SearchKey]) -> list[int]:
    return list(keys.order_by("key", "case").values_list("case", flat=True)[:_LOOK_AT_MOST])


def _fetch(cases: QuerySet[Case], ids: list[int]) -> list[Case]:
    return list(cases.filter(pk__in=ids).select_related("party", "owner").order_by("-pk"))
