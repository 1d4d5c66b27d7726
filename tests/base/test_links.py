import hashlib
from datetime import timedelta

import pytest

from hilfelotse.base import links
from hilfelotse.base.models import Link

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def issue(purpose: str = "confirm", subject_id: int = 17, valid: timedelta = WEEK) -> str:
    return links.issue(purpose=purpose, subject_id=subject_id, valid=valid)


def opens(token: str, purpose: str = "confirm") -> bool:
    try:
        links.open_link(purpose=purpose, token=token)
    except links.LinkRefused:
        return False
    return True


def test_a_link_opens_for_its_purpose_only():
    token = issue()
    assert links.open_link(purpose="confirm", token=token).subject_id == 17
    assert not opens(token, "status")
    assert not opens(token[:-1])
    assert not opens("")
    assert not opens("\x00")


def test_the_token_has_128_bits_and_is_stored_as_a_hash_only():
    token = issue()
    row = Link.objects.values().get()
    assert len(token) == 22
    assert row["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)
    assert issue() != token


def test_a_link_expires_to_the_second(travel):
    start = travel("2026-11-02 09:00")
    token = issue()
    travel(start + WEEK - timedelta(seconds=1))
    assert opens(token)
    travel(start + WEEK)
    assert not opens(token)


def test_a_link_does_its_job_once():
    link = links.open_link(purpose="confirm", token=(token := issue()))
    rival = links.open_link(purpose="confirm", token=token)
    links.use_up(link)
    assert not opens(token)
    with pytest.raises(links.LinkRefused):
        links.use_up(rival)


def test_a_visit_keeps_a_link_alive_and_is_written_once_a_day(travel, django_assert_num_queries):
    start = travel("2026-11-02 09:00")
    token = issue()
    travel(start + timedelta(days=1))
    with django_assert_num_queries(1):
        links.keep_alive(links.open_link(purpose="confirm", token=token))
    travel(start + timedelta(days=1, seconds=1))
    links.keep_alive(links.open_link(purpose="confirm", token=token))
    assert Link.objects.get().expires_at == start + WEEK + timedelta(days=1, seconds=1)
    travel(start + timedelta(days=1, hours=5))
    with django_assert_num_queries(1):
        links.keep_alive(links.open_link(purpose="confirm", token=token))


def test_a_visited_link_lives_from_its_last_visit(travel):
    start = travel("2026-11-02 09:00")
    token = issue()
    travel(start + timedelta(days=6))
    links.keep_alive(links.open_link(purpose="confirm", token=token))
    travel(start + timedelta(days=12))
    assert opens(token)
    travel(start + timedelta(days=13))
    assert not opens(token)


def test_a_form_that_is_sent_twice_gets_the_same_link(settings):
    arguments = {"purpose": "status", "subject_id": 17, "valid": WEEK}
    token = links.issue_for_submission(**arguments, key="a")
    assert links.issue_for_submission(**arguments, key="a") == token
    assert Link.objects.count() == 1
    assert opens(token, "status")
    assert links.issue_for_submission(**arguments, key="b") != token
    assert links.issue_for_submission(**arguments | {"purpose": "other"}, key="a") != token
    settings.SECRET_KEY = "another"
    assert links.issue_for_submission(**arguments, key="a") != token


def test_revoking_closes_all_links_of_one_purpose_and_subject():
    gone, also = issue(), issue()
    other_subject, other_purpose = issue(subject_id=18), issue(purpose="status")
    links.revoke(purpose="confirm", subject_id=17)
    assert [opens(gone), opens(also), opens(other_subject)] == [False, False, True]
    assert opens(other_purpose, "status")
