"""One mail, two concerns: two cases of one person."""

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.cases import post
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.actions.split import split
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.cases.search import search
from hilfelotse.office import deadlines
from hilfelotse.privacy.actions.erase import erase_person
from tests.factories import cases, received, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(travel):
    travel("2026-11-02 12:00")
    return users.caseworker()


def test_the_second_concern_is_a_case_of_its_own(user):
    case = cases.question(text="Wo kann ich Deutsch lernen? Und ich suche ein Fahrrad.")
    before = Case.objects.filter(pk=case.pk).values().get()
    second = split(user=user, case=case, kind="goods", text="Ich suche ein Fahrrad.")
    assert (second.kind, second.text, second.party, second.channel) == (
        "goods", "Ich suche ein Fahrrad.", case.party, case.channel,
    )  # fmt: skip
    assert (second.owner, second.state, second.split_from) == (user, "advising", case)
    assert second.due_at == deadlines.first_reply()
    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert [verb for verb, _by in seen.verbs(second)] == ["received"]
    assert [verb for verb, _by in seen.verbs(case)] == ["received", "split"]


def test_both_are_found_by_the_person_each_by_its_text(user):
    case = cases.question()
    second = split(user=user, case=case, kind="goods", text="Ein Fahrrad bitte")
    assert search(user=user, text="Toni Muster") == [second, case]
    assert search(user=user, text="Fahrrad") == [second]
    assert search(user=user, text="Deutsch lernen") == [case]


def test_the_mail_lies_in_both_and_goes_with_the_last(user):
    case = cases.question()
    mail = received.with_file(case, "toni@post.example")
    second = split(user=user, case=case, kind="goods", text="Ein Fahrrad bitte")
    assert set(MailInCase.objects.filter(mail=mail).values_list("case", flat=True)) == {
        case.pk, second.pk,
    }  # fmt: skip


def test_what_is_restricted_stays_so(user):
    case = cases.question()
    Case.objects.filter(pk=case.pk).update(is_restricted=True, owner=user, queue="")
    second = split(user=user, case=case, kind="goods", text="Ein Fahrrad")
    assert second.is_restricted
    assert search(user=users.caseworker(), text="Fahrrad") == []


def test_both_are_erased_with_the_person(user):
    case = cases.question()
    second = split(user=user, case=case, kind="goods", text="Ein Fahrrad")
    erase_person(party=case.party, user=users.user("lead"))
    second.refresh_from_db()
    assert (second.party, second.text) == (None, "")
    assert search(user=user, text="Fahrrad") == []


def test_what_is_refused(user):
    case = cases.question()
    with pytest.raises(ValueError, match="offer of time"):
        split(user=user, case=case, kind="volunteering", text="x")
    with pytest.raises(PermissionDenied):
        split(user=users.user("switchboard"), case=case, kind="goods", text="x")
    answer_and_close(user=user, case=case, outcome="answered")
    with pytest.raises(CaseIsClosed):
        split(user=user, case=case, kind="goods", text="x")
    assert Case.objects.count() == 1


def test_what_lies_in_a_restricted_half_too_is_shown_by_neither(user):
    lead, case = users.user(Role.LEAD), cases.question()
    both = received.mail(case)
    second = split(user=user, case=case, kind="goods", text="Ein Fahrrad bitte")
    only_here = received.mail(second)
    restrict(case=case)
    assert list(post.received(second, user)) == [only_here]
    assert list(post.received(second, lead)) == [only_here, both]
