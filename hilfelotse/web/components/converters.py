"""Path converters that cannot overflow a database."""

from django.urls import register_converter


class Number:
    """An id: a positive whole number that both databases can hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Token:
    """What ``base.links`` issues: 128 bits in 22 characters."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Digest:
    """The beginning of what names a content."""

    regex = "[0-9a-f]{8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    register_converter(Number, "number")
    register_converter(Token, "token")
    register_converter(Digest, "digest")
