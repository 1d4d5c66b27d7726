"""Who signs in to the demo: the team of five, its colleagues and partners. Nobody is real."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import Role
from hilfelotse.directory.models import Membership, Organisation

PASSWORD = "hilfelotse-vorfuehrung"  # noqa: S105  the demo answers on this machine only


@dataclass(frozen=True)
class Colleague:
    key: str
    name: str
    email: str
    roles: tuple[Role, ...]


LEAD = "lead"
CASEWORKERS = ("ayse", "jens", "olena", "matthias")
INSPECTOR = "matthias"

OFFICE = [
    Colleague(LEAD, "Renate Ohlendorf", "renate.ohlendorf@hilfelotse.example", (Role.LEAD,)),
    Colleague("ayse", "Ayşe Karadağ", "ayse.karadag@hilfelotse.example", (Role.CASEWORKER,)),
    Colleague("jens", "Jens Wittkopp", "jens.wittkopp@hilfelotse.example", (Role.CASEWORKER,)),
    Colleague(
        "olena", "Olena Marchuk", "olena.marchuk@hilfelotse.example", (Role.CASEWORKER,)
    ),
    Colleague(
        "matthias",
        "Matthias Abeling",
        "matthias.abeling@hilfelotse.example",
        (Role.CASEWORKER, Role.INSPECTOR),
    ),
    Colleague("birgit", "Birgit Quast", "birgit.quast@hilfelotse.example", (Role.INSPECTOR,)),
    Colleague(
        "mehmet", "Mehmet Yıldırım", "mehmet.yildirim@hilfelotse.example", (Role.SWITCHBOARD,)
    ),
    Colleague(
        "clara", "Clara Neumeister", "clara.neumeister@hilfelotse.example", (Role.EDITOR_CITY,)
    ),
    Colleague("hauke", "Hauke Brandes", "hauke.brandes@region.example", (Role.EDITOR_REGION,)),
    Colleague(
        "iris", "Iris Falkenhagen", "iris.falkenhagen@hilfelotse.example", (Role.DPO,)
    ),
    Colleague(
        "dawid", "Dawid Nowicki", "dawid.nowicki@hilfelotse.example", (Role.ADMINISTRATOR,)
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Partner:
    colleague: Colleague
    organisation: str  # its name in network.py
    membership: Membership.Role


PARTNERS = [
    Partner(
        Colleague(
            "fatemeh",
            "Fatemeh Rahmani",
            "fatemeh.rahmani@linden-nord-hilft.example",
            (Role.PARTNER,),
        ),
        "Linden-Nord hilft",
        Membership.Role.ADMIN,
    ),
    Partner(
        Colleague(
            "ulrich", "Ulrich Pape", "ulrich.pape@linden-nord-hilft.example", (Role.PARTNER,)
        ),
        "Linden-Nord hilft",
        Membership.Role.MEMBER,
    ),
    Partner(
        Colleague(
            "silke", "Silke Torborg", "silke.torborg@stadt.example", (Role.DEPARTMENT,)
        ),
        "Fachbereich Gesellschaftliche Teilhabe",
        Membership.Role.MEMBER,
    ),
]  # fmt: skip


def create_office() -> dict[str, User]:
    """The office's users by their keys."""
    hashed = make_password(PASSWORD)
    return {colleague.key: _create(colleague, hashed) for colleague in OFFICE}


def create_partners(organisations: dict[str, Organisation]) -> None:
    """The users of other bodies, with their memberships."""
    hashed = make_password(PASSWORD)
    for partner in PARTNERS:
        Membership.objects.create(
            user=_create(partner.colleague, hashed),
            organisation=organisations[partner.organisation],
            role=partner.membership,
        )


def _create(colleague: Colleague, hashed: str) -> User:
    # Hashing takes long on purpose; one hash serves all, because all have the same password.
    user = User.objects.create(email=colleague.email, name=colleague.name, password=hashed)
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role) for role in colleague.roles)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@dataclass(frozen=True)
class SignIn:
    role: str
    email: str


def sign_ins() -> list[SignIn]:
    """One sign-in for each role, and one more for a partner who does not administer."""
    office = [_sign_in_for(role) for role in Role if role not in {Role.PARTNER, Role.DEPARTMENT}]
    partners = [
        SignIn(
            f"{partner.colleague.roles[0].label} ({partner.membership.label})",
            partner.colleague.email,
        )
        for partner in PARTNERS
    ]
    return office + partners


def _sign_in_for(role: Role) -> SignIn:
    """The user who has this role and, if there is one, no other."""
    having = [colleague for colleague in OFFICE if role in colleague.roles]
    return SignIn(str(role.label), min(having, key=lambda found: len(found.roles)).email)
