"""To the agency and back: whole pages come in, everything else is told, nothing is overwritten."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po, write_po

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge.actions import retire_page
from hilfelotse.knowledge.actions.text import approve_translation, enter_machine_text, save_text
from hilfelotse.knowledge.exchange import BadFile, Entry, Fault, Problem, export_po, import_po
from hilfelotse.knowledge.models import Page, Revision, Translation
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
        (lambda catalog: setattr(nth(catalog, 1), "string", "\u202e"), "missing"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "<script>x()</script>"), "refused"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "[lieu](https://a.example)"), "links"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "## Lundi"), "heading"),
        (lambda catalog: setattr(nth(catalog, 2), "string", "Apportez"), "heading"),
        (lambda catalog: setattr(nth(catalog, 0), "string", "T" * 201), "too_long"),
        (lambda catalog: setattr(nth(catalog, 1), "string", "t" * 20_001), "too_long"),
        (lambda catalog: setattr(nth(catalog, 1), "id", "Am Freitag."), "changed"),
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


HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=%s\\n"\n\n'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.NOT_OURS),
        (b"\xff\xfe\x00", Fault.ENCODING),
        ('msgid "ä"'.encode("utf-16"), Fault.ENCODING),
        (HEADER % b"UTF-8" + 'msgid "ä"\nmsgstr "é"\n'.encode("latin-1"), Fault.ENCODING),
        (HEADER % b"zlib" + b'msgid "a"\nmsgstr "b"\n', Fault.ENCODING),
        (b"%PDF-1.7", Fault.NOT_READABLE),
        (b"PK\x03\x04\x00\x00", Fault.NOT_READABLE),
        (b"Deutsch;Farsi\n=1+1;x\n", Fault.NOT_READABLE),
        (b'msgid "', Fault.NOT_READABLE),
        (b'msgid "a"\nmsgstr "b"\n', Fault.NOT_OURS),
        (b"x" * 2_000_001, Fault.TOO_LARGE),
    ],
)
def test_what_is_no_file_of_ours(editor, data, fault):
    with pytest.raises(BadFile) as bad:
        import_po(user=editor, data=data, language="fr")
    assert bad.value.fault == fault


@pytest.mark.parametrize(
    ("header", "wanted", "is_right"),
    [
        ("fr", "fr", True), ("fr_FR", "fr", True), ("de-simple", "de-simple", True),
        ("kmr", "kmr", True), ("ar", "fr", False), ("de", "de-simple", False), ("", "fr", False),
    ],
)  # fmt: skip
def test_a_file_is_taken_for_its_own_language_alone(editor, page, header, wanted, is_right):
    sent = export_po([page], header).replace(b'msgstr ""\n\n', b'msgstr "x"\n\n')
    if is_right:
        assert import_po(user=editor, data=sent, language=wanted).pages
        return
    with pytest.raises(BadFile) as bad:
        import_po(user=editor, data=sent, language=wanted)
    assert (bad.value.fault, bad.value.words) == (Fault.LANGUAGE, header)
    assert not Translation.objects.exists()


def test_a_mark_of_the_byte_order_and_a_list_in_a_list_do_no_harm(editor):
    page = knowledge.page("Packen", text="- Papiere\n  - Ausweis", user=editor, slug="packen")

    def change(catalog):
        nth(catalog, 1).string = "- Papiers\n  - Passeport  "

    data = b"\xef\xbb\xbf" + translated(export_po([page], "fr"), change)
    assert import_po(user=editor, data=data, language="fr").saved == [page]
    assert Translation.objects.get().text == "- Papiers\n  - Passeport"


def test_each_paragraph_is_shown_before_and_after(editor, page):
    save_text(user=editor, page=page, title="Vieux", text="Mardi.", base=0, language="fr",
              source_version=page.version)  # fmt: skip
    [came] = import_po(user=editor, data=translated(export_po([page], "fr")), language="fr").pages
    assert came.saved == Revision.objects.get(language="fr", number=2)
    assert came.entries[0] == Entry("Anmelden", "Vieux", "fr Anmelden")
    assert came.entries[2] == Entry("## Bitte mitbringen", "", "## fr Bitte mitbringen")


@pytest.mark.parametrize("again", ["=cmd|' /C calc'!A0", "<b>{{ page }}</b>", "%s %(name)s"])
def test_a_title_is_only_words(editor, page, again):
    def change(catalog):
        nth(catalog, 0).string = again

    data = translated(export_po([page], "fr"), change)
    assert import_po(user=editor, data=data, language="fr").saved == [page]
    assert Translation.objects.get().title == again


def test_a_page_that_ended_meanwhile_keeps_what_was_written(editor, page):
    data = translated(export_po([page], "fr"))
    retire_page(user=editor, page=page)
    [came] = import_po(user=editor, data=data, language="fr").pages
    assert (came.saved, came.problems) == (None, [Problem("ended", "anmelden")])
    assert came.entries[0].after == "fr Anmelden"
    assert not Translation.objects.exists()


def test_the_same_words_are_saved_once(editor, page):
    data = translated(export_po([page], "fr"))
    import_po(user=editor, data=data, language="fr")
    for again in (data, export_po([page], "fr")):
        back = import_po(user=editor, data=again, language="fr")
        assert (back.saved, back.problems) == ([], [Problem("same", "anmelden")])
    assert Revision.objects.filter(language="fr").count() == 1


def test_a_machines_words_count_when_somebody_has_looked_at_them(editor, page):
    enter_machine_text(page=page, language="fr", title="Machine", engine="Opus",
                       text=TEXT, version=page.version)  # fmt: skip
    sent = export_po([page], "fr")
    assert sent.count(b"#, fuzzy") == 4
    untouched = import_po(user=editor, data=sent, language="fr")
    assert untouched.problems == [Problem("untouched", "anmelden")]
    assert Translation.objects.get().is_machine
    back = import_po(user=editor, data=sent.replace(b"#, fuzzy\n", b""), language="fr")
    assert (back.saved, Translation.objects.get().is_machine) == ([page], False)
    assert b"fuzzy" not in export_po([page], "fr")


def test_what_a_person_approved_is_no_longer_a_machines(editor, page):
    enter_machine_text(page=page, language="fr", title="Machine", engine="Opus",
                       text=TEXT, version=page.version)  # fmt: skip
    approve_translation(user=editor, page=page, language="fr", number=1)
    assert b"fuzzy" not in export_po([page], "fr")


def test_a_second_person_reads_what_came_where_the_page_wants_it(editor):
    page = knowledge.page("Frist", text="Zwei Wochen.", user=editor, slug="frist",
                          needs_approval=True)  # fmt: skip
    assert export_po([page], "fr").count(b"msgid") == 1  # nothing of it is published
    row = page.revisions.get()
    row.state, row.published_at = Revision.State.PUBLISHED, row.written_at
    row.save()
    [came] = import_po(user=editor, data=translated(export_po([page], "fr")), language="fr").pages
    assert came.saved.state == Revision.State.WAITING
    assert not Translation.objects.exists()


def test_the_region_does_not_bring_in_the_citys_pages(page):
    data = translated(export_po([page], "fr"))
    back = import_po(user=users.user(Role.EDITOR_REGION), data=data, language="fr")
    assert back.problems == [Problem("not_yours", "anmelden")]
    assert not Translation.objects.exists()
