"""A page's address as a picture that telephones read: for printed pages."""

from functools import lru_cache
from typing import NamedTuple

import segno

QUIET = 4  # light modules around it, as the standard asks for (ISO/IEC 18004)


class Code(NamedTuple):
    """A square of ``size`` modules with its quiet zone; ``path`` draws the dark ones."""

    size: int
    path: str


@lru_cache(maxsize=1_000)
def code(address: str) -> Code:
    """Made once for each address: about a millisecond. The mask is given, not the best of eight,
    which would take five."""
    made = segno.make_qr(address, error="m", mask=0)
    size = made.symbol_size(border=QUIET)[0]
    return Code(size, "".join(_line(y, row) for y, row in enumerate(made.matrix, QUIET)))


def _line(y: int, row: bytes) -> str:
    """The dark runs of a row, each as a rectangle one module high."""
    runs: list[list[int]] = []
    for x, is_dark in enumerate(row, QUIET):
        if not is_dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1][1] += 1
        else:
            runs.append([x, 1])
    return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, length in runs)
