"""A small city in which each page has something to show. Used by test_inclusion.py."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, links
from hilfelotse.calls.actions.callback import hold
from hilfelotse.cases.actions.alert import alert
from hilfelotse.cases.models import Alert, Case
from hilfelotse.correspondence.models import OutgoingMail, TextBlock
from hilfelotse.directory.actions import set_responsibility, stop_acceptance
from hilfelotse.directory.models import Membership, Organisation
from hilfelotse.goods.actions.driver import ask_for_driver
from hilfelotse.housing.actions.advise import advise as advise_home
from hilfelotse.housing.actions.advise import forward
from hilfelotse.housing.actions.limits import set_limit
from hilfelotse.knowledge.actions import count_gap, mark_outdated, save_text
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.models import Page
from hilfelotse.money.actions.advice import advise
from hilfelotse.needs.actions.keep import enter
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions import availability
from hilfelotse.offers.models import Offer
from hilfelotse.photos import actions as photos
from hilfelotse.placements.actions import step
from hilfelotse.placements.models import CheckBack, Placement
from hilfelotse.premises.actions.decide import decide
from hilfelotse.premises.actions.hand_on import hand_on
from hilfelotse.referrals.actions.answer import accept, allow_contact
from hilfelotse.referrals.actions.finish import finish
from hilfelotse.referrals.actions.propose import propose
from hilfelotse.referrals.actions.take_on import report, take_on
from hilfelotse.referrals.models import Proposal, Referral
from tests.factories import (
    calls,
    cases,
    directory,
    goods,
    homes,
    knowledge,
    money,
    needs,
    offers,
    pictures,
    places,
    premises,
    received,
    referrals,
    users,
)

MONTH = timedelta(days=30)


@dataclass
class World:
    """Who and what the pages are about."""

    lead: User
    partner: User
    circle: Organisation
    need: Need
    draft: Need
    full: Need
    new: Offer
    minor: Offer
    ready: Offer
    waiting: Referral
    asking: Referral
    placed: Referral
    closed: Case
    question: Case
    passed_on: Referral
    taken_on: Referral
    reported: Referral
    paused: Offer
    contact: int
    house: int
    text_block: int
    known: dict[str, int]
    proposed: Proposal
    dated: Placement
    check_back: int
    tokens: dict[str, str] = field(default_factory=dict)


def link(purpose: str, subject_id: int, valid: timedelta = MONTH) -> str:
    """A fresh token."""
    return links.issue(purpose=purpose, subject_id=subject_id, valid=valid)


def build() -> World:
    """All of it, by the real actions."""
    lead = users.user(
        Role.LEAD, Role.DPO, name="Renate Ohlendorf", email="lead@team.example",
        password="ein-langes-Kennwort",
    )  # fmt: skip
    circle = directory.organisation(name="Café Linden", about="Treffpunkt für alle im Stadtteil.")
    need = needs.open_need(organisation=circle, quantity=4, languages={"de": 4}, urgency=4)
    needs.open_need(title="Spielnachmittag", activity="KIN", needs_clearance=True)
    full = needs.open_need(organisation=circle, title="Längst besetzt", quantity=1)
    waiting = _sent(lead, circle, "Wartet")
    asking = _sent(lead, circle, "Fragt")
    placed = _sent(lead, full.organisation, "Hilft", need=full)
    _accept(asking)
    _accept(placed)
    allow_contact(referral=placed, given=True)
    step.start(user=lead, placement=placed.case.offer.placements.get())
    paused = offers.ready(sender=offers.sender(name="Pausiert", email="pause@post.example"))
    availability.pause(offer=paused, until=None)
    question = cases.question()
    made = World(
        lead=lead,
        partner=users.partner(circle, name="Lotte Lind"),
        circle=circle,
        need=need,
        draft=enter(user=lead, languages={}, **needs.fields(circle, title="Noch ein Entwurf")),
        full=Need.objects.get(pk=full.pk),
        new=offers.received(
            confirmed=False, sender=offers.sender(name="Neu", email="neu@post.example")
        ),
        minor=offers.received(sender=offers.sender(name="Jung", age="youth")),
        ready=offers.ready(content=offers.content(activities=("SPR", "KIN"), languages={"de": 6})),
        waiting=waiting,
        asking=asking,
        placed=placed,
        closed=_closed(lead),
        question=question,
        **_concerns(lead, circle),
        paused=paused,
        contact=circle.contacts.get().pk,
        house=directory.accommodation(name="Haus am Park", circle=circle).pk,
        text_block=_written(question),
        known=_known(lead, circle),
        proposed=_proposed(lead, need),
        dated=_dated(circle),
        check_back=CheckBack.objects.create(
            placement=placed.case.offer.placements.get(), side="helper", after_days=14
        ).pk,
    )
    Membership.objects.filter(user=made.partner).update(role=Membership.Role.ADMIN)
    _trouble_with_mail()
    _promised_calls(lead)
    made.known |= _things(lead, circle)
    made.tokens = _tokens(made)
    return made


def _sent(lead: User, circle: Organisation, name: str, need: Need | None = None) -> Referral:
    return referrals.sent(
        offer=offers.ready(sender=offers.sender(name=name, email=f"{name.lower()}@post.example")),
        need=need or needs.open_need(organisation=circle, title=f"{name} auf Antwort"),
        user=lead,
    )


def _concerns(lead: User, circle: Organisation) -> dict[str, Referral]:
    """Passed on to a body, in its hands, and back with the result."""
    department = directory.department(name="Fachbereich Schule")
    taken_on = referrals.taken_on(case=_question("Gibt"), organisation=circle, user=lead)
    reported = referrals.taken_on(case=_question("Hat"), organisation=department, user=lead)
    return {
        "passed_on": referrals.passed_on(case=_question("Sucht"), organisation=circle, user=lead),
        "taken_on": allow_contact(referral=taken_on, given=True),
        "reported": report(referral=reported, text="Der Kurs beginnt am Montag."),
    }


def _question(name: str) -> Case:
    return cases.question(sender=offers.sender(name=name, email=f"{name.lower()}@post.example"))


def _pages(circle: Organisation) -> None:
    """What readers find: a rubric with a page in two languages, an event, a house."""
    top = knowledge.page("Lernen", kind=Page.Kind.RUBRIC, audience="refugees")
    text = (
        "# Kurse\n\nSie lernen **kostenlos**:\n\n- am Abend\n- mit Kindern\n\n[Fragen](/de/frage/)"
    )
    page = knowledge.page(
        "Deutsch lernen", kind=Page.Kind.ARTICLE, parent=top, text=text, responsible=circle,
        source="Volkshochschule", valid_until=clock.today() + MONTH,
    )  # fmt: skip
    enter_machine_text(
        page=page, language="en", title="Learning German", text=text, engine="test",
        version=page.version,
    )  # fmt: skip
    knowledge.page("Kleine Kurse", kind=Page.Kind.ARTICLE, parent=top)
    knowledge.page("Neue Kurse", kind=Page.Kind.NEWS)
    knowledge.page(
        "Offenes Café", kind=Page.Kind.EVENT, place="Linden", starts_at=clock.now() + MONTH
    )
    house = directory.accommodation(
        name="Wohnprojekt am Ihmeufer", protection="public", circle=circle,
        operator=circle,
    )  # fmt: skip
    needs.open_need(organisation=circle, title="Spielen am Freitag", accommodation=house)


def _known(lead: User, circle: Organisation) -> dict[str, int]:
    """What the team knows: sure and doubtful, asked in vain, who is responsible, stops, rules."""
    answer = knowledge.page(keywords="Sprachkurs", source="Internetseite")
    doubtful = knowledge.page("Wo ist das Amt?", user=lead)
    mark_outdated(user=lead, page=doubtful, note="Umgezogen")
    picture = knowledge.picture(answer, licence="cc-by")
    shown = f"{answer.text}\n\n![Ein blaues Feld, links oben rot](bild:{picture.pk})"
    save_text(user=lead, page=answer, title=answer.title, text=shown, base=1)
    _pages(circle)
    gap = count_gap(text="Wo lerne ich abends Deutsch?", subject="german")
    school = directory.department(name="Amt für Schule")
    where = {"subject": "school", "district": None}
    set_responsibility(user=lead, organisation=school, since=date(2026, 1, 1), **where)
    set_responsibility(user=lead, organisation=school, note="Vormittags", **where)
    here = places.quarter().district
    set_responsibility(user=lead, subject="school", district=here, organisation=school)
    stop_acceptance(user=lead, goods="books", reason="Lager voll", instead="Bücherschrank")
    for phrase, subject, sign in [("schul*", "school", "subject"), ("bedroht", "", "danger")]:
        knowledge.rule(phrase, subject, sign=sign)
    danger = cases.question(text="In der Schule wird mein Kind bedroht.")
    return {
        "answer": answer.pk, "doubtful": doubtful.pk, "gap": gap.pk, "picture": picture.pk,
        "restricted": danger.pk,
        **_given(lead, circle),
    }  # fmt: skip


def _given(lead: User, circle: Organisation) -> dict[str, int]:
    """Money with somebody named, a hotel offered twice, one in reserve, a room."""
    recipient = money.recipient(user=lead, organisation=circle)
    money.recipient(user=lead, purpose="any")
    gift = money.offer(amount=10000, wants_receipt=True)
    [named] = advise(user=lead, offer=gift, recipients=[recipient])
    criterion = premises.criterion("fire", weight=3)
    premises.criterion("plans")
    hotel = premises.hotel(answers={"fire": True})
    hotel.case.party.contact_points.update(confirmed_at=hotel.case.received_at)
    premises.hotel(sender=offers.sender(name="Zweiter Makler", email="zwei@makler.example"))
    reserved = premises.hotel(address="Am Maschsee 7")
    until = clock.today() + MONTH
    decide(user=lead, premises=reserved, decision="reserve", reserve_until=until)
    needs.open_need(kind=Need.Kind.ROOM, activity="", frequency="", title="Raum für Deutsch")
    return {
        "gift": gift.case_id, "advice": named.pk, "recipient": recipient.pk,
        "criterion": criterion.pk, "hotel": hotel.case_id, "reserved": reserved.case_id,
        "room": premises.room().case_id,
        **_homes(lead, circle),
    }  # fmt: skip


def _homes(lead: User, circle: Organisation) -> dict[str, int]:
    """A flat that the circle has in hand, one without facts; a room that it is asked about."""
    for persons in (1, 2):
        limit = {"persons": persons, "square_metres": 50, "euros": 400}
        set_limit(user=lead, since=date(2026, 1, 1), source="Richtlinie", **limit)
    offer = homes.offered(sender={"sender": offers.sender(name="Vera", email="vera@post.example")},
                          rent=900, persons=2)  # fmt: skip
    advise_home(user=lead, offer=offer, ticked=["models"])
    said = {"user": lead, "organisation": circle, "text": "Etwas zum Wohnen."}
    taken = take_on(referral=forward(offer=offer, **said))
    bare = cases.question(
        kind=Case.Kind.HOUSING, sender=offers.sender(name="Bo", email="bo@x.example")
    )
    room = premises.room(sender=offers.sender(name="Pfarre", email="pfarre@post.example"))
    return {
        "home": taken.pk, "home_case": offer.case_id, "home_offer": offer.pk,
        "bare_home": bare.pk, "room_asked": hand_on(case=room.case, **said).pk,
    }  # fmt: skip


def _things(lead: User, circle: Organisation) -> dict[str, int]:
    """Jackets with a picture, some of them reserved, and somebody who drives is looked for."""
    places.postcode()
    jackets = goods.offer(
        may_call=True, sender=offers.sender(name="Gibt Jacken", email="jacken@post.example")
    )
    photos.add(case=jackets.case, photos=[pictures.drawn()])
    wanted = goods.need(organisation=circle)
    made = goods.reserved(2, offer=jackets, need=wanted, user=lead)
    goods.need(title="Warme Jacken für den Winter")
    ask_for_driver(user=lead, reservation=made)
    return {"jackets": jackets.case_id, "handover": made.pk}


def _promised_calls(lead: User) -> None:
    """One to be called, one whom somebody is calling."""
    calls.callback(lead, case=_question("Wartet auf Anruf"), wish="ab 15 Uhr", asked_for=lead)
    row = calls.callback(lead, case=_question("Telefoniert"), language="uk")
    hold(user=users.caseworker(name="Jens Wittkopp"), callback=row)


def _proposed(lead: User, need: Need) -> Proposal:
    """Somebody may choose; the lead has a note to read."""
    offer = offers.ready(sender=offers.sender(name="Wählt", email="waehlt@post.example"))
    (made,) = propose(user=lead, offer=offer, needs=[need])
    alert(case=offer.case, sign=Alert.Sign.MINORS, words="Gastfamilie", user=lead)
    return made


def _dated(circle: Organisation) -> Placement:
    """A shift that begins soon, with a substitute."""
    starts_at = clock.now() + timedelta(hours=20)
    shift = needs.open_need(
        organisation=circle, title="Fest aufbauen", kind=Need.Kind.SHIFT,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=3),
    )  # fmt: skip
    names = [offers.sender(name=name, email=f"{name.lower()}@post.example") for name in
             ("Schicht", "Reserve")]  # fmt: skip
    first, second = (referrals.sent(offer=offers.ready(sender=who), need=shift) for who in names)
    accept(referral=second, substitute=True)
    return accept(referral=first)


def _accept(referral: Referral) -> None:
    accept(referral=referral)
    referral.refresh_from_db()


def _closed(lead: User) -> Case:
    offer = offers.ready(sender=offers.sender(name="Fertig", email="fertig@post.example"))
    return finish(user=lead, offer=offer, outcome=Case.Outcome.NOT_NEEDED)


def _written(question: Case) -> int:
    """Mails of every kind: in a case, in none; and a text to answer with."""
    known = received.with_file(question, "toni@post.example")
    known.text = "Danke!\n\nAm 1. November schrieb das Amt:\n> Guten Tag"
    known.save()
    received.mail(question, sender_address="fremd@post.example", is_readable=False)
    received.mail(state="automatic", subject="Gewinn", text="Klicken Sie hier")
    received.mail(state="bounce", sender_name="", sender_address="", subject="", text="")
    return TextBlock.objects.create(name="Danke", language="de", text="Danke {{name}}").pk


def _trouble_with_mail() -> None:
    """One of each kind that the desk must look at."""
    ids = OutgoingMail.objects.order_by("pk").values_list("pk", flat=True)[:3]
    for pk, fields in zip(
        list(ids), [{"state": "failed"}, {"state": "unclear"}, {"repeated": True}], strict=True
    ):
        OutgoingMail.objects.filter(pk=pk).update(last_error="550", **fields)


def _tokens(world: World) -> dict[str, str]:
    point = world.new.party.contact_points.get(kind="email")
    status = {
        "new": world.new.case_id,
        "ready": world.ready.case_id,
        "waiting": world.waiting.case_id,
        "asking": world.asking.case_id,
        "placed": world.placed.case_id,
        "paused": world.paused.case_id,
        "closed": world.closed.pk,
        "question": world.question.pk,
        "given": world.known["gift"],
        "jackets": world.known["jackets"],
        "hotel": world.known["hotel"],
        "reserved": world.known["reserved"],
        "home_status": world.known["home_case"],
        "passed_on": world.passed_on.case_id,
        "taken_on": world.taken_on.case_id,
        "proposed": world.proposed.case_id,
        "dated": world.dated.offer.case_id,
    }
    return {
        **{name: link("status", pk) for name, pk in status.items()},
        "confirm": link("confirm", point.pk),
        "answer": link("referral_answer", world.waiting.pk),
        "contact": link("referral_contact", world.placed.pk),
        "concern": link("referral_answer", world.passed_on.pk),
        "result": link("referral_result", world.taken_on.pk),
        "place": link("place", world.contact),
        "profile": link("profile", world.contact),
        "check_back": link("check_back", world.check_back),
        "gift": link("gift", world.known["advice"]),
        "home": link("referral_result", world.known["home"]),
        "still_free": link("home_still_free", world.known["home_offer"]),
        "need": link("need", world.need.pk),
        "handover": link("handover", world.known["handover"]),
        "no": "A" * 22,
    }


def empty() -> User:
    """A city without anything, and somebody who looks at it."""
    places.postcode()
    places.quarter()
    return users.user(Role.LEAD, Role.DPO, name="Renate Ohlendorf")
