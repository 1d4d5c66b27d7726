"""Pictures of pages: their words, whose they are, and what is no picture."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.safestring import mark_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge import pictures
from hilfelotse.knowledge.actions import (
    PictureInUse,
    PictureThere,
    TooManyPictures,
    add_picture,
    describe_page,
    describe_picture,
    remove_picture,
    save_text,
)
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.exchange import export_po, import_po
from hilfelotse.knowledge.markdown import Image, first_paragraph, placed, to_html, to_words
from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.knowledge.plain import refusals
from hilfelotse.knowledge.reading import with_sign_video
from hilfelotse.knowledge.rules import EDITORS
from tests.factories import knowledge, users
from tests.factories.pictures import drawn
from tests.factories.seen import verbs

IMAGE = Image(7, "/bilder/7-abc.jpg", 800, 600, mark_safe("<figcaption>Kim</figcaption>"))
FIGURE = (
    '<figure><img src="/bilder/7-abc.jpg" alt="{}" width="800" height="600" loading="lazy">'
    "<figcaption>Kim</figcaption></figure>"
)


# --- in a text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Ein Kind malt", "Ein Kind malt"),
        ("", ""),
        (r"Ein Schild \[rot\] &amp; *groß*", "Ein Schild [rot] &amp; groß"),
        ('"><script>alert(1)</script>', "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("طفل يرسم", "طفل يرسم"),
    ],
)
def test_a_picture_stands_between_paragraphs(words, shown):
    html = to_html(f"Eins\n\n![{words}](bild:7)\n\n- zwei", images=(IMAGE,))
    assert html == f"<p>Eins</p>\n{FIGURE.format(shown)}\n<ul>\n<li>zwei</li>\n</ul>\n"


def test_a_picture_that_is_not_there_vanishes_for_readers():
    text = "Eins\n\n![Ein Kind](bild:8)\n\nZwei"
    assert to_html(text, images=(IMAGE,)) == to_html(text) == "<p>Eins</p>\n<p>Zwei</p>\n"
    assert to_html("![Ein Kind](bild:8)") == ""


def test_its_words_are_read_and_found():
    text = "![Ein Kind \\[6\\] malt](bild:7)\n\nEins. ![](bild:9)\n\n![](bild:8)"
    assert to_words(text).split() == ["Ein", "Kind", "[6]", "malt", "Eins."]
    assert first_paragraph("![Ein Kind](bild:7)\n\nEins") == "Eins"
    assert placed(text) == [(7, "Ein Kind [6] malt"), (8, "")]


@pytest.mark.parametrize(
    "text",
    [
        "![x](javascript:alert(1))", "![x](bild:999999999999)", "![x](bild:0)", "![x](bild:-7)",
        "![x](https://fremd.example/zaehlpixel.png)", "![x](/static/x.png)", "![x](bild:7 \"T\")",
        "davor ![x](bild:7)", "![x](bild:7) danach", "- ![x](bild:7)", "- a\n\n  ![x](bild:7)",
        "davor\n![x](bild:7)", "![x](bild:7)\ndanach", "> ![x](bild:7)", "![x][7]\n\n[7]: bild:7",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)", "[![x](bild:7)](https://fremd.example/)",
        "![x](<bild:7>)", "![a [b] c](bild:7)", "![x](BILD:7)", "![x](bild:٧)",
    ],
)  # fmt: skip
def test_what_looks_like_a_picture_and_is_none(text):
    codes = {refusal.code for refusal in refusals(text, {7: False})}
    assert "picture" in codes
    html = to_html(text, images=(IMAGE,))
    assert "<img" not in html
    assert "javascript:" not in html.replace("![x](javascript:", "")


def test_what_is_refused_about_a_picture():
    known = {7: False, 8: True}
    assert refusals("![Ein Kind](bild:7)\n\n![](bild:8)\n\n![Ranke](bild:8)", known) == []
    assert refusals("![](bild:7)", known) == [("no_words", "7")]
    assert refusals("![ … ](bild:7)", known) == [("no_words", "7")]
    assert refusals("![Ein Kind](bild:9)", known) == [("other_picture", "9")]
    assert refusals("![Ein Kind](bild:7)") == [("other_picture", "7")]


def test_a_line_of_nothing_but_beginnings_is_read_quickly():
    text = "![" * 9_000
    assert refusals(text) == []
    assert "<img" not in to_html(text)
    assert refusals("![a" * 6_000 + "](bild:7)")[0].code == "picture"


# --- of a page -----------------------------------------------------------------------------------

FACTS = {"is_decorative": False, "credit": "Kim Muster", "licence": "own"}


@pytest.fixture
def editor(db):
    return users.user(Role.EDITOR_CITY)


@pytest.fixture
def page(editor) -> Page:
    return knowledge.page("Schule", text="Am Montag.", user=editor, slug="schule")


def add(page: Page, user, color="navy", **facts) -> Picture:
    return add_picture(user=user, page=page, drawn=drawn(color), **(FACTS | facts))


def write(page: Page, user, text: str, base: int, **more):
    return save_text(user=user, page=page, title=page.title, text=text, base=base, **more)


def test_a_picture_is_added_described_and_removed(page, editor):
    picture = add(page, editor, credit=" Kim\nMuster ")
    assert (picture.credit, picture.added_by, picture.digest) == (
        "Kim Muster", editor, drawn("navy").digest)  # fmt: skip
    assert pictures.decorative(page) == {picture.pk: False}
    assert pictures.snippet(picture) == f"![Was man sieht](bild:{picture.pk})"
    changed = describe_picture(
        user=editor, picture=picture, is_decorative=True, credit="Toni", licence="cc-by"
    )
    assert (changed.credit, changed.licence) == ("Toni", "cc-by")
    assert pictures.snippet(changed) == f"![](bild:{picture.pk})"
    for _click in range(2):
        remove_picture(user=editor, picture=picture)
    assert pictures.of_page(page) == []
    assert [verb for verb, _by in verbs(page)][2:] == [
        "picture_added", "picture_described", "picture_removed"]  # fmt: skip


@pytest.mark.parametrize("wrong", [{"credit": " "}, {"licence": ""}, {"licence": "geklaut"}])
def test_nobody_made_it_and_nobody_allowed_it(page, editor, wrong):
    with pytest.raises(ValueError, match="licence"):
        add(page, editor, **wrong)
    picture = add(page, editor)
    with pytest.raises(ValueError, match="licence"):
        describe_picture(user=editor, picture=picture, **(FACTS | wrong))
    assert not Picture.objects.exclude(credit="Kim Muster", licence="own").exists()


def test_the_same_picture_is_there_once_on_each_page(page, editor):
    first = add(page, editor)
    with pytest.raises(PictureThere) as raised:
        add(page, editor, credit="Jemand anders")
    assert raised.value.picture == first
    add(knowledge.page("Kita", user=editor), editor)
    assert Picture.objects.count() == 2


def test_a_page_has_only_so_many(page, editor, monkeypatch):
    monkeypatch.setattr("hilfelotse.knowledge.actions.pictures.MOST_PICTURES", 1)
    add(page, editor)
    with pytest.raises(TooManyPictures):
        add(page, editor, "red")


def test_nobody_else_keeps_pictures(page, editor):
    picture = add(page, editor)
    others = [role for role in users.NOT_DESK if role not in EDITORS] + [Role.EDITOR_REGION]
    for role in others:
        user = users.user(role)
        for do in (
            lambda user=user: add(page, user, "red"),
            lambda user=user: describe_picture(user=user, picture=picture, **FACTS),
            lambda user=user: remove_picture(user=user, picture=picture),
        ):
            with pytest.raises(PermissionDenied):
                do()
    theirs = knowledge.page("Impfen", user=users.user(Role.EDITOR_REGION))
    with pytest.raises(PermissionDenied):
        add(theirs, editor, "red")
    assert list(Picture.objects.all()) == [picture]


@pytest.mark.parametrize("where", ["german", "translation", "waiting", "planned"])
def test_a_picture_that_a_text_shows_stays(page, editor, travel, where):
    now = travel("2026-11-02 10:00")
    picture = add(page, editor, is_decorative=True)
    text = f"Am Montag.\n\n![](bild:{picture.pk})"
    language = "en" if where == "translation" else "de"
    if where == "waiting":
        describe_page(user=editor, page=page, needs_approval=True)
    write(
        page, editor, text, 0 if language == "en" else 1, language=language,
        source_version=page.version if language == "en" else "",
        publish_at=now.replace(day=9) if where == "planned" else None,
    )  # fmt: skip
    page.refresh_from_db()
    for do in (
        lambda: remove_picture(user=editor, picture=picture),
        lambda: describe_picture(user=editor, picture=picture, **FACTS),  # now it would need words
    ):
        with pytest.raises(PictureInUse) as raised:
            do()
        assert raised.value.languages == [language]
    assert pictures.missing(page) == []


def test_a_draft_holds_no_picture_and_readers_never_see_it_broken(page, editor):
    picture = add(page, editor)
    text = f"Am Montag.\n\n![Ein Kind](bild:{picture.pk})"
    write(page, editor, text, 1, as_draft=True)
    remove_picture(user=editor, picture=picture)
    write(page, editor, text, 2)  # without the form, which would refuse it
    page.refresh_from_db()
    assert pictures.missing(page) == [picture.pk]
    assert pictures.of_texts([(page, page.text)]) == {}


def test_pictures_of_many_pages_take_one_query(page, editor, django_assert_num_queries):
    picture = add(page, editor)
    other = knowledge.page("Kita", user=editor, text=f"![Ein Kind](bild:{picture.pk})")
    with django_assert_num_queries(0):
        assert pictures.of_texts([(page, page.text)]) == {}
    write(page, editor, f"![Ein Kind](bild:{picture.pk})", 1)
    page.refresh_from_db()
    with django_assert_num_queries(1):
        found = pictures.of_texts([(page, page.text), (other, other.text)])
    assert found == {page.pk: [picture]}  # not that of the other page


def test_an_agency_gets_the_words_and_cannot_forget_them(page, editor):
    picture = add(page, editor)
    write(page, editor, f"Am Montag.\n\n![Ein Kind](bild:{picture.pk})", 1)
    page.refresh_from_db()
    po = export_po([page], "en").decode()
    line = f'msgid "![Ein Kind](bild:{picture.pk})"\nmsgstr ""'
    for given, code in (("![]", "refused"), ("![A child]", "")):
        sent = po.replace(line, line[:-2] + f'"{given}(bild:{picture.pk})"')
        sent = sent.replace('"Schule"\nmsgstr ""', '"Schule"\nmsgstr "School"')
        sent = sent.replace('"Am Montag."\nmsgstr ""', '"Am Montag."\nmsgstr "On Monday."')
        returned = import_po(user=editor, data=sent.encode(), language="en")
        assert [problem.code for problem in returned.problems] == ([code] if code else [])
    assert page.translations.get().text == f"On Monday.\n\n![A child](bild:{picture.pk})"


# --- the video in sign language ------------------------------------------------------------------

VIDEO = {"sign_video": "https://video.example/schule", "sign_video_seconds": 200}


def test_a_video_belongs_to_the_text_of_its_day(page, editor):
    described = describe_page(user=editor, page=page, **VIDEO)
    assert (described.sign_video_version, described.is_sign_video_old) == (page.version, False)
    write(page, editor, "Am Dienstag.", 1)
    later = describe_page(user=editor, page=page, **VIDEO)  # saved with the rest: still the old one
    assert later.is_sign_video_old
    fits = describe_page(user=editor, page=page, video_fits=True, **VIDEO)
    assert not fits.is_sign_video_old
    write(page, editor, "Am Mittwoch.", 2)
    new = describe_page(user=editor, page=page, **VIDEO | {"sign_video": "https://video.example/2"})
    assert not new.is_sign_video_old
    gone = describe_page(user=editor, page=page, sign_video="", sign_video_seconds=200)
    assert (gone.sign_video_seconds, gone.sign_video_version, gone.is_sign_video_old) == (
        None, "", False)  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [{"sign_video": "http://video.example/"}, {"sign_video": "javascript:alert(1)"},
     {"sign_video_seconds": None}, {"sign_video_seconds": 0}],
)  # fmt: skip
def test_a_video_has_https_and_a_length(page, editor, wrong):
    with pytest.raises(ValueError, match="https"):
        describe_page(user=editor, page=page, **VIDEO | wrong)


def test_public_pages_with_a_video(page, editor):
    describe_page(user=editor, page=page, **VIDEO)
    knowledge.page("Kita", user=editor)
    describe_page(user=editor, page=knowledge.page("Intern", user=editor), is_public=False, **VIDEO)
    enter_machine_text(
        page=page, language="en", title="School", text="…", engine="test", version=page.version
    )
    assert [row.title for row in with_sign_video("en")] == ["School"]
