"""What readers see of the pages, and with how few queries."""

from datetime import timedelta

import pytest

from hilfelotse.base import clock
from hilfelotse.directory import freshness as entries
from hilfelotse.knowledge import reading
from hilfelotse.knowledge.actions import mark_outdated, retire_page
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.models import Page
from tests.factories import directory, knowledge, users

pytestmark = pytest.mark.django_db
Kind = Page.Kind


def rubric(title: str, **fields) -> Page:
    return knowledge.page(title, kind=Kind.RUBRIC, **fields)


def article(title: str, parent: Page | None = None, **fields) -> Page:
    return knowledge.page(title, kind=Kind.ARTICLE, parent=parent, **fields)


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def translated(page: Page, language: str, title: str) -> None:
    enter_machine_text(
        page=page, language=language, title=title, text=f"{title}.", engine="test",
        version=page.version,
    )  # fmt: skip


def test_the_tree_holds_what_everybody_may_read():
    helping = rubric("Helfen", position=1)
    inner = rubric("Spenden", parent=helping)
    article("Kleidung", inner)
    article("Zeit", helping)
    article("Intern", helping, is_public=False)
    retire_page(user=users.caseworker(), page=article("Vorbei", helping))
    knowledge.page("Frage?", parent=helping)
    hidden = rubric("Geheim", is_public=False)
    article("Trotzdem öffentlich", hidden)
    root = reading.tree("de")
    assert root.rubric is None
    assert titles(root.pages) == ["Trotzdem öffentlich"]
    (branch,) = root.rubrics
    assert branch.rubric.title == "Helfen"
    assert titles(branch.pages) == ["Zeit"]
    assert [titles(row.pages) for row in branch.rubrics] == [["Kleidung"]]


def test_a_ring_of_rubrics_is_left_out_and_ends():
    one = rubric("Eins")
    two = rubric("Zwei", parent=one)
    page = article("Im Ring", two)
    Page.objects.filter(pk=one.pk).update(parent=two)
    assert reading.tree("de").rubrics == []
    found = reading.read(page.slug, "de")
    assert set(titles(found.above)) == {"Eins", "Zwei"}


def test_a_page_knows_its_way_and_its_neighbours():
    top = rubric("Ankommen", subject="registration")
    inner = rubric("Anmelden", parent=top)
    page = article("Wo melde ich mich?", inner)
    article("Was bringe ich mit?", inner)
    article("Nicht mehr", inner, retired_at=clock.now())
    knowledge.page("Gibt es Deutschkurse?")
    knowledge.page("Was kostet ein Ausweis?", subject="registration")
    found = reading.read(page.slug, "de")
    assert titles(found.above) == ["Ankommen", "Anmelden"]
    assert titles(found.beside) == ["Was bringe ich mit?"]
    assert titles(found.questions) == ["Gibt es Deutschkurse?"]
    inside = reading.read(inner.slug, "de")
    assert titles(inside.above) == ["Ankommen"]
    assert titles(inside.pages) == ["Was bringe ich mit?", "Wo melde ich mich?"]
    assert inside.questions == []
    assert titles(reading.read(top.slug, "de").rubrics) == ["Anmelden"]


@pytest.mark.parametrize(
    "gone",
    [
        {"is_public": False},
        {"retired_at": "now"},
        {"published_at": None},
        {"when_old": "hide", "outdated_at": "now"},
        {"when_old": "hide", "valid_until": "yesterday"},
    ],
)
def test_what_is_not_for_everybody_is_not_there(gone):
    page = article("Weg")
    at = {"now": clock.now(), "yesterday": clock.today() - timedelta(days=1)}
    Page.objects.filter(pk=page.pk).update(
        **{name: at.get(value, value) for name, value in gone.items()}
    )
    assert reading.read(page.slug, "de") is None
    assert reading.tree("de").pages == []
    assert reading.read("nie-gewesen", "de") is None


