"""What changed between two texts, word by word, for people to read."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, ADDED, REMOVED = "same", "added", "removed"
_WORD = re.compile(r"\s*\S+|\s+$")


class Piece(NamedTuple):
    """A run of words that is in both texts, only in the new one or only in the old one."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """The words of both texts in order; what was replaced stands before what replaces it."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(after[k:m])))
            continue
        if i < j:
            pieces.append(Piece(REMOVED, "".join(before[i:j])))
        if k < m:
            pieces.append(Piece(ADDED, "".join(after[k:m])))
    return pieces
