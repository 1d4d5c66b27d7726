"""To a translation agency and back on the editors' pages; what is wrong is said, nothing lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge.actions import retire_page, write_page
from hilfelotse.knowledge.actions.text import enter_machine_text, save_text
from hilfelotse.knowledge.exchange import export_po
from hilfelotse.knowledge.models import Page, Revision, Translation
from tests.factories import knowledge, users
from tests.knowledge.test_exchange import nth, translated

pytestmark = pytest.mark.django_db
EXCHANGE, EXPORT = "/redaktion/austausch/", "/redaktion/austausch/datei.po"
OPEN = {"language": "ar", "which": "open", "pages": "own"}


@pytest.fixture
def editor(client, travel):
    travel("2026-11-02 10:00")
    user = users.user(Role.EDITOR_CITY, name="Clara")
    client.force_login(user)
    return user


@pytest.fixture
def page(editor) -> Page:
    return knowledge.page("Anmelden", text="Am [Amt](/de/info/amt/).", slug="anmelden")


def bring(client, data: bytes, language: str = "fr"):
    file = SimpleUploadedFile("fr.po", data)
    return client.post(EXCHANGE, {"language": language, "file": file})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_board_leads_there(client, editor, page):
    assert f'href="{reverse("editors:exchange")}?language=ar"' in text_of(
        client.get("/redaktion/sprachen/?language=ar")
    )
    shown = text_of(client.get(f"{EXCHANGE}?language=ar"))
    assert shown.count('<option value="ar" selected>') == 2


def test_a_file_holds_what_is_chosen(client, editor, page):
    knowledge.page("Kern", is_core=True, slug="kern")
    machine = knowledge.page("Maschine", slug="maschine")
    done = knowledge.page("Fertig", slug="fertig")
    region = users.user(Role.EDITOR_REGION)
    write_page(user=region, title="Der Region", text="Fremd.", subject="german")
    write_page(user=editor, title="Entwurf", text="Geheim.", subject="german", as_draft=True)
    enter_machine_text(page=machine, language="ar", title="آلة", text="هنا.", engine="Opus",
                       version=machine.version)  # fmt: skip
    save_text(user=editor, page=done, title="تم", text="هنا.", base=0, language="ar",
              source_version=done.version)  # fmt: skip

    def slugs(**chosen) -> set[str]:
        response = client.get(EXPORT, OPEN | chosen)
        assert response.status_code == 200
        assert 'filename="hilfelotse-ar-2026-11-02.po"' in response["Content-Disposition"]
        text = response.content.decode()
        assert "Geheim" not in text
        return {row.slug for row in Page.objects.all() if f'msgctxt "{row.slug} ' in text}

    assert slugs() == {"anmelden", "kern"}
    assert slugs(which="machine") == {"anmelden", "kern", "maschine"}
    assert slugs(which="all") == {"anmelden", "kern", "maschine", "fertig"}
    assert slugs(which="all", pages="core") == {"kern"}
    client.force_login(region)
    assert slugs(which="all") == {"der-region"}


def test_nothing_to_translate_is_said(client, editor):
    assert "Da ist nichts zu übersetzen" in text_of(client.get(EXPORT, OPEN))


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"language": "de"}, {"which": "x" * 9000}, {"pages": "\0"}]
)
def test_a_choice_that_is_none(client, editor, wrong):
    response = client.get(EXPORT, OPEN | wrong)
    assert (response.status_code, "Fehler:" in text_of(response)) == (422, True)


def test_what_came_is_shown_before_and_after(client, editor, page):
    save_text(user=editor, page=page, title="Vieux", text="Ancien.", base=0, language="fr",
              source_version=page.version)  # fmt: skip
    sent = client.get(EXPORT, OPEN | {"language": "fr", "which": "all"}).content
    data = translated(sent, lambda catalog: setattr(nth(catalog, 0), "string", "S’inscrire"))
    shown = text_of(bring(client, data))
    assert "1 Seite übernommen" in shown
    assert 'lang="fr" dir="ltr">Vieux</div>' in shown
    assert 'lang="fr" dir="ltr">S’inscrire</div>' in shown
    assert Translation.objects.get().title == "S’inscrire"
    again = text_of(bring(client, data))
    assert "Genau dieser Text steht schon da." in again
    assert Revision.objects.filter(language="fr").count() == 2


def test_the_german_that_changed_meanwhile_is_named(client, editor, page):
    data = translated(export_po([page], "fr"))
    save_text(user=editor, page=page, title="Anmelden", text="Anders.", base=1)
    shown = text_of(bring(client, data))
    assert "Der deutsche Text hat sich inzwischen geändert" in shown
    assert "1 Seite übernommen" in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda catalog: setattr(nth(catalog, 1), "string", ""), "Hier fehlt die Übersetzung"),
        (lambda catalog: catalog.add("Mehr", "Plus", context="anmelden 1 0 9"),
         "Dieser Absatz gehört nicht zum deutschen Text: „Mehr“"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "Sans lien."),
         "Die Links führen woanders hin"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "[a](/fr/info/amt/) <script>x"),
         "HTML, Bilder oder Links ohne Ziel gehen hier nicht: „&lt;script&gt;“"),
        (lambda catalog: setattr(nth(catalog, 0), "string", "T" * 201), "ist zu lang"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_shown(client, editor, page, change, said):
    response = bring(client, translated(export_po([page], "fr"), change))
    shown = text_of(response)
    assert response.status_code == 200
    assert said in shown
    assert "1 Seite nicht übernommen" in shown
    assert ("fr Anmelden</div>" in shown) or ("T" * 201 in shown)
    assert "<script>x" not in shown
    assert not Translation.objects.exists()


def test_a_formula_and_marks_of_templates_are_words(client, editor, page):
    title = "=HYPERLINK(\"https://böse.example\") {{ page.pk }} {% now 'Y' %} <img src=x onerror=y>"
    data = translated(
        export_po([page], "fr"), lambda catalog: setattr(nth(catalog, 0), "string", title)
    )
    shown = text_of(bring(client, data))
    assert Translation.objects.get().title == title
    assert "{{ page.pk }}" in shown
    assert "<img src=x" not in shown
    assert "<img src=x" not in text_of(client.get(f"/fr/info/{page.slug}/"))


def test_a_page_that_ended_while_it_was_translated(client, editor, page):
    data = translated(export_po([page], "fr"))
    retire_page(user=editor, page=page)
    shown = text_of(bring(client, data))
    assert "Sie endete, während sie übersetzt wurde." in shown
    assert "fr Anmelden</div>" in shown
    assert not Translation.objects.exists()


def test_the_citys_editor_does_not_write_the_regions_pages(client, editor):
    region = users.user(Role.EDITOR_REGION)
    page = write_page(user=region, title="Der Region", text="Fremd.", subject="german")
    shown = text_of(bring(client, translated(export_po([page], "fr"))))
    assert "Diese Seite pflegt eine andere Redaktion." in shown
    assert not Translation.objects.exists()
    assert not Revision.objects.filter(language="fr").exists()


def test_nobodys_newer_words_are_overwritten(client, editor, page):
    data = translated(export_po([page], "fr"))
    save_text(user=editor, page=page, title="De main", text="Écrit.", base=0, language="fr",
              source_version=page.version)  # fmt: skip
    shown = text_of(bring(client, data))
    assert "Jemand hat inzwischen eine andere Übersetzung gespeichert." in shown
    assert ("De main</div>" in shown, "fr Anmelden</div>" in shown) == (True, True)
    assert Translation.objects.get().title == "De main"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "In der Datei steht kein Text von uns."),
        (b"\x89PNG\r\n\x1a\n\0\0", "Die Buchstaben in der Datei lassen sich nicht lesen."),
        (b"%PDF-1.7", "Das ist keine PO-Datei"),
        (b'msgid "a"\nmsgstr "b"\n', "In der Datei steht kein Text von uns."),
        (b"x" * 40_000_000, "Die Datei ist größer als 2 MB."),
    ],
    ids=["empty", "picture", "pdf", "foreign", "40 MB"],
)
def test_a_file_that_is_none(client, editor, data, said):
    response = bring(client, data)
    assert response.status_code == 422
    assert said in text_of(response)


def test_a_file_of_another_language(client, editor, page):
    response = bring(client, translated(export_po([page], "ar")), "fr")
    assert response.status_code == 422
    assert "Die Datei ist in einer anderen Sprache: „ar“. Gewählt ist Français." in text_of(
        response
    )
    assert not Translation.objects.exists()


def test_no_file_and_no_language(client, editor):
    for data in ({}, {"language": "fr"}, {"language": "fr", "file": "text"}):
        assert client.post(EXCHANGE, data).status_code == 422