def test_only_a_body_that_may_be_named_is_named(travel):
    body = directory.department(name="Amt Eins", contact={"role": "Empfang"})
    page = article("Seite", responsible=body)
    found = reading.read(page.slug, "de")
    assert found.body == body
    assert [row.role for row in found.contacts] == ["Empfang"]
    for fields in ({"is_public": False}, {"is_active": False}):
        type(body).objects.filter(pk=body.pk).update(**fields)
        found = reading.read(page.slug, "de")
        assert (found.body, found.contacts) == (None, [])
        type(body).objects.filter(pk=body.pk).update(is_public=True, is_active=True)
    travel(clock.now() + entries.HIDDEN_AFTER + timedelta(days=1))
    assert reading.read(page.slug, "de").body is None


def test_questions_stand_in_their_rubrics_doubtful_ones_too():
    second = rubric("Zweite", position=2)
    first = rubric("Erste", position=1)
    rubric("Ohne Fragen", position=3)
    doubtful = knowledge.page("Zweifelhaft?", parent=second)
    mark_outdated(user=users.caseworker(), page=doubtful)
    knowledge.page("Klar?", parent=first)
    knowledge.page("Allein?")
    knowledge.page("Nur am Telefon?", parent=first, is_public=False)
    found = [
        (row.rubric.title if row.rubric else "", titles(row.questions)) for row in reading.faq("de")
    ]
    assert found == [("Erste", ["Klar?"]), ("Zweite", ["Zweifelhaft?"]), ("", ["Allein?"])]


def test_news_of_a_year_and_events_that_are_not_over(travel):
    travel("2026-11-02 12:00")
    knowledge.page("Alt", kind=Kind.NEWS)
    travel("2027-11-03 12:00")
    knowledge.page("Gestern", kind=Kind.NEWS)
    travel("2027-11-04 12:00")
    knowledge.page("Heute", kind=Kind.NEWS)
    now = clock.now()
    hour = timedelta(hours=1)
    for title, starts, ends in [
        ("Vorbei", now - 3 * hour, now - hour),
        ("Läuft", now - hour, now + hour),
        ("Heute früh", now - 5 * hour, None),
        ("Vorgestern", now - 48 * hour, None),
        ("Morgen", now + 24 * hour, None),
    ]:
        knowledge.page(title, kind=Kind.EVENT, starts_at=starts, ends_at=ends, place="Café")
    found = reading.news("de")
    assert titles(found.news) == ["Heute", "Gestern"]
    assert titles(found.events) == ["Heute früh", "Läuft", "Morgen"]


def test_everything_is_read_in_the_language_or_the_next_of_its_chain():
    top = rubric("Helfen")
    page = article("Zeit schenken", top)
    translated(top, "ar", "المساعدة")
    translated(page, "en", "Give time")
    found = reading.read(page.slug, "ar")
    assert (found.shown.title, found.shown.language, found.shown.is_fallback) == (
        "Give time", "en", True,
    )  # fmt: skip
    assert titles(found.above) == ["المساعدة"]
    assert titles(reading.tree("ar").rubrics[0].pages) == ["Give time"]
    assert reading.read(page.slug, "de").shown.title == "Zeit schenken"


def test_the_rubric_for_refugees():
    assert reading.refugees_branch() == ""
    helpers = rubric("Für Helfende", audience="helpers")
    rubric("Innen", audience="refugees", parent=helpers)
    rubric("Für Geflüchtete", audience="refugees", slug="fuer-gefluechtete")
    assert reading.refugees_branch() == "fuer-gefluechtete"


def test_about_a_subject():
    knowledge.page("Frage?", subject="school")
    article("Seite", subject="school")
    article("Anderes", subject="german")
    assert titles(reading.about("school", "en")) == ["Seite", "Frage?"]


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    body = directory.department()
    top = rubric("Oben", responsible=body)
    for number in range(6):
        inner = rubric(f"Rubrik {number}", parent=top)
        page = article(f"Seite {number}", inner, responsible=body)
        question = knowledge.page(f"Frage {number}?", parent=inner)
        for row in (inner, page, question):
            translated(row, "en", f"{row.title} (en)")
    for language in ("de", "ar"):
        for queries, ask in [
            (5, lambda: reading.read(page.slug, language)),  # noqa: B023
            (5, lambda: reading.read(top.slug, language)),  # noqa: B023
            (2, lambda: reading.tree(language)),  # noqa: B023
            (2, lambda: reading.faq(language)),  # noqa: B023
            (3, lambda: reading.news(language)),  # noqa: B023
        ]:
            with django_assert_max_num_queries(queries):
                ask()
