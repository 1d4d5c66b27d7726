"""What a mail says, read from bytes of every shape."""

import time
from datetime import UTC, datetime

import pytest

from hilfelotse.correspondence import html, language, mime
from hilfelotse.correspondence.parse import attachment, parse
from tests.correspondence import mails

SHAPES = mails.shapes()


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_shape_is_read_into_words_that_a_database_keeps(shape):
    parsed = parse(SHAPES[shape])
    texts = [
        parsed.sender_address, parsed.sender_name, parsed.reply_to, parsed.subject,
        parsed.message_id, parsed.text, parsed.html, *parsed.mentions, *parsed.returned,
        *(part for file in parsed.attachments for part in (file.name, file.type)),
    ]  # fmt: skip
    for text in texts:
        assert "\x00" not in text
        text.encode()  # no half letters
    for line in [*texts[:5], *(file.name for file in parsed.attachments)]:
        assert not set(line) & set("\r\n\u202e\u2066\x1b")
    assert (len(parsed.subject), len(parsed.sender_address)) <= (500, 254)
    assert len(parsed.text) <= 100_010
    for number, file in enumerate(parsed.attachments):
        name, kind, content = attachment(SHAPES[shape], number)
        assert (name, kind, len(content)) == (file.name, file.type, file.size)


def test_a_decent_mail():
    parsed = parse(SHAPES["plain"])
    assert (parsed.sender_name, parsed.sender_address) == ("Toni Muster", "toni@post.example")
    assert (parsed.subject, parsed.message_id) == ("Frage", "<frage-1@post.example>")
    assert parsed.written_at == datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    assert parsed.text == "Guten Tag,\n\nwo kann ich Deutsch lernen?"
    assert (parsed.html, parsed.attachments, parsed.wants_no_answer) == ("", [], False)


def test_attachments_have_names_that_are_no_paths_and_keep_their_bytes():
    raw = SHAPES["attachments"]
    parsed = parse(raw)
    assert [(file.name, file.type) for file in parsed.attachments] == [
        ("Größe ü.pdf", "application/pdf"),
        ("bildgnp.exe", "image/png"),
        ("termin.ics", "text/calendar"),
        ("anhang-4.vcf", "text/vcard"),
        ("anhang-5.eml", "message/rfc822"),
    ]
    assert attachment(raw, 0) == ("Größe ü.pdf", "application/pdf", mails.PDF)
    assert attachment(raw, 1)[2] == mails.PNG
    assert b"Weitergeleitet" in attachment(raw, 4)[2]
    assert parsed.text == "Guten Tag,\n\nwo kann ich Deutsch lernen?"
    assert parsed.html == "<p>Guten <b>Tag</b></p>"
    for number in (-1, 5):
        with pytest.raises(IndexError):
            attachment(raw, number)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("arabic", mails.ARABIC), ("windows-1256", mails.ARABIC), ("koi8-u", mails.UKRAINIAN),
        ("iso-2022-jp", "ドイツ語を勉強したいです"), ("utf-7", "Grüße aus Linden"),
        ("utf-16", "Grüße aus Linden"), ("no charset", "Grüße aus Linden"),
        ("impossible charset", "Grüße"), ("no codec of text", "Grüße"), ("slow codec", "Grüße"),
        ("says latin, is utf-8", "Grüße aus Linden"), ("says utf-8, is latin", "Grüße aus Linden"),
        ("charset with rubbish", "Grüße"), ("nested 100 deep", "Ganz innen"),
        ("wrong boundary", "--a\n\nGuten Tag\n--a--"), ("no end", "Guten Tag\n\nund mehr"),
        ("no headers", "Guten Tag, ich schreibe ohne Kopf."), ("only NUL", ""),
        ("empty alternative", "Tag"), ("no boundary", "Guten Tag"),
    ],
)  # fmt: skip
def test_the_text(shape, text):
    assert parse(SHAPES[shape]).text == text


@pytest.mark.parametrize(
    ("shape", "subject"),
    [
        ("arabic", "سؤال عن دورة"), ("8-bit headers", "Größe"),
        ("injected lines", "Frage Bcc: alle@post.example"),
        ("right to left", "Rechnung fdp.exe سؤال"), ("broken words", "Grüße =?"),
        ("folded for ever", "a"), ("nul in the subject", "Frage"),
    ],
)  # fmt: skip
def test_the_subject(shape, subject):
    assert parse(SHAPES[shape]).subject == subject


@pytest.mark.parametrize(
    ("shape", "address"),
    [
        ("no sender", ""), ("unusable sender", ""), ("two senders", "a@post.example"),
        ("8-bit headers", "j@post.example"), ("injected lines", "toni@post.example"),
        ("many headers", "toni@post.example"),
    ],
)  # fmt: skip
def test_the_sender(shape, address):
    assert parse(SHAPES[shape]).sender_address == address


@pytest.mark.parametrize("shape", ["no date", "impossible date", "year 10000", "nothing"])
def test_without_a_usable_date(shape):
    assert parse(SHAPES[shape]).written_at is None


