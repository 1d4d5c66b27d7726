"""A case that smells of danger: a colleague who does not have it sees it nowhere.

Every kind of row that could give it away hangs on restricted cases here, and every address of the
desk is asked: lists as they are, everything else with the ids of those rows.
"""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.urls import reverse
from django.utils.html import escape

from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import VIEWS, counts
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.matching.queries import best_offers
from tests.factories import calls, cases, offers, received, referrals, seen
from tests.web.access_table import TABLE
from tests.web.world import ROUTES, marked, sender, undone

pytestmark = pytest.mark.one_engine

SECRET = "Geheimnisvolle Notlage"
GONE = {302, 403, 404, 405}
NOT_ABOUT_CASES = {"sessions.Session", "base.Submission", "privacy.Access"}


class Hidden:
    """Restricted cases with everything that may hang on a case."""

    def __init__(self, world) -> None:
        self.people, self.cases = [], []
        self.world = world
        boss = world.team["lead"]
        self.question = self._question()
        self.offer = self._offer()  # in the pool, fits the need
        self.waiting = referrals.sent(offer=self._offer(), need=world.need)
        self.passed_on = referrals.passed_on(case=self._question(), organisation=world.ours)
        accepted, self.placement = referrals.accepted(offer=self._offer(), need=world.need)
        self.mail = OutgoingMail.objects.filter(case_reference=accepted.case.reference).first()
        OutgoingMail.objects.filter(pk=self.mail.pk).update(state=OutgoingMail.State.FAILED)
        self.received = received.with_file(self.question, self.people[0].email)
        self.callback = calls.callback(boss, case=self._question(channel=Case.Channel.PHONE))
        self.twin = self._question(markers=self.people[0])  # the same person once more
        Case.objects.filter(pk__in=self.cases).update(is_restricted=True, is_urgent=True)
        self.references = [case.reference for case in Case.objects.filter(pk__in=self.cases)]

    def _known(self, markers):
        self.people.append(markers)
        return sender(markers)

    def _question(self, markers=None, **changed) -> Case:
        case = cases.question(sender=self._known(markers or marked()), text=SECRET, **changed)
        self.cases.append(case.pk)
        return case

    def _offer(self):
        offer = offers.ready(sender=self._known(marked()), text=SECRET)
        self.cases.append(offer.case_id)
        return offer

    @property
    def cases_of_each_sort(self) -> list[int]:
        return [self.question.pk, self.offer.case_id, self.passed_on.case_id]

    @property
    def ids(self) -> dict[str, int]:
        """By the names of the parts of addresses; the case comes besides."""
        return { "other_id": self.twin.pk, "referral_id": self.waiting.pk,
            "placement_id": self.placement.pk, "mail_id": self.mail.pk,
            "received_id": self.received.pk, "callback_id": self.callback.pk,
        }  # fmt: skip

    def seen_in(self, response, typed: str = "") -> list[str]:
        body = response.content.decode(errors="replace")
        for value in parse_qs(urlsplit(typed).query).get("q", []):
            body = body.replace(escape(value), "")
        words = [word for markers in self.people for word in markers.words]
        return [word for word in [SECRET, *self.references, *words] if word in body]


@pytest.fixture
def hidden(world) -> Hidden:
    return Hidden(world)


MAY_NOT = ["caseworker", "inspector"]


def desk_routes(role: str) -> list[str]:
    names = [name for name in ROUTES if name.startswith("desk:")]
    return [name for name in names if role in TABLE[name].who]


def theirs(parts: dict, hidden: Hidden) -> list[dict]:
    """The address's parts with everything hidden in their place, where there is any."""
    if not parts.keys() & {"case_id", *hidden.ids}:
        return []
    swapped = {part: hidden.ids.get(part, value) for part, value in parts.items()}
    if "case_id" not in parts:
        return [swapped]
    return [swapped | {"case_id": case_id} for case_id in hidden.cases_of_each_sort]


