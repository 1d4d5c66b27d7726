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


def display(value: str) -> str:
    """A stored number as it is written in its country; abroad with the country code."""
    try:
        number = phonenumbers.parse(value, _REGION)
    except phonenumbers.NumberParseException:
        return value
    german = number.country_code == phonenumbers.country_code_for_region(_REGION)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if german else style.INTERNATIONAL)
