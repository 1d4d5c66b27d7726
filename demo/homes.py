"""Homes on offer, in every state between the form and the people who moved in."""

from collections.abc import Generator, Iterator
from datetime import datetime
from decimal import Decimal
from random import Random

from demo.arrivals import arrive, mailbox
from demo.stage import Journey, Stage, later
from demo.team import LEAD
from hilfelotse.cases.models import Case
from hilfelotse.housing.actions import still_free
from hilfelotse.housing.actions.advise import advise, check_identity, forward
from hilfelotse.housing.actions.enter import enter
from hilfelotse.housing.actions.limits import set_limit
from hilfelotse.housing.actions.progress import report_step
from hilfelotse.housing.content import HomeContent
from hilfelotse.housing.models import HousingOffer
from hilfelotse.intake.receive import Sender
from hilfelotse.referrals.actions.finish import close_concern
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral

Step, Refusal, Provider = HousingOffer.Step, HousingOffer.Refusal, HousingOffer.Provider
HOUSING = "Fachbereich Planen und Stadtentwicklung"
SOURCE = "Beispiel: Nürnberg 2015. Bitte durch eigene Grenzen ersetzen."
LIMITS = {1: (50, 374), 4: (90, 656)}  # what is published of them: square metres, gross cold rent
_SPOKEN = ["models", "who_pays", "limits", "term", "no_choice", "no_contact", "time"]


def keep_limits(stage: Stage) -> None:
    """Published example data, marked as such: a city has its own."""
    for persons, (metres, euros) in LIMITS.items():
        set_limit(
            user=stage.users[LEAD], persons=persons, square_metres=metres, euros=euros,
            source=SOURCE,
        )  # fmt: skip


Offered = Generator[datetime, None, HousingOffer]
Asked = Generator[datetime, None, Referral]


def home_journeys(stage: Stage) -> Iterator[Journey]:
    """One home in each state."""
    yield _incomplete(stage)
    yield _with_alert(stage)
    yield _for_minors(stage)
    yield _waiting(stage)
    yield _viewing(stage)
    yield _moved_in(stage)
    yield _too_expensive(stage)
    yield _asked_whether_free(stage)
    yield _let_elsewhere(stage)


def _offered(stage: Stage, ago: int, sender: Sender, text: str, **content) -> Offered:
    fields = {
        "provider": Provider.OWNER, "kind": HousingOffer.Kind.FLAT,
        "consent": HousingOffer.Consent.NOT_NEEDED, "model": HousingOffer.Model.DIRECT,
        "rooms": Decimal(2), "persons": 2, "beds": 2, "free_from": stage.days.today(20),
        "rent": 320, "cold_costs": 54, "heating": 80, "deposit": 900, "square_metres": 50,
        "floor": "2. Stock", "postcode": "30451",
    } | content  # fmt: skip
    case = yield from arrive(
        stage, f"home-{sender.email}", Case.Kind.HOUSING, ago=ago, sender=sender, text=text,
        fill=lambda case: enter(case=case, content=HomeContent(**fields)),
        postcode=fields["postcode"],
    )  # fmt: skip
    return case.housing_offer


def _advised(stage: Stage, offer: HousingOffer, ago: int, text: str = "") -> Journey:
    yield stage.days.at_work(ago, Random(offer.case_id))
    user = stage.users["jens"]
    advise(user=user, offer=offer, ticked=_SPOKEN, text=text)


def _forwarded(stage: Stage, offer: HousingOffer, ago: int) -> Asked:
    yield from _advised(stage, offer, ago + 1)
    yield stage.days.at_work(ago, Random(offer.case_id + 1))
    user = stage.users["jens"]
    check_identity(user=user, offer=offer, text="Ausweis im Büro gezeigt.")
    yield later(20)
    return forward(
        user=user, offer=offer, organisation=stage.organisations[HOUSING],
        text="Erstberatung ist erfolgt. Bitte prüfen Sie die Wohnung.",
    )  # fmt: skip


def _in_hand(stage: Stage, offer: HousingOffer, ago: int) -> Asked:
    referral = yield from _forwarded(stage, offer, ago)
    yield later(200)
    return take_on(referral=referral)


def _incomplete(stage: Stage) -> Journey:
    """The first talk took place; much is still missing."""
    offer = yield from _offered(
        stage, 3, mailbox("Margret Lindhorst", "margret.lindhorst"),
        "Einliegerwohnung mit eigenem Eingang. Über die Miete können wir reden.",
        kind=HousingOffer.Kind.GRANNY_FLAT, model=HousingOffer.Model.UNDECIDED, beds=None,
        rent=300, cold_costs=0, heating=0, floor="", square_metres=38, persons=1, postcode="30559",
    )  # fmt: skip
    yield from _advised(stage, offer, 1, "Adresse und Nebenkosten reicht sie nach.")


def _with_alert(stage: Stage) -> Journey:
    """What smells of exploitation is a note to the lead, and nobody is refused for it."""
    yield from _offered(
        stage, 1, mailbox("R. Petersen", "r.petersen"),
        "Zimmer in meinem Haus, kostenlos gegen Haushalt und Kochen. Am liebsten eine junge Frau.",
        kind=HousingOffer.Kind.ROOM, square_metres=14, rooms=Decimal(1), persons=1, beds=1,
        housemates=1, rent=0, cold_costs=0, heating=0, deposit=0, postcode="30629",
        model=HousingOffer.Model.GUEST,
    )  # fmt: skip


