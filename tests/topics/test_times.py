from hilfelotse.topics.times import ALL, describe, from_rough, slot

MORNING, EVENING = 1, 4


def test_days_with_the_same_parts_are_told_together():
    assert describe(from_rough(["wd_morning"])) == ["Montag bis Freitag: früh, vormittags"]


def test_other_days_stand_on_lines_of_their_own():
    mask = slot(0, MORNING) | slot(1, MORNING) | slot(3, MORNING) | slot(4, EVENING)
    assert describe(mask) == [
        "Montag bis Dienstag: vormittags",
        "Donnerstag: vormittags",
        "Freitag: abends",
    ]


def test_all_and_nothing():
    assert describe(ALL) == ["jederzeit"]
    assert describe(0) == []


def test_rough_times_add_up():
    assert from_rough(["wd_evening", "we_evening"]) == from_rough(["wd_evening"]) | from_rough(
        ["we_evening"]
    )
    assert from_rough(["any"]) == ALL
