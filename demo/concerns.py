"""Concerns that offer no time: questions, organisations, goods, money, housing, property, ideas.

Each is a text and what the office answered; ``{quarter}`` is filled with a part of the city.
"""

from dataclasses import dataclass

from hilfelotse.cases.models import Case

Kind, Outcome = Case.Kind, Case.Outcome


@dataclass(frozen=True)
class Mix:
    """How many concerns of a kind are open, and how the others ended."""

    kind: str
    open: int
    closed: dict[str, int]


MIXES = [
    Mix(
        Kind.QUESTION, 22,
        {
            Outcome.ANSWERED: 30, Outcome.FORWARDED: 4, Outcome.NOT_REACHED: 2,
            Outcome.UNCONFIRMED: 2, Outcome.SPAM: 2,
        },
    ),
    Mix(Kind.ORGANISATION, 8, {Outcome.ANSWERED: 6}),
    Mix(
        Kind.GOODS, 11,
        {
            Outcome.ANSWERED: 5, Outcome.NOT_NEEDED: 8, Outcome.FORWARDED: 3,
            Outcome.NOT_SUITABLE: 2, Outcome.WITHDRAWN: 1,
        },
    ),
    Mix(Kind.MONEY, 3, {Outcome.ANSWERED: 6}),
    Mix(
        Kind.HOUSING, 9,
        {
            Outcome.FORWARDED: 7, Outcome.NOT_REACHED: 2, Outcome.NOT_SUITABLE: 1,
            Outcome.WITHDRAWN: 1,
        },
    ),
    Mix(Kind.PROPERTY, 3, {Outcome.FORWARDED: 5}),
    Mix(Kind.IDEA, 4, {Outcome.ANSWERED: 1, Outcome.FORWARDED: 1, Outcome.DUPLICATE: 1}),
]  # fmt: skip

