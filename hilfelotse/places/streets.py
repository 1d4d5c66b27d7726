"""Addresses that stand in a text: a street and a house number, as people write them.

No list of streets: what looks like a street counts. A wrong find does no harm, because it says
something only where the same stands in a second text.
"""

import re

from hilfelotse.base.text import fold

_KINDS = (
    "strasse str weg platz allee damm ring meile ufer gasse chaussee kamp steig stieg winkel wall "
    "brink anger graben garten hof markt berg feld zeile promenade"
)
_KIND = "|".join(_KINDS.split())
_ARTICLE = r"(?:der|die|das|dem|den|am|im)\b"
_NUMBER = r"(?:nr\.?\s*)?(?P<number>[1-9]\d{0,3})\s?(?P<letter>[a-z](?![\w.]))?"
_MONTH = "januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember"
_NUMBER += rf"(?!\d|[.:]\d|\.?\s*(?:{_MONTH}|uhr|euro|qm|m2|jahr|zimmer)\b)"
# „Limmerstr. 12“ is one word; „Engelbosteler Damm 12“ has one before it.
_ONE_WORD = re.compile(rf"\b(?P<street>[a-z][a-z-]{{2,40}}(?:{_KIND}))\.?,?\s?{_NUMBER}")
_TWO_WORDS = re.compile(
    rf"\b(?!{_ARTICLE})(?P<street>[a-z][a-z-]{{1,40}}[ -](?:{_KIND}))\.?,?\s?{_NUMBER}"
)
_WITH_ARTICLE = re.compile(
    r"\b(?P<street>(?:am|an de[rmn]|auf de[rm]|im|in de[rn]|zum|zur|unter den|hinter de[rmn]|"
    rf"vor de[rmn]|bei de[rmn]|beim) (?:[a-z][a-z-]{{1,40}} )?[a-z][a-z-]{{3,40}}),?\s{_NUMBER}"
    # „Im Garten 5 Bäume“: with an article, an address is over after its number.
    r"(?=\s*(?:$|[,.;:!?)]|\d{5}\b|in\b|hannover\b))"
)
_NO_STREET = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonntag stock haus monat jahr alter "
    "erdgeschoss telefon handy mobil umkreis schnitt raum zimmer wohnung gruppe klasse mein meinem "
    "unser unserem ein einem eine einer sein seinem ihr ihrem dieser diesem".split()
) | set(_MONTH.split("|"))
_JOINS = re.compile(r"[\s-]+")
ADDRESSES_OF_A_TEXT = 6
_LOOKED_AT = 4_000  # characters


def addresses(text: str) -> list[str]:
    """„Engelbosteler Damm 12 A“ → ``engelbosteler damm 12a``; ``Straße`` and ``Str.`` are one."""
    plain = " ".join(fold(text[:_LOOKED_AT]).split())
    found = [
        _written(hit) for pattern in (_TWO_WORDS, _ONE_WORD, _WITH_ARTICLE)
        for hit in pattern.finditer(plain) if _is_street(hit["street"])
    ]  # fmt: skip
    return list(dict.fromkeys(found))[:ADDRESSES_OF_A_TEXT]


def _written(hit: re.Match[str]) -> str:
    words = re.sub(r"strasse$", "str", hit["street"])
    # „Lange-Hop-Straße“ and „Lange Hop Straße“: the last two words tell enough.
    street = words if " " in words else " ".join(words.split("-")[-2:])
    street = _JOINS.sub(" ", street)
    return f"{street} {hit['number']}{hit['letter'] or ''}"


def _is_street(street: str) -> bool:
    return not _NO_STREET & set(_JOINS.split(street))
