"""A concern on its way to the body that is responsible, and back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hilfelotse.accounts.roles import Role
from hilfelotse.base import links
from hilfelotse.cases.actions.assign import set_due
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.actions.undo import undo
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.history import timeline
from hilfelotse.people.models import Consent, ContactPoint
from hilfelotse.privacy.actions.erase import erase, erase_person
from hilfelotse.privacy.actions.export import export_person
from hilfelotse.privacy.actions.retention import erase_old
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    accept,
    allow_contact,
    consent_open,
    decline,
    expire_due,
    recall_forgotten,
    recall_to_desk,
)
from hilfelotse.referrals.actions.finish import NoReceipt, close_concern
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.referrals.actions.take_on import chase_due, report, take_on
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import contact_rows, shown
from hilfelotse.referrals.queries import body_in_charge
from tests.factories import cases, directory, offers, places, referrals, seen, users

pytestmark = pytest.mark.django_db

CITIZEN, BODY = "toni@post.example", "stelle@kreis.example"
COVER = "Eine Familie sucht einen Kurs."
OWN_WORDS = "Wo kann ich Deutsch lernen?"  # tests.factories.cases


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")  # a Thursday


@pytest.fixture
def user():
    return users.caseworker()


@pytest.fixture
def circle() -> Organisation:
    return directory.organisation(name="Kreis Nord", contact={"email": BODY})


@pytest.fixture
def department() -> Organisation:
    return directory.department(name="Fachbereich Schule", contact={"email": BODY})


@pytest.fixture
def case() -> Case:
    """A question of somebody whose address is known to be theirs."""
    case = cases.question()
    case.party.contact_points.update(confirmed_at=timezone.now())
    return case


def fresh(referral: Referral) -> Referral:
    found = Referral.objects.select_related("case__party", "need", "organisation")
    return found.get(pk=referral.pk)


def local(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def new_mails(before: int) -> list[tuple[str, str]]:
    return seen.mails()[before:]


def delivered() -> None:
    OutgoingMail.objects.update(state="sent")


# --- passing on -----------------------------------------------------------------------------


def test_the_concern_waits_for_the_body(user, case, department, now):
    referral = fresh(pass_on(user=user, case=case, organisation=department, text=COVER))
    assert (referral.state, referral.need, referral.cover) == ("sent", None, COVER)
    assert (referral.sent_by, referral.sent_at) == (user, now)
    case = referral.case
    assert (case.state, case.waiting_on, case.owner, case.queue) == (
        "referred", "organisation", user, "",
    )  # fmt: skip
    assert local(case.due_at) == local(referral.due_at) == "2026-11-10 13:00"
    event = timeline.of(case)[0]
    assert (event.verb, event.by, event.text) == ("passed_on", "staff", COVER)
    assert event.details == {"organisation": "Fachbereich Schule", "referral": referral.pk}
    assert seen.mails()[-2:] == [("concern_request", BODY), ("concern_referred", CITIZEN)]


def test_no_mail_says_what_it_is_about(user, case, department, now):
    case.subject = "violence"
    case.save()
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    referral = pass_on(user=user, case=case, organisation=department, text="MARKE-WORTE")
    take_on(referral=referral, words="MARKE-ANTWORT")
    report(referral=referral, text="MARKE-ERGEBNIS")
    mails = OutgoingMail.objects.exclude(pk__in=before)
    told = {"organisation": "Fachbereich Schule", "is_city": True, "reference": case.reference}
    assert {mail.template: mail.context for mail in mails} == {
        "concern_request": {"reference": case.reference},
        "concern_referred": told,
        "concern_contact": {"is_city": True, "reference": case.reference},
        "concern_accepted": told,
    }


def test_the_request_link_ends_with_the_referral(user, case, circle):
    referral = pass_on(user=user, case=case, organisation=circle, text=COVER)
    mail = OutgoingMail.objects.get(template="concern_request")
    assert mail.links == [
        {
            "name": "answer_url",
            "route": "links:answer",
            "purpose": "referral_answer",
            "subject_id": referral.pk,
            "valid_seconds": int((referral.due_at - referral.sent_at).total_seconds()),
        }
    ]


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_only_the_desk_passes_on_ends_and_recalls(case, circle, role):
    referral = referrals.passed_on(case=case, organisation=circle)
    stranger = users.user(role)
    before = seen.database()
    for action in (
        lambda: pass_on(user=stranger, case=case, organisation=circle, text=COVER),
        lambda: close_concern(user=stranger, case=case, outcome="answered"),
        lambda: recall_to_desk(user=stranger, referral=referral),
        lambda: take_on(user=stranger, referral=referral),
        lambda: decline(user=stranger, referral=referral, reason="not_ours"),
        lambda: report(user=stranger, referral=referral, text="x"),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_a_partner_answers_for_their_own_body_only(case, circle):
    referral = referrals.passed_on(case=case, organisation=circle)
    with pytest.raises(PermissionDenied):
        take_on(referral=referral, user=users.partner(directory.organisation()))
    take_on(referral=referral, user=users.partner(circle))
    assert seen.verbs(case)[-1] == ("taken_on", "organisation")


def test_what_is_refused_changes_nothing(user, case, circle, department):
    offer = offers.ready()
    silent = directory.organisation()
    Contact.objects.filter(organisation=silent).update(is_active=False)
    closed = close_concern(user=user, case=cases.question(), outcome="answered")
    before = seen.database()
    for refusal, given in (
        (ValueError, {"case": offer.case, "organisation": department}),
        (ValueError, {"case": case, "organisation": circle, "text": " \n"}),
        (NobodyToWriteTo, {"case": case, "organisation": silent, "text": COVER}),
        (CaseIsClosed, {"case": closed, "organisation": department}),
    ):
        with pytest.raises(refusal):
            pass_on(user=user, **given)
    assert seen.database() == before


@pytest.mark.parametrize("taken", [False, True], ids=["asked", "in hand"])
def test_one_body_at_a_time(user, case, circle, department, taken):
    referral = referrals.passed_on(case=case, organisation=circle)
    if taken:
        take_on(referral=referral)
    before = seen.database()
    with pytest.raises(AlreadyWaiting):
        pass_on(user=user, case=case, organisation=department)
    assert seen.database() == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            case=case, organisation=department, sent_by=user, due_at=case.received_at
        )


def test_somebody_unknown_is_no_hindrance(user, department):
    case = cases.question()
    erase(case.party)
    case.refresh_from_db()
    Case.objects.filter(pk=case.pk).update(
        state="new", outcome="", closed_at=None, due_at=case.received_at, queue="desk"
    )
    referral = take_on(referral=pass_on(user=user, case=case, organisation=department))
    assert (referral.contact_released_at, contact_rows(fresh(referral))) == (None, [])
    assert fresh(referral).case.waiting_on == "organisation"
    assert seen.mails()[-1] == ("concern_taken", BODY)


# --- what the body may see ------------------------------------------------------------------


def as_text(referral: Referral) -> str:
    referral = fresh(referral)
    return str(shown(referral)) + str(contact_rows(referral))


def test_the_city_reads_the_words_before_and_the_contact_after(case, department):
    referral = referrals.passed_on(case=case, organisation=department, text=COVER)
    before = as_text(referral)
    assert OWN_WORDS in before
    assert COVER in before
    assert "Toni" not in before
    assert CITIZEN not in before
    assert "168" not in before
    take_on(referral=referral)
    after = as_text(referral)
    assert all(word in after for word in ["Toni Muster", CITIZEN, "16830088"[-4:], OWN_WORDS])
    report(referral=referral, text="Am Montag.")
    assert contact_rows(fresh(referral)) == []


def test_any_other_body_reads_the_colleagues_words_and_the_contact_after_a_yes(case, circle):
    referral = referrals.passed_on(case=case, organisation=circle, text=COVER)
    for happens in (lambda: None, lambda: take_on(referral=referral)):
        happens()
        text = as_text(referral)
        assert COVER in text
        assert not [word for word in (OWN_WORDS, "Toni", CITIZEN, "1683") if word in text]
    allow_contact(referral=referral, given=True)
    assert "Toni Muster" in as_text(referral)
    assert OWN_WORDS not in as_text(referral)
    allow_contact(referral=referral, given=False)
    assert "Toni" not in as_text(referral)


def test_the_region_is_not_the_city(case):
    region = directory.organisation(kind=Organisation.Kind.REGION)
    referral = take_on(referral=referrals.passed_on(case=case, organisation=region))
    assert OWN_WORDS not in as_text(referral)
    assert "Toni" not in as_text(referral)


def test_the_body_reads_kind_subject_and_district(case, circle):
    quarter = places.quarter()
    quarter.postcodes.add(places.postcode("30449"))
    Case.objects.filter(pk=case.pk).update(subject="german", postcode="30449", is_urgent=True)
    rows = shown(fresh(referrals.passed_on(case=case, organisation=circle, text="Zeile\n\nZwei")))
    assert {row["label"]: row["value"] for row in rows} == {
        "Nummer": case.reference,
        "Art": "Frage",
        "Thema": "Deutschkurse",
        "Wo": quarter.district.name,
        "Dringend": "ja",
        "Die Koordinierungsstelle schreibt": ["Zeile", "Zwei"],
    }


# --- the body takes it on -------------------------------------------------------------------


def test_a_department_that_takes_it_on_has_ten_working_days(case, department, now):
    referral = referrals.passed_on(case=case, organisation=department)
    before = len(seen.mails())
    referral = fresh(take_on(referral=referral, words="Frau K. meldet sich"))
    assert (referral.state, referral.answered_at) == ("accepted", now)
    assert (referral.words, referral.contact_released_at) == ("Frau K. meldet sich", now)
    case = referral.case
    assert (case.state, case.waiting_on) == ("referred", "organisation")
    assert local(case.due_at) == local(referral.due_at) == "2026-11-19 14:00"
    assert seen.verbs(case)[-1] == ("taken_on", "organisation")
    assert new_mails(before) == [("concern_contact", BODY), ("concern_accepted", CITIZEN)]


def test_any_other_body_waits_for_the_persons_yes(case, circle, now):
    referral = referrals.passed_on(case=case, organisation=circle)
    before = len(seen.mails())
    referral = fresh(take_on(referral=referral))
    assert (referral.contact_released_at, consent_open(referral)) == (None, True)
    assert (referral.case.waiting_on, local(referral.case.due_at)) == (
        "citizen", "2026-11-10 13:00",
    )  # fmt: skip
    assert new_mails(before) == [
        ("concern_taken", BODY),
        ("concern_accepted_ask_consent", CITIZEN),
    ]
    before = len(seen.mails())
    referral = fresh(allow_contact(referral=referral, given=True))
    assert (referral.contact_released_at, referral.case.waiting_on) == (now, "organisation")
    assert referral.case.due_at == referral.due_at
    assert new_mails(before) == [("concern_contact", BODY)]


def test_a_no_brings_it_to_the_desk_and_leaves_the_body_the_work(case, circle):
    referral = referrals.taken_on(case=case, organisation=circle)
    referral = fresh(allow_contact(referral=referral, given=False))
    assert (referral.state, referral.contact_released_at) == ("accepted", None)
    assert (referral.case.waiting_on, local(referral.case.due_at)) == ("", "2026-11-06 12:00")
    report(referral=referral, text="Der Kurs beginnt im Januar.")
    assert fresh(referral).state == "done"


@pytest.mark.parametrize(
    ("given", "mails"),
    [
        (True, [("concern_contact", BODY), ("concern_accepted", CITIZEN)]),
        (False, [("concern_taken", BODY), ("concern_taken_without_contact", CITIZEN)]),
    ],
)
def test_who_has_spoken_is_not_asked_again(case, circle, given, mails):
    first = referrals.passed_on(case=case, organisation=circle)
    allow_contact(referral=first, given=given)
    before = len(seen.mails())
    referral = fresh(take_on(referral=first))
    assert bool(referral.contact_released_at) is given
    assert (consent_open(referral), referral.case.waiting_on) == (False, "organisation")
    assert new_mails(before) == mails


def test_whoever_cannot_be_written_to_is_called(case, circle):
    case.party.contact_points.filter(kind=ContactPoint.Kind.EMAIL).delete()
    referral = fresh(referrals.taken_on(case=case, organisation=circle))
    assert ("please_call", "system") in seen.verbs(case)
    assert (referral.case.waiting_on, local(referral.case.due_at)) == (
        "citizen", "2026-11-06 12:00",
    )  # fmt: skip


def test_a_body_whose_contact_left_meanwhile_has_still_taken_it_on(case, circle):
    referral = referrals.passed_on(case=case, organisation=circle)
    Contact.objects.update(is_active=False)
    assert take_on(referral=referral).state == "accepted"
    assert ("body_unreachable", "system") in seen.verbs(case)


def test_the_desk_records_what_a_body_says_on_the_telephone(user, case, circle):
    referral = referrals.passed_on(case=case, organisation=circle)
    take_on(referral=referral, user=user)
    report(referral=referral, text="Ja, am Montag.", user=user)
    assert [by for verb, by in seen.verbs(case) if verb in {"taken_on", "result_reported"}] == [
        "staff", "staff",
    ]  # fmt: skip


def test_each_kind_has_its_own_answers(case, circle):
    concern, offer = referrals.passed_on(case=case, organisation=circle), referrals.sent()
    before = seen.database()
    for action in (
        lambda: accept(referral=concern),
        lambda: take_on(referral=offer),
        lambda: report(referral=offer, text="x"),
        lambda: decline(referral=concern, reason="time"),
        lambda: decline(referral=offer, reason="not_ours"),
    ):
        with pytest.raises(ValueError, match=r"offer|concern|no reason"):
            action()
    assert seen.database() == before


# --- no, silence, recall --------------------------------------------------------------------


def test_not_responsible_brings_it_back_within_a_working_day(user, case, circle):
    referral = pass_on(user=user, case=case, organisation=circle, text=COVER)
    before = len(seen.mails())
    decline(referral=referral, reason="not_ours", words="Das macht die Stadt", who_else="FB Schule")
    referral = fresh(referral)
    assert (referral.state, referral.reason, referral.who_else) == (
        "declined", "not_ours", "FB Schule",
    )  # fmt: skip
    case = referral.case
    assert (case.state, case.waiting_on, case.owner) == ("advising", "", user)
    assert local(case.due_at) == "2026-11-06 12:00"
    event = timeline.of(case)[0]
    assert (event.verb, event.text, event.details["who_else"]) == (
        "declined", "Das macht die Stadt", "FB Schule",
    )  # fmt: skip
    assert new_mails(before) == [("concern_still_looking", CITIZEN)]
    for action in (take_on, lambda referral: report(referral=referral, text="x")):
        with pytest.raises(AlreadyAnswered):
            action(referral=referral)
    assert pass_on(user=user, case=case, organisation=circle, text=COVER).state == "sent"


def test_silence_brings_it_back(case, circle, travel):
    referral = referrals.passed_on(case=case, organisation=circle)
    delivered()
    travel(referral.due_at - timedelta(minutes=1))
    assert expire_due() == 0
    travel(referral.due_at)
    assert (expire_due(), expire_due()) == (1, 0)
    case = fresh(referral).case
    assert (fresh(referral).state, case.state, case.waiting_on) == ("expired", "advising", "")
    assert local(case.due_at) == "2026-11-11 13:00"
    assert seen.mails()[-1] == ("concern_still_looking", CITIZEN)
    with pytest.raises(AlreadyAnswered):
        take_on(referral=referral)


@pytest.mark.parametrize("taken", [False, True], ids=["asked", "in hand"])
def test_the_desk_takes_it_back(user, case, department, taken, now):
    referral = referrals.passed_on(case=case, organisation=department)
    if taken:
        take_on(referral=referral)
    delivered()
    tokens = [
        (purpose, links.issue(purpose=purpose, subject_id=referral.pk, valid=timedelta(days=3)))
        for purpose in ("referral_answer", "referral_result")
    ]
    recall_to_desk(user=user, referral=referral)
    referral = fresh(referral)
    assert (referral.state, referral.case.state, referral.case.waiting_on) == (
        "recalled", "advising", "",
    )  # fmt: skip
    assert referral.contact_ended_at == (now if taken else None)
    assert contact_rows(referral) == []
    assert ("concern_recalled", BODY) in seen.mails()
    for purpose, token in tokens:
        with pytest.raises(links.LinkRefused):
            links.open_link(purpose=purpose, token=token)


# --- the result -----------------------------------------------------------------------------


def test_the_result_goes_to_the_desk_and_not_to_the_person(case, department, now):
    referral = referrals.taken_on(case=case, organisation=department)
    token = links.issue(purpose="referral_result", subject_id=referral.pk, valid=timedelta(days=3))
    before = len(seen.mails())
    report(referral=referral, text="Der Kurs beginnt am Montag.")
    referral = fresh(referral)
    assert (referral.state, referral.result) == ("done", "Der Kurs beginnt am Montag.")
    case = referral.case
    assert (case.state, case.waiting_on, local(case.due_at)) == (
        "advising", "", "2026-11-06 12:00",
    )  # fmt: skip
    event = timeline.of(case)[0]
    assert (event.verb, event.by, event.text) == (
        "result_reported", "organisation", "Der Kurs beginnt am Montag.",
    )  # fmt: skip
    assert new_mails(before) == []
    with pytest.raises(links.LinkRefused):
        links.open_link(purpose="referral_result", token=token)
    with pytest.raises(AlreadyAnswered):
        report(referral=referral, text="noch einmal")


def test_a_result_has_words_and_comes_after_the_receipt(case, circle):
    referral = referrals.passed_on(case=case, organisation=circle)
    with pytest.raises(ValueError, match="waits for an answer"):
        report(referral=referral, text="  ")
    with pytest.raises(AlreadyAnswered):
        report(referral=referral, text="schon erledigt")


def test_no_result_in_time_reminds_the_body_and_wakes_the_desk(case, department, travel):
    referral = referrals.taken_on(case=case, organisation=department)
    travel(referral.due_at - timedelta(minutes=1))
    assert chase_due() == 0
    travel(referral.due_at)
    assert (chase_due(), chase_due()) == (1, 0)
    case = fresh(referral).case
    assert (fresh(referral).state, case.state, case.waiting_on) == ("accepted", "referred", "")
    assert local(case.due_at) == "2026-11-20 14:00"
    assert seen.verbs(case)[-1] == ("result_missing", "system")
    assert seen.mails()[-1] == ("concern_reminder", BODY)
    report(referral=referral, text="Jetzt aber.")
    assert fresh(referral).state == "done"


def test_the_persons_yes_starts_the_bodys_time(case, circle, travel):
    referral = referrals.taken_on(case=case, organisation=circle)
    travel(referral.due_at)
    assert chase_due() == 0  # the body cannot reach the person yet
    referral = fresh(allow_contact(referral=referral, given=True))
    assert chase_due() == 0
    assert local(referral.due_at) == "2026-12-03 16:00"


# --- the end --------------------------------------------------------------------------------


def test_forwarded_needs_a_receipt(user, case, department):
    with pytest.raises(NoReceipt):
        close_concern(user=user, case=case, outcome="forwarded")
    referral = referrals.passed_on(case=case, organisation=department)
    with pytest.raises(NoReceipt):
        close_concern(user=user, case=case, outcome="forwarded")
    take_on(referral=referral)
    case = close_concern(user=user, case=case, outcome="forwarded")
    assert (case.state, case.outcome, body_in_charge(case)) == ("closed", "forwarded", department)
    referral = fresh(referral)
    assert referral.state == "accepted"
    assert contact_rows(referral)
    with pytest.raises(AlreadyAnswered):
        report(referral=referral, text="fertig")
    assert recall_forgotten() == 0


@pytest.mark.parametrize("taken", [False, True], ids=["asked", "in hand"])
def test_any_other_end_tells_the_body(user, case, department, taken):
    referral = referrals.passed_on(case=case, organisation=department)
    if taken:
        take_on(referral=referral)
    delivered()
    close_concern(user=user, case=case, outcome="withdrawn")
    assert (fresh(referral).state, contact_rows(fresh(referral))) == ("recalled", [])
    assert ("concern_recalled", BODY) in seen.mails()
    case = undo(user=user, case=case)
    assert (case.state, case.waiting_on) == ("advising", "")  # nobody waits in vain


def test_a_case_that_ends_elsewhere_is_recalled_by_the_job(case, department):
    waiting = referrals.passed_on(case=case, organisation=department)
    taken = referrals.taken_on(organisation=department)
    kept = referrals.taken_on(organisation=department)
    delivered()
    for referral, outcome in ((waiting, "duplicate"), (taken, "answered"), (kept, "forwarded")):
        end(case=referral.case, outcome=outcome)
    assert (recall_forgotten(), recall_forgotten()) == (2, 0)
    states = [fresh(referral).state for referral in (waiting, taken, kept)]
    assert states == ["recalled", "recalled", "accepted"]
    assert [row for row in seen.mails() if row[0] == "concern_recalled"] == [
        ("concern_recalled", BODY)
    ] * 2


def test_not_ours_names_whom_to_ask(user, case, circle):
    case = close_concern(user=user, case=case, outcome="not_ours", turn_to=circle)
    assert (case.outcome, body_in_charge(case)) == ("not_ours", circle)
    assert timeline.of(case)[0].details["organisation"] == "Kreis Nord"
    other = close_concern(user=user, case=cases.question(), outcome="not_ours")
    assert body_in_charge(other) is None


def test_offers_end_elsewhere(user):
    with pytest.raises(ValueError, match="ends by finish"):
        close_concern(user=user, case=offers.ready().case, outcome="answered")


def test_a_follow_up_of_the_desk_does_not_stop_the_answer(user, case, circle, travel):
    referral = referrals.passed_on(case=case, organisation=circle)
    set_due(user=user, case=case, due_at=referral.due_at + timedelta(days=9))
    travel(referral.due_at)
    assert expire_due() == 1


# --- privacy --------------------------------------------------------------------------------


def test_a_restricted_case_is_not_seen_over_its_referral(case, circle):
    owner, colleague, lead = users.caseworker(), users.caseworker(), users.user(Role.LEAD)
    referral = referrals.passed_on(case=case, organisation=circle, user=owner)
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    found = [list(Referral.objects.visible_to(user)) for user in (owner, lead, colleague)]
    assert found == [[referral], [referral], []]


def test_export_shows_what_was_passed_on(case, circle):
    referral = referrals.taken_on(case=case, organisation=circle, text=COVER)
    report(referral=referral, text="Der Kurs ist voll.")
    data = export_person(user=users.user(Role.LEAD), party=case.party)
    row = data["referrals.Referral"][0]
    assert (row["cover"], row["result"], row["need_id"]) == (COVER, "Der Kurs ist voll.", None)


@pytest.mark.parametrize("how_far", ["asked", "in hand", "done"])
def test_erasure_leaves_nothing_and_tells_the_body(case, circle, how_far):
    referral = referrals.passed_on(case=case, organisation=circle, text="MARKE-WORTE")
    if how_far != "asked":
        take_on(referral=referral, words="MARKE-ANTWORT")
    if how_far == "done":
        report(referral=referral, text="MARKE-ERGEBNIS")
    delivered()
    erase_person(user=users.user(Role.LEAD), party=case.party)
    dump = str(seen.database())
    assert not [word for word in ("MARKE", "Toni", CITIZEN) if word in dump]
    assert not Referral.objects.exists()
    assert (("concern_recalled", BODY) in seen.mails()) is (how_far != "done")


def test_time_erases_what_was_passed_on(user, case, department, travel):
    referral = referrals.taken_on(case=case, organisation=department, text="MARKE")
    report(referral=referral, text="MARKE")
    close_concern(user=user, case=case, outcome="answered")
    travel("2027-06-01 12:00")
    assert erase_old() == 1
    assert "MARKE" not in str(seen.database())
    assert not Consent.objects.exists()
