"""Mails on the case's page: what strangers sent harms nobody, and the answer goes out as shown."""

import re
import socket
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.correspondence import outbox
from hilfelotse.correspondence.models import OutgoingMail, ReceivedMail, TextBlock
from hilfelotse.privacy.models import Access
from hilfelotse.web.desk.messages import file_name, split_quotation
from tests.correspondence.test_outbox import Mailbox, Server
from tests.factories import cases, offers, received, users
from tests.web.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return users.caseworker(name="Ayşe Karadağ")


@pytest.fixture
def desk(client, travel, user) -> Client:
    travel("2026-11-05 12:00")
    client.force_login(user)
    return client


@pytest.fixture
def case(desk) -> Case:
    case = cases.question()
    offers.confirm(case)
    OutgoingMail.objects.all().delete()
    return case


def url(name: str, case: Case, **more) -> str:
    return reverse(f"desk:{name}", kwargs={"case_id": case.pk, **more})


def text_of(response) -> str:
    return response.content.decode()


# --- reading ------------------------------------------------------------------------------------

EVIL_TEXT = "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }}"
EVIL_HTML = (
    "<p onclick=alert(1)>Hallo <b>Welt</b></p><script>alert(1)</script><style>p{}</style>"
    '<img src="https://evil.example/pixel.png" onerror="alert(1)">'
    '<a href="javascript:alert(1)">eins</a><a href="https://good.example/">zwei</a>'
    '<iframe src="https://evil.example/"></iframe><form action="/desk/"><input name="x"></form>'
    '<svg onload=alert(1)></svg><base href="https://evil.example/"><meta http-equiv=refresh>'
)


