"""What somebody sends as a photo becomes a picture that we drew ourselves, or is refused.

Nothing of the file is kept: no camera data, no location, no second file hidden behind the first.
"""

import hashlib
import io
import threading
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 80

# One picture at a time: forty million pixels take some 300 MB while they are drawn.
_DRAWING = threading.Lock()


class NotAPhoto(Exception):
    """The file is no picture that we can draw: it is something else, or damaged."""


class TooLarge(Exception):
    """The file has too many bytes, or the picture too many pixels."""


@dataclass(frozen=True)
class Drawn:
    """A JPEG of ours, at most 1600 pixels wide and high."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_photo(file: BinaryIO) -> Drawn:
    """Draw a JPEG, PNG or WebP anew, upright and small. By its content, whatever it is called.

    Of an animation the first picture; what is transparent becomes white. Raises TooLarge, before
    anything is decoded, and NotAPhoto.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLarge
    _check(content)
    with _DRAWING:
        try:
            return _draw(content)
        # Decoders raise whatever their format brings along; all of it means the same here.
        except Exception as error:
            raise NotAPhoto from error


def _check(content: bytes) -> None:
    """Looks at the head and at the checksums; ``verify`` leaves the image unusable."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise TooLarge
            image.verify()
    except (TooLarge, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge from error
    except Exception as error:
        raise NotAPhoto from error


def _draw(content: bytes) -> Drawn:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        image: Image.Image = opened
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded smaller at once
        image.seek(0)
        upright = image.getexif().get(0x0112)
        if image.has_transparency_data:
            image = image.convert("RGBA")
        elif image.mode != "RGB":
            image = image.convert("RGB")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        picture = Image.new("RGB", image.size, "white")
        picture.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
        if upright:
            picture.getexif()[0x0112] = upright
            picture = ImageOps.exif_transpose(picture)
        # Pixels only: whatever the file said besides stays behind.
        clean = Image.frombytes("RGB", picture.size, picture.tobytes())
        out = io.BytesIO()
        clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Drawn(out.getvalue(), *clean.size)
