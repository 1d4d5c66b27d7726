import pytest
from django.db import IntegrityError, transaction

from hilfelotse.accounts.models import User
from hilfelotse.base.idempotency import new_key, once
from hilfelotse.base.models import Submission
from tests.factories import users

pytestmark = pytest.mark.django_db


def test_the_second_time_gets_the_first_answer():
    answers = iter([{"case": 1}, {"case": 2}])
    assert once(key="a", do=lambda: next(answers)) == {"case": 1}
    assert once(key="a", do=lambda: next(answers)) == {"case": 1}
    assert once(key="b", do=lambda: next(answers)) == {"case": 2}


def test_keys_are_long_and_never_the_same():
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {22}


def test_what_fails_leaves_nothing_and_may_be_tried_again():
    def fail() -> None:
        users.user()
        raise ValueError("the mail is wrong")

    with pytest.raises(ValueError, match="the mail is wrong"):
        once(key="a", do=fail)
    assert (Submission.objects.count(), User.objects.count()) == (0, 0)
    assert once(key="a", do=lambda: 7) == 7


def test_another_constraint_that_says_no_is_heard():
    users.user(email="eine@team.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        once(key="a", do=lambda: users.user(email="eine@team.example").pk)
    assert Submission.objects.count() == 0


def test_an_answer_is_gone_with_the_transaction_around_it():
    def outer() -> None:
        with transaction.atomic():
            once(key="a", do=lambda: users.user().pk)
            raise ValueError("the mail is wrong")

    with pytest.raises(ValueError, match="the mail is wrong"):
        outer()
    assert (Submission.objects.count(), User.objects.count()) == (0, 0)
