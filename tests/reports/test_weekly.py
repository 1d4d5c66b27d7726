"""The weekly list leaves once a week, to those who want it, and names nobody."""

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.models import Organisation
from hilfelotse.history import timeline
from hilfelotse.needs.models import Need
from hilfelotse.office import deadlines
from hilfelotse.office.hours import ZONE
from hilfelotse.referrals.models import Referral
from hilfelotse.reports import weekly
from tests.factories import cases, directory, needs, offers, referrals, users

pytestmark = pytest.mark.django_db

LIST, PHONE = Organisation.ReachBy.LIST, Organisation.ReachBy.PHONE


def lists() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template="weekly_list").order_by("pk"))


def asked(reach_by: str = LIST, **fields) -> Referral:
    body = directory.organisation(reach_by=reach_by, **fields)
    need = needs.open_need(organisation=body, valid_until="2027-12-31")
    return referrals.sent(offer=offers.ready(), need=need)


def test_a_body_with_a_list_gets_no_single_mail_and_its_days_begin_with_the_list(travel):
    travel("2026-11-02 12:00")  # a Monday
    referral = asked()
    assert not OutgoingMail.objects.filter(template="referral_request").exists()
    assert f"{referral.due_at.astimezone(ZONE):%a %d.%m. %H:%M}" == "Wed 11.11. 11:00"
    assert referral.case.due_at == referral.due_at


def test_fridays_at_ten_one_mail_and_never_a_second_one_that_week(travel, run_tasks):
    travel("2026-11-02 12:00")
    referral = asked()
    travel("2026-11-06 09:59")
    assert (weekly.send_lists(), lists()) == (0, [])
    travel("2026-11-06 10:00")
    assert (weekly.send_lists(), weekly.send_lists()) == (1, 0)
    travel("2026-11-07 12:00")
    assert weekly.send_lists() == 0
    (mail,) = lists()
    assert mail.contact == referral.organisation.contacts.get()
    assert mail.context == {"questions": 1, "needs": 0, "receipts": 0, "reference": ""}
    event = timeline.of(referral.organisation).first()
    assert (event.verb, event.by) == ("list_sent", "system")


def test_a_closed_friday_has_its_list_on_the_day_before(travel):
    travel("2026-03-30 12:00")  # Good Friday is 3 April
    asked()
    travel("2026-04-02 10:00")
    assert weekly.send_lists() == 1


def test_nothing_waits_and_nothing_is_written(travel):
    travel("2026-11-06 12:00")
    directory.organisation(reach_by=LIST)
    asked(reach_by=Organisation.ReachBy.LINK)
    assert (weekly.send_lists(), lists()) == (0, [])


def test_the_mail_says_how_much_waits_and_nobodys_name(travel, run_tasks, mailoutbox):
    travel("2026-11-02 12:00")
    offer = offers.ready(sender=offers.sender(name="Marka Geheim"))
    body = directory.organisation(reach_by=LIST)
    need = needs.open_need(organisation=body, title="Deutsch im Café")
    Need.objects.filter(pk=need.pk).update(valid_until="2026-11-09")
    referrals.sent(offer=offer, need=need)
    referrals.passed_on(case=cases.question(text="Mein Kind Alex"), organisation=body)
    travel("2026-11-06 10:00")
    weekly.send_lists()
    run_tasks()
    (mail,) = [mail for mail in mailoutbox if mail.subject.startswith("Ihre Liste")]
    assert "2 Anfragen warten auf Ihre Antwort." in mail.body
    assert "1 Bedarf läuft ab" in mail.body
    assert "/stelle/" in mail.body
    for word in ("Marka", "Alex", "Café"):
        assert word not in mail.body


def test_the_desk_sends_a_list_to_any_body_also_an_empty_one(travel):
    travel("2026-11-03 12:00")
    body = directory.organisation()
    weekly.send_list(user=users.caseworker(), organisation=body)
    assert len(lists()) == 1
    body.contacts.update(is_active=False)
    with pytest.raises(NobodyToWriteTo):
        weekly.send_list(user=users.caseworker(), organisation=body)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.SWITCHBOARD])
def test_nobody_else_sends_lists(role):
    with pytest.raises(PermissionDenied):
        weekly.send_list(user=users.user(role), organisation=directory.organisation())


def test_who_wants_to_be_called_is_a_task_of_the_desk(travel):
    travel("2026-11-02 12:00")
    referral = asked(reach_by=PHONE, contact={"name": "Kim Ruf", "phone": "0511 55"})
    case = referral.case
    assert not OutgoingMail.objects.filter(template="referral_request").exists()
    assert (case.waiting_on, case.due_at) == ("", deadlines.back_at_the_desk())
    event = timeline.of(case).filter(verb="call_body").get()
    assert event.details["phone"] == "Kim Ruf, 0511 55"


def test_lines_are_the_bodys_own():
    mine, other = asked(), asked()
    assert weekly.lines([mine.organisation]).referrals == [mine]
    assert weekly.lines([other.organisation]).referrals == [other]
    assert weekly.lines([]).count == 0
