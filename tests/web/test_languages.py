"""The language stands in the address; other names for it lead there, and nothing else redirects."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import get_language_info, override

from config.languages import ALIASES, KNOWN
from tests.web.html import Page

pytestmark = pytest.mark.django_db

ON = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("ti,en;q=0.5", "ti"),
        ("en-GB,en;q=0.9", "en"),
        ("ku-TR,tr;q=0.8", "kmr"),
        ("ku", "kmr"),
        ("de-AT", "de"),
        ("am,uk;q=0.7,ru;q=0.9", "ru"),
        ("zz,*;q=0.1", "de"),
        ("AR-sy", "ar"),
        ("fa-AF", "fa"),  # Dari is switched off: its speakers read Persian
        ("en;q=abc,fr", "de"),
        ("x" * 10_000, "de"),
        ("\x00,<script>", "de"),
    ],
)
def test_the_first_page_takes_the_browsers_language(header, language):
    answer = Client().get("/", headers={"accept-language": header})
    assert (answer.status_code, answer.url) == (302, f"/{language}/")
    assert not answer.cookies


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/ku/frage/?a=1", "/kmr/frage/?a=1"),
        ("/AR/", "/ar/"),
        ("/De-Simple/helfen/", "/de-simple/helfen/"),
        ("/de-x-leicht/", "/de-simple/"),
        ("/TI/bedarf/", "/ti/bedarf/"),
    ],
)
def test_each_language_has_one_address(path, to):
    answer = Client().get(path)
    assert (answer.status_code, answer.url) == (301, to)


@pytest.mark.parametrize("path", ["/xx/", "/sq/", "/sr/", "/zh-hans/", "/ku-xx-yy-zz/", "/x/"])
def test_what_is_no_language_of_ours_is_not_there(path):
    assert Client().get(path).status_code == 404


def test_no_page_under_a_language_looks_at_the_browser():
    for code in ON:
        answer = Client().get(f"/{code}/datenschutz/", headers={"accept-language": "tr"})
        assert (answer.status_code, answer.headers["Content-Language"]) == (200, code)
        assert (
            f'<html lang="{code}" dir="{"rtl" if code in settings.LANGUAGES_BIDI else "ltr"}"'
            in (" ".join(answer.content.decode().split()))
        )


def test_the_switcher_names_each_language_in_itself_and_stays_on_the_page():
    text = Client().get("/ti/frage/?thema=x").content.decode()
    for code, name in settings.LANGUAGES:
        assert f'href="/{code}/frage/?thema=x"' in text
        assert name in text
    assert {f"/{code}/frage/?thema=x" for code in ON} <= set(Page(text).links)


def test_every_known_language_is_registered_with_its_direction():
    for language in KNOWN:
        found = get_language_info(language.code)
        assert (found["name_local"], found["bidi"]) == (language.name, language.is_rtl)
    known = {language.code for language in KNOWN}
    assert set(ALIASES.values()) <= known
    assert known & set(ALIASES) == set()


@pytest.mark.parametrize("code", [code for code in ON if not code.startswith("de")])
def test_months_and_days_are_in_the_language(code):
    from datetime import date

    from django.utils.formats import date_format

    day = date(2026, 12, 22)
    with override("de"):
        german = date_format(day, "l F")
    with override(code):
        assert set(date_format(day, "l F").split()) & set(german.split()) == set()
        assert "2026" in date_format(day, "DATE_FORMAT")
