"""One negative test per hard rule: whatever speaks for the pair, the rule stands."""

from dataclasses import replace
from datetime import date

import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.matching import rules
from hilfelotse.matching.explain import lacking, reasons
from hilfelotse.matching.queries import Fit, best_needs, best_offers
from hilfelotse.matching.rules import Miss, NeedFacts, OfferFacts
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions.allow import record_guardian_consent
from hilfelotse.offers.actions.availability import pause
from hilfelotse.offers.models import Offer
from hilfelotse.placements.actions.inspect import inspect
from hilfelotse.referrals.actions.answer import recall_to_desk
from hilfelotse.referrals.actions.finish import finish
from hilfelotse.referrals.actions.send import NotAllowed, send
from hilfelotse.topics.times import ALL, slot
from tests.factories import directory, needs, offers, referrals, users

pytestmark = pytest.mark.django_db

MONDAY_MORNING, TUESDAY_EVENING, WEDNESDAY_EVENING = slot(0, 1), slot(1, 4), slot(2, 4)

OFFER = OfferFacts(
    id=1,
    activities=frozenset({"SPR"}),
    slots=ALL,
    frequency="weekly",
    available_from=None,
    available_until=None,
    east_m=0,
    north_m=0,
    radius_km=10,
    size=1,
    is_minor=False,
    guardian_agreed=False,
    ask_kinds=0b1111,
    languages={"de": 6, "ar": 3},
    ready=True,
    cleared=False,
    wished_need_id=None,
    wished_organisation_id=None,
)
NEED = NeedFacts(
    id=2,
    activity="SPR",
    slots=0,
    frequency="weekly",
    starts_on=None,
    ends_on=None,
    east_m=0,
    north_m=900,
    remaining=1,
    needs_clearance=False,
    adults_only=False,
    languages={},
    urgency=2,
    organisation_id=3,
    organisation_kind="circle",
)
MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("offer", "need", "found"),
    [
        ({}, {}, []),
        ({"ready": False}, {}, [Miss.TALK]),
        ({"ask_kinds": 0b1110}, {}, [Miss.CONSENT]),
        ({"ask_kinds": 0}, {"organisation_kind": "department"}, []),
        ({"ask_kinds": 0b0111}, {"organisation_kind": "region"}, [Miss.CONSENT]),
        ({"is_minor": True}, {}, [Miss.CONSENT]),
        ({"is_minor": True}, {"organisation_kind": "department"}, [Miss.CONSENT]),
        ({"is_minor": True, "guardian_agreed": True}, {}, []),
        ({}, {"needs_clearance": True}, [Miss.CLEARANCE]),
        ({"cleared": True}, {"needs_clearance": True}, []),
        ({}, {"languages": {"ar": 3}}, []),
        ({}, {"languages": {"ar": 4}}, [Miss.LANGUAGE]),
        ({}, {"languages": {"ar": 3, "fa": 1}}, [Miss.LANGUAGE]),
        ({"slots": MONDAY_MORNING}, {"slots": TUESDAY_EVENING}, [Miss.TIME]),
        ({"slots": MONDAY_MORNING | TUESDAY_EVENING}, {"slots": TUESDAY_EVENING}, []),
        ({"slots": MONDAY_MORNING}, {"slots": 0}, []),
        ({"available_from": JUNE}, {"ends_on": MAY}, [Miss.TIME]),
        ({"available_from": MAY}, {"ends_on": MAY}, []),
        ({"available_until": MAY}, {"starts_on": JUNE}, [Miss.TIME]),
        ({"available_until": MAY}, {"starts_on": MAY}, []),
        ({"available_until": MAY}, {}, []),
        ({"east_m": 10_000}, {"north_m": 0}, []),
        ({"east_m": 10_001}, {"north_m": 0}, [Miss.DISTANCE]),
        ({"east_m": 6_000}, {"north_m": 8_001}, [Miss.DISTANCE]),
        ({"east_m": None, "north_m": None}, {}, [Miss.DISTANCE]),
        (
            {"ready": False, "ask_kinds": 0, "slots": 1, "east_m": None, "languages": {}},
            {"needs_clearance": True, "languages": {"ar": 1}, "slots": 2},
            list(Miss),
        ),
    ],
)
def test_the_hard_rules(offer, need, found):
    assert rules.misses(replace(OFFER, **offer), replace(NEED, **need)) == found


