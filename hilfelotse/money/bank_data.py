"""Numbers of accounts and cards. A donor's bank data have no place in the office at all."""

import re

# What people put between the groups of a number: at most two of them, also a new line.
_GAP = r"[\s.\-/]{0,2}"
_IBAN_BEGINS = r"(?<![A-Z])(?:IBAN[:\s]{0,2})?"
_GERMAN_IBAN = re.compile(rf"{_IBAN_BEGINS}DE(?:{_GAP}\d){{14,20}}(?!\d)", re.IGNORECASE)
_IBAN = re.compile(
    rf"(?<![A-Z])[A-Z]{{2}}{_GAP}\d{_GAP}\d(?:{_GAP}[A-Z0-9]){{11,30}}", re.IGNORECASE
)
_CARD = re.compile(rf"(?<![\d+])\d(?:{_GAP}\d){{13,18}}(?!\d)")
_OLD_ACCOUNT = re.compile(
    r"\b(?:blz|bankleitzahl|kontonummer|konto-nr|kto)\b\D{0,12}\d(?:[ -]?\d){5,11}", re.IGNORECASE
)


def valid_iban(text: str) -> str | None:
    """The IBAN without spaces and in capitals, None if its check digits are wrong (ISO 13616)."""
    iban = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", iban):
        return None
    if iban.startswith("DE") and not re.fullmatch(r"DE\d{20}", iban):
        return None
    return iban if int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1 else None


def in_groups(iban: str) -> str:
    """As it stands on paper: four by four."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def find_bank_data(text: str) -> str:
    """The first thing in ``text`` that looks like an account or a card; empty if nothing does.

    A German IBAN counts also with a slip in it; others and cards only if their check digits fit.
    """
    found = [hit[0] for hit in (_GERMAN_IBAN.search(text), _OLD_ACCOUNT.search(text)) if hit]
    found += [hit[0] for hit in _IBAN.finditer(text) if _begins_with_iban(hit[0])]
    found += [hit[0] for hit in _CARD.finditer(text) if _is_card(hit[0])]
    return min(found, key=text.find, default="")


def _begins_with_iban(text: str) -> bool:
    """Words after the number look like its end: „AT61 1904 3002 3457 3201 bitte“."""
    parts = re.split(r"[\s.\-/]+", text)
    return any(valid_iban("".join(parts[:end])) for end in range(1, len(parts) + 1))


def _is_card(text: str) -> bool:
    """Luhn's check digit (ISO/IEC 7812-1)."""
    digits = [int(char) for char in reversed(text) if char.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0 and digits[-1] in {3, 4, 5, 6}
