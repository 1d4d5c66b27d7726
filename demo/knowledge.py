"""What the demo's office knows: answers, who is responsible, what is stopped, what is missing.

The answers stay general where a rule differs from case to case, and name no number or address of
a real office. Bodies are those of ``network.py``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.bodies import (
    BICYCLES,
    EVENING,
    HEALTH,
    INTERPRETERS,
    JOBS,
    LAND,
    LAW,
    NEWS,
    ORDER,
    PLANNING,
    REGION,
    SCHOOL,
    SHARING,
    SHELTER,
    SOCIAL,
    WOMEN,
    YOUTH,
)
from demo.network import CIRCLES
from demo.pages import create_pages
from demo.stage import Journey, Stage
from demo.team import LEAD
from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.directory.actions import set_responsibility, stop_acceptance
from hilfelotse.directory.models import Organisation
from hilfelotse.intake.receive import Sender, receive_concern
from hilfelotse.knowledge.actions import confirm_page, count_gap, mark_outdated, write_page
from hilfelotse.knowledge.models import Page
from hilfelotse.places.models import District, Quarter
from hilfelotse.routing.actions import load_rules


@dataclass(frozen=True)
class Known:
    """A question, what the office says, and where it has that from."""

    subject: str
    question: str
    text: str
    keywords: str
    body: str
    source: str
    is_public: bool = True  # else for the telephone alone


ANSWERS = [
    Known(
        "volunteering",
        "Brauche ich ein Führungszeugnis?",
        "Nur, wenn Sie mit Kindern und Jugendlichen arbeiten. Dann brauchen Sie ein "
        "erweitertes Führungszeugnis, nicht älter als drei Monate. Für ein Ehrenamt ist "
        "es kostenlos; wir geben Ihnen die Bestätigung dafür mit. Wir sehen es an und "
        "geben es zurück, wir behalten nichts.",
        "erweitertes, Kinder betreuen, Zeugnis, kostenlos",
        YOUTH,
        "§ 72a SGB VIII",
    ),
    Known(
        "volunteering",
        "Bin ich beim Helfen versichert?",
        "Wer ehrenamtlich bei einer Stelle mithilft, ist meist über sie gegen Unfall und "
        "für Schäden versichert. Fragen Sie die Stelle vor dem ersten Einsatz. Fahrten "
        "mit dem eigenen Auto laufen über die eigene Kfz-Versicherung.",
        "Unfallversicherung, Haftpflicht, Schaden",
        SHARING,
        "Merkblatt Versicherung im Ehrenamt",
    ),
    Known(
        "volunteering",
        "Ab welchem Alter darf man mithelfen?",
        "Ab 16 Jahren, wenn die Sorgeberechtigten zustimmen. Manche Aufgaben gibt es erst "
        "ab 18. Familien helfen gern gemeinsam: zum Beispiel bei Festen oder beim "
        "Sortieren.",
        "Jugendliche, minderjährig, Schüler, unter 18, Eltern",
        SHARING,
        "Eigene Regeln der Koordinierungsstelle",
    ),
    Known(
        "interpreting",
        "Wer dolmetscht beim Amt oder beim Arzt?",
        "Ämter und Krankenhäuser fragen zuerst selbst nach Dolmetscherinnen und "
        "Dolmetschern. Sonst vermittelt der Sprachmittlerpool Menschen, die begleiten. "
        "Bitte eine Woche vorher melden, mit Sprache, Ort und Uhrzeit. Kinder sollen nie "
        "dolmetschen.",
        "übersetzen, Übersetzer, Begleitung, Sprachmittler, spricht kein Deutsch",
        INTERPRETERS,
        "Auskunft des Pools",
    ),
    Known(
        "goods",
        "Wohin mit Kleidung und anderen Sachspenden?",
        "Bitte erst fragen, dann bringen: Nicht jede Stelle hat Platz. Wir sagen Ihnen, "
        "was gerade gebraucht wird und wer annimmt. Sauber, heil und vollständig muss es "
        "sein. Unterwäsche nur neu.",
        "Kleiderspende, abgeben, Kleiderkammer, Kartons, Sachen spenden",
        SHARING,
        "Absprache mit den Kleiderkammern",
    ),
    Known(
        "goods",
        "Wer nimmt Möbel an?",
        "Möbel braucht, wer aus der Unterkunft in eine eigene Wohnung zieht. Schicken Sie "
        "Fotos und Maße; wir fragen, wer sie braucht. In den Unterkünften ist kein Platz "
        "dafür. Matratzen nehmen wir nicht.",
        "Sofa, Schrank, Bett, Tisch, Hausrat, Haushaltsauflösung",
        SHARING,
        "Absprache mit den Betreibern",
    ),
    Known(
        "goods",
        "Nehmen Sie Medikamente an?",
        "Nein, nie. Medikamente gehören in die Apotheke. Brillen, Rollatoren und Krücken "
        "nehmen manche Vereine, bitte vorher fragen.",
        "Tabletten, Arznei, Apotheke, Brille, Rollator",
        HEALTH,
        "Eigene Regeln der Koordinierungsstelle",
    ),
    Known(
        "goods",
        "Wer kann ein Fahrrad brauchen?",
        "Fahrräder sind willkommen, auch mit kleinen Mängeln: Die Fahrradwerkstatt "
        "repariert sie gemeinsam mit Geflüchteten. Kinderräder und Schlösser fehlen "
        "besonders oft.",
        "Rad, Fahrräder, Kinderrad, Helm, Schloss",
        BICYCLES,
        "Auskunft der Werkstatt",
    ),
    Known(
        "money",
        "Kann ich Geld spenden?",
        "Die Koordinierungsstelle nimmt selbst kein Geld an. Wir nennen Ihnen "
        "gemeinnützige Vereine und wofür sie sammeln. Sie überweisen direkt dorthin und "
        "bekommen von dort die Quittung. Bis 300 Euro reicht dem Finanzamt meist der "
        "Kontoauszug.",
        "Geldspende, Spendenquittung, Konto, überweisen, Finanzamt",
        SHARING,
        "§ 50 EStDV; Liste der Vereine",
    ),
    Known(
        "flat_offer",
        "Ich möchte eine Wohnung oder ein Zimmer anbieten. Wie geht das?",
        "Vielen Dank! Wir brauchen Größe, Miete, ab wann und wie lange. Am meisten hilft "
        "eine Wohnung für mindestens sechs Monate. Wer zur Miete wohnt, fragt vorher die "
        "Vermieterin oder den Vermieter. Zahlt ein Amt die Miete, prüft es, ob sie "
        "angemessen ist.",
        "vermieten, Wohnraum, Gästezimmer, untervermieten, aufnehmen",
        SOCIAL,
        "Fachbereich Soziales",
    ),
    Known(
        "property",
        "Wer entscheidet über Gebäude und Grundstücke für Unterkünfte?",
        "Der Fachbereich Wirtschaft und Liegenschaften sammelt die Angebote und prüft sie "
        "mit Stadtplanung, Bauordnung und Feuerwehr. Das dauert einige Wochen. Hilfreich "
        "sind Adresse, Fläche, Grundriss und ab wann das Gebäude frei ist.",
        "Halle, Hotel, Fläche, Immobilie, leer stehend, Makler",
        LAND,
        "Fachbereich Wirtschaft und Liegenschaften",
    ),
    Known(
        "accommodation",
        "Welche Unterkünfte gibt es, und wer betreibt sie?",
        "Wir nennen den Stadtteil und den Betreiber der öffentlich bekannten Unterkünfte. "
        "Wer wo wohnt, sagen wir niemandem. Besuche verabreden Sie bitte mit den Menschen "
        "selbst oder mit der Leitung der Unterkunft.",
        "Heim, Wohnprojekt, Betreiber, Notunterkunft, Besuch",
        SOCIAL,
        "Fachbereich Soziales",
    ),
    Known(
        "accommodation",
        "Öffnet in meiner Straße eine neue Unterkunft?",
        "Steht ein Haus fest, lädt die Stadt die Nachbarschaft zu einem Abend mit Fragen "
        "und Antworten ein; die Einladung liegt vorher im Briefkasten. Vorher können wir "
        "nichts sagen. Fragen von Zeitungen gehen an die Pressestelle.",
        "geplant, Nachbarschaft, neue, Infoabend, Anwohner",
        SOCIAL,
        "Fachbereich Soziales",
    ),
    Known(
        "flat_search",
        "Wie finden Geflüchtete eine Wohnung?",
        "Wer auf dem freien Markt sucht, braucht meist Nachweise über Einkommen oder "
        "Leistungen. Mit einem Wohnberechtigungsschein kann man geförderte Wohnungen "
        "mieten. Kreise in vielen Stadtteilen helfen beim Suchen und bei der Bewerbung. "
        "Vor der Unterschrift dem Amt den Mietvertrag zeigen, wenn es die Miete zahlen "
        "soll.",
        "Wohnungssuche, WBS, Schein, Mietvertrag, ausziehen, Umzug",
        PLANNING,
        "Fachbereich Planen und Stadtentwicklung",
    ),
    Known(
        "school",
        "Wie melde ich ein Kind in der Schule an?",
        "Kinder ab sechs Jahren gehen zur Schule, auch wenn die Familie noch in einer "
        "Unterkunft wohnt. Der Fachbereich Schule sagt, welche Schule einen Platz hat. "
        "Mitbringen: Ausweise, Meldebestätigung, Impfausweis, wenn vorhanden Zeugnisse.",
        "Schulplatz, Einschulung, Schulpflicht, Sprachlernklasse, Grundschule",
        SCHOOL,
        "Fachbereich Schule",
    ),
    Known(
        "childcare",
        "Wie bekomme ich einen Kita-Platz?",
        "Kinder ab einem Jahr haben Anspruch auf einen Platz, ihre Herkunft spielt keine "
        "Rolle. Anmelden kann man sich in der Kita oder beim Fachbereich Jugend und "
        "Familie. Weil Plätze knapp sind: früh anmelden und mehrere Kitas nennen.",
        "Kindergarten, Krippe, Kinderbetreuung, Tagesmutter",
        YOUTH,
        "§ 24 SGB VIII",
    ),
    Known(
        "german",
        "Wo kann man Deutsch lernen?",
        "In Integrationskursen (Antrag beim Bundesamt oder über das Jobcenter), in Kursen "
        "der Volkshochschule und in offenen Sprachcafés der Kreise. Zum Sprachcafé kann "
        "man einfach hingehen. Für Menschen, die noch nicht lesen und schreiben, gibt es "
        "eigene Kurse.",
        "Deutschkurs, Sprachkurs, Integrationskurs, VHS, Sprachcafé, Alphabetisierung",
        EVENING,
        "Volkshochschule und Bildung",
    ),
    Known(
        "work",
        "Dürfen Geflüchtete arbeiten?",
        "Das steht im Aufenthaltspapier. Steht dort „Erwerbstätigkeit erlaubt“, geht es "
        "sofort; bei „Beschäftigung nur mit Erlaubnis“ fragt man vorher die "
        "Ausländerbehörde. Im Zweifel das Papier dort zeigen. Betriebe lassen sich von "
        "der Agentur für Arbeit beraten.",
        "Arbeitserlaubnis, Job, Ausbildung, Praktikum, beschäftigen, Betrieb",
        JOBS,
        "Jobcenter Region Hannover",
    ),
    Known(
        "work",
        "Wird mein Abschluss aus dem Ausland anerkannt?",
        "Das prüft für jeden Beruf eine andere Stelle. Eine Anerkennungsberatung hilft, "
        "die richtige zu finden, und sagt, welche Zeugnisse übersetzt werden müssen. Die "
        "Beratung kostet nichts.",
        "Zeugnis, Diplom, Anerkennung, Beruf, Studium",
        JOBS,
        "Jobcenter Region Hannover",
    ),
    Known(
        "benefits",
        "Von wem bekommen Geflüchtete Geld?",
        "Während des Asylverfahrens vom Fachbereich Soziales, danach meist vom Jobcenter. "
        "Menschen aus der Ukraine fragen beide, weil es davon abhängt, seit wann sie hier "
        "sind. Geht der Bescheid verloren oder fehlt Geld, dort zuerst anrufen; "
        "Beratungsstellen helfen mit.",
        "Leistungen, Sozialamt, Jobcenter, Bezahlkarte, Antrag, Bescheid",
        SOCIAL,
        "Fachbereich Soziales",
    ),
    Known(
        "registration",
        "Wie meldet man eine neue Adresse an?",
        "Innerhalb von zwei Wochen nach dem Einzug bei einem Bürgeramt. Mitbringen: "
        "Ausweis oder Aufenthaltspapier und die Bestätigung der Vermieterin oder des "
        "Vermieters. Termine gibt es im Internet oder am Telefon.",
        "ummelden, Wohnsitz, Bürgeramt, Umzug, Meldebescheinigung",
        ORDER,
        "§ 17 Bundesmeldegesetz",
    ),
    Known(
        "registration",
        "Der Ausweis ist verloren. Was nun?",
        "Den Verlust bei der Polizei und bei der Ausländerbehörde melden. Für einen neuen "
        "Pass ist das Konsulat des Herkunftslandes zuständig. Wer dorthin nicht gehen "
        "kann, weil es gefährlich wäre, lässt sich vorher beraten.",
        "Pass, Dokumente, Papiere, Reisepass, gestohlen",
        ORDER,
        "Fachbereich Öffentliche Ordnung",
    ),
    Known(
        "residence",
        "Wer hilft bei Fragen zu Asyl und Aufenthalt?",
        "Wir dürfen nicht rechtlich beraten. Unabhängige Beratung gibt es bei "
        "Wohlfahrtsverbänden und bei der Rechtsberatung im Hof. Wichtig: Bescheide haben "
        "Fristen, manchmal nur eine Woche. Den Brief mit Umschlag sofort dorthin "
        "mitnehmen.",
        "Aufenthaltserlaubnis, Bescheid, Frist, Klage, Duldung, Rechtsanwalt, BAMF",
        LAW,
        "Rechtsdienstleistungsgesetz; Auskunft des Vereins",
    ),
    Known(
        "residence",
        "Kann meine Familie nachkommen?",
        "Ob und wie, hängt vom Aufenthaltspapier ab, und oft laufen Fristen. Bitte früh "
        "beraten lassen: Wohlfahrtsverbände und die Rechtsberatung im Hof kennen das "
        "Verfahren.",
        "Familiennachzug, Visum, Ehepartner, Kinder holen",
        LAW,
        "Auskunft des Vereins",
    ),
    Known(
        "health",
        "Wie geht man zum Arzt, und wer bezahlt?",
        "Wer eine Gesundheitskarte hat, geht damit in jede Praxis. Ohne Karte gibt es "
        "vorher einen Behandlungsschein vom Amt. Im Notfall zählt das nicht: 112 anrufen "
        "oder ins Krankenhaus gehen.",
        "Arzttermin, Krankenkasse, Behandlungsschein, Zahnarzt, krank",
        SOCIAL,
        "Fachbereich Soziales",
    ),
    Known(
        "health",
        "Wo werden Menschen nach Flucht und Krieg seelisch unterstützt?",
        "Es gibt Beratungsstellen und Fachleute für traumatisierte Menschen; die "
        "Wartezeit ist leider oft lang. Die Region Hannover nennt freie Angebote. Ist "
        "jemand in Gefahr, sich etwas anzutun: sofort 112. Die TelefonSeelsorge hört rund "
        "um die Uhr zu: 0800 1110111.",
        "Trauma, Psychologe, Therapie, Angst, Albträume",
        HEALTH,
        "Region Hannover – Fachbereich Gesundheit; telefonseelsorge.de",
    ),
    Known(
        "minors",
        "Was geschieht mit Kindern und Jugendlichen ohne Eltern?",
        "Das Jugendamt nimmt sie in Obhut, sucht eine Wohngruppe oder Familie und sorgt "
        "für eine Vormundin oder einen Vormund. Treffen Sie ein Kind allein an: Jugendamt "
        "anrufen, nachts die Polizei unter 110.",
        "unbegleitet, UMF, Vormund, Gastfamilie, Pflegefamilie",
        YOUTH,
        "§ 42a SGB VIII",
    ),
    Known(
        "violence",
        "Wohin bei Gewalt in der Familie?",
        "In Gefahr: 110. Das Hilfetelefon „Gewalt gegen Frauen“ ist rund um die Uhr da, "
        "kostenlos und in vielen Sprachen: 116 016. Es sagt auch, wo ein Schutzhaus einen "
        "Platz hat. Kinder und Jugendliche: 116 111. Bitte keine Adressen von "
        "Schutzhäusern nennen.",
        "Schutz, Frauenhaus, Ehemann, bedroht, Hilfetelefon",
        SHELTER,
        "hilfetelefon.de",
    ),
    Known(
        "transport",
        "Gibt es günstige Fahrkarten?",
        "Wer Leistungen bekommt, fährt im Nahverkehr meist günstiger; den Nachweis gibt "
        "es beim Amt, das die Leistungen zahlt. Manche Kreise holen Menschen zu Terminen "
        "ab, wenn es gar nicht anders geht.",
        "Bus, Bahn, Ticket, Monatskarte, Fahrdienst",
        SOCIAL,
        "Fachbereich Soziales",
    ),
    Known(
        "neighbourhood",
        "Wie lerne ich die neuen Nachbarinnen und Nachbarn kennen?",
        "Am einfachsten bei Festen, Sprachcafés und Treffpunkten der Kreise. Wir sagen "
        "Ihnen, welcher Kreis in Ihrem Stadtteil arbeitet.",
        "Begegnung, Fest, Treffpunkt, kennenlernen, Kreis",
        SHARING,
        "Verzeichnis der Kreise",
    ),
    Known(
        "complaint",
        "Wo kann ich mich beschweren?",
        "Bei uns: Wir schreiben die Beschwerde auf, und die Leitung meldet sich in zwei "
        "Arbeitstagen. Über eine Unterkunft: zuerst bei deren Leitung, sonst beim "
        "Fachbereich Soziales.",
        "Ärger, unzufrieden, Lärm, schlecht behandelt",
        SOCIAL,
        "Eigene Regeln",
    ),
    Known(
        "press",
        "Wer gibt Zeitungen, Radio und Fernsehen Auskunft?",
        "Nur die Presse- und Öffentlichkeitsarbeit der Stadt. Bitte dorthin verbinden und "
        "selbst nichts sagen, auch keine Zahlen.",
        "Journalist, Interview, Reporter, Zahlen, drehen",
        NEWS,
        "Dienstanweisung",
        is_public=False,
    ),
    Known(
        "hate",
        "Was tun bei Drohungen und Hass?",
        "Bei Gefahr sofort 110. Sonst: nichts löschen, Zettel nur am Rand anfassen, "
        "Uhrzeit notieren, Anzeige erstatten. Anrufe beenden wir ruhig und schreiben mit. "
        "Die Leitung erfährt jede Drohung am selben Tag.",
        "Drohbrief, Beleidigung, Rassismus, Schmiererei, Anzeige",
        ORDER,
        "Dienstanweisung",
        is_public=False,
    ),
]

# In which rubric a question stands; the others are in the rubric of questions.
RUBRIC_OF = {
    "volunteering": "helfen", "goods": "helfen", "money": "helfen", "flat_offer": "helfen",
    "property": "helfen", "accommodation": "unterkuenfte", "flat_search": "unterkuenfte",
    "neighbourhood": "unterkuenfte", "complaint": "ansprechpartner", "press": "ansprechpartner",
    "hate": "ansprechpartner",
}  # fmt: skip

# subject, body, what to know; for the whole city
RESPONSIBLE = [
    ("volunteering", SHARING, ""),
    ("interpreting", INTERPRETERS, "Sprache, Ort und Uhrzeit nennen, eine Woche vorher"),
    ("goods", SHARING, "Größere Mengen vorher ankündigen"),
    ("money", SHARING, "Die Stadt nennt Vereine, sie nimmt selbst kein Geld"),
    ("flat_offer", SOCIAL, "Größe, Miete, ab wann und wie lange"),
    ("property", LAND, "Grundriss und Fotos mitschicken"),
    ("accommodation", SOCIAL, "Wer wo wohnt, sagen wir niemandem"),
    ("flat_search", PLANNING, "Wohnberechtigungsschein"),
    ("school", SCHOOL, "Alter des Kindes und Adresse bereithalten"),
    ("childcare", YOUTH, ""),
    ("german", EVENING, "Einstufung ohne Termin, dienstags"),
    ("work", JOBS, ""),
    ("benefits", SOCIAL, "Im Asylverfahren; nach der Anerkennung meist das Jobcenter"),
    ("registration", ORDER, ""),
    ("residence", ORDER, "Beratung geben nur unabhängige Stellen"),
    ("health", HEALTH, "Impfungen und Untersuchungen"),
    ("minors", YOUTH, "In Gefahr sofort das Jugendamt oder 110"),
    ("violence", SHELTER, "Keine Adressen nennen; 116 016 ist immer da"),
    ("transport", REGION, ""),
    ("complaint", SOCIAL, "Über uns selbst: an die Leitung"),
    ("press", NEWS, "Nur dorthin, selbst nichts sagen"),
    ("hate", ORDER, "In Gefahr 110; die Leitung erfährt es am selben Tag"),
]
# In some districts another body goes before; about the neighbourhood one asks a circle everywhere.
BY_DISTRICT = [
    ("german", "Linden-Süd", WOMEN, "Kurse für Frauen mit Kinderbetreuung"),
    ("goods", "Groß-Buchholz", "Roderbruch ruft", "Eigene Kleiderkammer, donnerstags"),
    ("school", "Vahrenheide", "Lernhaus am Kanal e. V.", "Hilft beim Anmelden"),
    ("volunteering", "Linden-Nord", "Linden-Nord hilft", "Begleitet neue Helferinnen und Helfer"),
]

# kind of goods, body ("" anywhere), days until it ends (None: open), reason, what instead
STOPS = [
    ("clothing", "Roderbruch ruft", 21, "Die Kleiderkammer ist voll.", "Ab nächstem Monat wieder."),
    ("furniture", "", 35, "Zurzeit zieht kaum jemand um.", "Fotos schicken, wir melden uns."),
    ("medicine", "", None, "Medikamente nehmen wir nie an.", "In der Apotheke abgeben."),
    ("children", "Brücke Bothfeld", 14, "Kein Platz für Plüschtiere.", "Schulranzen fehlen."),
    (
        "electronics",
        "",
        28,
        "Erst müssen alte Geräte geprüft werden.",
        "Ladekabel sind willkommen.",
    ),
]

# question, subject, how often it was asked
GAPS = [
    ("Gibt es am Sonntag eine Sprechstunde in einer Moschee oder Kirche?", "other", 6),
    ("Wer repariert kostenlos Waschmaschinen in den Unterkünften?", "goods", 4),
    ("Wo können Frauen nachts sicher schlafen, wenn der Bus nicht mehr fährt?", "transport", 9),
    ("Welche Vereine nehmen Kinder ohne Mitgliedsbeitrag auf?", "other", 23),
    ("Darf man in der Unterkunft einen Hund halten?", "accommodation", 3),
]
ASKED_DAYS = 5  # working days over which the questions came
DANGER = (
    "In der Wohnung über uns schreit jede Nacht ein kleines Kind. Gestern habe ich blaue Flecken "
    "an seinen Armen gesehen, und die Mutter sagt nichts. Ich mache mir große Sorgen."
)
DOUBTFUL = {
    "Gibt es günstige Fahrkarten?": "Die Preise haben sich geändert.",
    "Wie bekomme ich einen Kita-Platz?": "",
}


def create_knowledge(
    users: dict[str, User], organisations: dict[str, Organisation], today: date
) -> None:
    """Rules, pages, answers, responsibility and stops, as the office has them after some months."""
    lead, colleague = users[LEAD], users["olena"]
    load_rules()
    rubrics = create_pages(users, organisations)
    for known in ANSWERS:
        rubric = rubrics[RUBRIC_OF.get(known.subject, "haeufige-fragen")]
        _write(known, colleague, organisations, rubric)
    _set_responsible(lead, organisations, today)
    for goods, body, days, reason, instead in STOPS:
        stop_acceptance(
            user=colleague,
            goods=goods,
            organisation=organisations.get(body),
            until=today + timedelta(days=days) if days else None,
            reason=reason,
            instead=instead,
        )


def knowledge_journey(stage: Stage) -> Journey:
    """Answers are looked through; people ask what has none; somebody hears that one is wrong."""
    rng, colleague = Random(2017), stage.users["jens"]
    yield stage.days.at_work(12, rng)
    for answer in Page.objects.filter(kind=Page.Kind.QUESTION).order_by("pk")[::2]:
        confirm_page(user=colleague, page=answer)
    for ago in range(ASKED_DAYS - 1, -1, -1):
        yield stage.days.at_work(ago, rng, last=0.5)
        for text, subject, times in GAPS:
            for _call in range(times // ASKED_DAYS + (times % ASKED_DAYS > ago)):
                count_gap(text=text, subject=subject)
        if ago == 2:
            for question, note in DOUBTFUL.items():
                answer = Page.objects.get(title=question)
                mark_outdated(user=stage.users["mehmet"], page=answer, note=note)


def danger_journey(stage: Stage) -> Journey:
    """Somebody fears for a child: the lead sees it at once, and only the lead."""
    yield stage.days.at_home(0, Random(2018))
    receive_concern(
        key="demo-danger",
        kind=Case.Kind.QUESTION,
        channel=Case.Channel.WEB,
        sender=Sender(name="Friederike Albers", phone="+493023125099"),
        text=DANGER,
    )


def _write(known: Known, user: User, organisations: dict[str, Organisation], rubric: Page) -> None:
    write_page(
        user=user,
        parent=rubric,
        editor=user,
        title=known.question,
        text=known.text,
        keywords=known.keywords,
        subject=known.subject,
        responsible=organisations[known.body],
        source=known.source,
        is_public=known.is_public,
    )


def _set_responsible(lead: User, organisations: dict[str, Organisation], today: date) -> None:
    """Half a year ago the Region took over schools; since then the department has them again."""
    before = today - timedelta(days=180)
    set_responsibility(
        user=lead, subject="school", district=None, organisation=organisations[REGION],
        since=before,
    )  # fmt: skip
    for subject, body, note in RESPONSIBLE:
        _enter(lead, subject, None, organisations[body], note)
    for subject, quarter, body, note in BY_DISTRICT:
        district = Quarter.objects.select_related("district").get(name=quarter).district
        _enter(lead, subject, district, organisations[body], note)
    # The first circle of each district answers for the neighbourhood there.
    circles = [organisations[circle.name] for circle in CIRCLES]
    nearest = {circle.quarter.district: circle for circle in reversed(circles)}
    for district, circle in nearest.items():
        _enter(lead, "neighbourhood", district, circle, "Der Kreis im Stadtbezirk")


def _enter(
    lead: User, subject: str, district: District | None, body: Organisation, note: str
) -> None:
    set_responsibility(user=lead, subject=subject, district=district, organisation=body, note=note)
