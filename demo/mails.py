"""Mails that came into the office's mailbox, through the same reading and filing as real ones."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

from demo.stage import Journey, Stage, later
from hilfelotse.base import clock
from hilfelotse.correspondence import mailbox
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.intake.mail import file_mail

BOX = "koordinierungsstelle@hilfelotse.example/INBOX"
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
_TERM = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:besichtigung@wohnen.example
DTSTART:20261207T150000Z
SUMMARY:Besichtigung der Wohnung
END:VEVENT
END:VCALENDAR
"""


def mail_journeys(stage: Stage) -> Iterator[Journey]:
    """A handful of days in the mailbox."""
    yield _arrives(stage, 1, _with_a_file())
    yield _arrives(stage, 2, _in_arabic())
    yield _arrives(stage, 3, _laid_out())
    yield _arrives(stage, 4, _in_english())
    yield _arrives(stage, 5, _newsletter())
    yield _talk(stage)


def _arrives(stage: Stage, number: int, mail: EmailMessage) -> Journey:
    yield stage.days.at_work(number % 2, Random(number), last=0.7)
    _file(mail)


def _talk(stage: Stage) -> Journey:
    """A question, what she forgot, and the notice that nobody reads mails there this week."""
    yield stage.days.at_work(1, Random(6), last=0.4)
    _file(_letter("kursleitung", "Raum für das Sprachcafé gesucht", "Hanna Petersen", (
        "Guten Tag,\n\nunser Sprachcafé in der Südstadt verliert zum Jahresende den Raum. "
        "Wissen Sie einen anderen für zwanzig Leute, dienstags ab 17 Uhr?\n\nHanna Petersen"
    )))  # fmt: skip
    ours = OutgoingMail.objects.order_by("-pk")[0].message_id
    yield later(70)
    _file(_letter("nachtrag", "Re: Raum für das Sprachcafé gesucht", "Hanna Petersen", (
        "Noch etwas: Der Raum müsste ohne Stufen zu erreichen sein.\n\nHanna Petersen"
    ), In_Reply_To=ours))  # fmt: skip
    yield later(5)
    _file(_letter("abwesend", "Automatische Antwort", "Hanna Petersen", (
        "Ich bin bis Freitag nicht im Haus."
    ), In_Reply_To=ours, Auto_Submitted="auto-replied"))  # fmt: skip


def _file(mail: EmailMessage) -> None:
    mail["Date"] = format_datetime(clock.now())
    file_mail(mailbox.store(mailbox=BOX, content=mail.as_bytes()).mail_id)


def _letter(name: str, subject: str, sender: str, text: str, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    address = f"{sender.partition(' ')[2].lower().replace(' ', '.')}@post.example"
    mail["From"] = f"{sender} <{address if address.isascii() else 'post@post.example'}>"
    mail["To"] = "koordinierungsstelle@hilfelotse.example"
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{name}@post.example>"
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def _with_a_file() -> EmailMessage:
    mail = _letter("wohnung", "Wohnung in Ricklingen", "Dieter Ahlers", (
        "Guten Tag,\n\nich vermiete ab Februar eine Wohnung in Ricklingen, drei Zimmer, 68 m². Die "
        "Zeichnung hängt an, ein Vorschlag für die Besichtigung auch.\n\nDieter Ahlers"
    ))  # fmt: skip
    mail.add_attachment(_PDF, maintype="application", subtype="pdf", filename="Grundriss EG.pdf")
    mail.add_attachment(_TERM, subtype="calendar", filename="Besichtigung.ics")
    return mail


def _in_arabic() -> EmailMessage:
    return _letter("kita", "سؤال عن روضة الأطفال", "ريم الحسن", (
        "مرحبا،\n\nأبحث عن مكان في روضة أطفال لابنتي، عمرها أربع سنوات. نسكن في حي ليندن منذ "
        "شهر مارس. كيف أسجلها؟\n\nشكرا جزيلا\nريم الحسن"
    ))  # fmt: skip


def _laid_out() -> EmailMessage:
    mail = _letter("firma", "Büromöbel aus unserem Umzug", "Sabine Krüger", "")
    mail.set_content(
        "<html><head><style>p{font-family:Comic Sans MS}</style></head><body><p>Guten Tag,</p>"
        "<p>wir ziehen um und geben <b>zwölf Schreibtische</b> ab:</p>"
        "<ul><li>160 × 80 cm, höhenverstellbar</li><li>abzuholen bis Ende des Monats</li></ul>"
        '<p>Bilder: <a href="https://moebel.example/umzug">moebel.example</a></p>'
        '<img src="https://moebel.example/zaehlpixel.png" alt="Logo der Firma">'
        "<p>Sabine Krüger</p></body></html>",
        subtype="html",
    )
    return mail


def _in_english() -> EmailMessage:
    return _letter("student", "Can students help?", "Grace Mensah", (
        "Hello,\n\nI am a student here and I have time at the weekend. Can I help with homework, "
        "and do I need a certificate for that?\n\nThank you\nGrace Mensah"
    ))  # fmt: skip


def _newsletter() -> EmailMessage:
    return _letter("rundbrief", "Rundbrief im November", "Redaktion Rundbrief", (
        "Was im November los ist: …"
    ), List_Unsubscribe="<https://rundbrief.example/abmelden>")  # fmt: skip