TEXTS: dict[str, list[tuple[str, str]]] = {
    Kind.QUESTION: [
        (
            "In {quarter} soll eine neue Unterkunft öffnen. Wann ist die Informationsveranstaltung "
            "für Nachbarinnen und Nachbarn?",
            "Termin und Ort der Veranstaltung genannt, Einladung kommt in die Briefkästen.",
        ),
        (
            "Ich begleite eine Familie. Wo meldet man ein Kind an, das noch kein Deutsch spricht?",
            "Anmeldung beim Fachbereich Schule erklärt und Telefonnummer gegeben.",
        ),
        (
            "Brauche ich ein Führungszeugnis, wenn ich nur einmal beim Fest helfe?",
            "Für eine einmalige Hilfe ohne enge Betreuung von Kindern meist nicht. Kreis fragen.",
        ),
        (
            "Bin ich versichert, wenn mir beim Helfen in {quarter} etwas passiert?",
            "Unfall- und Haftpflichtversicherung im Ehrenamt erklärt, Merkblatt geschickt.",
        ),
        (
            "Welche Deutschkurse sind kostenlos und haben noch freie Plätze?",
            "Übersicht der Volkshochschule und der Sprachcafés geschickt.",
        ),
        (
            "Wer hilft mir? Ich habe einen Brief vom Amt und verstehe ihn nicht.",
            "Sprechstunde „Post vom Amt“ genannt, Termin am Donnerstag.",
        ),
        (
            "Darf jemand mit Aufenthaltsgestattung ein Praktikum bei uns machen?",
            "An die Beratung der Agentur für Arbeit verwiesen, Unterlagen genannt.",
        ),
        (
            "Wo finde ich einen Arzt in {quarter}, der Arabisch spricht?",
            "Suche der Kassenärztlichen Vereinigung erklärt.",
        ),
        (
            "Kann ich eine Wohnung direkt an eine Familie vermieten?",
            "Möglichkeiten erklärt: direkter Vertrag oder Vertrag mit der Stadt.",
        ),
        (
            "Wie bekomme ich eine günstigere Fahrkarte für Bus und Bahn?",
            "Voraussetzungen und Ausgabestelle genannt.",
        ),
        (
            "Ich suche einen Kitaplatz für mein Kind, wir wohnen seit März in {quarter}.",
            "Online-Anmeldung erklärt, Familienzentrum im Stadtteil genannt.",
        ),
        (
            "Unsere Tochter möchte in einen Sportverein. Gibt es Hilfe bei den Beiträgen?",
            "Bildungs- und Teilhabepaket erklärt.",
        ),
        (
            "Wie werde ich Vormund für einen Jugendlichen?",
            "Infoabend des Fachbereichs Jugend und Familie genannt.",
        ),
        (
            "Warum stehen vor der Unterkunft in {quarter} so viele Fahrräder?",
            "Erklärt: dort ist donnerstags eine offene Fahrradwerkstatt.",
        ),
        (
            "Wo kann ich mich beschweren? Ich habe auf zwei E-Mails keine Antwort bekommen.",
            "Entschuldigt, Vorgang gefunden und beantwortet.",
        ),
        (
            "Gibt es einen Treffpunkt für Frauen, auch mit kleinen Kindern?",
            "Zwei Treffs mit Kinderbetreuung genannt.",
        ),
        (
            "Ich bin aus der Ukraine und Zahnärztin. Wer hilft bei der Anerkennung?",
            "Anerkennungsberatung genannt, Termin vermittelt.",
        ),
        (
            "Unsere Schulklasse möchte eine Unterkunft besuchen. Geht das?",
            "Besuche sind aus Rücksicht auf die Menschen nicht möglich. Stattdessen Sprachcafé "
            "vorgeschlagen.",
        ),
        (
            "Wie viele Geflüchtete leben zurzeit in {quarter}? Ich schreibe eine Hausarbeit.",
            "Auf die veröffentlichten Zahlen der Stadt verwiesen.",
        ),
        (
            "Mein Nachbar braucht einen Dolmetscher für das Krankenhaus. Wer bezahlt das?",
            "Sprachmittlerpool und Kosten erklärt.",
        ),
        (
            "Ich habe meine Vorgangsnummer verloren. Ist mein Angebot angekommen?",
            "Neuen Link an die bekannte Adresse geschickt.",
        ),
        (
            "Kann ich eine Bescheinigung über mein Ehrenamt bekommen?",
            "Ja, der Kreis stellt sie aus. Vordruck geschickt.",
        ),
    ],
    Kind.ORGANISATION: [
        (
            "Wir sind ein neuer Nachbarschaftskreis in {quarter} und möchten in Ihr Verzeichnis.",
            "Kreis besucht und in das Verzeichnis aufgenommen.",
        ),
        (
            "Unser Sportverein möchte zwei Trainingszeiten für Geflüchtete öffnen.",
            "Ansprechperson und Zeiten aufgenommen.",
        ),
        (
            "Die Kirchengemeinde in {quarter} stellt ihren Saal für ein Sprachcafé bereit.",
            "Mit dem Kreis im Stadtteil verbunden.",
        ),
        (
            "Wir betreuen eine Unterkunft und suchen einen Unterstützerkreis als Partner.",
            "Gemeinsames Treffen mit dem Kreis vereinbart.",
        ),
        (
            "Unsere Ansprechperson hat gewechselt. Bitte ändern Sie den Eintrag.",
            "Eintrag geändert.",
        ),
        (
            "Wie bekommen wir einen Zugang, damit wir selbst Bedarfe eintragen können?",
            "Ablauf erklärt, Zugang wird eingerichtet.",
        ),
        (
            "Die Schule in {quarter} sucht Lesepaten und möchte Bedarfe melden.",
            "Ersten Bedarf gemeinsam aufgenommen.",
        ),
    ],
    Kind.GOODS: [
        (
            "Ich habe drei Säcke Herbstkleidung für Männer, Größe M und L, sauber und heil.",
            "Öffnungszeiten der Kleiderkammer Groß-Buchholz genannt.",
        ),
        (
            "Kinderwagen, gut erhalten, Abholung in {quarter}.",
            "Direkt mit einer Einrichtung verbunden, Abholung am Samstag.",
        ),
        (
            "Wir lösen einen Haushalt auf: Schrank, Bett, Tisch, sechs Stühle.",
            "Für Unterkünfte nicht möglich. Sozialkaufhaus und Möbellager genannt.",
        ),
        (
            "Zehn gebrauchte Laptops aus unserer Firma, Daten sind gelöscht.",
            "An das Lernhaus weitergegeben, Übergabe vereinbart.",
        ),
        (
            "Zwei Fahrräder für Erwachsene und ein Kinderrad, verkehrssicher.",
            "Fahrradwerkstatt nimmt alle drei.",
        ),
        (
            "Schulranzen und Stifte, neu, nach einer Sammlung in {quarter}.",
            "Grundschule hat Bedarf, Kontakt hergestellt.",
        ),
        (
            "Eine Waschmaschine, vier Jahre alt, läuft einwandfrei. Sie müsste abgeholt werden.",
            "Zurzeit keine Abholung möglich, Sozialkaufhaus genannt.",
        ),
        (
            "Kuscheltiere, etwa 80 Stück.",
            "Erklärt, warum Kuscheltiere nicht angenommen werden. Bedankt.",
        ),
        (
            "Eine Palette Duschgel und Zahnpasta, original verpackt, von unserer Drogerie.",
            "Auf drei Einrichtungen verteilt.",
        ),
        (
            "Deutschbücher und Wörterbücher, Auflage von diesem Jahr.",
            "Volkshochschule nimmt die Bücher.",
        ),
        (
            "Matratzen, kaum benutzt, 90 mal 200.",
            "Aus Gründen der Hygiene nicht möglich. Bedankt.",
        ),
        (
            "Zwei Nähmaschinen, eine davon elektrisch, in {quarter} abzuholen.",
            "Frauentreff meldet sich direkt.",
        ),
        (
            "Wir können unseren Sattelschlepper mit Fahrer für einen Tag verleihen.",
            "Für den Umzug der Kleiderkammer vorgemerkt.",
        ),
        (
            "Winterschuhe für Kinder, Größen 28 bis 34.",
            "Kleiderkammer nimmt sie ab nächster Woche.",
        ),
    ],
    Kind.MONEY: [
        (
            "Unsere Firma möchte 2.000 Euro für Sprachförderung spenden. An wen?",
            "Drei gemeinnützige Vereine mit Zweck genannt.",
        ),
        (
            "Beim Straßenfest in {quarter} sind 640 Euro zusammengekommen.",
            "An den Kreis im Stadtteil verwiesen.",
        ),
        (
            "Bekomme ich eine Spendenbescheinigung, wenn ich für einen Kreis spende?",
            "Erklärt: nur wenn der Träger gemeinnützig ist.",
        ),
        (
            "Statt Geschenken zum Geburtstag sammle ich für Kinder. Was ist sinnvoll?",
            "Ferienlernen und Schulmaterial vorgeschlagen.",
        ),
        (
            "Ich möchte monatlich 30 Euro geben, am liebsten ohne festen Zweck.",
            "Liste der Vereine geschickt.",
        ),
    ],
    Kind.HOUSING: [
        (
            "Zwei-Zimmer-Wohnung in {quarter}, 54 m², ab nächstem Monat frei, unbefristet.",
            "Fachbereich Soziales hat den Eingang bestätigt und meldet sich zur Besichtigung.",
        ),
        (
            "Zimmer in unserem Haus in {quarter} mit eigenem Bad, für eine Frau oder Mutter "
            "mit Kind, mindestens ein halbes Jahr.",
            "Fachbereich Soziales hat übernommen, Hausbesuch ist vereinbart.",
        ),
        (
            "Einliegerwohnung, 38 m², möbliert, zunächst für ein Jahr.",
            "Fachbereich Soziales prüft die Miete.",
        ),
        (
            "Ich vermiete eine Vier-Zimmer-Wohnung in {quarter}. Geht ein Vertrag mit der Stadt?",
            "Fachbereich Soziales hat Kontakt aufgenommen.",
        ),
        (
            "Unser Hotel kann zwölf Doppelzimmer für sechs Monate anbieten.",
            "Fachbereich Soziales hat das Angebot angenommen zur Prüfung.",
        ),
        (
            "WG-Zimmer in {quarter}, wir sind zu dritt und studieren.",
            "Dauer und Zustimmung der Vermieterin geklärt, weitergegeben.",
        ),
        (
            "Ferienwohnung am Stadtrand, frei für zwei Wochen.",
            "Dauer ist zu kurz für eine Vermittlung. Erklärt und bedankt.",
        ),
        (
            "Dachgeschosswohnung, drei Zimmer, 68 m², Kaltmiete 620 Euro.",
            "Fachbereich Soziales hat den Eingang bestätigt.",
        ),
    ],
    Kind.PROPERTY: [
        (
            "Leeres Bürohaus in {quarter}, 1.400 m² auf drei Etagen, Grundrisse vorhanden.",
            "Gebäudemanagement hat übernommen, Begehung ist vereinbart.",
        ),
        (
            "Gemeindehaus mit Küche, vormittags frei, geeignet für Kurse.",
            "An den Fachbereich Gesellschaftliche Teilhabe gegeben, der sich gemeldet hat.",
        ),
        (
            "Grundstück am Rand von {quarter}, etwa 3.000 m², erschlossen, zu verpachten.",
            "Fachbereich Wirtschaft und Liegenschaften prüft.",
        ),
        (
            "Lagerhalle, 250 m², trocken, für Möbel oder Spenden, kostenlos bis Jahresende.",
            "Gebäudemanagement hat die Unterlagen angefordert.",
        ),
    ],
    Kind.IDEA: [
        (
            "Tauschbörse für Kinderkleidung in {quarter}, einmal im Monat.",
            "Mit dem Kreis im Stadtteil verbunden.",
        ),
        (
            "Wir möchten einen Podcast machen, in dem Menschen von ihrem Ankommen erzählen.",
            "An die Presse- und Öffentlichkeitsarbeit gegeben.",
        ),
        (
            "Repair-Mobil: mit dem Lastenrad zu den Unterkünften fahren und Räder reparieren.",
            "Fahrradwerkstatt ist interessiert.",
        ),
        (
            "Gemeinsames Theaterprojekt unserer Schule mit einer Sprachlernklasse.",
            "Fachbereich Schule ist interessiert.",
        ),
        (
            "Eine App, die zeigt, wo heute Sprachcafé ist.",
            "Bedankt, Termine stehen künftig im Portal.",
        ),
    ],
}  # fmt: skip
SPAM = "Gewinnen Sie neue Kundschaft mit unserem Werbepaket! Nur heute 50 Prozent Rabatt."


def text_of(kind: str, number: int, quarter: str) -> str:
    """The ``number``-th text of a kind, told about ``quarter``."""
    return _pair(kind, number)[0].format(quarter=quarter)


def answer_to(kind: str, number: int) -> str:
    """What the office answered to ``text_of`` of the same number."""
    return _pair(kind, number)[1]


def _pair(kind: str, number: int) -> tuple[str, str]:
    return TEXTS[kind][number % len(TEXTS[kind])]
