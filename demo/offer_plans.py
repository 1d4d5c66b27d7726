"""Three hundred offers: how many go which way, who they are, and to which need they go."""

from collections.abc import Callable, Iterator
from random import Random

from demo import offer_journeys as ways
from demo import people, words
from demo.needs import OPEN_NEEDS, OTHER_NEEDS, NeedPlan
from demo.offer_journeys import OfferPlan
from demo.stage import Journey, Stage
from demo.team import CASEWORKERS, LEAD, PARTNERS
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import ASKABLE_KINDS
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.people.models import Party
from hilfelotse.places.models import Postcode, Quarter
from hilfelotse.topics import times
from hilfelotse.topics.activities import ACTIVITIES, ANYTHING
from hilfelotse.topics.languages import NAMES as LANGUAGE_NAMES
from hilfelotse.topics.languages import Level
from hilfelotse.topics.skills import SKILLS

Outcome = Case.Outcome
Way = Callable[[Stage, OfferPlan], Journey]

# way, how many, the working days on which the last step may have happened, and what else is fixed
MIX: list[tuple[Way, int, range, dict]] = [
    (ways.new, 36, range(0, 2), {}),
    (ways.new, 5, range(2, 3), {}),
    (ways.new, 4, range(3, 6), {}),
    (ways.advising, 3, range(3, 6), {}),
    (ways.advising_due, 52, range(0, 7), {}),
    (ways.in_pool, 44, range(0, 8), {}),
    (ways.in_pool, 2, range(2, 8), {"certificate": ways.NOT_CLEARED}),
    (ways.in_pool, 8, range(9, 20), {}),
    (ways.paused, 8, range(2, 8), {}),
    (ways.declined, 5, range(0, 2), {"target": True}),
    (ways.declined, 3, range(0, 2), {"target": True, "before": True, "contact": ways.ASKED}),
    (ways.silent, 3, range(3, 4), {"target": True}),
    (ways.returned, 2, range(6, 8), {"target": True}),
    (ways.waiting_for_body, 14, range(0, 2), {"target": True, "contact": ways.ASKED}),
    (ways.waiting_for_body, 4, range(0, 2), {"target": True, "body": PARTNERS[0].organisation}),
    (ways.waiting_for_body, 2, range(0, 2), {"target": True, "body": PARTNERS[-1].organisation}),
    (ways.waiting_for_body, 5, range(0, 2), {"target": True, "before": True}),
    (ways.placed, 7, range(0, 4), {"target": True, "contact": ways.STILL_ASKED}),
    (ways.placed, 2, range(0, 3), {"target": True, "contact": ways.REFUSED}),
    (ways.placed, 20, range(1, 30), {"target": True, "contact": ways.ASKED}),
    (ways.placed, 31, range(0, 32), {"target": True}),
    (ways.closed_placed, 9, range(11, 32), {"target": True}),
    (ways.closed_placed, 3, range(20, 32), {"target": True, "from": OTHER_NEEDS}),
    (ways.closed_after_talk, 6, range(0, 20), {"outcome": Outcome.NOT_NEEDED}),
    (ways.closed_after_talk, 4, range(0, 30), {"outcome": Outcome.NOT_SUITABLE}),
    (ways.taken_by_youth_office, 1, range(10, 20), {"activities": ("VOR",)}),
    (ways.closed_before_talk, 6, range(0, 25), {"outcome": Outcome.NOT_REACHED}),
    (ways.closed_before_talk, 3, range(0, 3), {"outcome": Outcome.DUPLICATE}),
    (ways.closed_before_talk, 2, range(0, 25), {"outcome": Outcome.SPAM}),
    (ways.withdrawn, 4, range(0, 25), {}),
    (ways.withdrawn_while_placed, 2, range(9, 20), {"target": True}),
]

_CHANNELS = {
    Case.Channel.WEB: 60, Case.Channel.PHONE: 18, Case.Channel.SWITCHBOARD: 9,
    Case.Channel.MAIL: 7, Case.Channel.IN_PERSON: 4, Case.Channel.LETTER: 2,
}  # fmt: skip
_WANTED = {
    "SPR": 16, "BEG": 9, "PAT": 8, "HAU": 8, "KIN": 8, "BGN": 7, "FAH": 5, "SPE": 6, "ESS": 5,
    "SPO": 5, "KUL": 6, "DOL": 6, "FOR": 5, "WOH": 4, "ARB": 4, "FAR": 4, "ITC": 4, "MIN": 4,
    "FRA": 3, "GES": 2, "OEF": 3, "ORG": 3, "EMP": 3, "FAC": 2, "SON": 1, ANYTHING: 8,
}  # fmt: skip
_OUTSIDE_THE_MAP = "31134"
_SENT_TWICE = 26  # so far back in MIX stand people who were placed weeks ago


