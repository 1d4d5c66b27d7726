"""People are found as they are heard, typed and written."""

import pytest

from hilfelotse.cases.search import search
from tests.factories import cases, offers, users

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Meier", "Mayer"),
        ("Müller", "mueller"),
        ("Müller", "Muller"),
        ("Schmidt", "Schmdit"),
        ("Schröder", "Schrder"),
        ("Mohammad Al-Hussein", "Muhamed Hussain"),
        ("Abdulrahman", "Abd ur Rahman"),
        ("Олександр Коваленко", "Oleksandr Kovalenko"),
        ("محمد", "Mohamed"),
        ("Serhij Schewtschenko", "Sergii Shevchenko"),
        ("Ayşe Yıldız", "ayse yildiz"),
    ],
)
def test_a_person_is_found_however_the_name_is_written(name, typed):
    desk = users.caseworker()
    wanted = cases.question(sender=offers.sender(name=name, email="a@post.example"))
    cases.question(sender=offers.sender(name="Petra Lange", email="b@post.example"))
    assert search(user=desk, text=typed) == [wanted]


def test_a_text_is_found_by_the_stems_of_its_words():
    desk = users.caseworker()
    wanted = cases.question(text="Unsere Fahrräder stehen im Keller der alten Schule.")
    cases.question(text="Wo gibt es Deutschkurse?")
    assert search(user=desk, text="fahrrader keller") == [wanted]
    assert search(user=desk, text="Fahrräder Garage") == []
