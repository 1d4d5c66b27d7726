"""What the telephone finds while somebody types."""

from datetime import date
from itertools import product
from time import process_time

import pytest

from hilfelotse.base import clock
from hilfelotse.knowledge.actions import describe_page, mark_outdated, retire_page
from hilfelotse.knowledge.models import Page, PageWord
from hilfelotse.knowledge.queries import lookup
from hilfelotse.knowledge.words import words_of
from tests.factories import knowledge, users

pytestmark = pytest.mark.django_db


def questions(text: str, limit: int = 5) -> list[str]:
    return [answer.title for answer in lookup(text, limit)]


@pytest.fixture
def base() -> dict[str, Page]:
    """Six answers with words in common."""
    rows = {
        "school": ("Wie melde ich mein Kind in der Schule an?", "Beim Fachbereich Schule.",
                   "Einschulung, Schulanmeldung"),
        "furniture": ("Wohin mit gut erhaltenen Möbeln?", "Möbel braucht, wer umzieht.",
                      "Schränke, Sofa, Hausrat"),
        "german": ("Wo kann ich Deutsch lernen?", "In der Volkshochschule. Kosten trägt das Amt.",
                   "Sprachkurs, Integrationskurs, VHS"),
        "flat": ("Wie finde ich eine Wohnung?", "Das Amt prüft die Miete.", "Wohnungssuche, WBS"),
        "move": ("Wer hilft beim Umzug?", "Kreise tragen Möbel.", "Transporter"),
        "doctor": ("Wer bezahlt den Arzt?", "Das Amt oder die Krankenkasse.", "Behandlungsschein"),
    }  # fmt: skip
    return {
        name: knowledge.page(question, text=text, keywords=words)
        for name, (question, text, words) in rows.items()
    }


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Möbel", "furniture"),
        ("moebel", "furniture"),
        ("MÖBELN", "furniture"),
        ("Schrank", "furniture"),  # „Schränke“ has the same stem
        ("schul", "school"),  # the beginning of a word
        ("einsch", "school"),  # of a keyword
        ("Kinder Schule", "school"),
        ("wo lernt man deutsch", "german"),
        ("vhs", "german"),
        ("volkshochschule", "german"),  # only the text has it
        ("wohnungss", "flat"),
        ("Dreizimmerwohnung", "flat"),  # the last part of a compound
        ("Holzmöbel abgeben", "furniture"),
        ("Anrufer fragt nach dem Behandlungss", "doctor"),
    ],
)
def test_the_first_answer(base, typed, first):
    assert questions(typed)[:1] == [base[first].title]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "wo", "die", "xylophon", "Karneval"])
def test_nothing_fits(base, typed):
    assert questions(typed) == []


def test_a_verb_of_every_question_is_no_match(db):
    knowledge.page("Wie kommt mein Geld?", text="Auf ein Konto.")
    assert questions("Kommt die Post an?") == []
    assert questions("Kommt das Geld an?") == ["Wie kommt mein Geld?"]


def test_words_of_the_question_go_before_words_of_the_text(base):
    assert questions("Möbel")[:2] == [base["furniture"].title, base["move"].title]


def test_one_word_of_a_text_is_no_answer_to_a_long_question(base):
    assert questions("Mein Nachbar arbeitet im Amt und singt laut") == []
    assert questions("Amt") == sorted(
        [base["german"].title, base["flat"].title, base["doctor"].title]
    )


def test_a_limit(base):
    assert len(questions("Amt", limit=2)) == 2


def test_doubtful_ones_are_shown_with_their_mark(base, travel):
    travel("2026-11-02 10:00")
    mark_outdated(user=users.caseworker(), page=base["school"], note="Neue Adresse")
    describe_page(user=users.caseworker(), page=base["german"], valid_until=date(2026, 11, 1))
    found = {answer.title: answer.is_doubtful for answer in lookup("Schule Deutsch Wohnung")}
    assert found == {
        base["school"].title: True,
        base["german"].title: True,
        base["flat"].title: False,
    }


def test_of_two_that_fit_alike_the_one_without_doubt_is_first(db):
    old = knowledge.page("Fahrkarte kaufen")
    new = knowledge.page("Fahrkarte kaufen", text="In der App.")
    mark_outdated(user=users.caseworker(), page=old)
    assert [row.pk for row in lookup("fahrkarte")] == [new.pk, old.pk]


def test_a_retired_one_is_gone_and_a_changed_one_has_new_words(base):
    retire_page(user=users.caseworker(), page=base["school"])
    assert questions("Einschulung") == []
    describe_page(user=users.caseworker(), page=base["move"], keywords="Lastenrad")
    assert questions("Lastenr") == [base["move"].title]
    assert base["move"].title not in questions("Transporter")


@pytest.mark.slow
def test_two_thousand_answers_are_searched_in_fifty_milliseconds(db):
    parts = ["Wohn Schul Sprach Amts Kinder", "geld kurs weg haus", "antrag plan hilfe rat"]
    words = ["".join(word) for word in product(*(part.split() for part in parts))]
    answers = Page.objects.bulk_create(
        Page(
            slug=f"seite-{n}",
            published_at=clock.now(),
            title=f"Wie geht das mit {words[n % 80]} und {words[n // 7 % 80]} in {n}?",
            text=" ".join(words[(n + k) % 80] for k in range(30)),
            subject="other",
        )
        for n in range(2000)
    )
    PageWord.objects.bulk_create(
        (
            PageWord(page=answer, word=word, weight=weight)
            for answer in answers
            for word, weight in words_of(answer).items()
        ),
        batch_size=5000,
    )
    times = []
    for typed in [
        "Wohngeld",
        "Schulkursantrag und Kinderh",
        "Sprachwegrat in 77",
        "Amtshauspl",
    ] * 3:
        begun = process_time()
        assert lookup(typed)
        times.append(process_time() - begun)
    assert sorted(times)[len(times) // 2] < 0.05
