"""Reference numbers with a check digit: ``KF-26-004711-9``.

The check digit is Damm's (H. M. Damm, 2004): it finds every wrong digit and every swap of
neighbours, the two mistakes people make when they read a number on the telephone.
"""

import re

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_PATTERN = re.compile(r"^\s*([A-Za-z]{2})?[\s-]*([0-9]{2})[\s-]*([0-9]{6,16})[\s-]*([0-9])\s*$")


def check_digit(digits: str) -> int:
    """Damm's check digit of a string of decimal digits."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def make(prefix: str, year: int, number: int) -> str:
    """The reference of the ``number``-th thing of ``year``."""
    short, serial = f"{year % 100:02d}", f"{number:06d}"
    return f"{prefix}-{short}-{serial}-{check_digit(short + serial)}"


def parse(text: str) -> tuple[int, int] | None:
    """(two-digit year, number) of a reference however it is spaced; None if it cannot be one."""
    found = _PATTERN.match(text)
    if not found:
        return None
    year, serial, check = found.group(2, 3, 4)
    if check_digit(year + serial) != int(check):
        return None
    return int(year), int(serial)
