"""Two brokers, one house: the same place, however it is written."""

import re

from hilfelotse.base.text import clean_line, fold
from hilfelotse.places.streets import addresses

_KEY_LENGTH, _PARCEL_LENGTH = 120, 100
_PARCEL = re.compile(
    r"(?:gemarkung\s+)?(?P<area>[a-z][a-z -]*?)?[,;\s]*\bflur\s*(?:nr\.?\s*)?(?P<field>\d{1,3})"
    r"\b[,;\s]*(?:flurstuecke?|flst\.?|flurst\.?)\s*(?:nr\.?\s*)?(?P<parcel>\d{1,5}(?:\s*/\s*\d{1,4})?)"
)


def place_key(address: str, postcode: str) -> str:
    """„Hildesheimer Str. 12 A“ and „Hildesheimer Straße 12a“ in 30169: ``30169 hildesheimer…``."""
    found = addresses(address)
    words = found[0] if found else " ".join(re.findall(r"\w+", fold(address)))
    return f"{postcode} {words}"[:_KEY_LENGTH]


def parcel_key(parcel: str) -> str:
    """„Gemarkung Linden, Flur 3, Flst. 12/4“ → ``linden flur 3 flurstück 12/4``; as typed if not.

    Without the name of the Gemarkung a number says nothing: then the typed words stay.
    """
    typed = clean_line(parcel)[:_PARCEL_LENGTH]
    hit = _PARCEL.search(fold(typed))
    if hit is None or not hit["area"]:
        return typed
    number = re.sub(r"\s", "", hit["parcel"])
    return f"{hit['area'].strip()} flur {hit['field']} flurstück {number}"
