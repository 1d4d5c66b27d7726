"""To the agency and back: whole pages come in, everything else is told, nothing is overwritten."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po, write_po

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge.actions.text import save_text
from hilfelotse.knowledge.exchange import BadFile, Problem, export_po, import_po
from hilfelotse.knowledge.models import Page, Translation
from tests.factories import knowledge, users

pytestmark = pytest.mark.django_db

TEXT = "Am Montag.\n\n## Bitte mitbringen\n\n- Ausweis\n- Foto"


@pytest.fixture
def editor():
    return users.caseworker()


@pytest.fixture
def page(editor) -> Page:
    return knowledge.page("Anmelden", text=TEXT, user=editor, slug="anmelden")


def translated(data: bytes, change=None) -> bytes:
    """What an agency sends: each paragraph with „fr: “ before its words."""
    catalog = read_po(BytesIO(data))
    for message in list(catalog):
        if message.id:
            head, sep, words = message.id.rpartition("## ")
            message.string = f"{head}{sep}fr {words}"
    if change:
        change(catalog)
    out = BytesIO()
    write_po(out, catalog, width=0)
    return out.getvalue()


def nth(catalog, number: int):
    return next(row for row in catalog if row.id and row.context.endswith(f" {number}"))


def test_there_and_back(editor, page):
    sent = export_po([page], "fr")
    back = import_po(user=editor, data=translated(sent), language="fr")
    assert (back.saved, back.problems) == ([page], [])
    row = Translation.objects.get()
    assert (row.title, row.source_version, row.is_machine) == ("fr Anmelden", page.version, False)
    assert row.text == "fr Am Montag.\n\n## fr Bitte mitbringen\n\nfr - Ausweis\n- Foto"
    again = read_po(BytesIO(export_po([page], "fr")))
    assert nth(again, 0).string == "fr Anmelden"


def test_what_the_german_says_by_now_does_not_matter(editor, page):
    """It belongs to the German of that day, and is outdated as soon as it comes."""
    sent = export_po([page], "fr")
    old = page.version
    save_text(user=editor, page=page, title="Anmelden", text="Am Dienstag.", base=1)
    assert import_po(user=editor, data=translated(sent), language="fr").saved == [page]
    assert Translation.objects.get().source_version == old


def test_nobodys_newer_words_are_overwritten(editor, page):
    sent = export_po([page], "fr")
    save_text(user=editor, page=page, title="De main", text="Écrit à la main.", base=0,
              language="fr", source_version=page.version)  # fmt: skip
    back = import_po(user=editor, data=translated(sent), language="fr")
    assert (back.saved, back.problems) == ([], [Problem("overtaken", "anmelden")])
    assert Translation.objects.get().title == "De main"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda catalog: setattr(nth(catalog, 1), "string", " "), "missing"),
        (lambda catalog: nth(catalog, 1).flags.add("fuzzy"), "missing"),
        (lambda catalog: catalog.delete(nth(catalog, 1).id, nth(catalog, 1).context), "missing"),
        (lambda catalog: catalog.add("Mehr", "Plus", context="anmelden 1 0 9"), "extra"),
        (lambda catalog: catalog.add("Mehr", "Plus", context="anderswo 1 0 0"), "unknown"),
        (lambda catalog: catalog.add("Mehr", "Plus", context="<script>"), "extra"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "<b>fort</b>"), "refused"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "[ici](https://a.example)"), "refused"),
    ],
)
def test_what_is_missing_or_too_much_is_told(editor, page, change, code):
    back = import_po(user=editor, data=translated(export_po([page], "fr"), change), language="fr")
    assert [problem.code for problem in back.problems] == [code]
    is_whole = code == "unknown" or back.problems[0].slug == ""
    assert [row.slug for row in back.saved] == (["anmelden"] if is_whole else [])


def test_one_bad_page_does_not_hold_up_the_others(editor, page):
    other = knowledge.page("Arzt", text="Am Freitag.", user=editor, slug="arzt")
    data = translated(
        export_po([page, other], "fr"), lambda catalog: setattr(nth(catalog, 2), "string", "")
    )
    back = import_po(user=editor, data=data, language="fr")
    assert (back.saved, [row.slug for row in back.problems]) == ([other], ["anmelden"])


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"%PDF-1.7", b'msgid "', b'msgid "a"\nmsgstr "b"\n', b"x" * 2_000_001],
)
def test_what_is_no_file_of_ours(editor, data):
    with pytest.raises(BadFile):
        import_po(user=editor, data=data, language="fr")


def test_the_region_does_not_bring_in_the_citys_pages(page):
    data = translated(export_po([page], "fr"))
    back = import_po(user=users.user(Role.EDITOR_REGION), data=data, language="fr")
    assert back.problems == [Problem("not_yours", "anmelden")]
    assert not Translation.objects.exists()