@pytest.mark.parametrize(
    ("offer", "need", "expected"),
    [
        ({}, {}, True),
        ({"activities": frozenset({"*"})}, {}, True),
        ({"activities": frozenset({"KUL"})}, {}, False),
        ({"size": 2}, {}, False),
        ({"size": 2}, {"remaining": 2}, True),
        ({}, {"remaining": 0}, False),
        ({"is_minor": True}, {"adults_only": True}, False),
        ({"is_minor": True}, {}, True),
    ],
)
def test_which_pairs_are_talked_about(offer, need, expected):
    assert rules.comparable(replace(OFFER, **offer), replace(NEED, **need)) is expected


@pytest.mark.parametrize(
    ("offer", "need", "points"),
    [
        ({}, {}, 100 + 100 + 40 + 30),
        ({}, {"urgency": 4}, 200 + 100 + 40 + 30),
        ({"frequency": "once"}, {}, 100 + 100 + 40),
        ({"activities": frozenset({"*"})}, {}, 100 + 100 + 30),
        ({"wished_need_id": 2}, {}, 270 + 300),
        ({"wished_organisation_id": 3}, {}, 270 + 100),
        ({"wished_need_id": 2, "wished_organisation_id": 3}, {}, 270 + 400),
        ({}, {"north_m": 1_000}, 270),
        ({}, {"north_m": 1_001}, 250),
        ({}, {"north_m": 5_000}, 230),
        ({}, {"north_m": 10_000}, 200),
        ({}, {"north_m": 10_001}, 180),
        ({"east_m": None}, {}, 170),
    ],
)
def test_the_points(offer, need, points):
    assert rules.score(replace(OFFER, **offer), replace(NEED, **need)) == points


# --- in the database: the wished need with the most points stands behind a modest fit ----------

