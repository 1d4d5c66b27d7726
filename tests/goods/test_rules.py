"""What is never taken, and why; „ohne Matratze“ is no mattress."""

import pytest

from hilfelotse.topics.goods import GOODS, Condition
from hilfelotse.topics.goods_rules import GROUP_CHOICES, GROUP_OF, RULES, goods_of, never_of

USED, NEW = Condition.USED, Condition.NEW


@pytest.mark.parametrize(
    ("goods", "item", "condition", "code"),
    [
        ("medicine", "Schmerztabletten", NEW, "medicines"),
        ("other", "alte Medikamente meiner Mutter", NEW, "medicines"),
        ("clothing", "Unterwäsche", USED, "underwear"),
        ("clothing", "10 BHs", Condition.LIKE_NEW, "underwear"),
        ("appliances", "Waschmaschine", Condition.BROKEN, "broken"),
        ("electronics", "Laptop, Display kaputt", Condition.GOOD, "broken"),
        ("furniture", "Matratze 90x200", NEW, "mattress"),
        ("children", "Spielzeugpistole", NEW, "weapons"),
        ("food", "Konserven, leider abgelaufen", NEW, "expired"),
        ("clothing", "Karnevalskostüme", NEW, "costumes"),
        ("baby", "Autositz, hatte einen Unfall", Condition.GOOD, "crashed_seat"),
        ("hygiene", "Shampoo", Condition.LIKE_NEW, "worn"),
        ("appliances", "Kühlschrank", USED, "worn"),
    ],
)
def test_never(goods, item, condition, code):
    never = never_of(goods, item, condition)
    assert never.code == code
    assert str(never.reason).endswith(".")


@pytest.mark.parametrize(
    ("goods", "item", "condition"),
    [
        ("clothing", "Unterwäsche in der Packung", NEW),
        ("furniture", "Bett ohne Matratze", Condition.GOOD),
        ("baby", "Autositz ohne Unfall", Condition.GOOD),
        ("appliances", "Wasserkocher, nicht defekt", Condition.GOOD),
        ("medicine", "Rollator", USED),
        ("kitchen", "Besteck und Küchenmesser", USED),
        ("hygiene", "Windeln", NEW),
        ("books", "Roman „Krieg und Frieden“", USED),
    ],
)
def test_may_be_offered(goods, item, condition):
    assert never_of(goods, item, condition) is None


def test_every_kind_of_goods_has_a_rule_and_stands_in_one_of_twelve_groups():
    assert set(RULES) == set(GROUP_OF) == set(GOODS)
    assert len(GROUP_CHOICES) == 12


@pytest.mark.parametrize(
    ("group", "item", "goods"),
    [
        ("clothing", "Winterjacken", "winter"),
        ("clothing", "Stiefel", "shoes"),
        ("clothing", "was Schönes", "clothing"),
        ("sports", "Kinderfahrrad", "bicycles"),
        ("other", "Fahrrad", "other"),
    ],
)
def test_the_words_say_which_goods_of_a_group(group, item, goods):
    assert goods_of(group, item) == goods