def about_cases() -> dict[str, list]:
    return {table: rows for table, rows in seen.database().items() if table not in NOT_ABOUT_CASES}


def asked(world, hidden: Hidden, role: str) -> list[tuple[str, str]]:
    """Every address of the desk, with the hidden ids where it takes any; lists in all views."""
    found = []
    for name in desk_routes(role):
        parts = world._arguments(name)["own"]
        found.append((name, reverse(name, kwargs=parts)))
        found += [(name, reverse(name, kwargs=kwargs)) for kwargs in theirs(parts, hidden)]
    if role == "caseworker":
        views = [("desk:inbox", view) for view in VIEWS] + [("desk:needs", "open")]
        found += [(name, f"{reverse(name)}?view={view}") for name, view in views]
        words = [SECRET, *hidden.references, *hidden.people[0].words]
        for name in ("desk:search", "desk:call_find", "desk:organisations", "desk:answers"):
            found += [(name, f"{reverse(name)}?{urlencode({'q': word})}") for word in words]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", MAY_NOT)
def test_no_page_shows_it_to_a_colleague_who_does_not_have_it(world, hidden, role):
    client, wrong = world.client(role), []
    for name, url in asked(world, hidden, role):
        for method in ("get", "post") if "?" not in url else ("get",):
            with undone(client):
                # What somebody typed may come back in the field they typed it in.
                shown = hidden.seen_in(getattr(client, method)(url), typed=url)
            if shown:
                wrong.append(f"{method} {name} {url}: {shown}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_acts_on_what_they_may_not_see(world, hidden, role):
    client, wrong, before = world.client(role), [], about_cases()
    for name in desk_routes(role):
        parts = world._arguments(name)["own"]
        if not parts.keys() & hidden.ids.keys():
            continue
        theirs = {part: hidden.ids.get(part, value) for part, value in parts.items()}
        with undone(client):
            before = seen.database()
            status = client.post(reverse(name, kwargs=theirs)).status_code
            changed = [
                table for table, rows in seen.database().items()
                if rows != before[table] and table not in NOT_ABOUT_CASES
            ]  # fmt: skip
        if status not in GONE or changed:
            wrong.append(f"{name}: {status} {changed}")
    assert not wrong, "\n".join(wrong)


def test_the_lead_and_the_owner_see_it(world, hidden):
    owner = world.team["caseworker"]
    Case.objects.filter(pk=hidden.question.pk).update(owner=owner, queue="")
    for role in ("lead", "caseworker"):
        response = world.client(role).get(reverse("desk:case", args=[hidden.question.pk]))
        assert SECRET in response.content.decode()


def test_counts_do_not_betray_it(world, hidden):
    colleague, lead = world.team["caseworker"], world.team["lead"]
    before = counts(user=colleague)
    Case.objects.filter(pk__in=hidden.cases).update(is_restricted=False)
    after = counts(user=lead)
    assert {view: after[view] for view in before} == counts(user=colleague)
    assert counts(user=colleague) != before


def test_the_mail_page_keeps_silent(world, hidden):
    client = world.client("caseworker")
    OutgoingMail.objects.exclude(pk=hidden.mail.pk).delete()
    assert hidden.seen_in(client.get(reverse("desk:mail"))) == []
    again = reverse("desk:mail_again", args=[hidden.mail.pk])
    assert again not in client.get(reverse("desk:mail")).content.decode()
    inbox = client.get(reverse("desk:inbox")).content.decode()
    assert reverse("desk:mail") not in inbox
    assert reverse("desk:mail") in world.client("lead").get(reverse("desk:inbox")).content.decode()


def test_it_is_never_suggested_for_a_need(world, hidden):
    lead = world.client("lead")
    page = lead.get(reverse("desk:need", args=[world.need.pk])).content.decode()
    assert hidden.offer.party.full_name not in page
    assert best_offers(world.need)
