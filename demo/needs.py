"""What bodies need: sixty open needs and some drafts, paused, done, expired and cancelled ones.

Plain German (B1), and no refugee is ever described so that one could know them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hilfelotse.accounts.models import User
from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.needs.actions.keep import enter
from hilfelotse.needs.models import Need
from hilfelotse.places.models import Quarter
from hilfelotse.topics.times import Frequency, slot

ACUTE, WEEK = Need.Urgency.ACUTE, Need.Urgency.WEEK
MONTH, ONGOING = Need.Urgency.MONTH, Need.Urgency.ONGOING
ONCE, WEEKLY, ON_CALL = Frequency.ONCE, Frequency.WEEKLY, Frequency.ON_CALL
OPEN, DRAFT, PAUSED = Need.State.OPEN, Need.State.DRAFT, Need.State.PAUSED
DONE, EXPIRED, CANCELLED = Need.State.DONE, Need.State.EXPIRED, Need.State.CANCELLED

_DAYS = {name: number for number, name in enumerate("mo di mi do fr sa so".split())}
_PARTS = {
    name: number
    for number, name in enumerate("früh vormittag mittag nachmittag abend spät nacht".split())
}


def _week(times: str) -> int:
    """``mo mi: abend, sa: vormittag`` as a set of slots; nothing = the time is agreed later."""
    mask = 0
    for piece in filter(None, times.split(", ")):
        days, parts = piece.split(": ")
        for day in days.split():
            for part in parts.split():
                mask |= slot(_DAYS[day], _PARTS[part])
    return mask


@dataclass(frozen=True)
class NeedPlan:
    """A need as it is entered, and when: ``opened`` in working days before today."""

    title: str
    description: str
    activity: str
    body: str
    quarter: str
    quantity: int
    frequency: str = WEEKLY
    times: str = ""
    urgency: int = MONTH
    opened: int = 50
    valid: int = 30  # days from today
    languages: dict[str, int] = field(default_factory=dict)
    runs: tuple[int, int] | None = None  # first and last day, in days from today
    accommodation: str = ""
    clearance: bool = False
    adults: bool = False
    public: bool = True
    state: str = OPEN

    @property
    def slots(self) -> int:
        return _week(self.times)


OPEN_NEEDS = [
    # --- Deutsch üben
    NeedPlan(
        "Sprachcafé am Dienstagabend: Gesprächsrunden begleiten",
        "Wir trinken Kaffee und sprechen Deutsch über den Alltag. Sie sitzen mit drei oder vier "
        "Menschen an einem Tisch. Sie müssen nicht unterrichten können.",
        "SPR", "Linden-Nord hilft", "Linden-Nord", 8, times="di: abend", urgency=ONGOING,
    ),
    NeedPlan(
        "Deutsch lernen zu zweit: eine Stunde in der Woche",
        "Sie üben mit einer Person Deutsch: lesen, sprechen, schreiben. Wir geben Ihnen Material "
        "und stellen Sie einander vor.",
        "SPR", "Kleefelder Kreis", "Kleefeld", 6,
        times="mo di mi do: nachmittag abend", languages={"de": 5},
    ),
    NeedPlan(
        "Erste Wörter Deutsch für Eltern mit kleinen Kindern",
        "Eltern lernen Deutsch, während nebenan die Kinder spielen. Sie helfen in einer kleinen "
        "Gruppe mit einfachen Übungen.",
        "SPR", "Kronsberger Freundeskreis", "Bemerode", 4,
        times="mi fr: vormittag", accommodation="Modulbau Kronsberg", urgency=WEEK,
    ),
    NeedPlan(
        "Lesen und Schreiben lernen: Hilfe im Alphabetisierungskurs",
        "Einige Menschen im Kurs lernen zum ersten Mal Lesen und Schreiben. Sie unterstützen die "
        "Lehrkraft und üben mit Einzelnen.",
        "SPR", "Volkshochschule und Bildung", "Calenberger Neustadt", 5,
        times="mo mi: vormittag", languages={"de": 5}, urgency=ONGOING,
    ),
    NeedPlan(
        "Vorlesen und erzählen in der Bibliothek",
        "Jeden Samstag lesen wir Kindern und Eltern einfache Geschichten vor, auf Deutsch und in "
        "anderen Sprachen.",
        "SPR", "Stadtbibliothek", "Südstadt", 4, times="sa: vormittag", opened=32,
    ),
    NeedPlan(
        "Sprachtreff im Roderbruch: Tische betreuen",
        "Im Nachbarschaftsraum treffen sich freitags bis zu 25 Menschen zum Sprechen. Jede "
        "Helferin und jeder Helfer begleitet einen Tisch.",
        "SPR", "Roderbruch ruft", "Groß-Buchholz", 6, times="fr: nachmittag abend",
    ),
    # --- Dolmetschen
    NeedPlan(
        "Arabisch dolmetschen bei Elterngesprächen in der Schule",
        "Sie übersetzen Gespräche zwischen Lehrkräften und Eltern. Ein Gespräch dauert etwa "
        "45 Minuten. Die Termine machen wir mit Ihnen aus.",
        "DOL", "Sprachmittlerpool Leinestadt e. V.", "Mitte", 6, ON_CALL,
        languages={"ar": 5, "de": 4}, urgency=WEEK,
    ),
    NeedPlan(
        "Ukrainisch oder Russisch: Begleitung zu Arztterminen",
        "Sie dolmetschen bei Terminen in Praxen und Krankenhäusern. Über alles, was Sie hören, "
        "schweigen Sie. Wir bereiten Sie vor.",
        "DOL", "Mittelfeld miteinander", "Mittelfeld", 5, ON_CALL, languages={"uk": 5, "de": 3},
    ),
    NeedPlan(
        "Farsi und Dari: Dolmetschen in der Sprechstunde",
        "Montags und donnerstags ist Sprechstunde für Fragen zu Wohnung, Geld und Schule. "
        "Sie übersetzen die Gespräche.",
        "DOL", "Fachbereich Soziales", "Mitte", 3,
        times="mo do: vormittag", languages={"fa": 5, "de": 4}, urgency=WEEK,
    ),
    NeedPlan(
        "Kurmandschi gesucht: Telefonate und Briefe übersetzen",
        "Wir bekommen viele Briefe, die Familien nicht verstehen. Sie lesen vor, erklären und "
        "rufen mit ihnen an.",
        "DOL", "Hainhölzer Runde", "Hainholz", 3, ON_CALL, languages={"kmr": 5, "de": 4},
    ),
    NeedPlan(
        "Hausordnung übersetzen: Tigrinya und Somali",
        "Vier Seiten sollen in Tigrinya und Somali übersetzt werden. Sie können zu Hause arbeiten.",
        "DOL", "Wohnbrücke Leine gGmbH", "Nordstadt", 2, ONCE, languages={"ti": 5, "de": 3},
        opened=18,
    ),
    # --- Junge Geflüchtete
    NeedPlan(
        "Freizeit mit Jugendlichen, die ohne Eltern gekommen sind",
        "Kino, Fußball, kochen: Sie verbringen einmal in der Woche Zeit mit einer kleinen Gruppe "
        "Jugendlicher. Zwei Erwachsene sind immer dabei.",
        "MIN", "Fachbereich Jugend und Familie", "Oststadt", 6, times="sa: nachmittag",
    ),
    NeedPlan(
        "Begleitung für junge Menschen beim Schritt in die eigene Wohnung",
        "Mit 18 ziehen viele in eine eigene Wohnung. Sie helfen beim Einkaufen, bei Verträgen und "
        "beim Ankommen im Haus.",
        "MIN", "Fachbereich Jugend und Familie", "Vahrenwald", 4, urgency=ONGOING, opened=40,
    ),
    NeedPlan(
        "Mädchentreff am Mittwoch unterstützen",
        "Basteln, Musik, reden. Wir suchen Frauen, die den Treff mit uns gestalten.",
        "MIN", "Sahlkamp zusammen", "Sahlkamp", 3, times="mi: nachmittag", opened=28,
    ),
    # --- Patenschaften
    NeedPlan(
        "Patenschaft für eine Familie in Kirchrode",
        "Sie treffen eine Familie einmal in der Woche: Stadt zeigen, Fragen klären, zusammen "
        "essen. Wir begleiten Sie das ganze Jahr.",
        "PAT", "Willkommen in Kirchrode", "Kirchrode", 5, urgency=ONGOING,
    ),
    NeedPlan(
        "Patinnen und Paten für die ersten Monate in der Stadt",
        "Neu in Hannover ist vieles fremd. Sie sind für eine Person da und treffen sich nach "
        "Absprache.",
        "PAT", "Vahrenwald verbindet", "Vahrenwald", 8, urgency=ONGOING,
    ),
    NeedPlan(
        "Lesepaten für die Grundschule",
        "Sie lesen jede Woche eine Stunde mit einem Kind, das neu in der Klasse ist.",
        "PAT", "Ankommen in Linden-Mitte", "Linden-Mitte", 6, times="di do: vormittag mittag",
    ),
    NeedPlan(
        "Mentorin oder Mentor für junge Auszubildende",
        "Sie begleiten jemanden durch das erste Jahr der Ausbildung: Berufsschule, Betrieb, "
        "Prüfungen.",
        "PAT", "Ricklinger Freundschaftskreis", "Ricklingen", 4, opened=35,
    ),
    # --- Hausaufgaben
    NeedPlan(
        "Hausaufgabenhilfe in der Unterkunft Bothfeld",
        "Zwölf Kinder machen zusammen Hausaufgaben. Sie erklären, hören zu und loben. Mathe bis "
        "Klasse 7 reicht.",
        "HAU", "Brücke Bothfeld", "Bothfeld", 6, times="mo mi: nachmittag",
        accommodation="Gemeinschaftsunterkunft Bothfeld", urgency=WEEK,
    ),
    NeedPlan(
        "Nachhilfe Mathematik und Physik, Klasse 8 bis 10",
        "Jugendliche bereiten sich auf den Schulabschluss vor. Sie üben einmal in der Woche mit "
        "einer kleinen Gruppe.",
        "HAU", "Offene Tür Nordstadt", "Nordstadt", 4, times="do: nachmittag abend",
    ),
    NeedPlan(
        "Ferienlernen: zwei Wochen üben und spielen",
        "In den Ferien lernen 20 Kinder am Vormittag und spielen am Nachmittag. Wir suchen "
        "Menschen für ganze oder halbe Tage.",
        "HAU", "Lernhaus am Kanal e. V.", "Vahrenheide", 8, ONCE,
        times="mo di mi do fr: vormittag nachmittag", runs=(20, 33), opened=15,
    ),
    NeedPlan(
        "Lesen üben mit Kindern der Sprachlernklasse",
        "Sie sitzen mit einem Kind zusammen und lesen kurze Texte. Die Schule gibt Ihnen Bücher.",
        "HAU", "Fachbereich Schule", "Davenstedt", 5, times="mo di mi do: vormittag",
    ),
    # --- Kinder betreuen
    NeedPlan(
        "Kinderbetreuung während des Deutschkurses",
        "Während die Eltern lernen, spielen Sie mit acht Kindern zwischen zwei und fünf Jahren. "
        "Eine Erzieherin ist dabei.",
        "KIN", "Mühlenberg und Wettbergen Hand in Hand", "Mühlenberg", 4,
        times="mo mi fr: vormittag", urgency=WEEK,
    ),
    NeedPlan(
        "Spielnachmittag im Garten",
        "Freitags öffnen wir den Garten für Familien. Sie malen, toben und basteln mit den "
        "Kindern.",
        "KIN", "Listergarten – Unterstützerkreis List", "List", 5, times="fr: nachmittag",
    ),
    NeedPlan(
        "Kita-Weg: Kinder am Morgen begleiten",
        "Einige Eltern haben sehr früh Kurs. Sie bringen zu zweit kleine Kinder in die Kita.",
        "KIN", "Domizil Soziale Dienste gGmbH", "Linden-Süd", 4,
        times="mo di mi do fr: früh", urgency=ACUTE, valid=6, opened=9,
        accommodation="Wohnprojekt Linden-Süd",
    ),
    # --- Begleiten
    NeedPlan(
        "Zu Ämtern und Behörden begleiten",
        "Sie gehen mit zu Terminen, hören zu und schreiben auf, was als Nächstes zu tun ist.",
        "BEG", "Vahrenheider Lotsen", "Vahrenheide", 6, ON_CALL, urgency=ONGOING,
    ),
    NeedPlan(
        "Begleitung zum Kinderarzt gesucht",
        "Eltern sind froh, wenn jemand den Weg kennt und bei der Anmeldung hilft.",
        "BEG", "Nachbarschaftskreis Zooviertel", "Zoo", 3, ON_CALL, opened=25,
    ),
    NeedPlan(
        "Konto eröffnen, Fahrkarte kaufen: Hilfe in den ersten Tagen",
        "In den ersten Tagen gibt es viele Wege. Sie gehen mit und erklären.",
        "BEG", "Fachbereich Gesellschaftliche Teilhabe", "Mitte", 6,
        times="mo di mi do fr: vormittag", urgency=WEEK,
    ),
    # --- Briefe und Formulare
    NeedPlan(
        "Sprechstunde „Post vom Amt“",
        "Menschen kommen mit Briefen und Formularen. Sie erklären, was darin steht, und füllen "
        "gemeinsam aus. Rechtsberatung geben wir nicht.",
        "FOR", "Stöckener Anker", "Stöcken", 4, times="do: nachmittag abend",
    ),
    NeedPlan(
        "Formulare für Schule und Kita ausfüllen",
        "Vor dem neuen Schuljahr kommen viele Formulare. Sie helfen Eltern in unserer "
        "Sprechstunde.",
        "FOR", "Hainhölzer Runde", "Hainholz", 3, times="mi: nachmittag", opened=14,
    ),
    # --- Wohnen
    NeedPlan(
        "Umzugshilfe am Wochenende: Kisten und Möbel tragen",
        "Drei Familien ziehen in eigene Wohnungen. Wir brauchen Menschen, die tragen, und jemanden "
        "mit Werkzeug.",
        "WOH", "Anderten packt an", "Anderten", 8, ONCE,
        times="sa: vormittag nachmittag", urgency=WEEK, runs=(4, 12), valid=12, opened=10,
    ),
    NeedPlan(
        "Wohnungssuche: Anzeigen lesen, anrufen, mitgehen",
        "Sie suchen mit einer Person nach Wohnungen, rufen an und gehen mit zur Besichtigung.",
        "WOH", "Stöckener Anker", "Stöcken", 5, ON_CALL, urgency=ONGOING,
    ),
    NeedPlan(
        "Möbel aufbauen und Lampen anbringen",
        "Nach dem Einzug fehlt oft das Werkzeug. Sie bauen Betten und Schränke mit auf.",
        "WOH", "Haus und Halt gGmbH", "Groß-Buchholz", 4, ON_CALL, opened=30,
    ),
    # --- Arbeit
    NeedPlan(
        "Bewerbungen schreiben und Gespräche üben",
        "Sie schreiben mit jemandem einen Lebenslauf und üben ein Vorstellungsgespräch.",
        "ARB", "Ricklinger Freundschaftskreis", "Ricklingen", 5, times="di: abend",
    ),
    NeedPlan(
        "Berufe zeigen: Menschen aus Handwerk und Pflege erzählen",
        "An einem Abend erzählen Sie von Ihrem Beruf und beantworten Fragen.",
        "ARB", "Region Hannover – Team Integration", "Südstadt", 6, ONCE,
        times="do: abend", runs=(16, 16), opened=12,
    ),
    # --- Fahren
    NeedPlan(
        "Fahrerin oder Fahrer mit Transporter",
        "Wir holen gespendete Möbel ab und bringen sie in neue Wohnungen. Sie brauchen einen "
        "Führerschein der Klasse B, den Transporter stellen wir.",
        "FAH", "Misburger Hafenhilfe", "Misburg-Nord", 4, ON_CALL, urgency=WEEK,
    ),
    NeedPlan(
        "Fahrdienst zum Kurs für Menschen mit Gehhilfe",
        "Zwei Menschen können nicht Bus fahren. Sie holen sie dienstags ab und bringen sie zurück.",
        "FAH", "Badenstedter Bündnis", "Badenstedt", 2, times="di: vormittag mittag", opened=20,
    ),
    # --- Spenden sortieren
    NeedPlan(
        "Kleiderkammer: sortieren und ausgeben",
        "Dienstags und samstags öffnet die Kleiderkammer. Sie sortieren Spenden und helfen beim "
        "Aussuchen.",
        "SPE", "Roderbruch ruft", "Groß-Buchholz", 10,
        times="di: nachmittag, sa: vormittag", urgency=ONGOING,
    ),
    NeedPlan(
        "Winterkleidung packen: Hilfe für einen Tag",
        "Über 200 Pakete mit Winterkleidung sollen gepackt werden. Auch Gruppen sind willkommen.",
        "SPE", "Wohnbrücke Leine gGmbH", "Hainholz", 30, ONCE,
        times="sa: vormittag mittag nachmittag", runs=(11, 11), valid=11, urgency=WEEK, opened=16,
        accommodation="Gemeinschaftsunterkunft Hainholz",
    ),
    # --- Kochen
    NeedPlan(
        "Zusammen kochen am Freitag",
        "Wir kochen Gerichte aus vielen Ländern und essen an einem langen Tisch. Sie schneiden, "
        "rühren und decken mit.",
        "ESS", "Lindener Küchenrunde", "Linden-Süd", 6, times="fr: abend", urgency=ONGOING,
    ),
    NeedPlan(
        "Essen ausgeben in der Notunterkunft",
        "Mittags und abends geben wir Essen aus. Eine kurze Belehrung zur Hygiene machen wir mit "
        "Ihnen.",
        "ESS", "Haus und Halt gGmbH", "Misburg-Süd", 12,
        times="mo di mi do fr sa so: mittag abend", urgency=ACUTE, valid=5, opened=8,
        accommodation="Notunterkunft Misburg-Süd",
    ),
    # --- Sport
    NeedPlan(
        "Fußball für alle: Training am Mittwoch",
        "Bis zu 30 Menschen spielen zusammen. Sie leiten ein einfaches Training oder pfeifen.",
        "SPO", "Limmer am Kanal – Kreis für Nachbarschaft", "Limmer", 3, times="mi: abend",
    ),
    NeedPlan(
        "Schwimmen lernen: Begleitung ins Hallenbad",
        "Frauen und Kinder lernen schwimmen. Sie gehen mit ins Wasser oder passen am Rand auf.",
        "SPO", "Kronsberger Freundeskreis", "Bemerode", 5, times="so: vormittag",
        clearance=True, opened=38,
    ),
    NeedPlan(
        "Lauftreff am Maschsee",
        "Einmal in der Woche laufen wir zusammen, langsam und für alle.",
        "SPO", "Südstädter Tischgemeinschaft", "Südstadt", 4, times="do: abend", opened=24,
    ),
    # --- Kultur
    NeedPlan(
        "Chor der Kulturen: Klavier und Stimme",
        "Unser Chor singt Lieder in neun Sprachen. Wir suchen jemanden am Klavier und Stimmen, "
        "die mitsingen.",
        "KUL", "Oststadt für alle", "Oststadt", 7, times="mo: abend", urgency=ONGOING,
    ),
    NeedPlan(
        "Ausflug in den Zoo begleiten",
        "Wir fahren mit 24 Kindern und Eltern in den Zoo. Sie begleiten eine kleine Gruppe.",
        "KUL", "Limmer am Kanal – Kreis für Nachbarschaft", "Zoo", 6, ONCE,
        times="so: vormittag mittag nachmittag", runs=(13, 13), valid=13, clearance=True,
        urgency=WEEK, opened=11,
    ),
    NeedPlan(
        "Gitarre spielen mit Jugendlichen",
        "Drei Gitarren sind da. Es fehlt jemand, der zeigt, wie es geht.",
        "KUL", "Kleefelder Kreis", "Kleefeld", 2, times="di: nachmittag", clearance=True,
        opened=34,
    ),
    # --- Treffpunkte
    NeedPlan(
        "Nachbarschaftsfest: Aufbau, Stände, Kuchen",
        "Wir feiern mit der ganzen Straße. Wir brauchen Hände für Zelte, Getränke und Spiele. "
        "Gruppen und Firmen sind herzlich willkommen.",
        "BGN", "Linden-Nord hilft", "Linden-Nord", 40, ONCE,
        times="sa: vormittag mittag nachmittag abend", runs=(24, 24), opened=26,
    ),
    NeedPlan(
        "Café der Begegnung am Sonntag",
        "Sie kochen Kaffee, begrüßen Gäste und kommen ins Gespräch.",
        "BGN", "Südstädter Tischgemeinschaft", "Südstadt", 6, times="so: nachmittag",
        urgency=ONGOING,
    ),
    NeedPlan(
        "Spieleabend in der Unterkunft",
        "Brettspiele, die ohne viele Worte gehen. Sie bringen gute Laune mit.",
        "BGN", "Sozialwerk Maschwiese e. V.", "Südstadt", 4, times="do: abend",
        accommodation="Gemeinschaftsunterkunft Südstadt", opened=42,
    ),
    # --- Frauen
    NeedPlan(
        "Nähkurs für Frauen: zeigen und mitmachen",
        "Sechs Nähmaschinen stehen bereit. Wir suchen Frauen, die nähen können und andere "
        "anleiten.",
        "FRA", "Frauentreff Mosaik e. V.", "Linden-Süd", 3, times="mi: vormittag",
    ),
    NeedPlan(
        "Radfahren lernen für Frauen",
        "Frauen lernen auf dem Schulhof Rad fahren. Sie halten fest, laufen mit und machen Mut.",
        "FRA", "Mühlenberg und Wettbergen Hand in Hand", "Mühlenberg", 5, times="sa: vormittag",
        opened=29,
    ),
    # --- Gesundheit
    NeedPlan(
        "Hebamme oder Kinderkrankenpflegerin für offene Sprechstunde",
        "Einmal im Monat beantworten Sie Fragen von Schwangeren und jungen Eltern.",
        "GES", "Region Hannover – Fachbereich Gesundheit", "Südstadt", 2, ON_CALL, opened=36,
    ),
    # --- Werkstatt und Garten
    NeedPlan(
        "Fahrräder reparieren in der offenen Werkstatt",
        "Gespendete Räder werden mit den neuen Besitzern repariert. Wer schrauben kann, zeigt es.",
        "FAR", "Fahrradwerkstatt Speichenglück e. V.", "Linden-Nord", 5,
        times="do: nachmittag abend, sa: vormittag", urgency=ONGOING,
    ),
    NeedPlan(
        "Hochbeete bauen und pflanzen",
        "Im Hof der Unterkunft entsteht ein Garten. Wir bauen Beete und pflanzen Gemüse.",
        "FAR", "Badenstedter Bündnis", "Ahlem", 8, times="sa: vormittag nachmittag",
        accommodation="Gemeinschaftsunterkunft Ahlem", opened=22,
    ),
    # --- Computer
    NeedPlan(
        "Computerraum betreuen",
        "Sie helfen beim Drucken, bei E-Mails und bei Online-Terminen.",
        "ITC", "Döhrener Nachbarn", "Döhren", 4, times="mo mi: nachmittag", urgency=ONGOING,
    ),
    # --- Öffentlichkeit
    NeedPlan(
        "Fotos für unser Nachbarschaftsheft",
        "Sie fotografieren Feste und Treffen, immer mit Erlaubnis der Menschen auf dem Bild.",
        "OEF", "Vahrenwald verbindet", "Vahrenwald", 2, ON_CALL, opened=27,
    ),
    # --- Organisieren
    NeedPlan(
        "Telefon und Termine im Büro des Kreises",
        "Sie nehmen Anrufe an, schreiben Listen und erinnern an Termine.",
        "ORG", "Döhrener Nachbarn", "Döhren", 2, times="di do: vormittag", opened=33,
    ),
    # --- Ankunft
    NeedPlan(
        "Betten beziehen und Zimmer vorbereiten",
        "In den nächsten Tagen kommen 60 Menschen an. Wir richten Zimmer ein und begrüßen sie.",
        "EMP", "Haus und Halt gGmbH", "Groß-Buchholz", 15, ONCE,
        times="mo di mi do fr: nachmittag abend", urgency=ACUTE, valid=4, opened=6,
        accommodation="Notunterkunft Groß-Buchholz", runs=(0, 4),
    ),
    # --- Fachlich beraten
    NeedPlan(
        "Fachleute für Mietrecht und Verbraucherfragen",
        "Sie beraten in unserer Sprechstunde, unter Anleitung von zugelassenen Juristinnen und "
        "Juristen.",
        "FAC", "Rechtsberatung im Hof e. V.", "Nordstadt", 3, times="mo: abend", opened=31,
    ),
]  # fmt: skip

OTHER_NEEDS = [
    NeedPlan(
        "Reparatur-Café: Elektrogeräte prüfen",
        "Sie prüfen Lampen und Wasserkocher, bevor sie weitergegeben werden.",
        "FAR", "Misburger Hafenhilfe", "Misburg-Nord", 2, times="sa: vormittag",
        opened=1, state=DRAFT,
    ),
    NeedPlan(
        "Theaterprojekt mit jungen Erwachsenen",
        "Wir proben einmal in der Woche ein kurzes Stück.",
        "KUL", "Oststadt für alle", "Oststadt", 3, times="di: abend", opened=2, state=DRAFT,
    ),
    NeedPlan(
        "Kinderbetreuung am Nachmittag",
        "Sie spielen mit Kindern, während die Mütter Beratung haben. Den Ort nennen wir erst nach "
        "einem Gespräch.",
        "KIN", "Schutzraum Leinebogen e. V.", "Mitte", 2, times="mi: nachmittag",
        opened=3, state=DRAFT, accommodation="Haus Abendstern", public=False,
    ),
    NeedPlan(
        "Deutsch üben in kleiner Runde",
        "Zwei bis drei Frauen üben zusammen. Den Ort nennen wir erst nach einem Gespräch.",
        "SPR", "Schutzraum Leinebogen e. V.", "Mitte", 2, times="fr: vormittag",
        opened=44, state=PAUSED, accommodation="Haus Sanddorn", public=False,
    ),
    NeedPlan(
        "Sommergarten: Gießdienst",
        "Sie gießen zweimal in der Woche die Beete.",
        "FAR", "Listergarten – Unterstützerkreis List", "List", 4, times="mo do: abend",
        opened=49, state=PAUSED,
    ),
    NeedPlan(
        "Tanzgruppe für Familien",
        "Wir machen Pause, bis die Halle wieder frei ist.",
        "SPO", "Sahlkamp zusammen", "Sahlkamp", 2, times="fr: abend", opened=47, state=PAUSED,
    ),
    NeedPlan(
        "Willkommenspakete packen",
        "Wir packen Pakete mit Bettwäsche und Geschirr.",
        "SPE", "Sozialwerk Maschwiese e. V.", "Südstadt", 12, ONCE, times="sa: vormittag",
        opened=48, state=DONE,
    ),
    NeedPlan(
        "Umzug einer Familie nach Döhren",
        "Wir tragen Möbel in den zweiten Stock.",
        "WOH", "Döhrener Nachbarn", "Döhren", 4, ONCE, times="sa: vormittag",
        opened=46, state=DONE,
    ),
    NeedPlan(
        "Dolmetschen beim Elternabend",
        "Der Elternabend dauert zwei Stunden.",
        "DOL", "Fachbereich Schule", "Mitte", 2, ONCE, times="do: abend",
        languages={"tr": 5, "de": 4}, opened=45, state=DONE,
    ),
    NeedPlan(
        "Plakate für das Sprachcafé gestalten",
        "Ein Plakat in drei Sprachen.",
        "OEF", "Roderbruch ruft", "Groß-Buchholz", 1, ONCE, opened=40, valid=-10, state=EXPIRED,
    ),
    NeedPlan(
        "Gitarrenkurs in den Ferien",
        "Eine Woche lang jeden Vormittag.",
        "KUL", "Brücke Bothfeld", "Bothfeld", 2, ONCE, times="mo di mi do fr: vormittag",
        opened=38, valid=-4, state=EXPIRED,
    ),
    NeedPlan(
        "Busfahrt ans Steinhuder Meer begleiten",
        "Der Ausflug fällt aus.",
        "KUL", "Mittelfeld miteinander", "Mittelfeld", 4, ONCE, times="so: vormittag",
        opened=37, state=CANCELLED,
    ),
    NeedPlan(
        "Kleiderausgabe in der Turnhalle",
        "Die Turnhalle wird nicht mehr gebraucht.",
        "SPE", "Sahlkamp zusammen", "Sahlkamp", 6, times="mi: nachmittag",
        opened=43, state=CANCELLED,
    ),
]  # fmt: skip


def enter_need(
    plan: NeedPlan,
    *,
    user: User,
    organisation: Organisation,
    quarters: dict[str, Quarter],
    today: date,
) -> Need:
    """Enter what the plan says, as a draft, with its days counted from ``today``."""
    first, last = _days(plan, today)
    accommodation = Accommodation.objects.filter(name=plan.accommodation).first()
    return enter(
        user=user,
        languages=plan.languages,
        organisation=organisation,
        contact=organisation.contacts.first(),
        accommodation=accommodation,
        quarter=quarters[plan.quarter],
        title=plan.title,
        description=plan.description,
        activity=plan.activity,
        quantity=plan.quantity,
        frequency=plan.frequency,
        slots=plan.slots,
        starts_on=first,
        ends_on=last,
        needs_clearance=plan.clearance,
        adults_only=plan.adults,
        urgency=plan.urgency,
        valid_until=last or today + timedelta(days=plan.valid),
        is_public=plan.public,
    )


def _days(plan: NeedPlan, today: date) -> tuple[date | None, date | None]:
    """First and last day; a single day moves on until it is a day of the week of the need."""
    if plan.runs is None:
        return None, None
    first, last = (today + timedelta(days=offset) for offset in plan.runs)
    if first == last:
        while not plan.slots & _whole_day(first.weekday()):
            first = last = first + timedelta(days=1)
    return first, last


def _whole_day(weekday: int) -> int:
    return sum(slot(weekday, part) for part in _PARTS.values())