class Places:
    """Places that the plans promise, so that no need is ever full: one place always stays."""

    def __init__(self) -> None:
        self.free = {plan.title: plan.quantity - 1 for plan in OPEN_NEEDS}
        self.free |= {plan.title: plan.quantity for plan in OTHER_NEEDS}

    def choose(self, plans: list[NeedPlan], *, before: int, size: int, rng: Random) -> NeedPlan:
        """A need that was open ``before`` working days ago and has room for so many."""
        fitting = [plan for plan in plans if plan.opened > before and self.free[plan.title] >= size]
        chosen = rng.choice(fitting)
        self.free[chosen.title] -= size
        return chosen


def offer_journeys(stage: Stage) -> Iterator[Journey]:
    """All journeys of offers, the same in every installation but for the days."""
    rng, places, postcodes = Random(2015), Places(), _Postcodes()
    number = 0
    for way, count, last_steps, fixed in MIX:
        for _ in range(count):
            number += 1
            last = rng.choice(last_steps)
            yield way(stage, _plan(number, way, last, fixed, places, postcodes, rng))


def _plan(
    number: int, way: Way, last: int, fixed: dict, places: Places, postcodes: "_Postcodes",
    rng: Random,
) -> OfferPlan:  # fmt: skip
    steps = _steps(way, last, fixed, rng)
    target = before = None
    if "target" in fixed:
        needs = [plan for plan in fixed.get("from", OPEN_NEEDS) if plan.state in {"open", "done"}]
        wanted = [plan for plan in needs if plan.body == fixed.get("body", plan.body)]
        target = places.choose(wanted, before=steps["received"], size=1, rng=rng)
        if "before" in fixed:
            others = [plan for plan in needs if plan.body != target.body and _is_easy(plan)]
            before = places.choose(others, before=steps["received"], size=1, rng=rng)
    if fixed.get("outcome") == Outcome.DUPLICATE:
        somebody = people.person(number - _SENT_TWICE)
    else:
        somebody = _somebody(number, target, before, places)
    activities = fixed.get("activities") or _activities(target, before, somebody.sender.age, rng)
    return OfferPlan(
        number=number,
        sender=somebody.sender,
        content=_content(target, before, somebody.language, activities, postcodes, rng),
        channel=_channel(fixed, rng),
        colleague=LEAD if number % 10 == 0 else CASEWORKERS[number % len(CASEWORKERS)],
        ask_kinds=tuple(ASKABLE_KINDS) if target or number % 5 else tuple(ASKABLE_KINDS[:2]),
        text=_text(somebody, activities, fixed, rng),
        target=target,
        before=before,
        contact=fixed.get("contact", ways.AT_ONCE),
        certificate=fixed.get("certificate") or _certificate(number, target, before, activities),
        guardian=target is not None or number % 2 == 0,
        outcome=fixed.get("outcome", ""),
        **steps,
    )


def _steps(way: Way, last: int, fixed: dict, rng: Random) -> dict[str, int]:
    """The days of the steps, from the last back to the first."""
    if way is ways.new:
        return {"received": last}
    if way in {ways.advising, ways.advising_due}:
        return {"talked": last, "received": last + rng.randint(1, 2)}
    if way is ways.closed_before_talk:
        return {"answered": last, "received": last + rng.randint(3, 5)}
    days = {"ready": last}
    if way in {ways.closed_after_talk, ways.taken_by_youth_office, ways.withdrawn}:
        days = {"answered": last, "ready": last + rng.randint(4, 9)}
    elif "target" in fixed:
        days = _referral_steps(way, last, fixed, rng)
    days["talked"] = days["ready"] + rng.randint(0, 1)
    days["received"] = days["talked"] + rng.randint(1, 2)
    return days


def _referral_steps(way: Way, last: int, fixed: dict, rng: Random) -> dict[str, int]:
    if way is ways.silent:
        sent = last + 3  # a body has three working days
    elif way is ways.waiting_for_body:
        sent = last
    else:
        sent = last + 1
    waited = 3 if "before" in fixed else 0
    return {"answered": last, "sent": sent, "ready": sent + waited + rng.randint(0, 3)}


def _somebody(
    number: int, target: NeedPlan | None, before: NeedPlan | None, places: Places
) -> people.Somebody:
    """Mostly adults; now and then a group, a company, or somebody under eighteen."""
    if target is None and number % 19 == 0:
        return people.group(number)
    if target is None and number % 23 == 0:
        return people.company(number)
    if target and before is None and target.quantity >= 30:
        several = (people.group if number % 2 else people.company)(number)
        if several.sender.group_size - 1 <= places.free[target.title]:
            places.free[target.title] -= several.sender.group_size - 1
            return several
    if number % 17 == 0 and (target is None or (_is_easy(target) and before is None)):
        young = Party.Age.CHILD if number % 5 == 0 else Party.Age.YOUTH
        # Without the guardians' yes nobody is referred: those who are, have it.
        return people.person(number, age=Party.Age.YOUTH if target else young)
    return people.person(number)


