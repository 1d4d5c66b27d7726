"""What the telephone finds while somebody types."""

from datetime import date
from itertools import product
from time import process_time

import pytest

from hilfelotse.knowledge.actions import change_answer, mark_outdated, retire_answer
from hilfelotse.knowledge.models import Answer, AnswerWord
from hilfelotse.knowledge.queries import lookup
from hilfelotse.knowledge.words import words_of
from tests.factories import knowledge, users

pytestmark = pytest.mark.django_db


def questions(text: str, limit: int = 5) -> list[str]:
    return [answer.question for answer in lookup(text, limit)]


@pytest.fixture
def base() -> dict[str, Answer]:
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
        name: knowledge.answer(question, text=text, keywords=words)
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
    assert questions(typed)[:1] == [base[first].question]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "wo", "die", "xylophon", "Karneval"])
def test_nothing_fits(base, typed):
    assert questions(typed) == []


def test_words_of_the_question_go_before_words_of_the_text(base):
    assert questions("Möbel")[:2] == [base["furniture"].question, base["move"].question]


def test_one_word_of_a_text_is_no_answer_to_a_long_question(base):
    assert questions("Mein Nachbar arbeitet im Amt und singt laut") == []
    assert questions("Amt") == sorted(
        [base["german"].question, base["flat"].question, base["doctor"].question]
    )


def test_a_limit(base):
    assert len(questions("Amt", limit=2)) == 2


def test_doubtful_ones_are_shown_with_their_mark(base, travel):
    travel("2026-11-02 10:00")
    mark_outdated(user=users.caseworker(), answer=base["school"], note="Neue Adresse")
    change_answer(user=users.caseworker(), answer=base["german"], valid_until=date(2026, 11, 1))
    found = {answer.question: answer.is_doubtful for answer in lookup("Schule Deutsch Wohnung")}
    assert found == {
        base["school"].question: True,
        base["german"].question: True,
        base["flat"].question: False,
    }


def test_of_two_that_fit_alike_the_one_without_doubt_is_first(db):
    old = knowledge.answer("Fahrkarte kaufen")
    new = knowledge.answer("Fahrkarte kaufen", text="In der App.")
    mark_outdated(user=users.caseworker(), answer=old)
    assert [row.pk for row in lookup("fahrkarte")] == [new.pk, old.pk]


def test_a_retired_one_is_gone_and_a_changed_one_has_new_words(base):
    retire_answer(user=users.caseworker(), answer=base["school"])
    assert questions("Einschulung") == []
    change_answer(user=users.caseworker(), answer=base["move"], keywords="Lastenrad")
    assert questions("Lastenr") == [base["move"].question]
    assert base["move"].question not in questions("Transporter")


@pytest.mark.slow
def test_two_thousand_answers_are_searched_in_fifty_milliseconds(db):
    parts = ["Wohn Schul Sprach Amts Kinder", "geld kurs weg haus", "antrag plan hilfe rat"]
    words = ["".join(word) for word in product(*(part.split() for part in parts))]
    answers = Answer.objects.bulk_create(
        Answer(
            question=f"Wie geht das mit {words[n % 80]} und {words[n // 7 % 80]} in {n}?",
            text=" ".join(words[(n + k) % 80] for k in range(30)),
            subject="other",
        )
        for n in range(2000)
    )
    AnswerWord.objects.bulk_create(
        (
            AnswerWord(answer=answer, word=word, weight=weight)
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
