"""What the portal's search shows, to whom, in which language."""

from datetime import timedelta

import pytest

from hilfelotse.base import clock
from hilfelotse.directory.models import Responsibility
from hilfelotse.knowledge.actions import mark_outdated, retire_page
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.models import Page, Synonym
from hilfelotse.knowledge.search import asks_something, search
from tests.factories import directory, knowledge, places, users

pytestmark = pytest.mark.django_db


def titles(text: str, language: str = "de") -> list[str]:
    return [hit.title for hit in search(text, language)]


def translated(page: Page, language: str, title: str, text: str = "") -> Page:
    enter_machine_text(
        page=page, language=language, title=title, text=text, engine="x", version=page.version
    )
    return page


def test_what_is_not_public_is_not_found():
    knowledge.page("Dolmetschen intern", is_public=False)
    knowledge.page("Dolmetschen als Entwurf", as_draft=True)
    gone = knowledge.page("Dolmetschen früher")
    retire_page(user=users.caseworker(), page=gone)
    unsafe = knowledge.page("Dolmetschen bei Fristen", when_old="hide")
    mark_outdated(user=users.caseworker(), page=unsafe)
    knowledge.page("Dolmetschen", kind="event", starts_at=clock.now() - timedelta(days=3))
    knowledge.page("Dolmetschen für alle")
    assert titles("dolmetschen") == ["Dolmetschen für alle"]


def test_a_hit_says_in_which_language_it_is():
    both = translated(knowledge.page("Zum Arzt gehen"), "ar", "زيارة الطبيب", "في العيادة.")
    translated(both, "en", "Seeing a doctor")
    translated(knowledge.page("Arzt am Wochenende"), "en", "Doctor at the weekend")
    knowledge.page("Arzt in der Nacht")
    found = {hit.title: (hit.language, hit.excerpt) for hit in search("Arzt", "ar")}
    assert found == {
        "زيارة الطبيب": ("ar", "في العيادة."),  # found by its German word, shown in Arabic
        "Doctor at the weekend": ("en", ""),
        "Arzt in der Nacht": ("de", "In der Volkshochschule."),
    }
    assert titles("طبيب", "ar") == ["زيارة الطبيب"]


def test_who_reads_german_may_ask_in_arabic():
    translated(knowledge.page("Zum Arzt gehen"), "ar", "زيارة الطبيب")
    assert titles("الطبيب", "de") == ["Zum Arzt gehen"]


def test_another_people_s_language_is_never_shown():
    translated(knowledge.page("Zum Arzt gehen"), "ru", "Приём у врача")
    assert [(hit.title, hit.language) for hit in search("врача", "uk")] == [
        ("Zum Arzt gehen", "de")
    ]


def test_bodies_by_name_quarter_and_what_they_are_responsible_for():
    linden = directory.organisation(
        name="Nachbarn für Linden", about="Wir üben Deutsch.", quarter=places.quarter()
    )
    school = directory.department(name="Fachbereich 40")
    Responsibility.objects.create(subject="school", organisation=school, since=clock.today())
    directory.organisation(name="Nachbarn im Stillen", is_public=False)
    directory.organisation(name="Nachbarn von früher", is_active=False)
    directory.organisation(name="Nachbarn, alt", confirmed_at=clock.now() - timedelta(days=300))
    assert titles("Nachbarn") == ["Nachbarn für Linden"]
    assert titles("Nachbaren") == ["Nachbarn für Linden"]
    assert titles(linden.quarter.name) == ["Nachbarn für Linden"]
    (hit,) = search("Schule", "de")
    assert (hit.kind, hit.body, hit.subject, hit.language) == ("body", school, "school", "de")


def test_words_that_mean_the_same():
    knowledge.page("Eine Aufenthaltserlaubnis verlängern", text="Bei der Behörde.")
    assert titles("Visum") == []
    Synonym.objects.create(words="Visum, Aufenthaltserlaubnis, Residence Permit")
    assert titles("visums") == ["Eine Aufenthaltserlaubnis verlängern"]
    assert titles("residence permit") == ["Eine Aufenthaltserlaubnis verlängern"]
    assert titles("Residence") == []  # one word of two
    assert titles("Visum", "en") == ["Eine Aufenthaltserlaubnis verlängern"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "de"), ("?!… –", "de"), ("wo kann ich", "de"), ("a b c", "de"), ("كيف؟", "ar"),
        ("\u200f\u202e", "ar"), ("😀" * 2_500, "en"), ("the of", "en"),
    ],
)  # fmt: skip
def test_nothing_to_look_for(text, language):
    assert not asks_something(text, language)
    assert search(text, language) == []


def test_five_thousand_characters():
    knowledge.page("Wohnung anmelden")
    assert titles("Wohnung " * 625) == ["Wohnung anmelden"]
    assert titles("x" * 5_000) == []
    assert titles("'; DROP TABLE \x00 %s {} <b>" * 200) == []


def test_a_changed_page_has_its_new_words_for_the_vocabulary_too():
    page = knowledge.page("Flüchtlingsunterkunft")
    assert titles("Unterkunft") == ["Flüchtlingsunterkunft"]
    knowledge.page("Notunterkunft")
    assert sorted(titles("Unterkunft")) == ["Flüchtlingsunterkunft", "Notunterkunft"]
    assert titles("Flüchtlng") == [page.title]
