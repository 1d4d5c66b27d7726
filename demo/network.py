"""The bodies of the demo's city: departments, operators, circles, and where refugees live.

Departments are named after what they do in Hannover (domain/fields 3.17). Everything else is
invented: names, people, addresses.
"""

from dataclasses import dataclass

from hilfelotse.accounts.models import User
from hilfelotse.base.text import fold
from hilfelotse.directory.actions import add_organisation
from hilfelotse.directory.actions.accommodations import add_accommodation
from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.places.models import Quarter

Kind = Organisation.Kind
CIRCLE, OPERATOR, ASSOCIATION = Kind.CIRCLE, Kind.OPERATOR, Kind.ASSOCIATION
DEPARTMENT, REGION, STORE = Kind.DEPARTMENT, Kind.REGION, Kind.STORE


@dataclass(frozen=True)
class Body:
    name: str
    kind: str
    quarter: str
    contact: str
    about: str
    is_public: bool = True


CITY = [
    Body(
        "Fachbereich Soziales", DEPARTMENT, "Mitte", "Heike Lohmann",
        "Unterbringung, Leistungen und soziale Beratung für Geflüchtete.",
    ),
    Body(
        "Fachbereich Gesellschaftliche Teilhabe", DEPARTMENT, "Mitte", "Silke Torborg",
        "Integration, Begegnung und Unterstützung von Geflüchteten in der Stadt.",
    ),
    Body(
        "Fachbereich Jugend und Familie", DEPARTMENT, "Oststadt", "Kerstin Bleckwenn",
        "Junge Geflüchtete ohne Eltern, Vormundschaft, Kitas und Familienzentren.",
    ),
    Body(
        "Fachbereich Schule", DEPARTMENT, "Mitte", "Volker Dammann",
        "Anmeldung in Schulen, Sprachlernklassen und Ganztag.",
    ),
    Body(
        "Volkshochschule und Bildung", DEPARTMENT, "Calenberger Neustadt", "Susanne Ebeling",
        "Deutschkurse, Alphabetisierung und Lerncafés.",
    ),
    Body(
        "Stadtbibliothek", DEPARTMENT, "Südstadt", "Anja Rüter",
        "Vorlesen, Sprachtreffs und Medien in vielen Sprachen.",
    ),
    Body(
        "Fachbereich Planen und Stadtentwicklung", DEPARTMENT, "Mitte", "Holger Sievers",
        "Wohnraum, Bauordnung und Stadtplanung.",
    ),
    Body(
        "Fachbereich Wirtschaft und Liegenschaften", DEPARTMENT, "Mitte", "Petra Wiechert",
        "Grundstücke und Gebäude der Stadt.",
    ),
    Body(
        "Gebäudemanagement", DEPARTMENT, "Mitte", "Uwe Hattendorf",
        "Herrichtung und Betrieb städtischer Gebäude.",
    ),
    Body(
        "Feuerwehr", DEPARTMENT, "Calenberger Neustadt", "Leitstelle Brandschutz",
        "Brandschutz in Unterkünften.",
    ),
    Body(
        "Fachbereich Öffentliche Ordnung", DEPARTMENT, "Mitte", "Frank Gieseke",
        "Anmeldung, Aufenthalt und Ordnung.",
    ),
    Body(
        "Presse- und Öffentlichkeitsarbeit", DEPARTMENT, "Mitte", "Newsdesk",
        "Auskünfte an Zeitungen, Radio und Fernsehen.",
    ),
    Body(
        "Region Hannover – Team Integration", REGION, "Südstadt", "Hauke Brandes",
        "Hilfe und Ansprechpersonen in den 21 Städten und Gemeinden der Region.",
    ),
    Body(
        "Region Hannover – Fachbereich Gesundheit", REGION, "Südstadt", "Meike Osterwald",
        "Impfungen, Untersuchungen und Beratung zur Gesundheit.",
    ),
    Body(
        "Jobcenter Region Hannover", REGION, "Vahrenwald", "Team Ankommen",
        "Leistungen und Vermittlung in Arbeit.",
    ),
]  # fmt: skip

