"""Where to? A suggestion for a person who decides."""

from datetime import date

import pytest

from hilfelotse.base.text import fold, fold_traced
from hilfelotse.directory.models import Responsibility
from hilfelotse.routing.match import Hit, highlight, hits, smells_of_danger
from hilfelotse.routing.suggest import Suggestion, suggest
from tests.factories import directory, knowledge, places, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules() -> None:
    knowledge.rule("deutschkurs*", "german")
    knowledge.rule("deutsch lernen", "german")
    knowledge.rule("schul*", "school")
    knowledge.rule("möbel*", "goods")
    knowledge.rule("heute noch", sign="urgent")
    knowledge.rule("*schläg* * kind*", sign="danger")


def test_a_rule_points_to_a_subject(rules):
    found = suggest("Gibt es einen Deutschkurs am Abend?")
    assert (found.subject, found.urgent, found.dangers) == ("german", False, [])
    assert found.hits == [Hit("deutschkurs*", "subject", "german", "Deutschkurs")]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Wie geht es Ihnen?", ""),  # no rule
        ("Deutschkurs und Schule", ""),  # level
        ("Deutschkurs, Deutsch lernen, Schule", "german"),  # three words against one
        ("", ""),
    ],
)
def test_silent_when_unsure(rules, text, subject):
    assert suggest(text).subject == subject


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("goods", "goods"), ("housing", "flat_offer"), ("press", "press"), ("question", "german"),
     ("request", "german"), ("idea", "german")],
)  # fmt: skip
def test_what_the_kind_says_goes_before_the_rules(rules, kind, subject):
    assert suggest("Deutschkurs", kind=kind).subject == subject


def test_danger_and_haste(rules):
    found = suggest("Der Mann SCHLÄGT sein Kind, kommen Sie heute  noch!")
    assert found.urgent
    assert [hit.words for hit in found.dangers] == ["SCHLÄGT sein Kind"]
    assert [hit.sign for hit in found.hits] == ["danger", "urgent"]
    assert suggest("bitte heute noch").urgent
    assert not suggest("bitte morgen").urgent


def test_who_is_responsible_by_the_postcode_in_the_text(rules, travel):
    travel("2026-11-02 10:00")
    quarter, there = places.quarter("Linden-Süd"), places.postcode("30449")
    quarter.postcodes.set([there])
    here, city = directory.department(name="Hier"), directory.department(name="Stadt")
    rows = [
        Responsibility.objects.create(
            subject="school", district=district, organisation=body, since=date(2026, 1, 1)
        )
        for district, body in [(quarter.district, here), (None, city)]
    ]
    assert suggest("Schule in 30449 gesucht").responsible == rows
    assert suggest("Schule in 30449 gesucht").postcode == "30449"
    assert suggest("Schule, Vorgang 123456, 99999").responsible == rows[1:]
    assert suggest("Schule in 30449", postcode="30159").postcode == "30159"
    assert suggest("Nichts in 30449").responsible == []


def test_a_body_that_we_know_by_its_address(rules):
    body = directory.organisation(contact={"email": "Kim@Kreis.example"})
    directory.contact_person(body, email="weg@kreis.example", is_active=False)
    assert suggest("", address="kim@kreis.example").known_sender == body
    assert suggest("", address="weg@kreis.example").known_sender is None
    assert suggest("", address="x@kreis.example").known_sender is None
    assert suggest("").known_sender is None


def test_nothing_is_written(rules):
    before = seen.database()
    assert suggest("Schläge für ein Kind, Deutschkurs in 30449") != Suggestion()
    assert seen.database() == before


def marked(text: str) -> list[str]:
    return [piece.text for piece in highlight(text, hits(text)) if piece.marked]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Möbel, möbel und MÖBELSTÜCKE", ["Möbel", "möbel", "MÖBELSTÜCKE"]),
        ("Mo\u0308bel", ["Möbel"]),  # written with two characters
        ("Straße ß ß Möbel", ["Möbel"]),  # letters that fold to two
        ("Deutschkurs", ["Deutschkurs"]),
        ("nichts", []),
        ("", []),
    ],
)
def test_the_matched_words_are_marked_where_they_stand(rules, text, words):
    assert marked(text) == words
    assert "".join(piece.text for piece in highlight(text, hits(text))) == text.replace(
        "o\u0308", "ö"
    )


def test_markup_in_a_text_is_a_text(rules):
    pieces = highlight("<b>Möbel</b>", hits("<b>Möbel</b>"))
    assert pieces == [("<b>", False), ("Möbel", True), ("</b>", False)]


@pytest.mark.parametrize("text", ["Straße Ähre", "ﬁn ǅ ſ", "مرحبا", "Київ й", "a\u0301e\u0308", ""])
def test_folding_with_a_trace_folds_the_same(text):
    folded, places_in_text = fold_traced(text)
    assert folded == fold(text)
    assert len(places_in_text) == len(folded)


@pytest.mark.slow
def test_a_hostile_text_keeps_nobody_busy(rules):
    for text in [
        "schlag" * 100_000,
        "schläg " * 100_000,
        "x" * 1_000_000,
        "schläg" + "." * 600_000,
    ]:
        assert smells_of_danger(text) == []