CHILDCARE = {"activity": "KIN", "needs_clearance": True}
BREACHES = {
    "talk": (lambda offer: Offer.objects.filter(pk=offer.pk).update(ready_at=None), {}, Miss.TALK),
    "consent": (
        lambda offer: Offer.objects.filter(pk=offer.pk).update(ask_kinds=0), {}, Miss.CONSENT,
    ),
    "clearance": (lambda offer: None, {"needs_clearance": True}, Miss.CLEARANCE),
    "language": (lambda offer: None, {"languages": {"ar": 4}}, Miss.LANGUAGE),
    "time": (
        lambda offer: Offer.objects.filter(pk=offer.pk).update(slots=MONDAY_MORNING),
        {"slots": TUESDAY_EVENING},
        Miss.TIME,
    ),
    "distance": (
        lambda offer: Offer.objects.filter(pk=offer.pk).update(radius_km=1),
        {"east_m": 90_000},
        Miss.DISTANCE,
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-02 12:00")


def wish(offer: Offer, need: Need) -> None:
    Offer.objects.filter(pk=offer.pk).update(
        wished_need_id=need.pk, wished_organisation=need.organisation_id
    )


@pytest.mark.parametrize("rule", BREACHES)
def test_no_points_outweigh_a_hard_rule(rule):
    breach, need_has, miss = BREACHES[rule]
    need = needs.open_need(urgency=4, **need_has)
    broken = offers.ready(content=offers.content(languages={"ar": 3}))
    wish(broken, need)
    breach(broken)
    broken.refresh_from_db()

    (fit,) = best_offers(need)
    assert (fit.offer, fit.misses) == (broken, [miss])
    (same,) = best_needs(broken)
    assert (same.need, same.misses, same.score) == (need, [miss], fit.score)

    modest = _modest_fit(need)
    best, behind = best_offers(need)
    assert (best.offer, best.misses) == (modest, [])
    assert behind.offer == broken
    assert behind.score > best.score


def _modest_fit(need: Need) -> Offer:
    """Fits the need by the letter and has nothing else that speaks for it."""
    languages = dict(need.languages.values_list("code", "level"))
    content = offers.content(activities=("*",), frequency="once", languages=languages)
    modest = offers.ready(content=content)
    Offer.objects.filter(pk=modest.pk).update(radius_km=200)
    inspector = users.user(Role.INSPECTOR)
    inspect(user=inspector, offer=modest, certificate_date=date(2026, 11, 1), no_entry=True)
    return modest


@pytest.mark.parametrize("rule", ["talk", "consent", "clearance"])
def test_what_only_the_office_can_mend_is_not_sent_by_a_click(rule):
    breach, need_has, _miss = BREACHES[rule]
    need, offer = needs.open_need(**need_has), offers.ready()
    breach(offer)
    with pytest.raises(NotAllowed):
        send(user=users.caseworker(), offer=offer, need=need)


def test_two_misses_are_no_suggestion():
    need = needs.open_need(needs_clearance=True, urgency=4)
    offer = offers.ready()
    wish(offer, need)
    Offer.objects.update(ready_at=None)
    assert best_offers(need) == []
    assert best_needs(Offer.objects.get()) == []


@pytest.mark.parametrize(("metres", "is_suggested"), [(10_000, True), (10_001, False)])
def test_the_edge_of_the_radius_is_the_same_in_the_database(metres, is_suggested):
    offer = offers.ready()
    Offer.objects.update(ready_at=None, east_m=0, north_m=0)  # a second miss would be too many
    need = needs.open_need(east_m=metres, north_m=0)
    found = [[Miss.TALK]] if is_suggested else []
    assert [fit.misses for fit in best_offers(need)] == found
    assert [fit.misses for fit in best_needs(Offer.objects.get(pk=offer.pk))] == found


def _age() -> tuple[Offer, Need]:
    need = needs.open_need(adults_only=True)
    offer = offers.ready(sender=offers.sender(age="youth"))
    record_guardian_consent(user=users.caseworker(), offer=offer, given=True)
    return offer, need


def _places() -> tuple[Offer, Need]:
    group = offers.sender(kind="group", group_size=3)
    return offers.ready(sender=group), needs.open_need(quantity=2)


def _activity() -> tuple[Offer, Need]:
    return offers.ready(), needs.open_need(activity="KUL")


def _refused() -> tuple[Offer, Need]:
    offer, need = offers.ready(), needs.open_need()
    referrals.allow_contact(offer, need, given=False)
    return offer, need


def _asked_before() -> tuple[Offer, Need]:
    referral = referrals.sent()
    return referral.case.offer, referral.need


@pytest.mark.parametrize("made", [_age, _places, _activity, _refused, _asked_before])
def test_what_is_never_suggested_however_much_it_is_wished(made):
    offer, need = made()
    wish(offer, need)
    offer.refresh_from_db()
    assert best_offers(need) == []
    assert best_needs(offer) == []


def _paused(offer: Offer) -> None:
    pause(offer=offer, until=None)


def _ended(offer: Offer) -> None:
    finish(user=users.caseworker(), offer=offer, outcome="not_needed")


@pytest.mark.parametrize("goes", [_paused, _ended])
def test_who_is_not_available_is_not_suggested(goes):
    offer, need = offers.ready(), needs.open_need()
    assert [fit.offer for fit in best_offers(need)] == [offer]
    goes(offer)
    assert best_offers(need) == []


@pytest.mark.parametrize(
    "closed", [{"state": "paused"}, {"valid_until": date(2026, 11, 1)}, {"taken": 2}]
)
def test_a_need_that_is_closed_is_not_suggested(closed):
    offer, need = offers.ready(), needs.open_need()
    assert [fit.need for fit in best_needs(offer)] == [need]
    Need.objects.update(**closed)
    assert best_needs(offer) == []


def test_a_minor_fits_once_the_guardians_agree():
    offer, need = offers.ready(sender=offers.sender(age="youth")), needs.open_need()
    (fit,) = best_offers(need)
    assert fit.misses == [Miss.CONSENT]
    assert lacking(fit) == ["nur die Zustimmung der Sorgeberechtigten fehlt"]
    record_guardian_consent(user=users.caseworker(), offer=offer, given=True)
    assert [fit.misses for fit in best_offers(need)] == [[]]
    assert [fit.misses for fit in best_needs(offer)] == [[]]


# --- in words -------------------------------------------------------------------------------


def test_not_cleared_reads_like_not_yet():
    need = needs.open_need(**CHILDCARE)
    content = offers.content(activities=("KIN",))
    not_yet, refused = offers.ready(content=content), offers.ready(content=content)
    inspector = users.user(Role.INSPECTOR)
    inspect(user=inspector, offer=refused, certificate_date=date(2026, 11, 1), no_entry=False)
    first, second = best_offers(need)
    assert [first.offer, second.offer] == [not_yet, refused]
    assert (first.misses, first.score) == (second.misses, second.score)
    assert lacking(first) == lacking(second) == ["nur das Führungszeugnis liegt noch nicht vor"]
    assert reasons(first) == reasons(second)
    assert replace(first.offer_facts, id=0) == replace(second.offer_facts, id=0)
    assert [fit.misses for fit in best_needs(refused)] == [[Miss.CLEARANCE]]


def test_who_is_cleared_fits():
    need = needs.open_need(**CHILDCARE)
    offer = offers.ready(content=offers.content(activities=("KIN",)))
    inspector = users.user(Role.INSPECTOR)
    inspect(user=inspector, offer=offer, certificate_date=date(2026, 11, 1), no_entry=True)
    (fit,) = best_offers(need)
    assert fit.misses == []
    assert "Führungszeugnis gesehen" in reasons(fit)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("talk", "nur noch nicht als bereit markiert"),
        ("consent", "nur die Zustimmung fehlt, dieser Stelle das Angebot zu zeigen"),
        ("clearance", "nur das Führungszeugnis liegt noch nicht vor"),
        ("language", "gebraucht: Arabisch ab B2"),
        ("time", "keine gemeinsame Zeit"),
    ],
)
def test_a_near_miss_in_words(rule, words):
    breach, need_has, _miss = BREACHES[rule]
    need = needs.open_need(**need_has)
    breach(offers.ready(content=offers.content(languages={"ar": 3})))
    (fit,) = best_offers(need)
    assert lacking(fit) == [words]