def test_what_programs_send():
    found = {
        shape: (parsed.is_bounce, parsed.is_automatic, parsed.is_list)
        for shape, parsed in ((shape, parse(raw)) for shape, raw in SHAPES.items())
        if parsed.wants_no_answer
    }
    assert found == {
        "vacation": (False, True, False),
        "old vacation": (False, True, False),
        "x-autoreply": (False, True, False),
        "null sender": (False, True, False),
        "newsletter": (False, False, True),
        "list": (False, False, True),
        "bounce": (True, True, False),
        "delayed": (True, True, False),
        "bounce without a report": (True, True, False),
        "read receipt": (False, True, False),
        "feedback report": (False, True, False),
    }


def test_a_bounce_names_the_mail_that_came_back():
    for shape in ("bounce", "bounce without a report"):
        assert parse(SHAPES[shape]).returned == [mails.OUR_ID.decode()]
    assert parse(SHAPES["bounce"]).is_final
    assert not parse(SHAPES["delayed"]).is_final


def test_who_asks_for_silence_gets_no_answer():
    quiet = mails.letter(X_Auto_Response_Suppress="OOF, AutoReply")
    assert parse(quiet.as_bytes()).wants_no_answer
    assert not parse(mails.letter(Auto_Submitted="no").as_bytes()).wants_no_answer


def test_names_in_pieces():
    file = parse(SHAPES["names in pieces"]).attachments[0]
    assert (file.name, file.type, file.size) == ("Größe.pdf", "application/pdf", 1)


# --- HTML -----------------------------------------------------------------------------------------


def test_html_is_shown_without_anything_that_does_something():
    parsed = parse(SHAPES["html only"])
    assert parsed.html == (
        "<p>Guten Tag</p> [Logo] "
        '<a href="https://gut.example/" rel="noopener noreferrer nofollow">Seite</a> '
        '<a rel="noopener noreferrer nofollow">klick</a>'
    )
    assert parsed.text == "Guten Tag\n[Logo] Seite <https://gut.example/> klick"


@pytest.mark.parametrize(
    "foreign",
    [
        "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='java\tscript:x'>a</a>",
        "<svg><p><style><a id='</style><img src=1 onerror=alert(1)>'>", "<p style='x:url(//y)'>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<base href=//x>",
        "<iframe srcdoc='<script>alert(1)</script>'>", "<a href='//x.example'>a</a>",
        "<!--><script>alert(1)</script>-->", "<p onclick='x()' dir='evil'>a</p>",
        "<a href='data:text/html,<script>'>a</a>", "<link rel=stylesheet href=//x><meta x>",
        "<p>\u0000<scr\u0000ipt>alert(1)</script>",
    ],
)  # fmt: skip
def test_no_foreign_html_survives(foreign):
    shown = html.harmless(foreign)
    forbidden = "onerror onload onclick <script <img <svg style= src <base href= evil <link <iframe"
    for word in forbidden.split():
        assert word not in shown.replace("&lt;", "")


def test_html_keeps_direction_lists_and_quotes():
    given = "<div dir=RTL>سؤال</div><ul><li>eins<li>zwei</ul><blockquote>alt</blockquote>"
    assert html.harmless(given) == (
        '<p dir="rtl">سؤال</p><ul><li>eins</li><li>zwei</li></ul><blockquote>alt</blockquote>'
    )


def test_text_from_html_reads_like_a_letter():
    given = "<p>a&amp;b<br>c</p><table><tr><td>1</td><td>2</td></tr></table>3 < 4 und 5 > 4"
    assert [line.strip() for line in html.as_text(given).split("\n") if line.strip()] == [
        "a&b", "c", "1  2", "3 < 4 und 5 > 4",
    ]  # fmt: skip


# --- pieces ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (mails.ARABIC, "ar"), (mails.UKRAINIAN, "uk"), ("Я ищу курсы немецкого языка", "ru"),
        ("Ich suche einen Kurs und habe eine Frage.", "de"), 
        ("به دنبال کلاس گرامر می‌گردم، پیدا نمی‌کنم چگونه", "fa"),
        ("I am looking for a course, can you help me with this?", "en"), ("42", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_language_is_guessed_or_left_open(text, code):
    assert language.guess(text) == code


def test_limits_end_in_one_part_not_in_none():
    parts = mime.take_apart(SHAPES["a thousand parts"])[1]
    assert len(parts) == mime.PARTS_AT_MOST
    assert parts[-1].content(SHAPES["a thousand parts"]).count(b"Teil") == 701
    deep = parse(SHAPES["nested 1000 deep"])
    assert [file.type for file in deep.attachments] == ["application/octet-stream"]


@pytest.mark.parametrize("seed", range(4))
def test_mails_broken_byte_by_byte(seed):
    for raw in mails.mutations(seed, 150):
        parsed = parse(raw)
        for number in range(len(parsed.attachments)):
            attachment(raw, number)


@pytest.mark.parametrize(
    "raw",
    [
        mails.in_parts('Content-Type: text/plain; name="' + ";" * 7900),
        mails.in_parts('Content-Disposition: attachment; filename="' + ";" * 7900),
        b"Content-Type: text/html\r\n\r\n" + (b"<a =" + b"a" * 2990 + b">") * 100,
        b"Content-Type: text/html\r\n\r\n" + (b"<a =" + b"a" * 1500 + b" " * 1490 + b">") * 100,
    ],
    ids=["names", "file names", "attributes", "spaces behind them"],
)
def test_what_is_slow_to_read_is_read_in_time(raw):
    began = time.process_time()
    parse(raw)
    assert time.process_time() - began < 2
