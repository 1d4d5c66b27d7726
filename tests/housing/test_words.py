import pytest

from hilfelotse.housing import words


@pytest.mark.parametrize(
    "text",
    ["Nur Ukrainer bitte", "KEINE MUSLIME", "nur an Christen", "only Ukrainians", "no Muslims",
     "Gern, aber kein Kopftuch", "nur für Syrer", "keine   Araber", "Ausschließlich Europäer",
     "keine Türken"],
)  # fmt: skip
def test_who_may_come_is_never_chosen_by_origin(text):
    assert words.chooses_by_origin(text)


@pytest.mark.parametrize(
    "text",
    ["", "Nur Nichtraucher", "Die Nachbarn sind aus Syrien und nett", "keine Haustiere",
     "Nurdachhaus", "Wir sprechen Arabisch und Russisch", "nur Familien", "kein Aufzug"],
)  # fmt: skip
def test_other_wishes_are_nobodys_business(text):
    assert words.chooses_by_origin(text) == ""


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Zimmer nur für Frauen", ["wish_for_persons"]),
        ("gern an junge Frau", ["wish_for_persons"]),
        ("Wohnen kostenlos gegen Haushaltshilfe", ["exploitation"]),
        ("kleine MASSAGE ab und zu", ["exploitation"]),
        ("für unbegleitete Minderjährige", ["minors"]),
        ("we are a host family", ["minors"]),
        ("junge Frau, mietfrei gegen Mithilfe im Haushalt", ["exploitation", "wish_for_persons"]),
        ("Eine Familie mit Kindern wäre schön", []),
        ("", []),
    ],
)
def test_what_the_lead_must_know(text, signs):
    assert list(words.signs(text)) == signs


def test_endless_text_keeps_nobody_busy():
    assert words.signs("gegen " * 100_000) == {}
