"""Files as people and attackers send them."""

import io
import struct
import zlib

from PIL import Image

from hilfelotse.base.photos import Drawn, read_photo

GPS = b"GPS-52.3759N-9.7320E"


def jpeg(
    size=(80, 60), color="navy", *, orientation: int | None = None, gps: bool = False
) -> bytes:
    """A JPEG; with ``gps`` its camera data say where it was taken."""
    image = Image.new("RGB", size, color)
    image.paste("red", (0, 0, size[0] // 4, size[1] // 4))  # tells which way is up
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if gps:
        exif[0x010E] = GPS.decode()
        exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=GPS if gps else b"")
    return out.getvalue()


def png(mode="RGBA", size=(40, 30), color=(0, 0, 0, 0)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, "PNG")
    return out.getvalue()


def bomb(width=20_000, height=20_000) -> bytes:
    """A PNG of a few kilobytes that says it has ``width`` × ``height`` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def drawn(color="navy") -> Drawn:
    """A picture as ``read_photo`` gives it."""
    return read_photo(io.BytesIO(jpeg(color=color)))
