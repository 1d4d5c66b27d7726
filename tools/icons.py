"""Draw the PNG icons of the web app anew from static/hilfelotse/logo.svg; the same bytes each time.

    python tools/icons.py

The logo is a square, a ring and triangles: Pillow draws these at four times the size and shrinks
them. Where the device cuts the corners (maskable, Apple) the ground goes to the edges.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw

STATIC = Path(__file__).resolve().parent.parent / "static" / "hilfelotse"
# Name of the file, width in pixels, whether the device cuts the corners.
ICONS = [
    ("icon-192.png", 192, False),
    ("icon-512.png", 512, False),
    ("icon-maskable-512.png", 512, True),
    ("apple-touch-icon.png", 180, True),
]
_FINER = 4


def draw(size: int, *, to_the_edges: bool) -> Image.Image:
    """The logo, ``size`` pixels wide."""
    svg = ElementTree.parse(STATIC / "logo.svg").getroot()  # noqa: S314 – our own file
    scale = size * _FINER / float(svg.attrib["viewBox"].split()[2])
    image = Image.new("RGBA", (size * _FINER, size * _FINER))
    pen = ImageDraw.Draw(image)
    for shape in svg:
        given = shape.attrib
        match shape.tag.rpartition("}")[2]:
            case "rect":
                box = (0, 0, size * _FINER - 1, size * _FINER - 1)
                radius = 0 if to_the_edges else float(given["rx"]) * scale
                pen.rounded_rectangle(box, radius, fill=given["fill"])
            case "circle":
                reach = float(given["r"]) + float(given["stroke-width"]) / 2
                x, y = float(given["cx"]), float(given["cy"])
                ring = [part * scale for part in (x - reach, y - reach, x + reach, y + reach)]
                pen.ellipse(ring, outline=given["stroke"],
                            width=round(float(given["stroke-width"]) * scale))  # fmt: skip
            case "path":
                numbers = [float(n) * scale for n in re.findall(r"[\d.]+", given["d"])]
                pen.polygon(numbers, fill=given["fill"])
            case other:
                raise ValueError(f"the logo has a shape that nobody taught this tool: {other}")
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    return small.convert("RGB") if to_the_edges else small


def main() -> None:
    """Write all icons beside the logo."""
    for name, size, to_the_edges in ICONS:
        draw(size, to_the_edges=to_the_edges).save(STATIC / name, optimize=True)
        print(f"{name} written")


if __name__ == "__main__":
    main()