OPERATORS = [
    Body(
        "Wohnbrücke Leine gGmbH", OPERATOR, "Nordstadt", "Carsten Ahlborn",
        "Betreibt Gemeinschaftsunterkünfte im Norden der Stadt.",
    ),
    Body(
        "Domizil Soziale Dienste gGmbH", OPERATOR, "Linden-Süd", "Nurcan Demirel",
        "Betreibt Wohnprojekte für Familien.",
    ),
    Body(
        "Sozialwerk Maschwiese e. V.", OPERATOR, "Südstadt", "Gudrun Voges",
        "Betreibt Unterkünfte im Süden der Stadt.",
    ),
    Body(
        "Haus und Halt gGmbH", OPERATOR, "Groß-Buchholz", "Tobias Renneberg",
        "Betreibt Notunterkünfte und begleitet beim Umzug.",
    ),
    Body(
        "Kronsberg Wohnen und Begleiten gGmbH", OPERATOR, "Bemerode", "Swetlana Becker",
        "Betreibt Modulbauten und Wohnprojekte am Kronsberg.",
    ),
    Body(
        "Schutzraum Leinebogen e. V.", OPERATOR, "Mitte", "Marlies Tietjen",
        "Betreibt Häuser für Menschen mit besonderem Schutzbedarf.",
    ),
]  # fmt: skip

CIRCLES = [
    Body(
        "Linden-Nord hilft", CIRCLE, "Linden-Nord", "Fatemeh Rahmani",
        "Nachbarinnen und Nachbarn für Geflüchtete: Sprachcafé, Begleitung, Feste.",
    ),
    Body(
        "Ankommen in Linden-Mitte", CIRCLE, "Linden-Mitte", "Bernd Schlüter",
        "Wir begleiten Familien in den ersten Monaten.",
    ),
    Body(
        "Lindener Küchenrunde", CIRCLE, "Linden-Süd", "Zeynep Arslan",
        "Kochen und essen mit allen, die neu in Linden sind.",
    ),
    Body(
        "Limmer am Kanal – Kreis für Nachbarschaft", CIRCLE, "Limmer", "Hella Brinkmann",
        "Begegnung, Sport und Ausflüge am Kanal.",
    ),
    Body(
        "Offene Tür Nordstadt", CIRCLE, "Nordstadt", "Jonas Wehmeyer",
        "Studierende und Nachbarn: Deutsch, Nachhilfe, Fahrräder.",
    ),
    Body(
        "Hainhölzer Runde", CIRCLE, "Hainholz", "Ludmila Krause",
        "Hilfe bei Briefen, Ämtern und Wohnungssuche.",
    ),
    Body(
        "Vahrenwald verbindet", CIRCLE, "Vahrenwald", "Dirk Plinke",
        "Patenschaften und Sprachtreffs.",
    ),
    Body(
        "Listergarten – Unterstützerkreis List", CIRCLE, "List", "Annette Kühne",
        "Garten, Café und Kinderangebote.",
    ),
    Body(
        "Oststadt für alle", CIRCLE, "Oststadt", "Miriam Goldberg",
        "Kultur, Musik und Begegnung.",
    ),
    Body(
        "Nachbarschaftskreis Zooviertel", CIRCLE, "Zoo", "Eckhard Rehn",
        "Begleitung zu Ämtern und Ärzten.",
    ),
    Body(
        "Brücke Bothfeld", CIRCLE, "Bothfeld", "Gesa Harms",
        "Hausaufgaben, Spielgruppe und Sport.",
    ),
    Body(
        "Sahlkamp zusammen", CIRCLE, "Sahlkamp", "Ibrahim Sesay",
        "Angebote für Kinder und Jugendliche.",
    ),
    Body(
        "Vahrenheider Lotsen", CIRCLE, "Vahrenheide", "Elke Stamer",
        "Lotsen für Behörden, Schule und Arbeit.",
    ),
    Body(
        "Roderbruch ruft", CIRCLE, "Groß-Buchholz", "Tamara Weiß",
        "Sprachcafé und Kleiderkammer.",
    ),
    Body(
        "Kleefelder Kreis", CIRCLE, "Kleefeld", "Hartmut Lüders",
        "Deutsch üben und Musik machen.",
    ),
    Body(
        "Misburger Hafenhilfe", CIRCLE, "Misburg-Nord", "Kirsten Oltmann",
        "Fahrten, Umzüge und Werkstatt.",
    ),
    Body(
        "Anderten packt an", CIRCLE, "Anderten", "Rolf Buchholz",
        "Möbel aufbauen, renovieren, Garten.",
    ),
    Body(
        "Willkommen in Kirchrode", CIRCLE, "Kirchrode", "Dorothea Linke",
        "Patenschaften für Familien.",
    ),
    Body(
        "Kronsberger Freundeskreis", CIRCLE, "Bemerode", "Amadou Diallo",
        "Sport, Schwimmen und Feste.",
    ),
    Body(
        "Südstädter Tischgemeinschaft", CIRCLE, "Südstadt", "Ingrid Hasenkamp",
        "Treffpunkt mit Kaffee, Spielen und Gesprächen.",
    ),
    Body(
        "Döhrener Nachbarn", CIRCLE, "Döhren", "Wiebke Sander",
        "Nachhilfe, Fahrräder und Computer.",
    ),
    Body(
        "Mittelfeld miteinander", CIRCLE, "Mittelfeld", "Salah Haddad",
        "Dolmetschen und Begleitung.",
    ),
    Body(
        "Ricklinger Freundschaftskreis", CIRCLE, "Ricklingen", "Karin Meinecke",
        "Bewerbungen, Ausbildung und Sprache.",
    ),
    Body(
        "Mühlenberg und Wettbergen Hand in Hand", CIRCLE, "Mühlenberg", "Oxana Peters",
        "Frauentreff, Kinder und Kochen.",
    ),
    Body(
        "Badenstedter Bündnis", CIRCLE, "Badenstedt", "Friedrich Tegtmeyer",
        "Deutsch, Garten und Ausflüge.",
    ),
    Body(
        "Herrenhäuser Willkommenskreis", CIRCLE, "Herrenhausen", "Leyla Bozkurt",
        "Begleitung, Musik und Feste.",
    ),
    Body(
        "Stöckener Anker", CIRCLE, "Stöcken", "Manfred Kolbe",
        "Hilfe bei Arbeit, Wohnung und Formularen.",
    ),
    Body(
        "Ahlemer Nachbarschaft", CIRCLE, "Ahlem", "Petra Vasquez",
        "Sport und Spielnachmittage.",
    ),
    Body(
        "Wülfeler Werkbank", CIRCLE, "Wülfel", "Jürgen Ostermeier",
        "Reparieren und Bauen mit Neuen im Stadtteil.",
    ),
    Body(
        "Wettberger Runde", CIRCLE, "Wettbergen", "Christine Aydın",
        "Begleitung und Treffpunkt, jeden Mittwoch.",
    ),
    Body(
        "Kirchröder Seniorenhilfe", CIRCLE, "Kirchrode", "Gerda Wulff",
        "Wir lesen Briefe mit Ihnen. Am besten erreichen Sie uns am Telefon.",
    ),
]  # fmt: skip

