"""The icons of the web app are what the tool draws from the logo, and the manifest names them."""

import pytest
from PIL import Image

from tools.icons import ICONS, STATIC, draw


@pytest.mark.parametrize(("name", "size", "to_the_edges"), ICONS)
def test_the_files_are_what_the_tool_draws(name, size, to_the_edges):
    with Image.open(STATIC / name) as kept:
        drawn = draw(size, to_the_edges=to_the_edges)
        assert kept.size == drawn.size == (size, size)
        assert kept.convert("RGBA").tobytes() == drawn.convert("RGBA").tobytes()


def test_what_the_device_cuts_has_ground_to_the_edges_and_the_rest_round_corners():
    for name, size, to_the_edges in ICONS:
        with Image.open(STATIC / name) as icon:
            corner = icon.convert("RGBA").getpixel((0, 0))
            middle = icon.convert("RGBA").getpixel((size // 2, size // 2))
        assert corner == ((15, 74, 99, 255) if to_the_edges else (0, 0, 0, 0)), name
        assert middle != corner


def test_the_manifest_names_them(client):
    icons = client.get("/de/app.webmanifest").json()["icons"]
    told = {(icon["src"].rpartition("/")[2], icon["sizes"], icon["purpose"]) for icon in icons}
    assert told == {
        ("logo.svg", "any", "any"), ("icon-192.png", "192x192", "any"),
        ("icon-512.png", "512x512", "any"), ("icon-maskable-512.png", "512x512", "maskable"),
    }  # fmt: skip
    for icon in icons:
        assert (STATIC / icon["src"].rpartition("/")[2]).exists()


@pytest.mark.django_db
def test_pages_name_the_one_of_apple(client):
    assert 'rel="apple-touch-icon"' in client.get("/de/impressum/").content.decode()
