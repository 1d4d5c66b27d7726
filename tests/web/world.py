"""A small office in which every route has something to show, and somebody of every role.

Every person in it has a name, a mail address and a number that occur nowhere else, so that a page
that shows one of them can be told.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import count
from types import SimpleNamespace

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, links, phone
from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.alert import alert
from hilfelotse.cases.models import Alert, Case, SavedFilter
from hilfelotse.correspondence.models import OutgoingMail, ReceivedMail, TextBlock
from hilfelotse.directory.models import (
    AcceptanceStop,
    Accommodation,
    Membership,
    Organisation,
    Responsibility,
)
from hilfelotse.goods.models import Reservation
from hilfelotse.housing.actions.advise import advise as advise_home
from hilfelotse.housing.actions.advise import forward
from hilfelotse.knowledge.actions import retire_page
from hilfelotse.knowledge.models import Gap, Page, Picture, Synonym
from hilfelotse.money.actions.advice import advise
from hilfelotse.money.models import Advice, MoneyOffer
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.photos import actions as photos
from hilfelotse.photos.models import Photo
from hilfelotse.placements.models import CheckBack, Placement
from hilfelotse.premises.actions.decide import decide
from hilfelotse.premises.actions.hand_on import hand_on
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.actions.answer import allow_contact
from hilfelotse.referrals.actions.propose import propose
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Proposal, Referral
from hilfelotse.team.models import Absence
from hilfelotse.web.portal import draft as drafts
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
    premises,
    received,
    referrals,
    users,
)

GUESSED = 987_654_321_987
AS_THEY_ARE = {"key", "digest"}  # arguments that are not guessed
ANONYMOUS = "anonymous"
_numbers = count(1)


# --- routes -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Route:
    """A name of the URLconf and what its address is made of."""

    name: str
    parts: frozenset[str]


def routes() -> dict[str, Route]:
    """Every route of the product, allauth's and the demo's included, by its name."""
    return {route.name: route for route in _walk(get_resolver(), (), frozenset())}


def _walk(resolver: URLResolver, spaces: tuple[str, ...], parts: frozenset[str]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        inner = parts | pattern.pattern.regex.groupindex.keys()
        if isinstance(pattern, URLResolver):
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern, spaces + space, inner)
        else:
            yield Route(":".join((*spaces, pattern.name or str(pattern.pattern))), inner)


ROUTES = routes()


# --- people -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Markers:
    """What tells that a page shows this person."""

    name: str
    email: str
    phone: str

    @property
    def words(self) -> list[str]:
        """As they stand in pages: the number in both of its forms."""
        return [self.name, self.email, self.phone, phone.display(self.phone)]


def marked() -> Markers:
    number = next(_numbers)
    # Not "Toni 1", which is also the beginning of "Toni 11". Letters: all are different names.
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
    return Markers(f"Marke{letters}x", f"post{number:04}x@privat.example", f"+4951155{number:05}")


def sender(markers: Markers):
    return offers.sender(name=markers.name, email=markers.email, phone=markers.phone)


PASSWORD = "lindener-marktplatz-42"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def can_sign_in(user: User) -> User:
    """With a password and a second factor, as in production."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, TOTP_SECRET)
    RecoveryCodes.activate(user)
    return user


