"""Translations told by version: anything that editors and translators do, in any order."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from hilfelotse.knowledge.actions.text import (
    NotWaiting,
    approve_translation,
    enter_machine_text,
    newest,
    restore,
    save_text,
    start_translating,
)
from hilfelotse.knowledge.freshness import CHAINS, Freshness, chain, freshness, shown
from hilfelotse.knowledge.models import Page, Revision
from tests.factories import knowledge, users

LANGUAGES = ["en", "ar"]
TEXTS = ["Montags ab 10 Uhr.", "Montags ab 10 Uhr!", "Dienstags ab 9 Uhr."]
F = Freshness


class Model:
    """What it should be, told in the plainest way: lists and names of meanings."""

    def __init__(self, text: str) -> None:
        self.meaning = 0
        self.next = 1
        self.published = [(text, 0)]  # German wordings with the meaning they had
        self.translated: dict[str, int] = {}
        self.machine: dict[str, bool] = {}
        self.work: dict[str, int] = {}
        self.count: dict[str, int] = {}  # revisions by language
        self.out: dict[str, int] = {}  # the one that readers see

    def edit(self, text: str, is_minor: bool) -> None:
        if text == self.published[-1][0]:
            return self.published.append(self.published[-1])
        known = [meaning for wording, meaning in self.published if wording == text]
        if known:
            self.meaning = known[-1]
        elif not is_minor:
            self.meaning, self.next = self.next, self.next + 1
        return self.published.append((text, self.meaning))

    def state(self, language: str) -> str:
        if language in self.translated and self.translated[language] == self.meaning:
            return F.MACHINE if self.machine[language] else F.UP_TO_DATE
        if self.work.get(language) == self.meaning:
            return F.IN_WORK
        if language in self.translated:
            return F.OUTDATED
        return F.FALLBACK if language != "en" and "en" in self.translated else F.MISSING


class Translating(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.editor = users.caseworker()
        self.page = knowledge.page("Wann?", text=TEXTS[0], user=self.editor)
        self.model = Model(TEXTS[0])
        self.version_of = {0: self.page.version}
        self.written: set[str] = set()
        self.read: dict[str, int] = {}  # the revision that the approver has read

    def _fresh(self) -> Page:
        self.page = Page.objects.get(pk=self.page.pk)
        self.version_of.setdefault(self.model.meaning, self.page.version)
        return self.page

    def _base(self, language: str) -> int:
        last = newest(self.page, language)
        return last.number if last else 0

    @rule(text=st.sampled_from(TEXTS), is_minor=st.booleans())
    def edit(self, text: str, is_minor: bool) -> None:
        save_text(user=self.editor, page=self.page, title="Wann?", text=text,
                  base=self._base("de"), is_minor=is_minor)  # fmt: skip
        self.model.edit(text, is_minor)
        self._fresh()

    @rule(back=st.integers(1, 5))
    def revert(self, back: int) -> None:
        old = self.page.revisions.filter(language="de").order_by("number")
        revision: Revision = list(old)[-min(back, old.count())]
        restore(user=self.editor, revision=revision, base=self._base("de"))
        self.model.edit(revision.text, is_minor=False)
        self._fresh()

    @rule(language=st.sampled_from(LANGUAGES), old=st.booleans())
    def translate(self, language: str, old: bool) -> None:
        """``old``: the translator began before the last edit."""
        meaning = self.model.published[-2][1] if old and len(self.model.published) > 1 else None
        meaning = self.model.meaning if meaning is None else meaning
        save_text(user=self.editor, page=self.page, title="When?", text=f"Text {meaning}",
                  base=self._base(language), language=language,
                  source_version=self.version_of[meaning])  # fmt: skip
        self.written.add(language)
        self._translated(language, meaning, machine=False)

    @rule(language=st.sampled_from(LANGUAGES))
    def machine(self, language: str) -> None:
        given = {"page": self.page, "language": language, "title": "When?", "text": "Machine",
                 "engine": "Probe", "version": self.page.version}  # fmt: skip
        if language in self.written:
            with pytest.raises(ValueError, match="person"):
                enter_machine_text(**given)
        else:
            enter_machine_text(**given)
            self._translated(language, self.model.meaning, machine=True)

    @rule(language=st.sampled_from(LANGUAGES))
    def draft(self, language: str) -> None:
        save_text(user=self.editor, page=self.page, title="When?", text="Draft", as_draft=True,
                  base=self._base(language), language=language,
                  source_version=self.page.version)  # fmt: skip
        self.written.add(language)
        self.model.count[language] = self.model.count.get(language, 0) + 1

    def _translated(self, language: str, meaning: int, *, machine: bool) -> None:
        self.model.count[language] = self.model.count.get(language, 0) + 1
        self.model.out[language] = self.model.count[language]
        self.model.translated[language] = meaning
        self.model.machine[language] = machine
        self.model.work.pop(language, None)

    @rule(language=st.sampled_from(LANGUAGES))
    def look(self, language: str) -> None:
        """Somebody reads what stands there now, and may approve it later."""
        self.read[language] = self.model.out.get(language, 0)

    @rule(language=st.sampled_from(LANGUAGES))
    def approve(self, language: str) -> None:
        """Only the very text that the approver has read."""
        seen = self.read.get(language, 0)
        given = {"user": self.editor, "page": self.page, "language": language, "number": seen}
        if seen == 0 or seen != self.model.out.get(language):
            with pytest.raises(NotWaiting):
                approve_translation(**given)
        else:
            approve_translation(**given)
            self.model.machine[language] = False

    @rule(language=st.sampled_from(LANGUAGES))
    def start(self, language: str) -> None:
        start_translating(user=self.editor, page=self.page, language=language)
        self.model.work[language] = self.model.meaning

    @invariant()
    def as_the_model_says(self) -> None:
        rows = {row.language: row for row in self.page.translations.all()}
        for language in LANGUAGES:
            assert freshness(self.page, language, rows) == self.model.state(language)
            read = shown(self.page, language, rows)
            is_there = language in self.model.translated
            assert read.language == (
                language if is_there else "en" if "en" in self.model.translated else "de"
            )
            outdated = read.language != "de" and (
                self.model.translated[read.language] != self.model.meaning
            )
            assert read.is_outdated == outdated
            assert read.is_machine == (read.language != "de" and self.model.machine[read.language])


@pytest.mark.slow
@pytest.mark.django_db
def test_anything_in_any_order():
    run_state_machine_as_test(
        Translating,
        settings=settings(
            max_examples=40,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("language", ["uk", "kmr", "ckb", "ti", "de-simple", "prs", "fr"])
def test_nobody_is_sent_to_a_language_that_was_forced_upon_them(language):
    never = {"uk": "ru", "kmr": "tr", "ckb": "ar"}
    assert never.get(language) not in chain(language)
    assert chain(language)[-1] == "de"
    assert language not in chain(language)


def test_easy_german_falls_back_to_german_alone():
    assert chain("de-simple") == ("de",)
    assert CHAINS["prs"] == ("fa", "en", "de")


@pytest.mark.django_db
def test_where_old_words_do_harm_an_outdated_translation_is_passed_over():
    editor = users.caseworker()
    page = knowledge.page("Frist?", text="Zwei Wochen.", user=editor, hides_old_translations=True)
    for language, text in (("ar", "أسبوعان"), ("en", "Two weeks.")):
        save_text(user=editor, page=page, title="?", text=text, base=0, language=language,
                  source_version=page.version)  # fmt: skip
    save_text(user=editor, page=page, title="Frist?", text="Eine Woche.", base=1)
    page.refresh_from_db()
    rows = {row.language: row for row in page.translations.all()}
    read = shown(page, "ar", rows)
    assert (read.language, read.text, read.is_fallback) == ("de", "Eine Woche.", True)
    save_text(user=editor, page=page, title="?", text="One week.", base=1, language="en",
              source_version=page.version)  # fmt: skip
    rows = {row.language: row for row in page.translations.all()}
    assert shown(page, "ar", rows).text == "One week."