def _is_easy(plan: NeedPlan) -> bool:
    """Open to everybody, without a certificate."""
    activity = ACTIVITIES[plan.activity]
    return activity.for_minors and not (activity.clearance or plan.clearance or plan.adults)


def _needs_certificate(plan: NeedPlan | None) -> bool:
    return plan is not None and (plan.clearance or ACTIVITIES[plan.activity].clearance)


def _certificate(
    number: int, target: NeedPlan | None, before: NeedPlan | None, activities: tuple[str, ...]
) -> str:
    if _needs_certificate(target) or _needs_certificate(before):
        return ways.CLEARED
    with_children = any(code in ACTIVITIES and ACTIVITIES[code].clearance for code in activities)
    if target is None and with_children and number % 2 == 0:
        return ways.CLEARED
    return ways.NOT_SEEN


def _activities(
    target: NeedPlan | None, before: NeedPlan | None, age: str, rng: Random
) -> tuple[str, ...]:
    fixed = [plan.activity for plan in (target, before) if plan]
    wanted = rng.choices(list(_WANTED), list(_WANTED.values()), k=rng.randint(1, 3))
    if age != Party.Age.ADULT:
        wanted = [code for code in wanted if code in ACTIVITIES and ACTIVITIES[code].for_minors]
        wanted = wanted or ["SPE"]
    if ANYTHING in wanted and not fixed:
        return (ANYTHING,)
    return tuple(dict.fromkeys([*fixed, *(code for code in wanted if code != ANYTHING)]))


class _Postcodes:
    """Where people live: mostly in the city, some in the region, a few beyond the map."""

    def __init__(self) -> None:
        self.of_quarter = {
            quarter.name: [postcode.code for postcode in quarter.postcodes.all()]
            for quarter in Quarter.objects.order_by("name").prefetch_related("postcodes")
        }
        self.city = sorted({code for codes in self.of_quarter.values() for code in codes})
        every = set(Postcode.objects.values_list("code", flat=True))
        self.region = sorted(every - set(self.city))

    def near(self, target: NeedPlan | None, rng: Random) -> str:
        if target and rng.random() < 0.7:
            return rng.choice(self.of_quarter[target.quarter])
        if target is None and rng.random() < 0.1:
            return rng.choice([*self.region, _OUTSIDE_THE_MAP])
        return rng.choice(self.city)


def _content(
    target: NeedPlan | None,
    before: NeedPlan | None,
    language: str,
    activities: tuple[str, ...],
    postcodes: _Postcodes,
    rng: Random,
) -> OfferContent:
    ticked = rng.sample([key for key in times.ROUGH if key != "any"], rng.randint(1, 3))
    slots = times.from_rough(["any"] if rng.random() < 0.15 else ticked)
    for plan in filter(None, (target, before)):
        slots |= plan.slots
    frequency = target.frequency if target else rng.choice(times.Frequency.values)
    return OfferContent(
        activities=activities,
        slots=slots,
        frequency=frequency,
        volume=rng.choice(times.Volume.values) if frequency == times.Frequency.WEEKLY else "",
        postcode=postcodes.near(target, rng),
        languages=_languages(target, before, language, rng),
        skills=tuple(rng.sample([code for code, _ in SKILLS], rng.choice([0, 0, 1, 1, 2]))),
        radius_km=20 if target else rng.choice([3, 5, 5, 10, 10, 20]),
        experience=rng.choice(words.EXPERIENCE),
    )


def _languages(
    target: NeedPlan | None, before: NeedPlan | None, language: str, rng: Random
) -> dict[str, int]:
    spoken = {"de": Level.NATIVE if language == "de" else rng.choice([3, 4, 4, 5])}
    if language in LANGUAGE_NAMES:
        spoken[language] = Level.NATIVE
    for code in rng.sample(["en", "en", "fr", "es", "ru", "tr", "ar"], rng.choice([0, 1, 1, 2])):
        spoken.setdefault(code, rng.randint(2, 5))
    for plan in filter(None, (target, before)):
        for code, level in plan.languages.items():
            spoken[code] = max(level, spoken.get(code, 0))
    return {code: int(level) for code, level in spoken.items()}


def _channel(fixed: dict, rng: Random) -> str:
    if fixed.get("outcome") == Outcome.SPAM:
        return Case.Channel.WEB
    return rng.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]


def _text(somebody: people.Somebody, activities: tuple[str, ...], fixed: dict, rng: Random) -> str:
    sender = somebody.sender
    if fixed.get("outcome") == Outcome.SPAM:
        return "Beste Angebote für Ihr Büro, jetzt klicken!"
    if sender.kind != Party.Kind.PERSON:
        return rng.choice(words.TEAMS)
    if sender.age != Party.Age.ADULT:
        return rng.choice(words.YOUNG)
    if sender.language in words.OFFERS_IN:
        return rng.choice(words.OFFERS_IN[sender.language])
    fitting = [
        text for text, codes in words.OFFERS if not codes or set(codes.split()) & {*activities}
    ]
    return rng.choice(fitting)