@dataclass
class World:
    """The rows, by what they are for."""

    people: dict[int, Markers] = field(default_factory=dict)  # by party

    def _ready(self) -> Offer:
        markers = marked()
        offer = offers.ready(sender=sender(markers))
        self.people[offer.party_id] = markers
        return offer

    @cached_property
    def ours(self) -> Organisation:
        return directory.organisation(name="Kreis Eins")

    @cached_property
    def house(self) -> Accommodation:
        return directory.accommodation(operator=self.ours)

    @cached_property
    def others(self) -> Organisation:
        """Nobody of the world's users belongs to it."""
        return directory.organisation(name="Kreis Ohne Leute")

    @cached_property
    def need(self) -> Need:
        return needs.open_need(organisation=self.ours, quantity=9)

    @cached_property
    def foreign_need(self) -> Need:
        return needs.open_need(organisation=self.others, quantity=9)

    @cached_property
    def draft_need(self) -> Need:
        return needs.open_need(organisation=self.others, state=Need.State.DRAFT)

    @cached_property
    def offer(self) -> Offer:
        return self._ready()

    @cached_property
    def question(self) -> Case:
        markers = marked()
        case = cases.question(sender=sender(markers))
        self.people[case.party_id] = markers
        return case

    @cached_property
    def reservation(self) -> Reservation:
        """Things that somebody gives, reserved for ours, with a photo and the contact data."""
        markers = marked()
        offer = goods.offer(sender=sender(markers), may_call=True)
        self.people[offer.case.party_id] = markers
        photos.add(case=offer.case, photos=[pictures.drawn()])
        return goods.reserved(3, offer=offer, need=goods.need(organisation=self.ours))

    @cached_property
    def foreign_reservation(self) -> Reservation:
        offer = goods.offer(sender=sender(marked()))
        photos.add(case=offer.case, photos=[pictures.drawn()])
        return goods.reserved(3, offer=offer, need=goods.need(organisation=self.others))

    @cached_property
    def photo(self) -> Photo:
        (photo,) = photos.add(case=self.offer.case, photos=[pictures.drawn()])
        return photo

    @cached_property
    def foreign_photo(self) -> Photo:
        """Of another case."""
        (photo,) = photos.add(case=self.question, photos=[pictures.drawn()])
        return photo

    @cached_property
    def waiting(self) -> Referral:
        return referrals.sent(offer=self._ready(), need=self.need)

    def _question(self) -> Case:
        markers = marked()
        case = cases.question(sender=sender(markers), text=f"Mein Kind: {markers.name}")
        self.people[case.party_id] = markers
        return case

    @cached_property
    def passed_on(self) -> Referral:
        """A concern that ours may take on."""
        return referrals.passed_on(case=self._question(), organisation=self.ours)

    @cached_property
    def taken_on(self) -> Referral:
        """A concern that ours has in hand, with the contact data."""
        referral = referrals.taken_on(case=self._question(), organisation=self.ours)
        return allow_contact(referral=referral, given=True)

    @cached_property
    def foreign_waiting(self) -> Referral:
        return referrals.sent(offer=self._ready(), need=self.foreign_need)

    @cached_property
    def accepted(self) -> Referral:
        """With the contact data."""
        return self._accept(self.need, contact=True)

    @cached_property
    def foreign_accepted(self) -> Referral:
        return self._accept(self.foreign_need, contact=True)

    @cached_property
    def accepted_without_consent(self) -> Referral:
        return self._accept(self.need, contact=False)

    def _accept(self, need: Need, *, contact: bool) -> Referral:
        offer = self._ready()
        if contact:
            referrals.allow_contact(offer, need)
        referral, _placement = referrals.accepted(offer=offer, need=need)
        return referral

    def every_referral(self) -> list[Referral]:
        """Ours and those of others, in all states."""
        return [
            self.waiting, self.passed_on, self.taken_on, self.accepted,
            self.accepted_without_consent, self.foreign_waiting, self.foreign_accepted,
        ]  # fmt: skip

    @cached_property
    def placement(self) -> Placement:
        return Placement.objects.get(offer__case=self.accepted.case, need=self.need)

    @cached_property
    def proposal(self) -> Proposal:
        """Somebody may choose."""
        (made,) = propose(user=users.caseworker(), offer=self._ready(), needs=[self.need])
        return made

    @cached_property
    def alert(self) -> Alert:
        """The lead has not read it."""
        return alert(case=self.question, sign=Alert.Sign.MINORS, words="Gastfamilie")

    @cached_property
    def check_back(self) -> CheckBack:
        """The helper is asked how it goes."""
        return CheckBack.objects.create(placement=self.placement, side="helper", after_days=14)

    @cached_property
    def failed_mail(self) -> OutgoingMail:
        mail = OutgoingMail.objects.get(reason=f"referral:{self.waiting.pk}:request")
        OutgoingMail.objects.filter(pk=mail.pk).update(state=OutgoingMail.State.FAILED)
        return mail

    @cached_property
    def received(self) -> ReceivedMail:
        """What the person of the offer wrote, with a file and with HTML."""
        return received.with_file(self.offer.case, self.people[self.offer.party_id].email)

    @cached_property
    def foreign_received(self) -> ReceivedMail:
        """What somebody else wrote, in another case."""
        return received.with_file(self.question, self.people[self.question.party_id].email)

    @cached_property
    def opinion(self) -> Referral:
        return referrals.opinion()

    @cached_property
    def aside(self) -> ReceivedMail:
        return received.mail(state=ReceivedMail.State.AUTOMATIC, sender_address="x@bot.example")

    @cached_property
    def text_block(self) -> TextBlock:
        return TextBlock.objects.create(name="Gruß", language="de", text="Guten Tag {{name}}")

    @cached_property
    def absence(self) -> Absence:
        """The caseworker will be away."""
        days = {"first_day": "2030-01-07", "last_day": "2030-01-11"}
        return Absence.objects.create(user=self.team["caseworker"], **days)

    @cached_property
    def saved_filter(self) -> SavedFilter:
        return SavedFilter.objects.create(
            owner=self.team["lead"], name="Fragen", query="view=all&kind=question"
        )

    @cached_property
    def foreign_filter(self) -> SavedFilter:
        return SavedFilter.objects.create(
            owner=users.caseworker(name="Kollegin Anders"),
            name="Briefe",
            query="view=all&channel=letter",
        )

    @cached_property
    def home(self) -> Referral:
        """Somebody offers a flat, and ours has it in hand, with the contact data."""
        markers = marked()
        offer = homes.offered(sender={"sender": sender(markers)})
        self.people[offer.case.party_id] = markers
        user = users.caseworker()
        advise_home(user=user, offer=offer, ticked=["models"])
        sent = forward(user=user, offer=offer, organisation=self.ours, text="Eine Wohnung.")
        return allow_contact(referral=take_on(referral=sent), given=True)

    @cached_property
    def gift(self) -> Advice:
        """Somebody wants to give money, and ours was named."""
        markers = marked()
        offer = money.offer(sender=sender(markers), amount=MoneyOffer.Amount.TO_10000)
        self.people[offer.case.party_id] = markers
        recipient = money.recipient(organisation=self.ours)
        [named] = advise(user=users.caseworker(), offer=offer, recipients=[recipient])
        return named

    @cached_property
    def foreign_gift(self) -> Advice:
        recipient = money.recipient(organisation=self.others)
        offer = money.offer(sender=sender(marked()))
        [named] = advise(user=users.caseworker(), offer=offer, recipients=[recipient])
        return named

    @cached_property
    def hotel(self) -> Premises:
        """Offered by a broker."""
        return self._hotel("Am Maschsee 7")

    @cached_property
    def reserved(self) -> Premises:
        """The same hotel offered by another broker: the pages of both name the other."""
        made = self._hotel("Am Maschsee 7")
        until = clock.today() + timedelta(days=30)
        decide(user=users.caseworker(), premises=made, decision="reserve", reserve_until=until)
        return made

    @cached_property
    def room(self) -> Referral:
        """Somebody offers a room, and ours is asked."""
        markers = marked()
        made = premises.room(sender=sender(markers), address="Kirchweg 3")
        self.people[made.case.party_id] = markers
        said = {"organisation": self.ours, "text": "Ein Raum."}
        return hand_on(user=users.caseworker(), case=made.case, **said)

    def _hotel(self, address: str) -> Premises:
        markers = marked()
        made = premises.hotel(sender=sender(markers), address=address)
        self.people[made.case.party_id] = markers
        return made

    @cached_property
    def page(self) -> Page:
        """An answer of the city."""
        return knowledge.page()

    @cached_property
    def retired_page(self) -> Page:
        made = knowledge.page("Was war früher?")
        return retire_page(user=users.caseworker(), page=made)

    @cached_property
    def picture(self) -> Picture:
        return knowledge.picture(self.page)

    @cached_property
    def foreign_picture(self) -> Picture:
        """Nobody is shown its page any more."""
        made = knowledge.page("Wie war es früher?")
        picture = knowledge.picture(made, "red")
        retire_page(user=users.caseworker(), page=made)
        return picture

    @cached_property
    def known(self) -> dict[str, int]:
        """An answer and a gap, who is responsible, a stop, a rule: by the names of the routes."""
        department = directory.department(name="Fachbereich Schule", contact={"name": "Frau Amt"})
        return {
            "answer_id": self.page.pk,
            "page_id": self.page.pk,
            "revision_id": self.page.revisions.get().pk,
            "language": "en",
            "gap_id": Gap.objects.create(words="bus fahrplan", text="Wann fährt der Bus?").pk,
            "picture_id": self.picture.pk,
            "digest": self.picture.digest[:8],
            "synonym_id": Synonym.objects.create(words="Visum, Aufenthaltserlaubnis").pk,
            "responsibility_id": Responsibility.objects.create(
                subject="school", organisation=department
            ).pk,
            "stop_id": AcceptanceStop.objects.create(goods="books", reason="Lager voll").pk,
            "rule_id": knowledge.rule("schulbus*", "school").pk,
            "criterion_id": premises.criterion("fire").pk,
        }

    @cached_property
    def callback(self) -> Callback:
        """Somebody waits for our call."""
        markers = marked()
        case = cases.question(sender=sender(markers))
        self.people[case.party_id] = markers
        return calls.callback(users.caseworker(), case=case)

    @cached_property
    def team(self) -> dict[str, User]:
        """Somebody of each role; partners of ours, of others' and of a department."""
        made = {role.value: users.user(role) for role in Role}
        del made[Role.PARTNER.value]
        for name, membership in (
            ("partner_admin", Membership.Role.ADMIN),
            ("partner_member", Membership.Role.MEMBER),
        ):
            made[name] = users.user(Role.PARTNER)
            Membership.objects.create(user=made[name], organisation=self.ours, role=membership)
        made["other_partner"] = users.partner(directory.organisation(name="Kreis Zwei"))
        Membership.objects.create(
            user=made[Role.DEPARTMENT.value], organisation=directory.department(name="Fachbereich")
        )
        for user in made.values():
            can_sign_in(user)
        return made

    @cached_property
    def membership(self) -> Membership:
        return Membership.objects.get(user=self.team["partner_member"])

    @cached_property
    def foreign_membership(self) -> Membership:
        return Membership.objects.get(user=self.team["other_partner"])

    @cached_property
    def foreign_placement(self) -> Placement:
        return Placement.objects.get(offer__case=self.foreign_accepted.case)

    def build(self) -> "World":
        """Everything at once, so that no request of a test finds a half-empty office."""
        for name in (
            "absence", "photo", "foreign_photo", "reservation", "foreign_reservation",
            "foreign_gift",
            "ours", "others", "need",
            "foreign_need",
            "draft_need", "offer", "question",
            "waiting", "passed_on", "taken_on", "opinion", "foreign_waiting",
            "accepted", "foreign_accepted", "accepted_without_consent",
            "placement", "proposal", "alert", "check_back", "failed_mail", "received",
            "foreign_received", "aside", "text_block",
            "callback", "team", "house", "known", "retired_page", "gift", "home", "hotel", "room",
            "reserved", "foreign_picture",
            "saved_filter", "foreign_filter",
        ):  # fmt: skip
            getattr(self, name)
        return self

    # --- addresses ------------------------------------------------------------------------

    def token(self, purpose: str, subject_id: int) -> str:
        """A living link."""
        return links.issue(purpose=purpose, subject_id=subject_id, valid=timedelta(days=7))

    def url(self, route: str, whose: str = "own") -> str:
        """The address of ``route`` for the ``own`` row, a ``foreign`` or a ``guessed`` one."""
        return reverse(route, kwargs=self._arguments(route)[whose])

    def _arguments(self, route: str) -> dict[str, dict]:
        if route.startswith("links:"):
            return self._link_arguments(route)
        if route.startswith("place:"):
            return self._place_arguments(route)
        parts = ROUTES[route].parts
        own = {name: value for name, value in self._own().items() if name in parts}
        if route in ("portal:help_done", "portal:goods_done", "portal:home_done", "portal:thanks"):
            own["draft_id"] = RECEIPT
        own |= self._instead().get(route, {})
        foreign = own | self._foreign().get(route, {})
        guessed = {name: self._guess(name, value) for name, value in own.items()}
        if route == "other_tag":
            guessed["tag"] = "xx"
        if route == "portal:help_step":
            guessed["step_name"] = "wer"
        if route == "portal:goods_step":
            guessed["step_name"] = "sachen"
        if route == "portal:home_step":
            guessed["step_name"] = "angebot"
        return {"own": own, "foreign": foreign, "guessed": guessed}

    def _own(self) -> dict:
        return {
            "case_id": self.offer.case_id, "need_id": self.need.pk,
            "referral_id": self.waiting.pk, "placement_id": self.placement.pk,
            "organisation_id": self.ours.pk, "mail_id": self.failed_mail.pk,
            "accommodation_id": self.house.pk,
            "contact_id": self.ours.contacts.get().pk, "received_id": self.received.pk,
            "photo_id": self.photo.pk, "reservation_id": self.reservation.pk, "part": 1,
            "block_id": self.text_block.pk,
            "party_id": self.offer.party_id, "draft_id": DRAFT, "step_name": "wer",
            "user_id": self.team["caseworker"].pk, "absence_id": self.absence.pk,
            "filter_id": self.saved_filter.pk,
            "tag": "ku", "rest": "frage/", "slug": "wo-kann-ich-deutsch-lernen",
            "pk": GUESSED, "uidb36": "zzzzz0", "key": "abc-0123456789abcdef",
            "proposal_id": self.proposal.pk, "alert_id": self.alert.pk,
            "other_id": self.question.pk, "callback_id": self.callback.pk,
            "advice_id": self.gift.pk, "recipient_id": self.gift.recipient_id,
            "membership_id": self.membership.pk,
            **self.known,
        }  # fmt: skip

    def _instead(self) -> dict[str, dict]:
        """Routes that are not for the row which the others take."""
        in_hand = {"referral_id": self.taken_on.pk}
        about_homes = ("edit", "advise", "identity", "still_free", "dossier")
        about_premises = ("premises", "premises_missing", "premises_decide", "premises_dossier")
        return {
            "portal:goods_step": {"step_name": "sachen"},
            "portal:home_step": {"step_name": "angebot"},
            **{f"desk:home_{name}": {"case_id": self.home.case_id} for name in about_homes},
            "desk:home_step": {"referral_id": self.home.pk},
            "partners:home_step": {"referral_id": self.home.pk},
            "partners:home_pdf": {"referral_id": self.home.pk},
            "partners:premises_pdf": {"referral_id": self.room.pk},
            "partners:handover_photo": {
                "reservation_id": self.reservation.pk,
                "photo_id": self.reservation.offer.case.photos.get().pk,
            },
            "desk:goods_reserve": {"case_id": self.reservation.offer.case_id},
            "desk:goods_do": {"case_id": self.reservation.offer.case_id},
            "desk:pass_on": {"case_id": self.question.pk},
            "desk:opinions": {"case_id": self.question.pk},
            "desk:advise": {"case_id": self.gift.offer.case_id},
            "desk:council": {"case_id": self.gift.offer.case_id},
            "desk:premises_again": {"case_id": self.reserved.case_id},
            **{f"desk:{name}": {"case_id": self.hotel.case_id} for name in about_premises},
            "desk:result": in_hand,
            "partners:result": in_hand,
        }

    def _foreign(self) -> dict[str, dict]:
        """What the route is not for: a question where an offer belongs, somebody else's row."""
        no_offer = {"case_id": self.question.pk}
        about_offers = (
            "talk", "ready", "allow", "guardian", "refer", "certificate", "case_offer", "pause",
            "resume", "withdraw", "checklist", "propose", "advise", "council", "premises",
            "premises_missing",
            "premises_decide", "premises_again", "premises_dossier",
        )  # fmt: skip
        other_mail = {"received_id": self.foreign_received.pk}
        other_photo = {"photo_id": self.foreign_photo.pk}
        about_mails = ("attachment", "mail_raw", "mail_html")
        return {f"desk:{name}": no_offer for name in about_offers} | {
            **{
                f"editors:{name}": {"page_id": self.retired_page.pk}
                for name in (
                    "text",
                    "details",
                    "pictures",
                    "picture_edit",
                    "picture_remove",
                    "confirm",
                    "retire",
                    "translate",
                    "translate_start",
                    "translate_approve",
                )
            },
            **{
                f"editors:{name}": {"revision_id": self.retired_page.revisions.get().pk}
                for name in ("approve", "restore")
            },
            "picture": {
                "picture_id": self.foreign_picture.pk,
                "digest": self.foreign_picture.digest[:8],
            },
            "desk:filter_share": {"filter_id": self.foreign_filter.pk},
            "desk:filter_delete": {"filter_id": self.foreign_filter.pk},
            **{f"desk:{name}": other_mail for name in about_mails},
            "desk:photo": other_photo,
            "desk:goods_reserve": no_offer,
            "desk:goods_do": no_offer,
            **{
                f"desk:home_{name}": no_offer
                for name in ("edit", "advise", "identity", "still_free", "dossier")
            },
            "desk:home_step": {"referral_id": self.waiting.pk},
            "partners:handover": {"reservation_id": self.foreign_reservation.pk},
            "partners:handover_photo": {
                "reservation_id": self.foreign_reservation.pk,
                "photo_id": self.foreign_reservation.offer.case.photos.get().pk,
            },
            "partners:gift": {"advice_id": self.foreign_gift.pk},
            "partners:home_step": {"referral_id": self.taken_on.pk},
            "partners:home_pdf": {"referral_id": self.foreign_waiting.pk},
            "partners:premises_pdf": {"referral_id": self.taken_on.pk},
            "portal:home_step": {"draft_id": FOREIGN_DRAFT},
            "portal:home_done": {"draft_id": FOREIGN_DRAFT},
            "desk:pass_on": {"case_id": self.offer.case_id},
            "desk:opinions": {"case_id": self.offer.case_id},
            "desk:result": {"referral_id": self.waiting.pk},
            "partners:referral": {"referral_id": self.foreign_waiting.pk},
            **{
                f"partners:{name}": {"need_id": self.foreign_need.pk}
                for name in ("need", "need_do", "need_edit")
            },
            "partners:helper_step": {"placement_id": self.foreign_placement.pk},
            "partners:member_remove": {"membership_id": self.foreign_membership.pk},
            "partners:contact_edit": {"contact_id": self.others.contacts.get().pk},
            **{
                f"partners:{name}": {"organisation_id": self.others.pk}
                for name in (
                    "profile_edit",
                    "profile_confirm",
                    "intakes",
                    "calendar",
                    "members",
                    "contact_new",
                )
            },
            "partners:result": {"referral_id": self.foreign_waiting.pk},
            "portal:need": {"need_id": self.draft_need.pk},
            "portal:need_picture": {"need_id": self.draft_need.pk},
            "portal:goods_step": {"draft_id": FOREIGN_DRAFT},
            "portal:goods_done": {"draft_id": FOREIGN_DRAFT},
            "portal:help_step": {"draft_id": FOREIGN_DRAFT},
            "portal:help_done": {"draft_id": FOREIGN_DRAFT},
            "portal:thanks": {"draft_id": FOREIGN_DRAFT},
        }

    def _guess(self, name: str, value) -> object:
        return GUESSED if isinstance(value, int) else value if name in AS_THEY_ARE else "x0x0x0x0"

    def _place_arguments(self, route: str) -> dict[str, dict]:
        """Foreign: somebody else's row behind one's own link, or without a row a wrong link."""
        if route == "place:feed":
            subject = self.ours.pk
            tokens = {
                "own": self.token("calendar", subject),
                "foreign": self.token("place", subject),
                "guessed": secrets.token_urlsafe(16),
            }
            return {whose: {"token": token} for whose, token in tokens.items()}
        found = self._arguments(route.replace("place:", "partners:"))
        token = self.token("place", self.ours.contacts.get().pk)
        other = self.token("status", self.ours.contacts.get().pk)
        tokens = {
            "own": token,
            "foreign": token if found["foreign"] != found["own"] else other,
            "guessed": secrets.token_urlsafe(16),
        }
        return {whose: found[whose] | {"token": tokens[whose]} for whose in found}

    def _link_arguments(self, route: str) -> dict[str, dict]:
        if route == "links:lost":
            return {"own": {}, "foreign": {}, "guessed": {}}
        purpose, subject = self._behind(route)
        wrong = "referral_answer" if purpose != "referral_answer" else "status"
        tokens = {
            "own": self.token(purpose, subject),
            "foreign": self.token(wrong, subject),
            "guessed": secrets.token_urlsafe(16),
        }
        found = {whose: {"token": token} for whose, token in tokens.items()}
        if route == "links:contact_consent":
            for arguments in found.values():
                arguments["referral_id"] = self.accepted_without_consent.pk
            found["foreign"] = found["own"] | {"referral_id": self.waiting.pk}
        if route == "links:profile_contact":
            for arguments in found.values():
                arguments["contact_id"] = self.ours.contacts.get().pk
            stranger = self.others.contacts.get().pk
            found["foreign"] = found["own"] | {"contact_id": stranger}
        if route == "links:choose":
            for arguments in found.values():
                arguments["proposal_id"] = self.proposal.pk
        if route == "links:cancel":
            for arguments in found.values():
                arguments["placement_id"] = self.placement.pk
        if route == "links:handover_photo":
            for arguments in found.values():
                arguments["photo_id"] = self.reservation.offer.case.photos.get().pk
        if route == "links:take_back":
            for arguments in found.values():
                arguments["organisation_id"] = self.ours.pk
        return found

    def _behind(self, route: str) -> tuple[str, int]:
        return {
            "links:still_needed": ("need", self.need.pk),
            "links:confirm": ("confirm", self.offer.party.contact_points.get(kind="email").pk),
            "links:profile": ("profile", self.ours.contacts.get().pk),
            "links:profile_change": ("profile", self.ours.contacts.get().pk),
            "links:profile_contact": ("profile", self.ours.contacts.get().pk),
            "links:goods_do": ("status", self.reservation.offer.case_id),
            "links:handover": ("handover", self.reservation.pk),
            "links:handover_photo": ("handover", self.reservation.pk),
            "links:answer": ("referral_answer", self.waiting.pk),
            "links:contact": ("referral_contact", self.accepted.pk),
            "links:result": ("referral_result", self.taken_on.pk),
            "links:home_step": ("referral_result", self.home.pk),
            "links:home_pdf": ("referral_result", self.home.pk),
            "links:premises_pdf": ("referral_answer", self.room.pk),
            "links:still_free": ("home_still_free", self.home.case.housing_offer.pk),
            "links:gift": ("gift", self.gift.pk),
            "links:choose": ("status", self.proposal.case_id),
            "links:cancel": ("status", self.accepted.case_id),
            "links:check_back": ("check_back", self.check_back.pk),
            "links:contact_consent": ("status", self.accepted_without_consent.case_id),
        }.get(route, ("status", self.offer.case_id))

    # --- visitors -------------------------------------------------------------------------

    def client(self, role: str) -> Client:
        """A browser of somebody of ``role``, with a draft and a receipt of their own."""
        client = Client(raise_request_exception=False)
        if role != ANONYMOUS:
            client.force_login(self.team[role])
        _keep_drafts(client, self.question.pk)
        return client


DRAFT, RECEIPT, FOREIGN_DRAFT = "meins123", "fertig12", "fremd123"
ROLES = [
    ANONYMOUS, "lead", "caseworker", "inspector", "switchboard", "editor_city", "editor_region",
    "partner_admin", "partner_member", "other_partner", "department", "dpo", "administrator",
]  # fmt: skip


def _keep_drafts(client: Client, case_id: int) -> None:
    """One that has begun and one that was sent, under known names."""
    session = client.session
    request = SimpleNamespace(session=session, user=AnonymousUser())
    begun, sent = drafts.begin(request), drafts.begin(request)
    drafts.finish(request, sent, {"case": case_id, "token": "x" * 22, "by_mail": True})
    kept = session["drafts"]
    kept[begun.id]["steps"] = {"wer": {"who": ["person"]}}
    session["drafts"] = {DRAFT: kept[begun.id], RECEIPT: kept[sent.id]}
    session.save()


# --- the database -------------------------------------------------------------------------


@contextmanager
def undone(client: Client | None = None) -> Iterator[None]:
    """What happens inside leaves no trace: in the database, in rate limits, in the browser."""
    cookies = client.cookies.output(header="") if client else ""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
    if client:
        client.cookies.clear()
        client.cookies.load(cookies)
