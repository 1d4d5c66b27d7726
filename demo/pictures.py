"""Drawn pictures of things and for pages: simple shapes, nobody's photograph."""

import io

from PIL import Image, ImageDraw

from hilfelotse.base.photos import Drawn, read_photo

_SIZE = (800, 600)
_WALL, _FLOOR = "#e9e4da", "#b99a74"


def bicycle() -> Drawn:
    image, draw = _room("#dfe8ef", "#8d9a86")
    for x in (230, 570):
        draw.ellipse((x - 110, 290, x + 110, 510), outline="#222222", width=14)
    frame = [(230, 400), (350, 260), (510, 260), (570, 400), (390, 400), (350, 260)]
    draw.line(frame, fill="#b3261e", width=16)
    draw.line([(390, 400), (510, 260), (500, 210), (545, 200)], fill="#b3261e", width=16)
    draw.line([(320, 235), (385, 235)], fill="#222222", width=20)
    return _drawn(image)


def satchel() -> Drawn:
    image, draw = _room(_WALL, _FLOOR)
    draw.rounded_rectangle((260, 150, 540, 510), 40, fill="#1f5fa8")
    draw.rounded_rectangle((280, 130, 520, 320), 40, fill="#2c79cf")
    draw.rounded_rectangle((300, 370, 500, 490), 20, fill="#f2b705")
    draw.arc((360, 90, 440, 170), 180, 360, fill="#222222", width=12)
    return _drawn(image)


def school_desk() -> Drawn:
    image, draw = _room("#dfe8ef", "#c8b48f")
    for x in (210, 560):
        draw.line([(x, 360), (x, 560)], fill="#55606b", width=18)
    draw.rounded_rectangle((150, 330, 620, 370), 10, fill="#8a5a2b")
    draw.polygon([(250, 326), (385, 290), (385, 326)], fill="#ffffff", outline="#55606b")
    draw.polygon([(520, 326), (385, 290), (385, 326)], fill="#ffffff", outline="#55606b")
    draw.line([(545, 326), (600, 312)], fill="#b3261e", width=8)
    draw.rounded_rectangle((650, 400, 770, 560), 18, fill="#1f5fa8")
    draw.rounded_rectangle((656, 392, 764, 470), 18, fill="#2c79cf")
    draw.rounded_rectangle((672, 490, 748, 545), 10, fill="#f2b705")
    return _drawn(image)


def blankets() -> Drawn:
    image, draw = _room(_WALL, _FLOOR)
    for row in range(6):
        color = ("#7a8b99", "#a35d3d", "#4f6f52")[row % 3]
        draw.rounded_rectangle((180, 470 - row * 55, 620, 520 - row * 55), 18, fill=color)
    return _drawn(image)


def _room(wall: str, floor: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", _SIZE, wall)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 480, *_SIZE), fill=floor)
    return image, draw


def _drawn(image: Image.Image) -> Drawn:
    """By the same way as what a citizen uploads."""
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return read_photo(file)
