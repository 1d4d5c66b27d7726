"""What speaks for and against two entries being one, point by point.

Points are rounded log-odds to the base 2: +1 makes it twice as likely. They were set by hand from
what such evidence is usually worth, not learned: there is nothing yet to learn from (see
``docs/benchmarks.md``). A name's points fall with the number of people who bear it, so that the
same thresholds hold in a small and in a large office. People decide; nothing is merged by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from hilfelotse.base.text import fold
from hilfelotse.cases.models import Case
from hilfelotse.duplicates.likeness import Level, Likeness, Names, compare
from hilfelotse.places.streets import addresses

SHOWN = 5  # from here on a pair is shown
LIKELY = 9  # from here on it is called likely
OBJECTS = {Case.Kind.HOUSING, Case.Kind.PROPERTY}  # the address is that of what is offered
ENOUGH_WORDS = 6  # shorter texts are alike by chance
ALMOST_EQUAL, SIMILAR = 95, 85  # of 100
TEXT_LOOKED_AT = 1000  # characters
SOON, LONG_AGO = timedelta(days=7), timedelta(days=180)
RARE, FEW = 2, 4  # entries with the name: these two; a few, which may be one person's


@dataclass(frozen=True)
class Entry:
    """What is known of one entry: a case, or what somebody is typing just now."""

    name: str = ""
    email: str = ""
    phone: str = ""
    text: str = ""
    kind: str = ""
    at: datetime | None = None
    party_id: int | None = None

    @cached_property
    def plain(self) -> str:
        return fold(self.text[:TEXT_LOOKED_AT])

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(addresses(self.text))


@dataclass(frozen=True)
class Point:
    """One reason, for (above 0) or against."""

    value: int
    text: str


@dataclass(frozen=True)
class Score:
    points: tuple[Point, ...]

    @property
    def total(self) -> int:
        return sum(point.value for point in self.points)

    @property
    def is_shown(self) -> bool:
        return self.total >= SHOWN

    @property
    def is_likely(self) -> bool:
        return self.total >= LIKELY


def score(
    one: Entry,
    other: Entry,
    *,
    bearers: int | None = None,
    shared_places: frozenset[str] | None = None,
) -> Score:
    """All points of a pair.

    ``bearers``: how many entries bear such a name, if that is known; ``shared_places``: addresses
    that both are known by, also from mails and notes; if None, those of the entries' texts.
    """
    places = one.places & other.places if shared_places is None else shared_places
    thing = [*_place(one, other, places), *_text(one, other)]
    same_thing = sum(point.value for point in thing) >= SHOWN
    who = [*_person(one, other, bearers, same_thing=same_thing)]
    return Score((*who, *thing, *_frame(one, other)))


# --- the same person ------------------------------------------------------------------------------


def _person(one: Entry, other: Entry, bearers: int | None, *, same_thing: bool) -> Iterator[Point]:
    if one.party_id is not None and one.party_id == other.party_id:
        # Somebody knew the person and yet made a second entry: that says they are two concerns.
        yield Point(3, _("dieselbe Person"))
        return
    likeness = compare(one.name, other.name)
    yield from _reach(one, other, names_agree=likeness.names in {Names.ALL, Names.INNER})
    yield from _name(one, other, likeness, bearers, same_thing=same_thing)


def _reach(one: Entry, other: Entry, *, names_agree: bool) -> list[Point]:
    points = []
    if one.phone and one.phone == other.phone:
        points.append(Point(6, _("gleiche Telefonnummer")))
    elif names_agree and _one_digit(one.phone, other.phone):
        points.append(Point(2, _("Telefonnummer unterscheidet sich in einer Ziffer")))
    if one.email and one.email == other.email:
        points.append(Point(8, _("gleiche E-Mail-Adresse")))
    elif names_agree and _nearly(one.email, other.email):
        points.append(Point(2, _("fast gleiche E-Mail-Adresse")))
    return points or _unlike(one, other, names_agree=names_agree)


def _unlike(one: Entry, other: Entry, *, names_agree: bool) -> list[Point]:
    """One in four or five has a second number or address: what differs says a little."""
    points = []
    if names_agree and one.phone and other.phone:
        points.append(Point(-2, _("verschiedene Telefonnummern")))
    if names_agree and one.email and other.email:
        points.append(Point(-2, _("verschiedene E-Mail-Adressen")))
    return points


def _one_digit(one: str, other: str) -> bool:
    return bool(one and other) and one != other and OSA.distance(one, other) == 1


def _nearly(one: str, other: str) -> bool:
    """One letter wrong, or the same name at another provider."""
    if not one or not other:
        return False
    first, second = one.partition("@")[0], other.partition("@")[0]
    return OSA.distance(one, other) == 1 or (first == second and len(first) > 6)


def _name(
    one: Entry, other: Entry, likeness: Likeness, bearers: int | None, *, same_thing: bool
) -> Iterator[Point]:
    found = likeness.names
    if found in {Names.DIFFERENT, Names.FAMILY}:
        yield _other_person(one, other, found, same_thing=same_thing)
    elif found == Names.PARTLY:
        yield Point(0, _("nur ein Teil des Namens ist gleich"))
    elif found == Names.ONE_WORD:
        yield Point(1 if likeness.level == Level.EXACT else 0, _name_text(one, likeness))
    elif found != Names.UNKNOWN:
        worth = {Level.EXACT: 5, Level.FORM: 4, Level.SOUNDS: 4, Level.TYPED: 3, Level.INITIAL: 2}
        less = 2 if found == Names.INNER else 0
        yield Point(worth[likeness.level] - less, _name_text(one, likeness))
        yield from _rarity(bearers)


def _other_person(one: Entry, other: Entry, found: Names, *, same_thing: bool) -> Point:
    if same_thing:
        return Point(0, _("verschiedene Personen, vielleicht dieselbe Sache"))
    if found == Names.DIFFERENT:
        return Point(-5, _("verschiedene Namen"))
    if one.phone and one.phone == other.phone:
        text = _(
            "verschiedene Vornamen bei gleichem Nachnamen und gleicher Nummer: vielleicht Familie"
        )
    else:
        text = _("verschiedene Vornamen bei gleichem Nachnamen: vielleicht Familie")
    return Point(-8, text)


def _name_text(one: Entry, likeness: Likeness) -> str:
    if not likeness.differing:
        return _("gleicher Name: %(name)s") % {"name": one.name}
    spelt = ", ".join(f"{a.title()} / {b.title()}" for a, b in likeness.differing)
    words = {
        Level.FORM: _("andere Form des Namens: %(names)s"),
        Level.SOUNDS: _("Name klingt gleich: %(names)s"),
        Level.INITIAL: _("gleicher Anfangsbuchstabe: %(names)s"),
    }
    return words.get(likeness.level, _("Name fast gleich geschrieben: %(names)s")) % {
        "names": spelt
    }


def _rarity(bearers: int | None) -> Iterator[Point]:
    if bearers is None or RARE < bearers <= FEW:
        return
    if bearers <= RARE:
        yield Point(2, _("der Name ist selten"))
        return
    doublings = (bearers - 1).bit_length() - 2  # 5 to 8: one, 9 to 16: two
    text = _("so heißen mehrere: %(number)s Vorgänge") % {"number": bearers}
    yield Point(-min(doublings, 4), text)


# --- the same thing -------------------------------------------------------------------------------


def _place(one: Entry, other: Entry, places: frozenset[str]) -> Iterator[Point]:
    object_offered = one.kind == other.kind and one.kind in OBJECTS
    if places:
        address = ", ".join(sorted(place.title() for place in places))
        text = _("gleiche Adresse im Text: %(address)s") % {"address": address}
        yield Point(6 if object_offered else 3, text)
    elif object_offered and one.places and other.places:
        yield Point(-4, _("verschiedene Adressen"))


def _text(one: Entry, other: Entry) -> Iterator[Point]:
    lengths = sorted([len(one.plain.split()), len(other.plain.split())])
    if lengths[0] < ENOUGH_WORDS or lengths[1] > 2 * lengths[0]:
        return
    likeness = fuzz.token_set_ratio(one.plain, other.plain, score_cutoff=SIMILAR)
    if likeness >= ALMOST_EQUAL:
        yield Point(5, _("fast gleicher Text"))
    elif likeness >= SIMILAR:
        yield Point(2, _("ähnlicher Text"))


def _frame(one: Entry, other: Entry) -> Iterator[Point]:
    """Kind and time say little alone. Many have concerns of two kinds: that says nothing."""
    apart = abs(one.at - other.at) if one.at and other.at else None
    if one.kind and one.kind == other.kind:
        yield Point(1, _("gleiche Art"))
    if apart is not None and apart <= SOON:
        yield Point(1, _days(apart))
    elif apart is not None and apart > LONG_AGO:
        yield Point(-1, _days(apart))


def _days(apart: timedelta) -> str:
    if apart < timedelta(days=1):
        return _("am selben Tag")
    words = ngettext("%(days)s Tag auseinander", "%(days)s Tage auseinander", apart.days)
    return words % {"days": apart.days}
