"""The timeline and an offer in the desk's words."""

from collections import defaultdict
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.calls.models import CallNote
from hilfelotse.cases.models import Alert, Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.history.models import Event
from hilfelotse.housing.models import HousingOffer
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.placements.models import CheckBack
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.models import Referral
from hilfelotse.topics import activities, languages, skills, times
from hilfelotse.web.components import need_facts

_TITLES = {
    "synonyms_added": gettext_lazy("Suchwörter: %(words)s"),
    "synonyms_removed": gettext_lazy("Suchwörter gelöscht: %(words)s"),
    "received": gettext_lazy("Eingegangen"),
    "mail_joined": gettext_lazy("E-Mail gekommen"),
    "body_wrote": gettext_lazy("%(organisation)s hat per E-Mail geantwortet: bitte eintragen"),
    "mail_from_body": gettext_lazy("Von einer bekannten Stelle: %(organisation)s"),
    "mail_follows": gettext_lazy("Gehört zu %(reference)s, das abgeschlossen ist"),
    "reopened": gettext_lazy("Wieder aufgenommen"),
    "mail_automatic": gettext_lazy("Automatische Antwort gekommen"),
    "mail_bounced": gettext_lazy("Unsere E-Mail kam zurück: bitte anrufen"),
    "mail_delayed": gettext_lazy("Unsere E-Mail ist noch unterwegs"),
    "address_confirmed": gettext_lazy("Adresse bestätigt"),
    "address_changed": gettext_lazy("Adresse geändert"),
    "alerted": gettext_lazy("Hinweis an die Leitung: %(sign)s"),
    "alert_seen": gettext_lazy("Hinweis gelesen: %(sign)s"),
    "assigned": gettext_lazy("Übergeben an %(name)s"),
    "queued": gettext_lazy("Zurück an alle"),
    "queued_lead": gettext_lazy("An die Leitung"),
    "wants_call": gettext_lazy("Möchte angerufen werden"),
    "due_set": gettext_lazy("Wiedervorlage am %(due)s"),
    "noted": gettext_lazy("Notiz"),
    "replied": gettext_lazy("Beantwortet per E-Mail"),
    "talked": gettext_lazy("Gespräch"),
    "called": gettext_lazy("Anruf: %(result)s"),
    "other_number": gettext_lazy("Ruft von anderer Nummer an: %(number)s"),
    "offer_recorded": gettext_lazy("Angebot aufgenommen: %(reference)s"),
    "callback_promised": gettext_lazy("Rückruf versprochen für %(wanted)s"),
    "call_failed": gettext_lazy("Nicht erreicht (Versuch %(tries)s)"),
    "callback_reached": gettext_lazy("Zurückgerufen und erreicht"),
    "callback_not_needed": gettext_lazy("Rückruf nicht mehr nötig"),
    "not_reached": gettext_lazy("%(tries)s-mal angerufen, nicht erreicht"),
    "first_talk": gettext_lazy("Erstgespräch"),
    "goods_reserved": gettext_lazy("Reserviert für %(organisation)s: %(quantity)s"),
    "goods_appointed": gettext_lazy("Übergabe vereinbart mit %(organisation)s"),
    "goods_handed_over": gettext_lazy("Übergeben an %(organisation)s"),
    "goods_confirmed": gettext_lazy("Angekommen bei %(organisation)s: %(quantity)s"),
    "goods_unusable": gettext_lazy("Nicht brauchbar, sagt %(organisation)s"),
    "goods_not_arrived": gettext_lazy("Nicht angekommen bei %(organisation)s"),
    "goods_cancelled": gettext_lazy("Übergabe abgesagt: %(organisation)s"),
    "goods_lapsed": gettext_lazy("Reservierung verfallen: %(organisation)s"),
    "goods_driver": gettext_lazy("Fahrt gesucht: %(title)s"),
    "wished": gettext_lazy("Für den Bedarf „%(title)s“"),
    "kept_in_mind": gettext_lazy("Vorgemerkt"),
    "asked_still_there": gettext_lazy("Gefragt, ob es noch da ist"),
    "still_there": gettext_lazy("Ist noch da"),
    "set_ready": gettext_lazy("Bereit zur Vermittlung"),
    "paused": gettext_lazy("Macht Pause"),
    "resumed": gettext_lazy("Pause beendet"),
    "changed": gettext_lazy("Angaben geändert"),
    "consent_kinds": gettext_lazy("Erlaubnis zum Zeigen geändert"),
    "consent_guardian": gettext_lazy("Sorgeberechtigte gefragt"),
    "consent_contact": gettext_lazy("Kontaktdaten für %(organisation)s: %(answer)s"),
    "referred": gettext_lazy("Gefragt: %(organisation)s („%(title)s“)"),
    "accepted": gettext_lazy("Zusage von %(organisation)s"),
    "declined": gettext_lazy("Absage von %(organisation)s: %(reason)s"),
    "expired": gettext_lazy("Keine Antwort von %(organisation)s"),
    "recalled": gettext_lazy("Zurückgeholt von %(organisation)s"),
    "taken_in_part": gettext_lazy("%(organisation)s übernimmt einen Teil"),
    "opinion_asked": gettext_lazy("Um Einschätzung gebeten: %(organisation)s"),
    "opinion_given": gettext_lazy("Einschätzung von %(organisation)s: %(verdict)s"),
    "reminded": gettext_lazy("Erinnert: %(organisation)s"),
    "passed_on": gettext_lazy("Weitergegeben an %(organisation)s"),
    "taken_on": gettext_lazy("%(organisation)s kümmert sich"),
    "result_reported": gettext_lazy("Antwort von %(organisation)s"),
    "result_missing": gettext_lazy("Noch keine Antwort von %(organisation)s: bitte nachfragen"),
    "came_too_late": gettext_lazy("Zusage von %(organisation)s kam zu spät: bitte klären"),
    "please_call": gettext_lazy("Keine E-Mail möglich: bitte anrufen"),
    "call_body": gettext_lazy("Bitte anrufen: %(organisation)s (%(phone)s)"),
    "calendar_opened": gettext_lazy("Neue Adresse für den Kalender"),
    "member_invited": gettext_lazy("Konto eingeladen"),
    "member_removed": gettext_lazy("Konto entfernt: %(name)s"),
    "list_sent": gettext_lazy("Liste geschickt an %(name)s"),
    "body_unreachable": gettext_lazy("%(organisation)s hat keine Ansprechperson: bitte anrufen"),
    "talked_about": gettext_lazy("Gespräch ergänzt"),
    "proposed": gettext_lazy("Vorgeschlagen: %(titles)s"),
    "wanted": gettext_lazy("Gewünscht: „%(title)s“"),
    "none_fits": gettext_lazy("Keiner der Vorschläge passt"),
    "proposal_gone": gettext_lazy("Nicht mehr möglich: „%(title)s“"),
    "proposals_lapsed": gettext_lazy("Vorschläge verfallen: keine Antwort"),
    "clashed": gettext_lazy(
        "Zusage von %(organisation)s, aber die Person hat dann einen anderen Termin: bitte klären"
    ),
    "kept_as_substitute": gettext_lazy("Reserve bei „%(title)s“"),
    "moved_up": gettext_lazy("Rückt nach bei „%(title)s“"),
    "met": gettext_lazy("Kennengelernt"),
    "signed": gettext_lazy("Vereinbarung unterschrieben"),
    "on_trial": gettext_lazy("Probezeit bis %(until)s"),
    "cancelled": gettext_lazy("Abgesagt: „%(title)s“"),
    "cancelled_late": gettext_lazy("Kurzfristig abgesagt: „%(title)s“, bitte Ersatz suchen"),
    "check_back_asked": gettext_lazy("Nach %(days)s Tagen gefragt, wie es läuft"),
    "checked_back": gettext_lazy("Wie läuft es? %(answer)s"),
    "placed": gettext_lazy("Platz vergeben: „%(title)s“"),
    "started": gettext_lazy("Einsatz hat begonnen"),
    "ended": gettext_lazy("Einsatz beendet"),
    "withdrawn": gettext_lazy("Angebot zurückgezogen"),
    "closed": gettext_lazy("Abgeschlossen: %(outcome)s"),
    "merged": gettext_lazy("Zusammengelegt: Es geht in einem anderen Vorgang weiter"),
    "took_in": gettext_lazy("Ein anderer Vorgang ist hier aufgegangen"),
    "unmerged": gettext_lazy("Zusammenlegen rückgängig gemacht"),
    "gave_back": gettext_lazy("Ein anderer Vorgang ist wieder getrennt"),
    "same_person": gettext_lazy("Verglichen: dieselbe Person, zwei Anliegen"),
    "not_the_same": gettext_lazy("Verglichen: nicht dasselbe"),
    "entered": gettext_lazy("Eingetragen"),
    "place_free": gettext_lazy("Platz wieder frei"),
    "contact_added": gettext_lazy("Ansprechperson ergänzt"),
    "contact_changed": gettext_lazy("Ansprechperson geändert"),
    "submitted": gettext_lazy("Zur Freigabe geschickt"),
    "sent_back": gettext_lazy("Zurückgegeben"),
    "renewed": gettext_lazy("Gilt länger"),
    "asked_if_needed": gettext_lazy("Gefragt, ob es noch gebraucht wird"),
    "set_open": gettext_lazy("Veröffentlicht"),
    "set_paused": gettext_lazy("Pausiert"),
    "set_done": gettext_lazy("Erledigt"),
    "set_expired": gettext_lazy("Abgelaufen"),
    "set_cancelled": gettext_lazy("Storniert"),
    "split": gettext_lazy("Zweites Anliegen abgetrennt: %(reference)s"),
    "undone": gettext_lazy("Zurückgenommen: %(what)s"),
    "marked": gettext_lazy("Thema und Dringlichkeit gesetzt"),
    "restricted": gettext_lazy("Gefahr: an die Leitung, für andere nicht mehr sichtbar"),
    "unrestricted": gettext_lazy("Freigegeben: wieder für alle sichtbar"),
    "confirmed": gettext_lazy("Geprüft: stimmt"),
    "outdated": gettext_lazy("Stimmt nicht mehr"),
    "retired": gettext_lazy("Wird nicht mehr gezeigt"),
    "text_published": gettext_lazy("Text veröffentlicht (%(language)s, Fassung %(number)s)"),
    "text_waiting": gettext_lazy("Text wartet auf Freigabe (%(language)s, Fassung %(number)s)"),
    "text_scheduled": gettext_lazy("Text geplant (%(language)s, Fassung %(number)s)"),
    "picture_added": gettext_lazy("Bild %(number)s hinzugefügt"),
    "picture_described": gettext_lazy("Angaben zu Bild %(number)s geändert"),
    "picture_removed": gettext_lazy("Bild %(number)s gelöscht"),
    "translation_approved": gettext_lazy("Übersetzung freigegeben (%(language)s)"),
    "end_announced": gettext_lazy("Läuft bald ab: %(name)s hat eine E-Mail bekommen"),
    "home_advised": gettext_lazy("Erstberatung zur Wohnung"),
    "identity_checked": gettext_lazy("Identität geprüft"),
    "home_step": gettext_lazy("%(organisation)s: %(step)s"),
    "still_free_asked": gettext_lazy("Gefragt, ob die Wohnung noch frei ist"),
    "still_free_silent": gettext_lazy("Keine Antwort auf „Noch frei?“: bitte anrufen"),
    "still_free": gettext_lazy("Die Wohnung ist noch frei"),
    "raised": gettext_lazy("Liegen geblieben: die Leitung sieht es"),
    "advised": gettext_lazy("Beraten, an wen eine Spende gehen kann: %(organisation)s"),
    "gift_reported": gettext_lazy("Spende gemeldet von %(organisation)s"),
    "council_accepted": gettext_lazy("Der Rat hat die Spende angenommen"),
    "council_not_needed": gettext_lazy("Der Rat muss die Spende nicht annehmen"),
    "recipient_checked": gettext_lazy("Konto und Zweck geprüft"),
    "recipient_ended": gettext_lazy("Wird nicht mehr genannt"),
    "assessed": gettext_lazy("Kriterien geprüft: %(known)s von %(all)s bekannt"),
    "missing_asked": gettext_lazy("Gefragt, was noch fehlt"),
    "premises_decided": gettext_lazy("Entschieden: %(decision)s"),
    "reserve_over": gettext_lazy("Reserve abgelaufen: nachgefragt, ob es noch frei ist"),
    "taken_from_reserve": gettext_lazy("Aus der Reserve geholt"),
    "kept_secret": gettext_lazy("Streng vertraulich: nur für Leitung und Zuständige"),
}
_OWN = {"noted", "talked", "first_talk", "replied", "called"}
_BY = {
    Event.By.CITIZEN: gettext_lazy("Bürgerin oder Bürger"),
    Event.By.ORGANISATION: gettext_lazy("Stelle"),
    Event.By.SYSTEM: gettext_lazy("Programm"),
    Event.By.STAFF: "",
}


