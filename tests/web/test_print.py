"""A printed page leads back to itself: its address in words and as a QR code."""

import re

import pytest
import segno

from hilfelotse.web.components import qr
from tests.factories import knowledge

pytestmark = pytest.mark.django_db
_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")


def drawn(size: int, path: str) -> list[list[int]]:
    """The modules that a path makes dark."""
    rows = [[0] * size for _row in range(size)]
    assert _RUN.sub("", path) == ""
    for x, y, length in _RUN.findall(path):
        for place in range(int(x), int(x) + int(length)):
            rows[int(y)][place] = 1
    return rows


def test_the_code_is_that_of_the_address_with_its_quiet_zone():
    address = "https://hilfelotse.example/ar/info/deutsch-lernen/"
    made = segno.make_qr(address, error="m", mask=0)
    expected = [[int(one) for one in row] for row in made.matrix_iter(border=4)]
    assert drawn(*qr.code(address)) == expected
    assert qr.code(address) is qr.code(address)  # drawn once


def shown_code(client, path: str) -> tuple[int, str, str]:
    response = client.get(path)
    assert response.status_code == 200
    shown = response.content.decode()
    size = re.search(r'print-foot__code"[^>]* viewBox="0 0 (\d+) \1"', shown)[1]
    said = re.search(r'<bdi dir="ltr">(http[^<]+)</bdi>', shown)[1]
    return int(size), re.search(r'<path fill="#000" d="([^"]+)"', shown)[1], said


@pytest.mark.parametrize("language", ["de", "ar"])
def test_pages_that_are_printed_bear_their_address(client, settings, language):
    page = knowledge.page()
    paths = [f"info/{page.slug}/", "info/", "fragen/", "ansprechpartner/"]
    for path in (f"/{language}/{path}" for path in paths):
        address = f"{settings.SITE_URL}{path}"
        assert shown_code(client, path) == (*qr.code(address), address)


def test_an_answer_of_the_contact_finder_is_found_again(client, settings):
    path = "/de/ansprechpartner/?anliegen=school&plz=30451"
    address = f"{settings.SITE_URL}{path}"
    code = shown_code(client, f"{path}&geheim=1")
    assert code == (*qr.code(address), address.replace("&", "&amp;"))


@pytest.mark.parametrize(
    "query", ["anliegen=" + "x" * 5000, "plz=%22%3E%3Cscript%3E", "x=" + "1" * 90]
)
def test_what_somebody_typed_is_not_drawn(client, settings, query):
    address = f"{settings.SITE_URL}/de/ansprechpartner/"
    assert shown_code(client, f"/de/ansprechpartner/?{query}") == (*qr.code(address), address)
