import pytest

from hilfelotse.base import phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0511 168-30088", "+4951116830088"),
        ("(0511) 168 0", "+495111680"),
        ("+49 511 16830088", "+4951116830088"),
        ("0049 511 16830088", "+4951116830088"),
        ("0176 12345678", "+4917612345678"),
        ("+963 944 567 890", "+963944567890"),
        ("٠٥١١ ١٦٨٣٠٠٨٨", "+4951116830088"),  # Arabic digits
    ],
)
def test_a_number_is_stored_in_one_form(typed, stored):
    assert phone.normalise(typed) == stored
    assert phone.normalise(stored) == stored


@pytest.mark.parametrize("typed", ["", "abc", "1", "0", "\x00", "+49" + "1" * 30, "toni@x"])
def test_what_is_no_number_is_refused(typed):
    assert phone.normalise(typed) is None


def test_a_number_is_shown_as_in_its_country():
    assert phone.display("+4951116830088") == "0511 16830088"
    assert phone.display("+963944567890") == "+963 944 567 890"
    assert phone.display("keine Nummer") == "keine Nummer"
