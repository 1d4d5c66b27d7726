"""Pictures of pages: the editors' page „Bilder“, what readers get, and what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge.actions import describe_page, retire_page, save_text
from hilfelotse.knowledge.models import Page, Picture
from tests.factories import knowledge, pictures, users

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FACTS = {"is_decorative": "False", "credit": "Kim Muster", "licence": "cc-by"}


@pytest.fixture
def editor(client, travel) -> User:
    travel("2026-11-02 10:00")
    user = users.user(Role.EDITOR_CITY, name="Clara")
    client.force_login(user)
    return user


@pytest.fixture
def page(travel) -> Page:
    travel("2026-11-02 10:00")
    return knowledge.page("Schule", text="Am Montag.", slug="schule")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def url(name: str, *args) -> str:
    return reverse(f"editors:{name}", args=args)


def file(content: bytes | None = None, name: str = "bild.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pictures.jpeg() if content is None else content, "image/jpeg")


def add(client, page: Page, sent: bytes | None = None, **changed):
    data = FACTS | {"content": file(sent)} | changed
    return client.post(url("pictures", page.pk), data)


def write(page: Page, text: str, **more) -> None:
    base = page.revisions.filter(language=more.get("language", "de")).count()
    user = users.caseworker()
    save_text(user=user, page=page, title=page.title, text=text, base=base, **more)
    page.refresh_from_db()


def send(client, page: Page, text: str):
    words = {"title": page.title, "text": text, "base": page.revisions.count(), "do": "publish"}
    return client.post(url("text", page.pk), words)


def address(picture: Picture) -> str:
    return reverse("picture", args=[picture.pk, picture.digest[:8]])


# --- adding --------------------------------------------------------------------------------------


def test_a_picture_comes_in_without_its_place_and_is_offered_for_the_text(client, editor, page):
    sent = pictures.jpeg(gps=True)
    for _click in range(2):
        response = add(client, page, sent, key="A" * 22)
        assert response.url == url("pictures", page.pk)
    picture = Picture.objects.get()
    assert pictures.GPS in sent
    assert pictures.GPS not in bytes(picture.content)
    assert (picture.credit, picture.licence, picture.added_by) == ("Kim Muster", "cc-by", editor)
    shown = text_of(client.get(response.url))
    assert f"![Was man sieht](bild:{picture.pk})" in shown
    assert "Noch in keinem Text." in shown
    image = client.get(url("picture", page.pk, picture.pk))
    assert image.content == bytes(picture.content)
    assert image["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (SVG, "bild.svg", "ist kein Foto, das wir lesen können"),
        (SVG, "bild.jpg", "ist kein Foto, das wir lesen können"),
        (b"#!/bin/sh\nrm -rf /\n", "bild.jpg", "ist kein Foto, das wir lesen können"),
        (b"<script>alert(1)</script>", "<script>.jpg", "ist kein Foto, das wir lesen können"),
        (pictures.jpeg()[:200], "halb.jpg", "ist kein Foto, das wir lesen können"),
        (b"", "leer.jpg", "Die Datei ist leer"),
        (pictures.bomb(), "bombe.png", "ist zu groß"),
        (pictures.jpeg() + b"\0" * 10_500_000, "gross.jpg", "ist zu groß"),
    ],
    ids=["svg", "svg as jpg", "shell", "script", "half", "empty", "bomb", "large"],
)
def test_what_is_no_picture(client, editor, page, content, name, said):
    response = add(client, page, content=file(content, name))
    assert response.status_code == 422
    assert said in text_of(response)
    assert "<script>alert" not in text_of(response)
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"content": ""}, "Wählen Sie eine Bilddatei aus."),
        ({"credit": " "}, "Schreiben Sie auf, wer das Bild gemacht hat."),
        ({"licence": ""}, "Wählen Sie aus, warum wir das Bild zeigen dürfen."),
        ({"licence": "geklaut"}, "licence"),
        ({"is_decorative": ""}, "Entscheiden Sie, ob das Bild etwas zeigt."),
        ({"is_decorative": "vielleicht"}, "is_decorative"),
    ],
)
def test_somebody_decides_and_somebody_made_it(client, editor, page, changed, said):
    response = add(client, page, **changed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not Picture.objects.exists()


def test_the_same_picture_twice_and_too_many(client, editor, page, monkeypatch):
    add(client, page)
    number = Picture.objects.get().pk
    assert f"Dieses Bild ist schon da: Bild {number}." in text_of(add(client, page))
    monkeypatch.setattr("hilfelotse.knowledge.actions.pictures.MOST_PICTURES", 1)
    assert "höchstens" in text_of(add(client, page, pictures.jpeg(color="green")))
    assert Picture.objects.count() == 1


def test_neither_owner_touches_the_others_pictures(client, editor, page):
    region = users.user(Role.EDITOR_REGION)
    theirs = knowledge.page("Impfen", user=region)
    picture = knowledge.picture(theirs, user=region)
    own = knowledge.picture(page)
    assert add(client, theirs, pictures.jpeg(color="green")).status_code == 404
    for page_id in (theirs.pk, page.pk):  # as theirs, and as one of the own page
        for name in ("picture_edit", "picture_remove"):
            response = client.post(url(name, page_id, picture.pk), FACTS)
            assert response.status_code == 404
    assert client.get(url("picture", page.pk, picture.pk)).status_code == 404
    assert client.get(url("picture", theirs.pk, picture.pk)).status_code == 200  # to look at
    picture.refresh_from_db()
    assert (picture.credit, picture.licence) == ("Kim Muster", "own")
    assert set(Picture.objects.all()) == {picture, own}


# --- in texts ------------------------------------------------------------------------------------


def test_a_text_shows_a_picture_and_keeps_it(client, editor, page):
    picture = knowledge.picture(page)
    assert send(client, page, f"Am Montag.\n\n![Ein Kind](bild:{picture.pk})").status_code == 302
    write(page, f"![A <child>](bild:{picture.pk})", language="en", source_version=page.version)
    listed = text_of(client.get(url("pictures", page.pk)))
    assert "Ein Kind" in listed
    assert "A &lt;child&gt;" in listed
    response = client.post(url("picture_remove", page.pk, picture.pk), follow=True)
    assert f"Bild {picture.pk} steht noch im Text: Deutsch, English." in text_of(response)
    write(page, "Nichts.")
    write(page, "Nothing.", language="en", source_version=page.version)
    client.post(url("picture_remove", page.pk, picture.pk))
    assert not Picture.objects.exists()


def test_texts_that_are_refused(client, editor, page):
    picture = knowledge.picture(page)
    elsewhere = knowledge.picture(knowledge.page("Kita"), "red")
    for text, said in (
        (f"![](bild:{picture.pk})", "braucht Worte für Menschen, die es nicht sehen"),
        (f"![ ](bild:{picture.pk})", "braucht Worte für Menschen, die es nicht sehen"),
        (f"![x](bild:{elsewhere.pk})", "gehört nicht zu dieser Seite"),
        ("![x](bild:999999)", "gehört nicht zu dieser Seite"),
        ("![x](bild:999999999999)", "Ein Bild dieser Seite steht allein"),
        ("![x](javascript:alert(1))", "Ein Bild dieser Seite steht allein"),
        ("![x](https://fremd.example/x.png)", "Ein Bild dieser Seite steht allein"),
        (f"Satz ![x](bild:{picture.pk})", "Ein Bild dieser Seite steht allein"),
    ):
        response = send(client, page, text)
        assert response.status_code == 422, text
        assert said in text_of(response), text
    page.refresh_from_db()
    assert page.text == "Am Montag."


def test_a_decorative_picture_needs_no_words_until_somebody_decides_otherwise(client, editor, page):
    picture = knowledge.picture(page, is_decorative=True)
    assert send(client, page, f"![](bild:{picture.pk})").status_code == 302
    edit = url("picture_edit", page.pk, picture.pk)
    response = client.post(edit, FACTS)
    assert response.status_code == 422
    assert "In diesen Texten hat es noch keine Worte: Deutsch." in text_of(response)
    page.refresh_from_db()
    write(page, f"![Eine Ranke](bild:{picture.pk})")
    assert client.post(edit, FACTS).status_code == 302
    picture.refresh_from_db()
    assert (picture.is_decorative, picture.licence) == (False, "cc-by")


def test_a_picture_that_is_gone_is_said_to_the_editor_alone(client, editor, page):
    write(page, "Am Montag.\n\n![Ein Kind](bild:4711)")
    for name in ("page", "pictures"):
        assert "Nummer 4711" in text_of(client.get(url(name, page.pk)))
    read = text_of(client.get("/de/info/schule/"))
    assert "Am Montag." in read
    assert "4711" not in read
    assert "Ein Kind" not in read


def test_editors_see_pictures_before_anybody_else(client, editor, page):
    draft = knowledge.page("Neu", as_draft=True)
    picture = knowledge.picture(draft)
    data = {"title": "Neu", "text": f"![Ein Kind](bild:{picture.pk})", "base": 1, "do": "preview"}
    preview = text_of(client.post(url("text", draft.pk), data))
    assert f'<img src="{url("picture", draft.pk, picture.pk)}" alt="Ein Kind"' in preview
    assert client.get(address(picture)).status_code == 404


# --- for readers ---------------------------------------------------------------------------------


def test_readers_see_the_picture_its_words_and_who_made_it(client, page):
    picture = knowledge.picture(page, licence="cc-by", credit="<b>Kim</b>")
    write(page, f"Am Montag.\n\n![Ein Kind malt](bild:{picture.pk})")
    read = text_of(client.get("/de/info/schule/"))
    assert (
        f'<figure><img src="{address(picture)}" alt="Ein Kind malt" width="80" height="60" '
        'loading="lazy"><figcaption lang="de" dir="ltr">Bild: <bdi>&lt;b&gt;Kim&lt;/b&gt;</bdi>, '
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license external">'
        '<bdi lang="en">CC BY 4.0</bdi></a></figcaption></figure>'
    ) in read
    arabic = text_of(client.get("/ar/info/schule/"))  # the German text, in an Arabic page
    assert '<figcaption lang="ar" dir="rtl">' in arabic
    assert "Ein Kind malt" in text_of(client.get("/de/fragen/"))


@pytest.mark.parametrize("licence", ["own", "permitted", "cc0", "cc-by-sa"])
def test_every_licence_is_said_in_its_words(client, page, licence):
    picture = knowledge.picture(page, licence=licence)
    write(page, f"![Ein Kind malt](bild:{picture.pk})")
    said = {"own": "", "permitted": "mit Erlaubnis", "cc0": "CC0 1.0", "cc-by-sa": "CC BY-SA 4.0"}
    assert said[licence] in text_of(client.get("/de/info/schule/"))


def test_a_picture_is_kept_for_long_and_tells_nobody(client, page):
    picture = knowledge.picture(page)
    response = client.get(address(picture))
    assert (response["Content-Type"], response.content) == ("image/jpeg", bytes(picture.content))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.head(address(picture)).status_code == 200


def test_a_picture_is_public_as_long_as_its_page(client, page):
    picture = knowledge.picture(page)
    for path in (f"/bilder/{picture.pk}-00000000.jpg", f"/bilder/{picture.pk}.jpg",
                 f"/bilder/{'9' * 18}-{picture.digest[:8]}.jpg"):  # fmt: skip
        assert client.get(path).status_code == 404
    user = users.caseworker()
    describe_page(user=user, page=page, is_public=False)
    assert client.get(address(picture)).status_code == 404
    describe_page(user=user, page=page, is_public=True)
    assert client.get(address(picture)).status_code == 200
    retire_page(user=user, page=page)
    assert client.get(address(picture)).status_code == 404


def test_many_pictures_take_no_more_queries(client, page, django_assert_num_queries):
    for number in range(3):
        other = knowledge.page(f"Frage {number}")
        write(other, f"![Ein Kind](bild:{knowledge.picture(other).pk})")
    client.get("/de/fragen/")
    with django_assert_num_queries(2):  # pages, pictures
        assert client.get("/de/fragen/?x=1").content.count(b"<figure>") == 3


# --- the video in sign language ------------------------------------------------------------------


def details(client, page: Page, **changed):
    form = client.get(url("details", page.pk)).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (False, "")}
    return client.post(url("details", page.pk), data | changed)


VIDEO = {"sign_video": "https://video.example/schule?a=1&b=2", "sign_video_seconds": "3:20"}


def test_a_video_is_a_link_in_all_languages_and_grows_old(client, editor, page):
    assert details(client, page, **VIDEO).status_code == 302
    page.refresh_from_db()
    assert (page.sign_video_seconds, page.sign_video_version) == (200, page.version)
    for language in ("de", "ar"):
        read = text_of(client.get(f"/{language}/info/schule/"))
        assert 'href="https://video.example/schule?a=1&amp;b=2" rel="external noreferrer"' in read
        assert "3:20" in read
        assert "<video" not in read
        assert "<iframe" not in read
    line = "Dieses Thema in Deutscher Gebärdensprache (Video, 3:20 Minuten)"
    assert line in text_of(client.get("/de/info/schule/"))
    write(page, "Am Dienstag.")
    old = "Der Text wurde geändert, seit es das Video gibt."
    assert old in text_of(client.get("/de/info/schule/?1"))
    details(client, page)  # saved for another reason
    assert old in text_of(client.get("/de/info/schule/?2"))
    details(client, page, video_fits="on")
    assert old not in text_of(client.get("/de/info/schule/?3"))
    details(client, page, sign_video="", sign_video_seconds="")
    assert "Gebärdensprache (" not in text_of(client.get("/de/info/schule/?4"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sign_video": "http://video.example/"}, "Sie beginnt mit https://"),
        ({"sign_video": "javascript:alert(1)"}, "Sie beginnt mit https://"),
        ({"sign_video": "https://" + "a" * 300 + ".example/"}, "sign_video"),
        ({"sign_video_seconds": ""}, "Schreiben Sie auf, wie lang das Video ist."),
        ({"sign_video_seconds": "0:00"}, "Schreiben Sie auf, wie lang das Video ist."),
        ({"sign_video_seconds": "3:60"}, "Geben Sie die Länge so ein: 3:20"),
        ({"sign_video_seconds": "lang"}, "Geben Sie die Länge so ein: 3:20"),
        ({"sign_video_seconds": "٣:٢٠"}, "Geben Sie die Länge so ein: 3:20"),
    ],
)
def test_a_video_that_is_none(client, editor, page, changed, said):
    response = details(client, page, **(VIDEO | changed))
    assert response.status_code == 422
    assert said in text_of(response)
    page.refresh_from_db()
    assert page.sign_video == ""