def timeline(events) -> list[dict[str, Any]]:
    """Events for the timeline component."""
    return [
        {
            "when": event.at,
            "title": title(event),
            "who": event.user.name if event.user else event.details.get("speaker") or _BY[event.by],
            "text": _text(event),
            "kind": "own" if event.verb in _OWN else "",
        }
        for event in events
    ]


def title(event: Event) -> str:
    """What happened, in a few words."""
    words: defaultdict[str, Any] = defaultdict(str, event.details)
    if event.verb == "called" and words["result"]:
        words["result"] = CallNote.Result(words["result"]).label
    if event.verb == "callback_promised" and words["wanted"]:
        wanted = parse_datetime(words["wanted"])
        words["wanted"] = date_format(timezone.localtime(wanted), "j. F, H:i") if wanted else ""
    if event.verb == "closed" and words["outcome"]:
        words["outcome"] = Case.Outcome(words["outcome"]).label
    if event.verb == "checked_back" and words["answer"]:
        words["answer"] = CheckBack.Answer(words["answer"]).label
    if event.verb == "on_trial" and (until := parse_date(words["until"])):
        words["until"] = date_format(until, "j. F")
    if event.verb == "opinion_given":
        words["verdict"] = Referral.Verdict(words["verdict"]).label if words.get("verdict") else ""
    if event.verb == "declined" and words["reason"]:
        words["reason"] = Referral.Reason(words["reason"]).label
    if event.verb in {"alerted", "alert_seen"}:
        words["sign"] = Alert.Sign(words["sign"]).label if words.get("sign") else ""
    if event.verb == "premises_decided" and words.get("decision"):
        words["decision"] = Premises.Decision(words["decision"]).label
    if event.verb == "home_step" and words.get("step"):
        words["step"] = HousingOffer.Step(words["step"]).label
    if event.verb == "due_set" and words["due"]:
        due = parse_datetime(words["due"])
        words["due"] = date_format(timezone.localtime(due), "j. F") if due else ""
    if event.verb == "consent_contact":
        words["answer"] = _("ja") if words.get("given") else _("nein")
    verb = "queued_lead" if event.verb == "queued" and words["queue"] == "lead" else event.verb
    return str(_TITLES.get(verb, verb)) % words


