"""The preview picture of a shared need, as social networks show it."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from hilfelotse.web import components

WIDE, HIGH = 1200, 630
_EDGE, _BAR = 80, 24
_PAPER, _INK, _QUIET, _ACCENT = "#ffffff", "#171a2b", "#4a4f63", "#0b4560"
_MOST_LINES = 4
_FONTS = Path(components.__file__).parent / "fonts"
_ARABIC = range(0x0600, 0x0700)


@lru_cache(maxsize=64)  # a link that goes round is asked for by many at once
def picture(title: str, place: str, organisation: str, hashtag: str) -> bytes:
    """A PNG of 1200 × 630 with these words; what is too long ends in an ellipsis."""
    image = Image.new("RGB", (WIDE, HIGH), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDE, _BAR), fill=_ACCENT)
    room = WIDE - 2 * _EDGE
    small, large = _font(place, 38, 400), _font(title, 72, 600)
    draw.text((_EDGE, 88), _fit(place, small, room), font=small, fill=_QUIET)
    for number, line in enumerate(_lines(title, large, room)):
        draw.text((_EDGE, 154 + number * 86), line, font=large, fill=_INK)
    body, tag = _font(organisation, 38, 400), _font(hashtag, 38, 600)
    left = room - tag.getlength(hashtag) - 40
    draw.text((_EDGE, HIGH - 110), _fit(organisation, body, left), font=body, fill=_QUIET)
    draw.text((WIDE - _EDGE, HIGH - 110), hashtag, font=tag, fill=_ACCENT, anchor="ra")
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _font(text: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    name = "vazirmatn" if any(ord(letter) in _ARABIC for letter in text) else "fira-sans"
    return ImageFont.truetype(_FONTS / f"{name}-{weight}.ttf", size)


def _lines(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Broken between words; what does not fit into the last line is cut."""
    words, lines = text.split(), []
    while words and len(lines) < _MOST_LINES - 1:
        line = words.pop(0)
        while words and font.getlength(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(_fit(line, font, room))
    return [*lines, _fit(" ".join(words), font, room)] if words else lines


def _fit(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