ASSOCIATIONS = [
    Body(
        "Sprachmittlerpool Leinestadt e. V.", ASSOCIATION, "Mitte", "Rania Khalil",
        "Vermittelt Menschen, die dolmetschen.",
    ),
    Body(
        "Fahrradwerkstatt Speichenglück e. V.", ASSOCIATION, "Linden-Nord", "Malte Ihlenfeld",
        "Repariert Räder gemeinsam mit Geflüchteten.",
    ),
    Body(
        "Frauentreff Mosaik e. V.", ASSOCIATION, "Linden-Süd", "Gülbahar Öztürk",
        "Kurse, Beratung und Ausflüge für Frauen.",
    ),
    Body(
        "Lernhaus am Kanal e. V.", ASSOCIATION, "Vahrenheide", "Henrike Mohr",
        "Nachhilfe und Ferienangebote für Kinder.",
    ),
    Body(
        "Rechtsberatung im Hof e. V.", ASSOCIATION, "Nordstadt", "Julian Oppermann",
        "Ehrenamtliche Beratung durch Fachleute.",
    ),
    Body(
        "Teestube am Markt e. V.", ASSOCIATION, "Mitte", "Rolf Stegmann",
        "Offener Treff mit Tee.",
    ),
]  # fmt: skip

STORES = [
    Body(
        "Kleiderkammer Roderbruch", STORE, "Groß-Buchholz", "Halina Wójcik",
        "Nimmt Kleidung zu festen Zeiten an und gibt sie kostenlos aus.",
    ),
    Body(
        "Sozialkaufhaus Leinewelle", STORE, "Vahrenwald", "Thorsten Kempe",
        "Haushaltswaren und Geräte für wenig Geld.",
    ),
    Body(
        "Babykorb List", STORE, "List", "Aylin Şimşek",
        "Alles für Babys, geprüft und sauber.",
    ),
]  # fmt: skip

