import pytest

from hilfelotse.money.bank_data import find_bank_data, in_groups, valid_iban


@pytest.mark.parametrize(
    ("text", "iban"),
    [
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("de89-3704-0044-0532-0130-00", "DE89370400440532013000"),
        ("AT61 1904 3002 3457 3201", "AT611904300234573201"),
        ("DE89 3704 0044 0532 0130 01", None),  # one digit wrong
        ("DE89 3704 0044 0532 0130", None),
        ("DE00", None),
        ("", None),
    ],
)
def test_check_digits(text: str, iban: str | None) -> None:
    assert valid_iban(text) == iban


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mein Konto: DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"),
        ("DE89370400440532013001 (vertippt)", "DE89370400440532013001"),
        ("Konto AT61 1904 3002 3457 3201 bitte", "AT61 1904 3002 3457 3201 bitte"),
        ("Karte 4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("BLZ 250 501 80", "BLZ 250 501 80"),
        ("Rufen Sie an: +49 511 123456789", ""),
        ("0511 168-30088, ab dem 24.12.2026, 5.000 Euro", ""),
        ("Wir sind 25 Leute und geben am 12. Mai 2027 etwa 1500 Euro", ""),
        ("Rechnung 1234 5678 9012 3456", ""),  # no check digit fits
    ],
)
def test_what_looks_like_bank_data(text: str, found: str) -> None:
    assert find_bank_data(text) == found


def test_shown_in_groups() -> None:
    assert in_groups("DE89370400440532013000") == "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize(
    "text",
    [
        "DE 89 3704 0044 0532 0130 00",
        "IBAN: DE 89370400440532013000",
        "DE89.3704.0044.0532.0130.00",
        "DE89 3704 0044\n0532 0130 00",
        "IBANDE89370400440532013000",
        "de89-3704-0044-0532-0130-00",
        "AT 61 1904 3002 3457 3201",
        "4111.1111.1111.1111",
    ],
)
def test_however_it_is_written(text):
    assert find_bank_data(f"Bitte buchen Sie ab: {text}. Danke")