def test_nobody_has_talked_yet():
    need = needs.open_need()
    offers.received()
    (fit,) = best_offers(need)
    assert lacking(fit) == ["nur das Erstgespräch fehlt"]


@pytest.mark.parametrize(
    ("east_m", "words"),
    [(18_000, "8 km zu weit"), (10_001, "1 km zu weit"), (10_999, "1 km zu weit")],
)
def test_how_much_too_far(east_m, words):
    offer = offers.ready()
    Offer.objects.update(east_m=0, north_m=0)
    need = needs.open_need(east_m=east_m, north_m=0)
    (fit,) = best_offers(need)
    assert (fit.offer, lacking(fit)) == (offer, [words])


def test_a_place_that_is_not_on_the_map_is_said_to_be_unknown():
    offers.ready(content=offers.content(postcode="20095"))
    (fit,) = best_offers(needs.open_need())
    assert lacking(fit) == ["Entfernung unbekannt: Postleitzahl prüfen"]


def test_the_reasons_in_words():
    circle = directory.organisation()
    need = needs.open_need(
        organisation=circle, slots=MONDAY_MORNING | WEDNESDAY_EVENING, languages={"ar": 3}
    )
    offer = offers.ready(content=offers.content(languages={"ar": 6, "de": 2}))
    Offer.objects.update(wished_need_id=need.pk, east_m=need.east_m, north_m=need.north_m + 2_500)
    (fit,) = best_offers(need)
    assert (fit.offer, lacking(fit)) == (offer, [])
    assert reasons(fit) == [
        "hat sich auf genau diesen Bedarf gemeldet",
        "möchte „Deutsch üben“",
        "Arabisch Muttersprache",
        "Montag: vormittags und weitere Zeiten",
        "3 km entfernt",
    ]


def test_other_reasons_in_words():
    need = needs.open_need()
    offers.ready(content=offers.content(activities=("*",)))
    Offer.objects.update(wished_organisation=need.organisation_id, radius_km=50)
    (fit,) = best_offers(need)
    assert reasons(fit)[:2] == ["möchte zu dieser Stelle", "hilft, wo Hilfe gebraucht wird"]
    assert reasons(fit)[2] == "Zeit nach Absprache"


def test_the_shown_level_is_the_one_spoken():
    fit = Fit(
        offer=Offer(),
        need=Need(),
        offer_facts=OFFER,
        need_facts=replace(NEED, languages={"ar": 1}),
        misses=[],
        score=0,
    )
    assert "Arabisch B1" in reasons(fit)


def test_one_certificate_does_not_clear_a_group(travel):
    now = travel("2026-11-02 12:00")
    need = needs.open_need(needs_clearance=True, quantity=30)
    group = offers.ready(sender=offers.sender(kind="group", group_size=25))
    inspect(
        user=users.user(Role.INSPECTOR), offer=group, certificate_date=now.date(), no_entry=True
    )
    (fit,) = best_offers(need)
    assert (fit.offer, fit.misses) == (group, [Miss.CLEARANCE])
    (fit,) = best_needs(group)
    assert (fit.need, fit.misses) == (need, [Miss.CLEARANCE])


def test_an_offer_that_waits_for_another_body_is_not_suggested():
    offer, asked, other = offers.ready(), needs.open_need(), needs.open_need()
    referral = referrals.sent(offer=offer, need=asked)
    assert best_offers(other) == []
    recall_to_desk(user=users.caseworker(), referral=referral)
    # What was taken back may be asked again, too.
    assert [fit.offer for fit in best_offers(other)] == [offer]
    assert [fit.offer for fit in best_offers(asked)] == [offer]
