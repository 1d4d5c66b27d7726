"""Whether somebody can be reached now, by the hours as people write them.

„Mo bis Do 9–12 Uhr, Fr 8.30 bis 11 Uhr“ is understood; of anything else we say nothing.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time
from functools import lru_cache

from hilfelotse.office.hours import ZONE, is_holiday

_DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_LONG = {"montag": "mo", "dienstag": "di", "mittwoch": "mi", "donnerstag": "do", "freitag": "fr",
         "samstag": "sa", "sonnabend": "sa", "sonntag": "so", "täglich": "mo bis so"}  # fmt: skip
_DAY = rf"(?:{'|'.join(_DAYS)})\b\.?"
_TO, _AND = r"\s*(?:-|bis)\s*", r"\s*(?:,|und|/)\s*"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?(?:\s*uhr)?"
_SPAN = rf"(?:von\s+)?{_CLOCK}{_TO}{_CLOCK}"
_DAY_LIST = rf"{_DAY}(?:(?:{_TO}|{_AND}){_DAY})*"
_BLOCK = rf"({_DAY_LIST}):?\s+({_SPAN}(?:{_AND}{_SPAN})*)"
_WHOLE = re.compile(rf"{_BLOCK}(?:(?:{_AND}|;\s*){_BLOCK})*\.?")
_ONE_BLOCK, _TIMES = re.compile(_BLOCK), re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_RUN = re.compile(rf"({_DAY})(?:{_TO}({_DAY}))?")

Spans = tuple[tuple[int, time, time], ...]


def is_open(hours: str, moment: datetime) -> bool | None:
    """None: the words are not understood, or the day is a holiday, of which they say nothing."""
    spans, here = _spans(hours), moment.astimezone(ZONE)
    if not spans or is_holiday(here.date()):
        return None
    return any(
        day == here.weekday() and opens <= here.time() < closes for day, opens, closes in spans
    )


@lru_cache(maxsize=1_000)
def _spans(hours: str) -> Spans:
    text = " ".join(hours.lower().replace("–", "-").split())
    for long, short in _LONG.items():
        text = re.sub(rf"\b{long}s?\b", short, text)
    if not _WHOLE.fullmatch(text):
        return ()
    try:
        return tuple(_read(text))
    except ValueError:  # 25 Uhr
        return ()


def _read(text: str) -> Iterator[tuple[int, time, time]]:
    for days, times in _ONE_BLOCK.findall(text):
        moments = [time(int(hour) % 24 if hour == "24" else int(hour), int(minute or 0))
                   for hour, minute in _TIMES.findall(times)]  # fmt: skip
        for opens, closes in zip(moments[::2], moments[1::2], strict=True):
            yield from ((day, opens, closes if closes > opens else time.max) for day in _in(days))


def _in(days: str) -> Iterator[int]:
    for first, last in _RUN.findall(days):
        start = _DAYS.index(first.rstrip("."))
        end = _DAYS.index(last.rstrip(".")) if last else start
        yield from range(start, end + 1)