def test_a_hostile_mail_is_only_text_on_the_page(desk, case):
    received.mail(case, subject=EVIL_TEXT, text=EVIL_TEXT, sender_name=EVIL_TEXT, html=EVIL_HTML)
    body = text_of(desk.get(url("case", case)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "{{ 7*7 }}" in body
    assert "evil.example" not in body
    page = Page(body)
    assert page.inline == []
    assert page.from_elsewhere == []


def test_html_stands_alone_on_a_page_that_may_do_nothing(desk, case):
    mail = received.mail(case, subject=EVIL_TEXT, html=EVIL_HTML)
    response = desk.get(url("mail_html", case, received_id=mail.pk))
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    body, page = text_of(response), Page(text_of(response))
    assert "<b>Welt</b>" in body
    assert page.inline == []
    assert page.loaded == []
    assert page.links == [f"/desk/cases/{case.pk}/", "https://good.example/"]
    assert page.tags & {"script", "style", "img", "iframe", "form", "input", "svg", "base"} == set()
    assert "evil.example" not in body


def test_a_mail_without_html_has_no_such_page(desk, case):
    mail = received.mail(case)
    assert desk.get(url("mail_html", case, received_id=mail.pk)).status_code == 404
    assert "/html/" not in text_of(desk.get(url("case", case)))


NAMES = [
    ("../../x.html", "x.html"),
    ("..\\..\\x.exe", "x.exe"),
    ("a\r\nSet-Cookie: x=1\r\n.pdf", "a Set-Cookie_ x=1 .pdf"),
    ("harmlos\u202efdp.exe", "harmlosfdp.exe"),
    ("/etc/passwd\x00.png", "passwd.png"),
    ('";x="<b>.txt', "_;x=_b_.txt"),
    ("рисунок 1.png", "рисунок 1.png"),
    ("...", "Anhang"),
    ("", "Anhang"),
    ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
]


@pytest.mark.parametrize(("given", "safe"), NAMES)
def test_a_name_is_only_a_name(given, safe):
    assert file_name(given) == safe


@pytest.mark.parametrize("given", ["../../x.html", "a\r\n b.html", "b\u202elmth.exe", "ü ж.html"])
def test_a_file_is_handed_over_and_never_shown(desk, case, monkeypatch, given):
    content = b"<script>alert(1)</script>"
    mail = received.mail(case, attachments=[{"name": given, "type": "text/html", "size": 25}])
    monkeypatch.setattr(
        "hilfelotse.web.desk.views.post.read_attachment",
        lambda raw, number: {0: (given, "text/html", content)}[number],
    )
    response = desk.get(url("attachment", case, received_id=mail.pk, part=1))
    assert response.content == content
    assert response.headers["Content-Type"] == "application/octet-stream"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert not {"\r", "\n", "/", "\\", "\u202e"} & set(disposition)
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_real_attachment_and_the_mail_as_it_came(desk, case):
    mail = received.with_file(case, "toni@post.example")
    file = desk.get(url("attachment", case, received_id=mail.pk, part=1))
    assert file.content == b"Inhalt von toni@post.example"
    assert file.headers["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    whole = desk.get(url("mail_raw", case, received_id=mail.pk))
    assert whole.content == bytes(mail.raw.content)
    assert whole.headers["Content-Type"] == "application/octet-stream"
    assert whole.headers["Content-Disposition"] == (
        f'attachment; filename="{case.reference}-{mail.pk}.eml"'
    )
    assert desk.get(url("attachment", case, received_id=mail.pk, part=2)).status_code == 404
    assert list(Access.objects.order_by("pk").values_list("route", "case_id")) == [
        ("desk:attachment", case.pk), ("desk:mail_raw", case.pk), ("desk:attachment", case.pk),
    ]  # fmt: skip


MAIL_ROUTES = {"attachment": {"part": 1}, "mail_raw": {}, "mail_html": {}}


@pytest.mark.parametrize("route", MAIL_ROUTES)
def test_a_mail_opens_in_its_own_case_only(desk, case, route):
    other = cases.question()
    mail = received.with_file(other, "toni@post.example")
    more = MAIL_ROUTES[route] | {"received_id": mail.pk}
    assert desk.get(url(route, other, **more)).status_code == 200
    assert desk.get(url(route, case, **more)).status_code == 404


@pytest.mark.parametrize("route", MAIL_ROUTES)
def test_a_restricted_case_hides_its_mails_even_behind_a_merge(desk, case, route):
    hidden = cases.question()
    mail = received.with_file(hidden, "toni@post.example")
    Case.objects.filter(pk=hidden.pk).update(
        is_restricted=True, state="closed", outcome="duplicate", closed_at=case.received_at,
        merged_into=case,
    )  # fmt: skip
    more = MAIL_ROUTES[route] | {"received_id": mail.pk}
    assert desk.get(url(route, hidden, **more)).status_code == 404
    assert desk.get(url(route, case, **more)).status_code == 404
    assert "Anhang" not in text_of(desk.get(url("case", case)))
    lead = Client()
    lead.force_login(users.user(Role.LEAD))
    assert lead.get(url(route, case, **more)).status_code == 200
    assert "Anhang" in text_of(lead.get(url("case", case)))


def test_the_list_shows_both_sides_and_what_is_strange(desk, case, user, travel):
    received.mail(case, text="Wo?\n\nAm 1. November schrieb das Amt:\n> Guten Tag\n> Ende")
    travel("2026-11-05 12:10")
    desk.post(url("reply", case), {"reply-text": "In Linden.", "do": "send"})
    travel("2026-11-05 12:20")
    received.mail(case, sender_address="fremd@post.example", is_readable=False)
    received.mail(case, sender_address="mailer-daemon@post.example", state="bounce")
    body = text_of(desk.get(url("case", case)))
    listed = body[body.index('id="nachrichten"') : body.index('id="verlauf"')]
    places = [listed.index(word) for word in ("fremd@post", "In Linden.", "Wo?", "&gt; Ende")]
    assert places == sorted(places)
    badges = ("andere Adresse", "nicht lesbar", "Unzustellbar-Meldung")
    assert [listed.count(badge) for badge in badges] == [1, 1, 1]
    assert listed.index("Frühere Nachrichten") < listed.index("&gt; Guten Tag")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Ja.", "Ja."),
        ("Ja.\n\n> alt\n>> älter\n", "Ja."),
        ("Ja.\nOn Mon, 2 Nov 2026 at 10:00, Amt <a@b.example> wrote:\n> alt", "Ja."),
        ("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Amt\nalt", "Ja."),
        ("> Wann?\nMontag.\n> Wo?\nLinden.", "> Wann?\nMontag.\n> Wo?\nLinden."),
        ("> nur Zitat", "> nur Zitat"),
        ("", ""),
    ],
)
def test_only_what_is_old_is_folded(text, own):
    found, quoted = split_quotation(text)
    assert found == own
    assert bool(quoted) == (own != text)


def test_a_very_long_mail_does_not_make_a_very_long_page(desk, case):
    received.mail(case, text="Zeile\n" * 20_000)
    body = text_of(desk.get(url("case", case)))
    assert len(body) < 100_000
    assert "Hier steht nur der Anfang." in body


# --- answering ----------------------------------------------------------------------------------


def send(desk: Client, case: Case, do: str, **fields):
    data = {f"reply-{name}": value for name, value in fields.items()}
    return desk.post(url("reply", case), data | {"do": do})


def test_a_text_block_joins_what_stands_there(desk, case):
    block = TextBlock.objects.create(name="Gruß", language="de", text="Liebe Grüße\n{{colleague}}")
    response = send(desk, case, "insert", text="Guten Tag", block=block.pk, expects_answer="on")
    body = text_of(response)
    assert "Guten Tag\n\nLiebe Grüße\n{{colleague}}</textarea>" in body
    assert re.search(r'name="reply-expects_answer"[^>]*checked', body)
    assert "error-summary" not in body
    assert not OutgoingMail.objects.exists()


def test_a_retired_block_is_not_offered(desk, case):
    block = TextBlock.objects.create(name="Alt", language="de", text="Alt", is_active=False)
    assert "Alt (Deutsch)" not in text_of(desk.get(url("reply", case)))
    assert "Alt</textarea>" not in text_of(send(desk, case, "insert", block=block.pk))


def test_the_preview_shows_the_whole_mail_and_sends_nothing(desk, case):
    response = send(desk, case, "preview", text="Guten Tag {{name}} <b>", key="k" * 22)
    body = text_of(response)
    assert "Guten Tag Toni Muster &lt;b&gt;" in body
    assert f"Ihr Anliegen [{case.reference}]" in body
    assert "toni@post.example" in body
    assert "0511 168-30088" in body
    assert 'value="Guten Tag {{name}} &lt;b&gt;"' in body
    assert not OutgoingMail.objects.exists()
    assert "{{name}} &lt;b&gt;</textarea>" in text_of(
        send(desk, case, "edit", text="Guten Tag {{name}} <b>", key="k" * 22)
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Schreiben Sie die Antwort auf."),
        ({"text": "{{geheim}}"}, "Den Platzhalter „{{geheim}}“ gibt es nicht."),
        ({"text": "{{name}"}, "stimmen die Klammern nicht"),
        ({"text": "x", "closes": "on", "expects_answer": "on"}, "geht nicht zugleich"),
        ({"text": "x" * 8001}, "8000"),
        ({"text": "x", "block": "99999"}, "error-summary"),
    ],
)
@pytest.mark.parametrize("do", ["preview", "send", "edit", "", "nonsense"])
def test_what_is_wrong_is_said_at_its_field(desk, case, fields, words, do):
    response = send(desk, case, do, **fields)
    assert response.status_code == 200
    assert words in text_of(response)
    assert not OutgoingMail.objects.exists()


