"""Telephone numbers: kept in E.164, shown as people write them."""

import phonenumbers

_REGION = "DE"


def normalise(value: str) -> str | None:
    """``0511 168-30088`` → ``+4951116830088``; None if it cannot be a telephone number."""
    try:
        number = phonenumbers.parse(value, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def beginning(value: str) -> str:
    """What a number begins with in E.164 when somebody has not finished typing it: ``0511 168`` →
    ``+49511168``; empty for what may stand anywhere in a number."""
    digits = "".join(str(int(char)) for char in value if char.isdecimal())
    if value.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    country = phonenumbers.country_code_for_region(_REGION)
    return f"+{country}{digits[1:]}" if digits.startswith("0") else ""


def display(value: str) -> str:
    """A stored number as it is written in its country; abroad with the country code."""
    try:
        number = phonenumbers.parse(value, _REGION)
    except phonenumbers.NumberParseException:
        return value
    german = number.country_code == phonenumbers.country_code_for_region(_REGION)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if german else style.INTERNATIONAL)
