"""Photos are drawn anew; what is none, or too large, is refused before it is decoded."""

import io

import pytest
from PIL import Image

from hilfelotse.base.photos import MOST_BYTES, Drawn, NotAPhoto, TooLarge, read_photo
from tests.factories import pictures


def read(content: bytes) -> Drawn:
    return read_photo(io.BytesIO(content))


def opened(drawn: Drawn) -> Image.Image:
    return Image.open(io.BytesIO(drawn.content))


def test_nothing_of_the_camera_stays():
    sent = pictures.jpeg(gps=True)
    assert pictures.GPS in sent
    assert b"Exif" in sent
    drawn = read(sent)
    assert pictures.GPS not in drawn.content
    assert b"Exif" not in drawn.content
    assert dict(opened(drawn).getexif()) == {}


def test_a_large_picture_becomes_small_and_stays_upright():
    drawn = read(pictures.jpeg((3200, 800), orientation=6))
    assert (drawn.width, drawn.height) == (400, 1600)
    # Turned to the right: what was the upper left corner is the upper right one.
    red, _, blue = opened(drawn).getpixel((390, 10))
    assert (red > 200, blue < 60) == (True, True)


def test_what_is_transparent_becomes_white():
    drawn = read(pictures.png())
    assert opened(drawn).format == "JPEG"
    assert opened(drawn).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "I;16", "LA"])
def test_any_depth_of_colour_is_read(mode):
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, "PNG")
    assert (read(out.getvalue()).width, read(out.getvalue()).height) == (20, 10)


def test_of_an_animation_the_first_picture():
    out = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), color) for color in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    red, _, blue = opened(read(out.getvalue())).getpixel((8, 8))
    assert (red > 200, blue < 60) == (True, True)


def test_a_second_file_behind_the_picture_is_gone():
    drawn = read(pictures.jpeg() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in drawn.content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xff\xd8\xff\xe0<?php system($_GET['c']); ?>",
        b"GIF89a/*<svg onload=alert(1)>*/=1;",
        b"%PDF-1.7\n%\xe2\xe3",
        pictures.jpeg()[:400],
        pictures.png()[:-20],
        pictures.bomb(6_000, 6_000),  # says more than it holds
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    ],
    ids=["empty", "script", "svg", "php", "gif", "pdf", "half jpeg", "half png", "lying", "zeros"],
)
def test_what_is_no_photo(content):
    with pytest.raises(NotAPhoto):
        read(content)


def test_a_bomb_is_not_decoded():
    sent = pictures.bomb()
    assert len(sent) < 5_000
    with pytest.raises(TooLarge):
        read(sent)


def test_forty_megabytes_are_not_read():
    class File:
        asked = 0

        def read(self, size: int) -> bytes:
            self.asked += size
            return b"\xff\xd8" * (size // 2 + 1)

    file = File()
    with pytest.raises(TooLarge):
        read_photo(file)
    assert file.asked == MOST_BYTES + 1


def test_between_forty_and_ninety_million_pixels():
    with pytest.raises(TooLarge):
        read(pictures.bomb(8_000, 6_000))