def _text(event: Event) -> str:
    lines = [event.text] if event.text else []
    if event.details.get("who_else"):
        lines.append(_("Wer sonst? %(who)s") % {"who": event.details["who_else"]})
    if event.verb == "called":
        told = (_("Stelle"), "organisation"), (_("Antwort"), "answer")
        lines += [f"{name}: {event.details[key]}" for name, key in told if event.details.get(key)]
    if event.verb == "not_reached":
        wrote = event.details.get("wrote")
        lines.append(_("Wir haben der Person geschrieben.") if wrote else _("Kein anderer Weg."))
    if event.verb == "consent_guardian":
        lines.append(_("einverstanden") if event.details.get("given") else _("nicht einverstanden"))
    return "\n".join(lines)


def offer_rows(offer: Offer) -> list[dict[str, Any]]:
    """What an offer says, for the definitions component."""
    rows = [
        (_("Möchte"), [activities.name(row.code) for row in offer.activities.order_by("pk")]),
        (_("Sprachen"), [_language(row) for row in offer.languages.order_by("pk")]),
        (_("Kann"), [skills.NAMES[code] for code in offer.skills if code in skills.NAMES]),
        (_("Dazu"), offer.experience),
        (_("Wann"), times.describe(offer.slots)),
        (_("Wie oft"), _often(offer)),
        (_("Wo"), _("%(plz)s, bis %(km)s km") % {"plz": offer.postcode, "km": offer.radius_km}),
        (_("Wie viele"), offer.size if offer.size > 1 else ""),
        (_("Wunsch"), offer.wished_organisation.name if offer.wished_organisation else ""),
        (_("Verfügbarkeit"), _available(offer)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _language(row) -> str:
    return f"{languages.NAMES[row.code]} ({languages.level_name(row.level)})"


def _often(offer: Offer) -> str:
    parts = [offer.get_frequency_display(), offer.get_volume_display() if offer.volume else ""]
    return ", ".join(str(part) for part in parts if part)


def _available(offer: Offer) -> str:
    text = str(offer.get_availability_display())
    if offer.paused_until:
        return f"{text} {_('bis')} {date_format(offer.paused_until, 'j. F Y')}"
    return text


def need_rows(need: Need) -> list[dict[str, Any]]:
    """What a need says, for the definitions component."""
    rows = [
        (_("Stelle"), need.organisation.name),
        (_("Worum es geht"), need_facts.topic(need)),
        (_("Wo"), f"{need.quarter.name} ({need.quarter.district.name})"),
        (_("Unterkunft"), need.accommodation.name if need.accommodation else ""),
        (_("Plätze"), _("%(taken)s von %(all)s vergeben") % {
            "taken": need.taken, "all": need.quantity}),
        *need_facts.facts(need),
        (_("Warum diese Person"), need.gender_reason),
        (_("Treffpunkt"), need.meeting_point),
        (_("Sprachen"), [f"{languages.NAMES[row.code]} ab {languages.level_name(row.level)}"
                         for row in need.languages.order_by("pk")]),
        (_("Führungszeugnis"), _("nötig") if need.needs_clearance else ""),
        (_("Alter"), _("ab 18 Jahren") if need.adults_only else ""),
        (_("Dringlichkeit"), need.get_urgency_display()),
        (_("Warum es eilt"), need.urgency_reason),
        (_("Ergebnis"), need.result),
        (_("Pausiert bis"), date_format(need.paused_until, "j. F Y") if need.paused_until else ""),
        (_("Gültig bis"), date_format(need.valid_until, "j. F Y")),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows if value]


_MAILS = {
    "mail_received": gettext_lazy("Eingang der E-Mail bestätigt"),
    "confirm": gettext_lazy("Bitte um Bestätigung der Adresse"),
    "confirmed": gettext_lazy("Nummer und Link"),
    "referred": gettext_lazy("Stelle gefragt"),
    "opinion_request": gettext_lazy("Bitte um Einschätzung"),
    "opinion_request_reminder": gettext_lazy("Erinnerung: Einschätzung"),
    "opinion_recalled": gettext_lazy("Einschätzung nicht mehr nötig"),
    "concern_request_reminder": gettext_lazy("Erinnerung an die Stelle"),
    "referral_request_reminder": gettext_lazy("Erinnerung an die Stelle"),
    "accepted": gettext_lazy("Zusage"),
    "accepted_ask_consent": gettext_lazy("Zusage, Frage nach Erlaubnis"),
    "still_looking": gettext_lazy("Wir suchen weiter"),
    "closed": gettext_lazy("Abschluss"),
    "not_reached": gettext_lazy("Dreimal nicht erreicht"),
    "link_again": gettext_lazy("Neuer Link"),
    "reply": gettext_lazy("Antwort"),
    "goods_reserved": gettext_lazy("Reservierung an die Stelle"),
    "goods_reserved_giver": gettext_lazy("Wird gebraucht"),
    "goods_appointed": gettext_lazy("Termin an die Stelle"),
    "goods_appointed_giver": gettext_lazy("Termin für die Übergabe"),
    "goods_receipt": gettext_lazy("Frage an die Stelle, ob alles da ist"),
    "goods_off": gettext_lazy("Absage an die Stelle"),
    "goods_off_giver": gettext_lazy("Aus der Übergabe wird nichts"),
    "goods_thanks": gettext_lazy("Dank für die Sachspende"),
    "goods_still_there": gettext_lazy("Frage, ob die Sachen noch da sind"),
    "referral_request": gettext_lazy("Anfrage an die Stelle"),
    "profile_check": gettext_lazy("Frage, ob die Angaben noch stimmen"),
    "referral_contact": gettext_lazy("Kontaktdaten an die Stelle (als Link)"),
    "referral_recalled": gettext_lazy("Rücknahme an die Stelle"),
    "referral_withdrawn": gettext_lazy("Absage an die Stelle"),
    "still_free": gettext_lazy("Frage: noch frei?"),
    "need_published": gettext_lazy("Bedarf veröffentlicht"),
    "need_sent_back": gettext_lazy("Bedarf zurückgegeben"),
    "need_ends": gettext_lazy("Frage: noch gebraucht?"),
    "weekly_list": gettext_lazy("Liste an die Stelle"),
    "proposed": gettext_lazy("Vorschläge"),
    "accepted_substitute": gettext_lazy("Zusage als Reserve"),
    "placement_thanks": gettext_lazy("Danke für den Einsatz"),
    "placement_cancelled": gettext_lazy("Absage eines Einsatzes an die Stelle"),
    "check_back_helper": gettext_lazy("Frage, wie es läuft"),
    "check_back_body": gettext_lazy("Frage an die Stelle, wie es läuft"),
    "digest": gettext_lazy("Tagesbericht an die Leitung"),
    "page_ends": gettext_lazy("Hinweis an die Redaktion: Seite läuft ab"),
    "statement_review": gettext_lazy("Hinweis: Erklärung zur Barrierefreiheit prüfen"),
    "concern_referred": gettext_lazy("Zuständige Stelle gefragt"),
    "concern_accepted": gettext_lazy("Eine Stelle kümmert sich"),
    "concern_accepted_ask_consent": gettext_lazy("Eine Stelle kümmert sich, Frage nach Erlaubnis"),
    "concern_taken_without_contact": gettext_lazy("Eine Stelle kümmert sich, ohne Kontaktdaten"),
    "concern_still_looking": gettext_lazy("Wir kümmern uns weiter"),
    "concern_request": gettext_lazy("Anfrage an die Stelle"),
    "concern_taken": gettext_lazy("Link für das Ergebnis an die Stelle"),
    "concern_contact": gettext_lazy("Kontaktdaten an die Stelle (als Link)"),
    "concern_reminder": gettext_lazy("Erinnerung an die Stelle"),
    "concern_recalled": gettext_lazy("Rücknahme an die Stelle"),
    "money_advised": gettext_lazy("An wen man spenden kann"),
    "money_named": gettext_lazy("Hinweis an die Stelle: vielleicht kommt eine Spende"),
    "money_thanks": gettext_lazy("Dank für die Spende"),
    "premises_missing": gettext_lazy("Was zum Objekt noch fehlt"),
    "premises_decided": gettext_lazy("Entscheidung zum Objekt"),
    "premises_still_free": gettext_lazy("Frage, ob das Objekt noch frei ist"),
}
_STATES = {
    OutgoingMail.State.WAITING: gettext_lazy("wartet"),
    OutgoingMail.State.SENDING: gettext_lazy("geht hinaus"),
    OutgoingMail.State.SENT: gettext_lazy("gesendet"),
    OutgoingMail.State.FAILED: gettext_lazy("nicht angekommen"),
    OutgoingMail.State.UNCLEAR: gettext_lazy("unklar"),
}
_NEXT_STEPS = {
    Case.Kind.GOODS: gettext_lazy(
        "Reservieren Sie die Sachen für einen Bedarf, oder sagen Sie, wer sie sonst nimmt."
    ),
    Case.Kind.MONEY: gettext_lazy("Nennen Sie, wer die Spende bekommen kann."),
    Case.Kind.HOUSING: gettext_lazy(
        "Halten Sie die Erstberatung fest, und geben Sie die Wohnung dann weiter."
    ),
    Case.Kind.PROPERTY: gettext_lazy(
        "Prüfen Sie die Angaben. Fragen Sie die Fachbereiche, oder geben Sie das Objekt weiter."
    ),
    Case.Kind.IDEA: gettext_lazy("Klären Sie, was aus der Idee werden kann, und antworten Sie."),
}


def next_step(case: Case) -> str:
    """What the desk does with a concern that nobody has in hand."""
    usual = _("Beantworten Sie das Anliegen und halten Sie das Ergebnis fest.")
    return str(_NEXT_STEPS.get(case.kind, usual))


def mail_name(mail: OutgoingMail) -> str:
    """What a mail was about."""
    return str(_MAILS.get(mail.template, mail.template))


def mail_rows(mails) -> list[dict[str, Any]]:
    """The mails of a case: what, when, how it went."""
    return [
        {
            "name": mail_name(mail),
            "when": mail.sent_at or mail.created_at,
            "state": _STATES[mail.state],
            "repeated": mail.repeated,
        }
        for mail in mails
    ]
