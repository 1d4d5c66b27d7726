import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.correspondence.compose import compose
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import write_to_colleague
from hilfelotse.office import hours
from hilfelotse.office.models import Closure
from hilfelotse.reports.digest import write_digests
from tests.factories import cases, offers, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(travel):
    travel("2026-11-02 08:00")
    return users.user(Role.LEAD, name="Renate", email="renate@team.example")


def digests() -> list[tuple[str, str]]:
    return [mail for mail in seen.mails() if mail[0] == "digest"]


def test_once_a_day_after_closing(lead, travel):
    users.caseworker()
    travel("2026-11-02 16:59")
    assert write_digests() == 0
    travel("2026-11-02 17:00")
    assert write_digests() == 1
    travel("2026-11-02 23:00")
    assert write_digests() == 0
    assert digests() == [("digest", "renate@team.example")]
    travel("2026-11-03 17:00")
    assert write_digests() == 1


def test_every_lead_gets_one_and_who_has_left_none(lead, travel):
    second = users.user(Role.LEAD, Role.CASEWORKER, email="zwei@team.example")
    users.user(Role.LEAD, is_active=False)
    travel("2026-11-02 18:00")
    assert write_digests() == 2
    assert digests() == [("digest", lead.email), ("digest", second.email)]
    assert (
        write_to_colleague(user=users.caseworker(is_active=False), template="digest", reason="x")
        is None
    )


def test_no_mail_on_a_day_on_which_the_office_is_closed(lead, travel):
    travel("2026-11-06 16:00")
    assert write_digests() == 1
    for day in ("2026-11-07", "2026-11-08"):
        travel(f"{day} 18:00")
        assert write_digests() == 0
    Closure.objects.create(first_day="2026-11-09", last_day="2026-11-09", reason="Umzug")
    hours.forget_closures()
    travel("2026-11-09 18:00")
    assert write_digests() == 0
    hours.forget_closures()


def test_a_worker_that_stood_still_catches_up_over_a_weekend_only(lead, travel):
    travel("2026-11-09 08:00")  # Monday: Friday's is still worth reading
    assert write_digests() == 1
    assert OutgoingMail.objects.get().reason == f"digest:2026-11-06:{lead.pk}"


def test_who_came_later_reads_nothing_about_the_day(lead, travel):
    travel("2026-11-02 18:00")
    users.user(Role.LEAD)
    assert write_digests() == 1


def test_what_it_says(lead, travel):
    travel("2026-11-02 12:00")
    done = cases.question(sender=offers.sender(name="Toni Geheim"), text="Ein Geheimnis")
    old = cases.question(sender=offers.sender(name="Toni Geheim"), text="Ein Geheimnis")
    travel("2026-11-05 13:00")
    answer_and_close(user=lead, case=done, outcome="answered")
    cases.question(sender=offers.sender(name="Toni Geheim"), text="Ein Geheimnis")
    travel("2026-11-05 17:00")
    write_digests()
    mail = OutgoingMail.objects.get(template="digest")
    letter = compose(mail)
    assert letter.to == ["renate@team.example"]
    assert letter.subject == (
        "Tagesbericht Donnerstag, 5. November 2026: 1 gekommen, 1 erledigt, 2 offen"
    )
    for line in ("Überfällig: 1", f"{old.reference} (3)", "/desk/day/?day=2026-11-05"):
        assert line in letter.body
    assert "gehen nicht auf" not in letter.body
    everything = letter.subject + letter.body + str(mail.context)
    assert "Geheim" not in everything


def test_it_is_delivered_and_shown_as_any_other(lead, travel, run_tasks, mailoutbox):
    travel("2026-11-02 17:00")
    write_digests()
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["renate@team.example"]]
    assert OutgoingMail.objects.get().state == "sent"
