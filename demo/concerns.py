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


@dataclass(frozen=True)
class Told:
    """What somebody wrote, what the office answered, and how that ends the case."""

    text: str
    answer: str
    outcome: str = Outcome.ANSWERED


MIXES = [
    Mix(
        Kind.QUESTION, 22,
        {
            Outcome.ANSWERED: 29, Outcome.NOT_OURS: 1, Outcome.FORWARDED: 4, Outcome.NOT_REACHED: 2,
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
    Mix(Kind.BARRIER, 1, {Outcome.ANSWERED: 1}),
]  # fmt: skip

TEXTS: dict[str, list[Told]] = {
    Kind.QUESTION: [
        Told(
            "In {quarter} soll eine neue Unterkunft öffnen. Wann ist die Informationsveranstaltung "
            "für Nachbarinnen und Nachbarn?",
            "Termin und Ort der Veranstaltung genannt, Einladung kommt in die Briefkästen.",
        ),
        Told(
            "Ich begleite eine Familie. Wo meldet man ein Kind an, das noch kein Deutsch spricht?",
            "Anmeldung beim Fachbereich Schule erklärt und Telefonnummer gegeben.",
        ),
        Told(
            "Brauche ich ein Führungszeugnis, wenn ich nur einmal beim Fest helfe?",
            "Für eine einmalige Hilfe ohne enge Betreuung von Kindern meist nicht. Kreis fragen.",
        ),
        Told(
            "Bin ich versichert, wenn mir beim Helfen in {quarter} etwas passiert?",
            "Unfall- und Haftpflichtversicherung im Ehrenamt erklärt, Merkblatt geschickt.",
        ),
        Told(
            "Welche Deutschkurse sind kostenlos und haben noch freie Plätze?",
            "Übersicht der Volkshochschule und der Sprachcafés geschickt.",
        ),
        Told(
            "Wer hilft mir? Ich habe einen Brief vom Amt und verstehe ihn nicht.",
            "Sprechstunde „Post vom Amt“ genannt, Termin am Donnerstag.",
        ),
        Told(
            "Darf jemand mit Aufenthaltsgestattung ein Praktikum bei uns machen?",
            "An die Beratung der Agentur für Arbeit verwiesen, Unterlagen genannt.",
            Outcome.FORWARDED,
        ),
        Told(
            "Wo finde ich einen Arzt in {quarter}, der Arabisch spricht?",
            "Suche der Kassenärztlichen Vereinigung erklärt.",
        ),
        Told(
            "Kann ich eine Wohnung direkt an eine Familie vermieten?",
            "Möglichkeiten erklärt: direkter Vertrag oder Vertrag mit der Stadt.",
        ),
        Told(
            "Wie bekomme ich eine günstigere Fahrkarte für Bus und Bahn?",
            "Voraussetzungen und Ausgabestelle genannt.",
        ),
        Told(
            "Ich suche einen Kitaplatz für mein Kind, wir wohnen seit März in {quarter}.",
            "Online-Anmeldung erklärt, Familienzentrum im Stadtteil genannt.",
        ),
        Told(
            "Unsere Tochter möchte in einen Sportverein. Gibt es Hilfe bei den Beiträgen?",
            "Bildungs- und Teilhabepaket erklärt.",
        ),
        Told(
            "Wie werde ich Vormund für einen Jugendlichen?",
            "Infoabend des Fachbereichs Jugend und Familie genannt.",
            Outcome.FORWARDED,
        ),
        Told(
            "Warum stehen vor der Unterkunft in {quarter} so viele Fahrräder?",
            "Erklärt: dort ist donnerstags eine offene Fahrradwerkstatt.",
        ),
        Told(
            "Wo kann ich mich beschweren? Ich habe auf zwei E-Mails keine Antwort bekommen.",
            "Entschuldigt, Vorgang gefunden und beantwortet.",
        ),
        Told(
            "Gibt es einen Treffpunkt für Frauen, auch mit kleinen Kindern?",
            "Zwei Treffs mit Kinderbetreuung genannt.",
        ),
        Told(
            "Eine Bekannte aus der Ukraine ist Zahnärztin. Wer hilft bei der Anerkennung?",
            "Anerkennungsberatung genannt, Termin vermittelt.",
            Outcome.FORWARDED,
        ),
        Told(
            "Unsere Schulklasse möchte eine Unterkunft besuchen. Geht das?",
            "Besuche sind aus Rücksicht auf die Menschen nicht möglich. Stattdessen Sprachcafé "
            "vorgeschlagen.",
        ),
        Told(
            "Wie viele Geflüchtete leben zurzeit in {quarter}? Ich schreibe eine Hausarbeit.",
            "Auf die veröffentlichten Zahlen der Stadt verwiesen.",
        ),
        Told(
            "Mein Nachbar braucht einen Dolmetscher für das Krankenhaus. Wer bezahlt das?",
            "Sprachmittlerpool und Kosten erklärt.",
        ),
        Told(
            "Ich habe meine Vorgangsnummer verloren. Ist mein Angebot angekommen?",
            "Neuen Link an die bekannte Adresse geschickt.",
        ),
        Told(
            "Kann ich eine Bescheinigung über mein Ehrenamt bekommen?",
            "Ja, der Kreis stellt sie aus. Vordruck geschickt.",
        ),
    ],
    Kind.ORGANISATION: [
        Told(
            "Wir möchten in {quarter} regelmäßig helfen und in Ihrem Verzeichnis stehen.",
            "Besucht und in das Verzeichnis aufgenommen.",
        ),
        Told(
            "Wir möchten zwei unserer Termine in der Woche für Geflüchtete öffnen.",
            "Ansprechperson und Zeiten aufgenommen.",
        ),
        Told(
            "Wir stellen unseren Raum in {quarter} für ein Sprachcafé bereit.",
            "Mit dem Kreis im Stadtteil verbunden.",
        ),
        Told(
            "Wir suchen einen Unterstützerkreis als Partner für ein gemeinsames Fest.",
            "Gemeinsames Treffen mit dem Kreis vereinbart.",
        ),
        Told(
            "Unsere Ansprechperson hat gewechselt. Bitte ändern Sie den Eintrag.",
            "Eintrag geändert.",
        ),
        Told(
            "Wie bekommen wir einen Zugang, damit wir selbst Bedarfe eintragen können?",
            "Ablauf erklärt, Zugang wird eingerichtet.",
        ),
        Told(
            "Wir suchen Menschen, die in {quarter} mit uns kochen, und möchten Bedarfe melden.",
            "Ersten Bedarf gemeinsam aufgenommen.",
        ),
    ],
    Kind.GOODS: [
        Told(
            "Ich habe drei Säcke Herbstkleidung für Männer, Größe M und L, sauber und heil.",
            "Öffnungszeiten der Kleiderkammer Groß-Buchholz genannt.",
        ),
        Told(
            "Kinderwagen, gut erhalten, Abholung in {quarter}.",
            "Direkt mit einer Einrichtung verbunden, Abholung am Samstag.",
            Outcome.FORWARDED,
        ),
        Told(
            "Wir lösen einen Haushalt auf: Schrank, Bett, Tisch, sechs Stühle.",
            "Für Unterkünfte nicht möglich. Sozialkaufhaus und Möbellager genannt.",
            Outcome.NOT_NEEDED,
        ),
        Told(
            "Zehn gebrauchte Laptops aus unserer Firma, Daten sind gelöscht.",
            "An das Lernhaus weitergegeben, Übergabe vereinbart.",
            Outcome.FORWARDED,
        ),
        Told(
            "Zwei Fahrräder für Erwachsene und ein Kinderrad, verkehrssicher.",
            "Fahrradwerkstatt nimmt alle drei.",
            Outcome.FORWARDED,
        ),
        Told(
            "Schulranzen und Stifte, neu, nach einer Sammlung in {quarter}.",
            "Grundschule hat Bedarf, Kontakt hergestellt.",
            Outcome.FORWARDED,
        ),
        Told(
            "Eine Waschmaschine, vier Jahre alt, läuft einwandfrei. Sie müsste abgeholt werden.",
            "Zurzeit keine Abholung möglich, Sozialkaufhaus genannt.",
            Outcome.NOT_NEEDED,
        ),
        Told(
            "Kuscheltiere, etwa 80 Stück.",
            "Erklärt, warum Kuscheltiere nicht angenommen werden. Bedankt.",
            Outcome.NOT_NEEDED,
        ),
        Told(
            "Eine Palette Duschgel und Zahnpasta, original verpackt, von unserer Drogerie.",
            "Auf drei Einrichtungen verteilt.",
            Outcome.FORWARDED,
        ),
        Told(
            "Deutschbücher und Wörterbücher, Auflage von diesem Jahr.",
            "Volkshochschule nimmt die Bücher.",
            Outcome.FORWARDED,
        ),
        Told(
            "Matratzen, kaum benutzt, 90 mal 200.",
            "Aus Gründen der Hygiene nicht möglich. Bedankt.",
            Outcome.NOT_SUITABLE,
        ),
        Told(
            "Zwei Nähmaschinen, eine davon elektrisch, in {quarter} abzuholen.",
            "Frauentreff meldet sich direkt.",
            Outcome.FORWARDED,
        ),
        Told(
            "Wir können unseren Sattelschlepper mit Fahrer für einen Tag verleihen.",
            "Für den Umzug der Kleiderkammer vorgemerkt.",
        ),
        Told(
            "Winterschuhe für Kinder, Größen 28 bis 34.",
            "Kleiderkammer nimmt sie ab nächster Woche.",
        ),
        Told(
            "Bettwäsche und Handtücher für zwölf Personen, gewaschen.",
            "Kleiderkammer Groß-Buchholz nimmt sie, Zeiten genannt.",
        ),
        Told(
            "Wohin mit Kinderkleidung? Größen 92 bis 116, drei Kartons.",
            "Öffnungszeiten der Kleiderkammer genannt.",
        ),
        Told(
            "Ein Klavier, muss aus dem zweiten Stock in {quarter} getragen werden.",
            "Niemand hat Platz für ein Klavier. Bedankt, Musikschule genannt.",
            Outcome.NOT_NEEDED,
        ),
        Told(
            "Abendkleider und Kostüme aus einer Theaterauflösung.",
            "Kein Bedarf. Verein für Kostümverleih genannt.",
            Outcome.NOT_NEEDED,
        ),
        Told(
            "Angebrochene Medikamente und ein Blutdruckmessgerät.",
            "Medikamente dürfen nicht weitergegeben werden. Erklärt.",
            Outcome.NOT_SUITABLE,
        ),
    ],
    Kind.MONEY: [
        Told(
            "Unsere Firma möchte 2.000 Euro für Sprachförderung spenden. An wen?",
            "Drei gemeinnützige Vereine mit Zweck genannt.",
        ),
        Told(
            "Beim Straßenfest in {quarter} sind 640 Euro zusammengekommen.",
            "An den Kreis im Stadtteil verwiesen.",
        ),
        Told(
            "Bekomme ich eine Spendenbescheinigung, wenn ich für einen Kreis spende?",
            "Erklärt: nur wenn der Träger gemeinnützig ist.",
        ),
        Told(
            "Statt Geschenken zum Geburtstag sammle ich für Kinder. Was ist sinnvoll?",
            "Ferienlernen und Schulmaterial vorgeschlagen.",
        ),
        Told(
            "Ich möchte monatlich 30 Euro geben, am liebsten ohne festen Zweck.",
            "Liste der Vereine geschickt.",
        ),
    ],
    Kind.HOUSING: [
        Told(
            "Zwei-Zimmer-Wohnung in {quarter}, 54 m², ab nächstem Monat frei, unbefristet.",
            "Fachbereich Soziales hat den Eingang bestätigt und meldet sich zur Besichtigung.",
            Outcome.FORWARDED,
        ),
        Told(
            "Zimmer in unserem Haus in {quarter} mit eigenem Bad, für eine Frau oder Mutter "
            "mit Kind, mindestens ein halbes Jahr.",
            "Fachbereich Soziales hat übernommen, Hausbesuch ist vereinbart.",
            Outcome.FORWARDED,
        ),
        Told(
            "Einliegerwohnung, 38 m², möbliert, zunächst für ein Jahr.",
            "Fachbereich Soziales prüft die Miete.",
            Outcome.FORWARDED,
        ),
        Told(
            "Ich vermiete eine Vier-Zimmer-Wohnung in {quarter}. Geht ein Vertrag mit der Stadt?",
            "Fachbereich Soziales hat Kontakt aufgenommen.",
            Outcome.FORWARDED,
        ),
        Told(
            "Unser Hotel kann zwölf Doppelzimmer für sechs Monate anbieten.",
            "Fachbereich Soziales hat das Angebot angenommen zur Prüfung.",
            Outcome.FORWARDED,
        ),
        Told(
            "WG-Zimmer in {quarter}, wir sind zu dritt und studieren.",
            "Dauer und Zustimmung der Vermieterin geklärt, weitergegeben.",
            Outcome.FORWARDED,
        ),
        Told(
            "Ferienwohnung am Stadtrand, frei für zwei Wochen.",
            "Dauer ist zu kurz für eine Vermittlung. Erklärt und bedankt.",
            Outcome.NOT_SUITABLE,
        ),
        Told(
            "Dachgeschosswohnung, drei Zimmer, 68 m², Kaltmiete 620 Euro.",
            "Fachbereich Soziales hat den Eingang bestätigt.",
            Outcome.FORWARDED,
        ),
    ],
    Kind.PROPERTY: [
        Told(
            "Leeres Bürohaus in {quarter}, 1.400 m² auf drei Etagen, Grundrisse vorhanden.",
            "Gebäudemanagement hat übernommen, Begehung ist vereinbart.",
            Outcome.FORWARDED,
        ),
        Told(
            "Gemeindehaus mit Küche, vormittags frei, geeignet für Kurse.",
            "An den Fachbereich Gesellschaftliche Teilhabe gegeben, der sich gemeldet hat.",
            Outcome.FORWARDED,
        ),
        Told(
            "Grundstück am Rand von {quarter}, etwa 3.000 m², erschlossen, zu verpachten.",
            "Fachbereich Wirtschaft und Liegenschaften prüft.",
            Outcome.FORWARDED,
        ),
        Told(
            "Lagerhalle, 250 m², trocken, für Möbel oder Spenden, kostenlos bis Jahresende.",
            "Gebäudemanagement hat die Unterlagen angefordert.",
            Outcome.FORWARDED,
        ),
    ],
    Kind.IDEA: [
        Told(
            "Tauschbörse für Kinderkleidung in {quarter}, einmal im Monat.",
            "Mit dem Kreis im Stadtteil verbunden.",
            Outcome.FORWARDED,
        ),
        Told(
            "Wir möchten einen Podcast machen, in dem Menschen von ihrem Ankommen erzählen.",
            "An die Presse- und Öffentlichkeitsarbeit gegeben.",
            Outcome.FORWARDED,
        ),
        Told(
            "Repair-Mobil: mit dem Lastenrad zu den Unterkünften fahren und Räder reparieren.",
            "Fahrradwerkstatt ist interessiert.",
            Outcome.FORWARDED,
        ),
        Told(
            "Gemeinsames Theaterprojekt unserer Schule mit einer Sprachlernklasse.",
            "Fachbereich Schule ist interessiert.",
            Outcome.FORWARDED,
        ),
        Told(
            "Eine App, die zeigt, wo heute Sprachcafé ist.",
            "Bedankt, Termine stehen künftig im Portal.",
        ),
    ],
    Kind.BARRIER: [
        Told(
            "Mein Vorlese-Programm liest im Formular für Wohnungen die Auswahl beim Aufzug nicht.",
            "Danke für den Hinweis. Wir haben es nachgestellt und ändern die Beschriftung.",
        ),
        Told(
            "Ich bin gehörlos und möchte einen Termin. Auf der Seite steht nur eine Telefonnummer.",
            "Sie können uns jederzeit schreiben. Wir haben das auf der Seite ergänzt.",
        ),
    ],
}  # fmt: skip
SPAM = "Gewinnen Sie neue Kundschaft mit unserem Werbepaket! Nur heute 50 Prozent Rabatt."


def told(kind: str, number: int, outcome: str) -> Told:
    """The ``number``-th concern of a kind, one that can end so if there is such a one."""
    fitting = [told for told in TEXTS[kind] if told.outcome == outcome] or TEXTS[kind]
    return fitting[number % len(fitting)]
