"""A town from one seed: organisations, open needs, and offers of all kinds of people.

Shares are guesses at what the office will see; where one matters for the ranking's cost it is on
the dear side (many offers fit many needs).
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Max, Model

from benchmarks.copying import copy_in, settle
from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import KIND_BIT, Contact, Membership, Organisation
from hilfelotse.history.models import Event
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.offers.models import Offer, OfferActivity, OfferLanguage
from hilfelotse.people.consent import for_kind, for_organisation, text_version
from hilfelotse.people.models import Consent, ContactPoint, Party
from hilfelotse.placements.models import Clearance
from hilfelotse.places.models import Postcode, Quarter
from hilfelotse.topics.activities import ACTIVITIES, ANYTHING
from hilfelotse.topics.languages import LANGUAGES
from hilfelotse.topics.times import ALL, ROUGH, Frequency, slot

ORGANISATIONS = 200
CHUNK = 10_000  # offers that are in memory at once
FOREIGN = [code for code, _ in LANGUAGES if code != "de"]
# The first of a list is the most frequent: German practice more than photography, Arabic more
# than Vietnamese.
ACTIVITY_WEIGHTS = [1 / (place + 4) for place in range(len(ACTIVITIES))]
LANGUAGE_WEIGHTS = [1 / (place + 2) for place in range(len(FOREIGN))]

Rows = dict[type, list[dict[str, Any]]]


class Town:
    """Fills the database step by step; the same seed gives the same town."""

    def __init__(self, seed: int = 4711) -> None:
        self.dice = random.Random(seed)
        self.now, self.today = clock.now(), clock.today()
        self.quarters = list(Quarter.objects.order_by("pk"))
        self.postcodes = list(Postcode.objects.filter(code__lt="30700").order_by("pk"))
        self.versions = {purpose: text_version(purpose) for purpose in Consent.Purpose}
        self.staff = self._staff()
        self._organisations()
        self.partner = self._partner()

    def grow(self, *, needs: int, offers: int) -> None:
        """Until there are so many open needs and so many offers."""
        self._fill(self._need(pk) for pk in range(_first_free(Need), needs + 1))
        # Party, case and offer have one number; others may have been sent in between.
        first = max(_first_free(model) for model in (Party, Case, Offer))
        for start in range(first, offers + 1, CHUNK):
            self._fill(self._offer(pk) for pk in range(start, min(start + CHUNK, offers + 1)))
        settle(Organisation, Need, Party, Case, Offer)

    def _fill(self, parts: Iterator[Rows]) -> None:
        gathered: Rows = defaultdict(list)
        for part in parts:
            for model, rows in part.items():
                gathered[model] += rows
        for model, rows in gathered.items():
            copy_in(model, rows)

    def chance(self, percent: int) -> bool:
        return self.dice.random() * 100 < percent

    # --- the office and the bodies ----------------------------------------------------------

    def _staff(self) -> User:
        user = User.objects.create(email="kim@stadt.example", name="Kim")
        RoleGrant.objects.create(user=user, role=Role.CASEWORKER)
        return user

    def _partner(self) -> User:
        """Who keeps the pages of one body."""
        user = User.objects.create(email="lotte@kreis.example", name="Lotte")
        RoleGrant.objects.create(user=user, role=Role.PARTNER)
        role = Membership.Role.ADMIN
        Membership.objects.create(user=user, organisation=self.bodies[0], role=role)
        return user

    def _organisations(self) -> None:
        kinds = ["circle"] * 6 + ["operator", "association", "department", "region"]
        bodies = Organisation.objects.bulk_create(
            Organisation(
                name=f"Nachbarschaftshilfe Nummer {number}",
                kind=kinds[number % len(kinds)],
                quarter=self.dice.choice(self.quarters),
                about="Wir unterstützen Menschen bei uns im Stadtteil. " * 4,
            )
            for number in range(ORGANISATIONS)
        )
        Contact.objects.bulk_create(
            Contact(organisation=body, name="Alex", email=f"kontakt{body.pk}@verein.example")
            for body in bodies
        )
        self.bodies = bodies

    # --- needs ------------------------------------------------------------------------------

    def _need(self, pk: int) -> Rows:
        dice = self.dice
        activity = dice.choices(list(ACTIVITIES.values()), ACTIVITY_WEIGHTS)[0]
        quarter = dice.choice(self.quarters)
        quantity = dice.choice([1, 1, 2, 2, 3, 5, 10])
        starts = self._day(0, 30) if self.chance(30) else None
        need = {
            "id": pk,
            "organisation_id": dice.choice(self.bodies).pk,
            "quarter_id": quarter.pk,
            "east_m": quarter.east_m,
            "north_m": quarter.north_m,
            "title": f"Unterstützung gesucht, {quarter.name}, Gruppe {pk}",
            "description": "Wir treffen uns jede Woche und freuen uns auf Verstärkung. " * 6,
            "activity": activity.code,
            "quantity": quantity,
            "taken": dice.randrange(quantity),
            "frequency": dice.choice(Frequency.values),
            "slots": self._slots(2) if self.chance(70) else 0,
            "starts_on": starts,
            "ends_on": starts + timedelta(days=60) if starts and self.chance(50) else None,
            "needs_clearance": activity.clearance,
            "adults_only": not activity.for_minors,
            "urgency": dice.choices([1, 2, 3, 4], [30, 45, 20, 5])[0],
            "valid_until": self._day(5, 90),
            "state": Need.State.OPEN,
            "created_at": self.now - timedelta(hours=dice.randrange(24 * 60)),
        }
        asked = {"de": dice.choice([2, 3, 4])} if self.chance(30) else {}
        if self.chance(15):
            asked[self._foreign()] = dice.choice([2, 3, 4])
        languages = [{"need_id": pk, "code": c, "level": level} for c, level in asked.items()]
        return {Need: [need], NeedLanguage: languages}

    def _day(self, earliest: int, latest: int):
        return self.today + timedelta(days=self.dice.randint(earliest, latest))

    def _slots(self, count: int) -> int:
        weekday = [slot(day, part) for day in range(7) for part in range(6)]
        return sum(self.dice.sample(weekday, count))

    def _foreign(self) -> str:
        return self.dice.choices(FOREIGN, LANGUAGE_WEIGHTS)[0]

    # --- offers ---------------------------------------------------------------------------------

    def _offer(self, pk: int) -> Rows:
        is_minor = self.chance(6)
        talked = self.chance(80)
        asked = [kind for kind in KIND_BIT if self.chance(85)]
        received = self.now - timedelta(minutes=self.dice.randrange(60 * 24 * 180))
        content = self._content(pk, is_minor, talked, asked)
        return {
            Party: [
                {"id": pk, "name": f"Toni {pk}", "age": "youth" if is_minor else "adult",
                 "group_size": content["size"]}
            ],
            ContactPoint: [
                {"party_id": pk, "kind": "email", "value": f"toni{pk}@post.example",
                 "confirmed_at": received}
            ],
            Case: [self._case(pk, received, talked)],
            Offer: [content],
            OfferActivity: [{"offer_id": pk, "code": code} for code in self._wanted()],
            OfferLanguage: [
                {"offer_id": pk, "code": code, "level": level}
                for code, level in self._spoken().items()
            ],
            Consent: self._consents(pk, asked, is_minor, talked),
            Clearance: [self._clearance(pk)] if talked and self.chance(20) else [],
            Event: [
                {"subject": "case", "subject_id": pk, "verb": "received", "at": received,
                 "by": Event.By.CITIZEN}
            ],
        }  # fmt: skip

    def _case(self, pk: int, received, talked: bool) -> dict[str, Any]:
        due = timedelta(hours=self.dice.randint(-20, 330))
        return {
            "id": pk,
            "kind": Case.Kind.VOLUNTEERING,
            "channel": Case.Channel.WEB,
            "state": Case.State.READY if talked else Case.State.NEW,
            "queue": "" if talked else Case.Queue.DESK,
            "owner_id": self.staff.pk if talked else None,
            "party_id": pk,
            "received_at": received,
            "spoken_at": received if talked else None,
            "due_at": self.now + due,
        }

    def _content(self, pk: int, is_minor: bool, talked: bool, asked: list[str]) -> dict[str, Any]:
        dice = self.dice
        place = dice.choice(self.postcodes)
        times = [mask for _label, mask in ROUGH.values() if mask != ALL]
        wishes = self.chance(10)
        return {
            "id": pk,
            "case_id": pk,
            "party_id": pk,
            "availability": dice.choices(["available", "taken", "paused"], [85, 10, 5])[0],
            "ready_at": self.now if talked else None,
            "slots": ALL if self.chance(20) else sum(dice.sample(times, dice.choice([1, 1, 2, 3]))),
            "frequency": dice.choice(Frequency.values),
            "available_from": self._day(-10, 30) if self.chance(10) else None,
            "postcode": place.code,
            "east_m": place.east_m,
            "north_m": place.north_m,
            "radius_km": dice.choice([2, 5, 10, 10, 20]),
            "size": dice.choices([1, 2, 5], [94, 4, 2])[0],
            "is_minor": is_minor,
            "ask_kinds": sum(KIND_BIT[kind] for kind in asked),
            "wished_need_id": dice.randint(1, 500) if wishes else None,
            "wished_organisation_id": dice.choice(self.bodies).pk if wishes else None,
        }  # fmt: skip

    def _wanted(self) -> list[str]:
        if self.chance(12):
            return [ANYTHING]
        count = self.dice.choice([1, 2, 2, 3, 4])
        return list(dict.fromkeys(self.dice.choices(list(ACTIVITIES), ACTIVITY_WEIGHTS, k=count)))

    def _spoken(self) -> dict[str, int]:
        spoken = {"de": self.dice.choice([2, 3, 4, 5, 6, 6, 6])} if self.chance(92) else {}
        for _ in range(self.dice.choice([0, 0, 1, 1, 2])):
            spoken[self._foreign()] = self.dice.randint(1, 6)
        return spoken

    def _consents(
        self, pk: int, asked: list[str], is_minor: bool, talked: bool
    ) -> list[dict[str, Any]]:
        said = [("ask", for_kind(kind), kind in asked) for kind in KIND_BIT]
        if is_minor and talked:
            said.append(("guardian", "", self.chance(80)))
        if self.chance(10):
            body = self.dice.choice(self.bodies).pk
            said.append(("contact", for_organisation(body), self.chance(90)))
        return [
            {
                "party_id": pk,
                "purpose": purpose,
                "recipient": recipient,
                "given": given,
                "text_version": self.versions[purpose],
                "language": "de",
                "channel": "form",
            }
            for purpose, recipient, given in said
        ]

    def _clearance(self, pk: int) -> dict[str, Any]:
        day = self._day(-2000, 0)
        return {
            "party_id": pk,
            "inspected_on": day,
            "inspected_by_id": self.staff.pk,
            "certificate_date": day - timedelta(days=20),
            "no_entry": self.chance(97),
        }


def _first_free(model: type[Model]) -> int:
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