def _for_minors(stage: Stage) -> Journey:
    yield from _offered(
        stage, 2, mailbox("Familie Rosenthal", "familie.rosenthal"),
        "Wir haben ein Zimmer frei und könnten als Gastfamilie einen Jugendlichen aufnehmen.",
        kind=HousingOffer.Kind.ROOM, square_metres=16, rooms=Decimal(1), persons=1, beds=1,
        housemates=4, rent=0, cold_costs=0, heating=0, deposit=0, postcode="30625",
        model=HousingOffer.Model.GUEST,
    )  # fmt: skip


def _waiting(stage: Stage) -> Journey:
    offer = yield from _offered(
        stage, 4, mailbox("Hausverwaltung Eilenriede (Herr Voss)", "voss.eilenriede"),
        "Drei Zimmer, ab Januar. Ein Aufzug ist da.",
        provider=Provider.MANAGER, rooms=Decimal(3), persons=4, beds=4, square_metres=78, rent=480,
        cold_costs=120, heating=110, address="Podbielskistraße 911", postcode="30177",
        access=HousingOffer.Access.YES,
    )  # fmt: skip
    yield from _forwarded(stage, offer, 1)


def _viewing(stage: Stage) -> Journey:
    offer = yield from _offered(
        stage, 9, mailbox("Gisela Hartwig", "gisela.hartwig"),
        "Ruhige Wohnung im Hinterhaus. Die Nachbarn freuen sich.",
        persons=1, square_metres=46, rent=300, address="Limmerstraße 912, Hinterhaus",
    )  # fmt: skip
    referral = yield from _in_hand(stage, offer, 6)
    yield stage.days.at_work(3, Random("viewing"))
    report_step(user=None, referral=referral, step=Step.IN_REVIEW)
    yield stage.days.at_work(1, Random("viewing"))
    report_step(user=None, referral=referral, step=Step.VIEWING, text="Termin am Donnerstag.")


def _moved_in(stage: Stage) -> Journey:
    offer = yield from _offered(
        stage, 38, mailbox("Ehepaar Kleinschmidt", "ehepaar.kleinschmidt"),
        "Unsere Kinder sind ausgezogen. Vier Zimmer mit kleinem Garten.",
        rooms=Decimal(4), persons=4, beds=5, square_metres=90, rent=520, cold_costs=130,
        heating=120, address="Am Lindenhofe 907", postcode="30519",
        household=HousingOffer.Household.FAMILY,
    )  # fmt: skip
    referral = yield from _in_hand(stage, offer, 34)
    for ago, step in ((30, Step.SUITABLE), (25, Step.PROPOSED), (18, Step.CONTRACT)):
        yield stage.days.at_work(ago, Random(step))
        report_step(user=None, referral=referral, step=step)
    yield stage.days.at_work(9, Random("moved in"))
    report_step(
        user=None, referral=referral, step=Step.MOVED_IN, text="Eine Familie ist eingezogen."
    )
    yield stage.days.at_work(8, Random("thanks"))
    close_concern(
        user=stage.users["jens"], case=offer.case, outcome=Case.Outcome.MOVED_IN,
        text="In Ihrer Wohnung lebt jetzt eine Familie. Vielen Dank!",
    )  # fmt: skip


def _too_expensive(stage: Stage) -> Journey:
    offer = yield from _offered(
        stage, 14, mailbox("Citylofts Hannover (Frau Graf)", "graf.citylofts"),
        "Möblierte Wohnung in bester Lage.", provider=Provider.COMPANY, persons=1, square_metres=64,
        rent=890, cold_costs=140, furniture=150, furnished=HousingOffer.Furnished.YES,
        address="Georgstraße 940", postcode="30159", free_until=stage.days.today(380),
    )  # fmt: skip
    referral = yield from _in_hand(stage, offer, 11)
    yield stage.days.at_work(8, Random("expensive"))
    report_step(
        user=None, referral=referral, step=Step.REFUSED, refusal=Refusal.TOO_EXPENSIVE,
        text="Die Miete liegt weit über der Grenze.",
    )  # fmt: skip
    yield stage.days.at_work(7, Random("expensive"))
    close_concern(
        user=stage.users["jens"], case=offer.case, outcome=Case.Outcome.NOT_SUITABLE,
        text="Für diese Größe darf die Miete nicht so hoch sein. Danke für Ihr Angebot.",
    )  # fmt: skip


def _asked_whether_free(stage: Stage) -> Journey:
    """Two weeks without news: the office's clock asks „noch frei?“."""
    offer = yield from _offered(
        stage, 13, mailbox("Jochen Wiemann", "jochen.wiemann"), "Zwei Zimmer, frei ab sofort.",
        address="Vahrenwalder Straße 930", postcode="30165",
    )  # fmt: skip
    yield from _advised(stage, offer, 12)
    yield stage.days.at_work(2, Random("free?"))
    still_free.ask(offer=offer)


def _let_elsewhere(stage: Stage) -> Journey:
    offer = yield from _offered(
        stage, 17, mailbox("Silvia Bortfeld", "silvia.bortfeld"), "Dachwohnung, 45 Quadratmeter.",
        square_metres=45, persons=1, address="Sallstraße 920", postcode="30171", floor="4. Stock",
    )  # fmt: skip
    yield from _advised(stage, offer, 16)
    yield stage.days.at_work(6, Random("free"))
    still_free.ask(offer=offer)
    yield stage.days.at_work(5, Random("not free"))
    still_free.answer(offer=offer, is_free=False)