MUNICIPALITIES = [
    Body(
        "Stadt Garbsen – Team Soziales", REGION, "Stöcken", "Imke Rathmann",
        "Ansprechstelle für Geflüchtete, die in Garbsen wohnen.",
    ),
    Body(
        "Stadt Laatzen – Integration", REGION, "Mittelfeld", "Darius Kaminski",
        "Ansprechstelle für Geflüchtete, die in Laatzen wohnen.",
    ),
]  # fmt: skip

# New ones at the end: the telephone numbers of the others stay as they are.
BODIES = [*CITY, *OPERATORS, *CIRCLES, *ASSOCIATIONS, *STORES, *MUNICIPALITIES]

_Home = Accommodation.Kind
_Shown = Accommodation.Protection

# name, kind, operator, quarter, protection, the circle that helps there, an invented address
ACCOMMODATIONS = [
    (
        "Gemeinschaftsunterkunft Nordstadt",
        _Home.SHARED,
        0,
        "Nordstadt",
        _Shown.PUBLIC,
        "Offene Tür Nordstadt",
        "Am Kleinen Felde 212",
    ),
    (
        "Gemeinschaftsunterkunft Hainholz",
        _Home.SHARED,
        0,
        "Hainholz",
        _Shown.PUBLIC,
        "Hainhölzer Runde",
        "Schulenburger Landstraße 912",
    ),
    (
        "Wohnprojekt Vahrenwald",
        _Home.PROJECT,
        0,
        "Vahrenwald",
        _Shown.PARTNERS,
        "Vahrenwald verbindet",
        "Melanchthonstraße 411",
    ),
    (
        "Notunterkunft Stöcken",
        _Home.EMERGENCY,
        0,
        "Stöcken",
        _Shown.PARTNERS,
        "Stöckener Anker",
        "Stöckener Straße 901",
    ),
    (
        "Wohnprojekt Linden-Süd",
        _Home.PROJECT,
        1,
        "Linden-Süd",
        _Shown.PUBLIC,
        "Lindener Küchenrunde",
        "Charlottenstraße 303",
    ),
    (
        "Wohnprojekt Badenstedt",
        _Home.PROJECT,
        1,
        "Badenstedt",
        _Shown.PARTNERS,
        "Badenstedter Bündnis",
        "Badenstedter Straße 905",
    ),
    (
        "Gemeinschaftsunterkunft Ahlem",
        _Home.SHARED,
        1,
        "Ahlem",
        _Shown.PUBLIC,
        "",
        "Wunstorfer Straße 907",
    ),
    (
        "Gemeinschaftsunterkunft Südstadt",
        _Home.SHARED,
        2,
        "Südstadt",
        _Shown.PUBLIC,
        "Südstädter Tischgemeinschaft",
        "Altenbekener Damm 309",
    ),
    (
        "Gemeinschaftsunterkunft Döhren",
        _Home.SHARED,
        2,
        "Döhren",
        _Shown.PARTNERS,
        "Döhrener Nachbarn",
        "Abelmannstraße 310",
    ),
    (
        "Notunterkunft Groß-Buchholz",
        _Home.EMERGENCY,
        3,
        "Groß-Buchholz",
        _Shown.PARTNERS,
        "Roderbruch ruft",
        "Osterfelddamm 508",
    ),
    (
        "Gemeinschaftsunterkunft Bothfeld",
        _Home.SHARED,
        3,
        "Bothfeld",
        _Shown.PUBLIC,
        "Brücke Bothfeld",
        "Burgwedeler Straße 914",
    ),
    (
        "Notunterkunft Misburg-Süd",
        _Home.EMERGENCY,
        3,
        "Misburg-Süd",
        _Shown.PUBLIC,
        "Misburger Hafenhilfe",
        "Anderter Straße 706",
    ),
    (
        "Modulbau Kronsberg",
        _Home.SHARED,
        4,
        "Bemerode",
        _Shown.PUBLIC,
        "Kronsberger Freundeskreis",
        "Wülferoder Straße 702",
    ),
    (
        "Wohnprojekt Mittelfeld",
        _Home.PROJECT,
        4,
        "Mittelfeld",
        _Shown.PARTNERS,
        "Mittelfeld miteinander",
        "Am Mittelfelde 511",
    ),
    ("Haus Abendstern", _Home.PROJECT, 5, "Waldhausen", _Shown.SECRET, "", "Weidenkamp 903"),
    ("Haus Sanddorn", _Home.PROJECT, 5, "Isernhagen-Süd", _Shown.SECRET, "", "Birkensteg 908"),
]
VISITS = "Besuch bis 22 Uhr. Bitte am Empfang anmelden und einen Ausweis mitbringen."