def test_sent_twice_is_one_mail(desk, case):
    for _click in range(2):
        response = send(desk, case, "send", text="Ja.", key="k" * 22, closes="on")
        assert response.headers["Location"] == url("case", case)
    assert OutgoingMail.objects.count() == 1
    assert Case.objects.get(pk=case.pk).outcome == "answered"


def test_whoever_cannot_be_written_to_is_called(desk):
    case = cases.question()
    OutgoingMail.objects.all().delete()
    why = "Die E-Mail-Adresse ist nicht bestätigt"
    for page in ("case", "reply"):
        body = text_of(desk.get(url(page, case)))
        assert why in body
        assert "reply-text" not in body
    assert why in text_of(send(desk, case, "preview", text="Ja."))
    assert send(desk, case, "send", text="Ja.").status_code == 302
    assert not OutgoingMail.objects.exists()


def test_an_offer_cannot_be_closed_by_a_mail(desk):
    offer = offers.received()
    assert "reply-closes" not in text_of(desk.get(url("reply", offer.case)))
    send(desk, offer.case, "send", text="Ja.", closes="on")
    assert Case.objects.get(pk=offer.case_id).is_open


@pytest.fixture
def server(settings) -> Iterator[Mailbox]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    handler = Mailbox()
    controller = Server(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler
    controller.stop()


def test_the_mail_that_arrives_is_the_one_that_was_shown(desk, case, server):
    last = received.mail(case, subject="Deutsch\u202e lernen\r\nBcc: alle@post.example")
    fields = {"text": "Guten Tag {{name}},\n\nin Linden.\n\n{{colleague}}", "key": "k" * 22}
    shown = text_of(send(desk, case, "preview", **fields))
    send(desk, case, "send", **fields)
    outbox.deliver(OutgoingMail.objects.get().pk)
    (mail,) = server.mails
    assert server.recipients == [["toni@post.example"]]
    assert mail["Subject"] == f"Re: Deutsch lernen Bcc: alle@post.example [{case.reference}]"
    assert mail["Subject"] in shown
    assert "Bcc" not in mail
    office = "koordinierungsstelle@hilfelotse.example"
    assert mail["From"].addresses[0].addr_spec == office
    assert mail["Reply-To"] == office
    assert mail["In-Reply-To"] == last.message_id
    assert mail["References"] == last.message_id
    assert "Auto-Submitted" not in mail
    assert mail.get_content_type() == "text/plain"
    body = mail.get_content().replace("\r\n", "\n")
    assert body.startswith("Guten Tag Toni Muster,\n\nin Linden.\n\nAyşe Karadağ\n")
    assert len(re.findall(r"/de/status/[\w-]{22}/", body)) == 1


# --- post without a case, text blocks -------------------------------------------------------------


def test_nothing_that_came_is_invisible(desk, case):
    filed = received.mail(case, subject="Liegt beim Vorgang 17")
    for state in ("bounce", "automatic", "stored"):
        received.mail(subject=f"Betreff {state} <b>", state=state, text=f"Text {state}")
    body = text_of(desk.get(reverse("desk:post")))
    for state in ("bounce", "automatic", "stored"):
        assert f"Betreff {state} &lt;b&gt;" in body
        assert f"Text {state}" in body
        assert str(ReceivedMail.State(state).label) in body
    assert filed.subject not in body
    assert Access.objects.filter(route="desk:post").count() == 1


def test_a_concern_in_a_machines_mail_becomes_a_case_by_one_button(desk, case):
    mail = received.mail(state="automatic", content=b"From: toni@post.example\r\n\r\nHilfe")
    address = reverse("desk:post_case", kwargs={"received_id": mail.pk})
    assert address in text_of(desk.get(reverse("desk:post")))
    answer = desk.post(address)
    made = mail.in_cases.get().case
    assert answer.headers["Location"] == reverse("desk:case", kwargs={"case_id": made.pk})
    assert address not in text_of(desk.get(reverse("desk:post")))
    assert desk.post(address).headers["Location"] == reverse("desk:post")
    assert mail.in_cases.count() == 1


def test_text_blocks_are_kept_corrected_and_retired(desk):
    new = {"name": "Danke", "language": "de", "text": "Danke {{name}}!", "key": "k" * 22}
    assert desk.post(reverse("desk:textblock_new"), new).status_code == 302
    block = TextBlock.objects.get()
    again = text_of(desk.post(reverse("desk:textblock_new"), new | {"key": "l" * 22}))
    assert "gibt es in dieser Sprache schon" in again
    edit = reverse("desk:textblock_edit", kwargs={"block_id": block.pk})
    assert "gibt es nicht" in text_of(desk.post(edit, new | {"text": "{{nix}}"}))
    assert TextBlock.objects.get().text == "Danke {{name}}!"
    assert desk.post(edit, {"name": "Danke", "language": "en", "text": "Thanks"}).status_code == 302
    assert TextBlock.objects.values_list("language", "text", "is_active").get() == (
        "en", "Thanks", False,
    )  # fmt: skip
