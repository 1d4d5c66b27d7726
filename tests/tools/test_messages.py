import gettext
from pathlib import Path

import pytest

from hilfelotse.base.catalogs import compile_catalogs
from tools import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
title = _("Offene Fälle")
count = ngettext("%(count)d Fall", "%(count)d Fälle", 3)
verb = pgettext("Schaltfläche", "Öffnen")
"""
TEMPLATE = """{% load i18n %}
    <p>
  {% translate "Guten Tag" %}{% blocktranslate trimmed with name=party.name %}
      Vielen Dank,
      {{ name }}.
    {% endblocktranslate %}
"""


@pytest.fixture
def root(tmp_path):
    """A small project: one module, one public template, one page of the desk."""
    write(tmp_path, "hilfelotse/cases/models.py", PYTHON)
    write(tmp_path, "hilfelotse/web/portal/templates/portal/thanks.html", TEMPLATE)
    write(tmp_path, "hilfelotse/web/desk/views.py", "_('Nur am Schreibtisch')\n")
    write(tmp_path, "hilfelotse/web/partners/views.py", "_('Nur für Partner')\n")
    messages.extract_all(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def po(root: Path, language: str) -> str:
    return messages.po_path(root, language).read_text()


def translate(root: Path, language: str, **texts: str) -> None:
    """Fill in translations; keyword = beginning of the msgid, underscores for blanks."""
    path = messages.po_path(root, language)
    text = path.read_text()
    for start, translation in texts.items():
        line = next(
            line
            for line in text.splitlines()
            if line.startswith(f'msgid "{start.replace("_", " ")}')
        )
        text = text.replace(f'{line}\nmsgstr ""', f'{line}\nmsgstr "{translation}"')
    path.write_text(text)


def problems(root: Path, language: str, about: str) -> list[str]:
    """What is wrong with one message, without the file name and the message itself."""
    found = messages.problems(root, language)
    return [problem.split(": ")[1] for problem in found if about in problem]


def test_texts_of_python_and_templates_are_found(root):
    catalogue = po(root, "en")

    assert 'msgid "Offene Fälle"' in catalogue
    assert 'msgid "%(count)d Fall"\nmsgid_plural "%(count)d Fälle"' in catalogue
    assert 'msgctxt "Schaltfläche"\nmsgid "Öffnen"' in catalogue
    assert 'msgid "Guten Tag"' in catalogue
    assert '#, python-format\nmsgid "Vielen Dank, %(name)s."' in catalogue
    assert "#: hilfelotse/cases/models.py\n" in catalogue


def test_each_language_gets_the_texts_of_its_pages_only(root):
    assert "Nur am Schreibtisch" not in po(root, "en") + po(root, "ar")
    assert "Nur für Partner" in po(root, "en")
    assert "Nur für Partner" not in po(root, "ar")


def test_the_plural_rule_is_the_languages_own(root):
    assert "nplurals=2; plural=(n != 1);" in po(root, "en")
    assert "nplurals=6;" in po(root, "ar")
    assert po(root, "ar").count("msgstr[") == 6


def test_extracting_again_changes_nothing(root):
    translate(root, "en", Guten_Tag="Hello")
    before = po(root, "en")

    messages.extract_all(root)

    assert po(root, "en") == before
    assert "POT-Creation-Date" not in before


def test_moving_code_changes_nothing(root):
    before = po(root, "en")
    write(root, "hilfelotse/cases/models.py", "\n\n\n" + PYTHON)

    assert messages.in_step(root, "en") == before


def test_a_changed_text_loses_its_translation_and_the_others_keep_theirs(root):
    translate(root, "en", Guten_Tag="Hello", Offene_Fälle="Open cases")
    write(root, "hilfelotse/cases/models.py", PYTHON.replace("Offene Fälle", "Offene Anliegen"))

    messages.extract_all(root)

    assert 'msgid "Guten Tag"\nmsgstr "Hello"' in po(root, "en")
    assert 'msgid "Offene Anliegen"\nmsgstr ""' in po(root, "en")
    assert "Open cases" not in po(root, "en")


def test_sources_that_ran_ahead_are_noticed(root):
    write(root, "hilfelotse/cases/models.py", PYTHON + "\n_('Neu')\n")

    # easy German has no text of its own here
    assert len(messages.check_all(root)) == len(messages.translated_languages()) - 1
    assert "run `make messages`" in messages.check_all(root)[0]


def test_a_missing_translation(root):
    assert problems(root, "en", "Guten Tag") == ["not translated"]
    assert problems(root, "ar", "%(count)d") == ["not translated"]


def test_a_good_translation(root):
    translate(root, "ar", Guten_Tag="مرحبا", Vielen_Dank="شكرا %(name)s.")

    assert problems(root, "ar", "Guten Tag") == []
    assert problems(root, "ar", "Vielen Dank") == []


def test_a_wrong_placeholder(root):
    translate(root, "en", Vielen_Dank="Thank you, %(nme)s.")

    assert problems(root, "en", "Vielen Dank") == ["placeholders differ"]


def test_a_fuzzy_translation(root):
    translate(root, "en", Guten_Tag="Hello")
    path = messages.po_path(root, "en")
    path.write_text(path.read_text().replace('msgid "Guten Tag"', '#, fuzzy\nmsgid "Guten Tag"'))

    assert problems(root, "en", "Guten Tag") == ["fuzzy"]


def test_german_left_as_it_was_needs_leave(root):
    translate(root, "en", Guten_Tag="Guten Tag")
    assert problems(root, "en", "Guten Tag")[0].startswith("same as German")

    write(root, "locale/same_as_german.txt", "# Greetings\nen: Guten Tag\n")
    assert problems(root, "en", "Guten Tag") == []


def test_another_script_than_arabic(root):
    translate(root, "ar", Guten_Tag="Hello")

    assert problems(root, "ar", "Guten Tag") == ["in another script than the language's"]


@pytest.mark.parametrize(
    ("ids", "strings", "fits"),
    [
        (["{name} ist da"], ["{name} is here"], True),
        (["{name} ist da"], ["is here"], False),
        (["%(a)s und %(b)s"], ["%(b)s and %(a)s"], True),
        (["ein Fall", "%(n)d Fälle"], ["one case", "%(n)d cases"], True),
        (["%(n)d Fall", "%(n)d Fälle"], ["one case", "%(n)s cases"], False),
    ],
)
def test_placeholders(ids, strings, fits):
    assert messages.placeholders_fit(ids, strings) is fits


def test_arabic_plurals_work_after_compiling(root):
    path = messages.po_path(root, "ar")
    text = path.read_text()
    words = ["صفر", "واحد", "اثنان", "بضعة", "كثير", "آخر"]
    for form, word in enumerate(words):
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "{word}"')
    path.write_text(text)

    assert len(compile_catalogs(root / "locale")) == len(messages.translated_languages())
    assert compile_catalogs(root / "locale") == []
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    counts = [0, 1, 2, 3, 11, 100]
    found = [compiled.ngettext("%(count)d Fall", "%(count)d Fälle", count) for count in counts]
    assert found == words