def create_network(user: User, quarters: dict[str, Quarter]) -> dict[str, Organisation]:
    """Every body with the person in charge, and the accommodations; returns bodies by name."""
    organisations = {
        body.name: add_organisation(
            user=user,
            contact=_contact(body, number),
            name=body.name,
            kind=body.kind,
            quarter=quarters[body.quarter],
            about=body.about,
            website=f"https://{domain(body)}" if body.kind in {CIRCLE, ASSOCIATION} else "",
            is_public=body.is_public,
        )
        for number, body in enumerate(BODIES)
    }
    for name, kind, operator, quarter, protection, circle, address in ACCOMMODATIONS:
        add_accommodation(
            user=user,
            name=name,
            kind=kind,
            operator=organisations[OPERATORS[operator].name],
            quarter=quarters[quarter],
            protection=protection,
            circle=organisations.get(circle),
            address=address,
            rules="" if protection == _Shown.SECRET else VISITS,
        )
    return organisations


def domain(body: Body) -> str:
    """An address that can never be anybody's (RFC 2606)."""
    if body.kind == DEPARTMENT:
        return "stadt.example"
    if body.kind == REGION:
        return "region.example"
    words = fold(body.name).replace("ß", "ss").replace("-", " ").replace("–", " ").split()
    return "-".join(word for word in words if word.isalpha() and len(word) > 1) + ".example"


def _contact(body: Body, number: int) -> dict[str, str]:
    roles = {
        DEPARTMENT: "Sachgebiet",
        REGION: "Ansprechperson",
        OPERATOR: "Ehrenamtskoordination",
        CIRCLE: "Sprecherin oder Sprecher",
        ASSOCIATION: "Koordination",
        STORE: "Annahme",
    }
    mailbox = ".".join(fold(body.contact).replace("ß", "ss").replace("ı", "i").split())
    # 030 23125-000 to -999 belong to nobody: set aside for films (Bundesnetzagentur).
    return {
        "name": body.contact,
        "role": roles[body.kind],
        "email": f"{mailbox}@{domain(body)}",
        "phone": f"030 23125{number + 100}",
        **_visits(body, number),
    }


def _visits(body: Body, number: int) -> dict[str, str]:
    """When offices are open, and an invented place to go to; circles meet where they like."""
    if body.kind == DEPARTMENT:
        return {
            "hours": "Mo bis Fr 9–12 Uhr, Do 14–18 Uhr",
            "address": f"Leinestraße {900 + number}, Zimmer {100 + number}",
            "way_there": "Stadtbahn bis Markthalle. Aufzug im Haus, keine Stufen.",
        }
    if body.kind == REGION:
        return {
            "hours": "Mo bis Do 8–15 Uhr, Fr 8–12 Uhr",
            "address": f"Hildesheimer Straße {900 + number}, Erdgeschoss",
            "way_there": "Stadtbahn bis Aegidientorplatz. Rampe neben der Treppe.",
        }
    return {"hours": "Di 16–18 Uhr"} if body.kind in {CIRCLE, ASSOCIATION} else {}
