"""A framed notice that nobody overlooks between other lines."""

import os
import textwrap


def framed(text: str) -> str:
    """The text in a frame of stars, wrapped to the width of a terminal."""
    body = [line for part in text.splitlines() for line in textwrap.wrap(part, 74) or [""]]
    return "\n".join(["*" * 78, *(f"* {line:<74} *" for line in body), "*" * 78])


def everything_is_required() -> bool:
    """REQUIRE_ALL=1: what could not be done is an error, as in .ci/run."""
    return os.environ.get("REQUIRE_ALL") == "1"
