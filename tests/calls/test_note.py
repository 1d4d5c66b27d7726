"""A call becomes one note of one case, whatever came of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.calls.actions import note as notes
from hilfelotse.calls.actions.callback import NoNumber
from hilfelotse.calls.actions.note import Promised, record_offer
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.calls.slots import slot, soon
from hilfelotse.cases.actions.assign import take
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.callers import search_callers
from hilfelotse.cases.models import Case, SearchKey
from hilfelotse.history import timeline
from hilfelotse.intake.receive import Sender, Wish
from hilfelotse.knowledge.actions import write_page
from hilfelotse.knowledge.models import Gap
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.people.models import Consent, Party
from hilfelotse.privacy.actions.erase import erase
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.routing.match import forget_rules
from hilfelotse.routing.models import Rule
from tests.factories import calls, cases, directory, offers, places, seen, users
from tests.factories.calls import noted

pytestmark = pytest.mark.django_db
Result, Kind, Outcome = CallNote.Result, Case.Kind, Case.Outcome


@pytest.fixture
def desk(travel):
    travel("2026-11-02 10:00")  # a Monday
    return users.caseworker(name="Ayşe Karadağ")


@pytest.fixture
def danger():
    Rule.objects.create(phrase="schlägt sein kind", sign=Rule.Sign.DANGER)
    forget_rules()
    yield
    forget_rules()


# --- a new concern --------------------------------------------------------------------------------


def test_answered_has_ended_at_once_without_a_mail(desk, travel):
    began = clock.now()
    travel("2026-11-02 10:03")
    case = noted(desk, Result.ANSWERED, started_at=began, sender=None)
    assert (case.state, case.outcome, case.owner, case.party) == ("closed", "answered", desk, None)
    assert seen.verbs(case) == [("received", "staff"), ("called", "staff"), ("closed", "staff")]
    assert seen.mails() == []
    note = CallNote.objects.get()
    assert (note.case, note.user, note.channel) == (case, desk, "phone")
    assert (note.started_at, note.ended_at - note.started_at) == (began, timedelta(minutes=3))


def test_recorded_waits_at_the_desk(desk):
    case = noted(desk, Result.RECORDED, wish=Kind.GOODS, text="Hat fünf Fahrräder.")
    assert (case.kind, case.state, case.queue, case.owner) == ("goods", "new", "desk", None)
    assert case.due_at == deadlines.first_reply()
    assert case.spoken_at == clock.now()
    assert (case.party.name, case.text) == ("Petra Lange", "Hat fünf Fahrräder.")


def test_a_call_back_is_due_when_the_promised_time_ends(desk):
    jens = users.caseworker()
    afternoon = slot("2026-11-03-afternoon")
    case = noted(desk, Result.CALLBACK, promised=Promised(afternoon, "tr", "ab 15 Uhr", jens))
    assert (case.owner, case.queue, case.due_at) == (jens, "", afternoon.ends)
    row = Callback.objects.get()
    assert (row.case, row.wanted_at, row.language) == (case, afternoon.starts, "tr")
    assert (row.wish, row.asked_for, row.tries) == ("ab 15 Uhr", jens, 0)


def test_a_call_back_for_whoever_is_free_waits_at_the_desk(desk):
    case = noted(desk, Result.CALLBACK)
    assert (case.owner, case.queue, case.due_at) == (None, "desk", soon().ends)


def test_without_a_number_nobody_can_be_called_back(desk):
    with pytest.raises(NoNumber):
        noted(desk, Result.CALLBACK, sender=None)
    with pytest.raises(NoNumber):
        noted(desk, Result.CALLBACK, sender=Sender(name="Ole", email="ole@post.example"))
    assert not Case.objects.exists()


def test_not_ours_says_who_is(desk):
    body = directory.department(name="Jobcenter")
    case = noted(desk, Result.NOT_OURS, organisation=body)
    assert (case.state, case.outcome) == ("closed", "not_ours")
    assert CallNote.objects.get().organisation == body
    called = timeline.of(case).get(verb="called")
    assert called.details["organisation"] == "Jobcenter"


def test_passed_on_asks_the_body(desk):
    body = directory.department(name="Fachbereich Schule")
    case = noted(desk, Result.PASSED_ON, organisation=body)
    assert (case.state, case.waiting_on, case.owner) == ("referred", "organisation", desk)
    assert case.due_at == deadlines.referral_answer()
    referral = case.referrals.get()
    assert (referral.organisation, referral.cover) == (body, "")


def test_a_body_outside_the_city_reads_the_note(desk):
    case = noted(desk, Result.PASSED_ON, organisation=directory.organisation())
    assert case.referrals.get().cover == "Wann ist die Sprechstunde?"


def test_put_through_is_looked_at_the_same_day(desk):
    case = noted(users.user(Role.SWITCHBOARD), Result.PUT_THROUGH, channel="switchboard")
    assert (case.state, case.queue, case.due_at.hour) == ("new", "desk", 16)  # 17:00 in Hannover
    assert case.due_at == deadlines.follow_up(clock.today())


def test_volunteering_without_the_form_is_a_question_that_can_be_closed(desk):
    case = noted(desk, Result.CALLBACK, wish=Kind.VOLUNTEERING)
    assert (case.kind, case.subject) == ("question", "volunteering")
    assert CallNote.objects.get().wish == "volunteering"


def test_a_known_person_gets_no_second_row(desk):
    known = cases.question().party
    case = noted(desk, sender=known)
    assert case.party == known
    assert Party.objects.count() == 1
    assert set(search_callers(user=desk, text="toni")) == set(known.cases.all())


def test_the_number_of_a_known_person_without_one_is_kept(desk):
    known = cases.question(sender=offers.sender(phone="")).party
    case = noted(desk, Result.CALLBACK, sender=known, phone="+4951199887")
    assert known.contact_points.get(kind="phone").value == "+4951199887"
    assert case in search_callers(user=desk, text="0511 99887")


def test_another_number_is_told_but_replaces_none(desk):
    known = cases.question().party
    case = noted(desk, sender=known, phone="+4951199887")
    assert known.contact_points.get(kind="phone").value == "+4951116830088"
    assert timeline.of(case).get(verb="other_number").details == {"number": "0511 99887"}


@pytest.mark.usefixtures("danger")
@pytest.mark.parametrize("result", [Result.ANSWERED, Result.NOT_OURS, Result.CALLBACK])
def test_words_of_danger_go_to_the_lead_whatever_was_pressed(desk, result):
    case = noted(desk, result, text="Der Nachbar schlägt sein Kind.")
    assert (case.state, case.is_restricted, case.queue) == ("new", True, "lead")
    assert case.due_at == deadlines.danger()
    assert case not in Case.objects.visible_to(desk)
    assert [verb for verb, _by in seen.verbs(case)].count("restricted") == 1


@pytest.mark.usefixtures("danger")
def test_what_only_the_lead_may_read_is_no_gap(desk):
    noted(desk, Result.ANSWERED, text="Der Nachbar schlägt sein Kind.", is_gap=True)
    mine = cases.question()
    Case.objects.filter(pk=mine.pk).update(is_restricted=True, owner=desk, queue="")
    noted(desk, Result.ANSWERED, case=mine, text="Was wird aus dem Kind?", is_gap=True)
    assert not Gap.objects.exists()


def test_an_emergency_goes_to_the_lead_without_such_words(desk):
    case = noted(desk, Result.ANSWERED, wish=Kind.REQUEST, text="112 genannt", is_emergency=True)
    assert (case.is_restricted, case.is_urgent, case.queue, case.outcome) == (
        True,
        True,
        "lead",
        "",
    )


# --- gaps -----------------------------------------------------------------------------------------


def test_a_question_without_an_answer_is_a_gap(desk):
    for _time in range(2):
        noted(desk, Result.ANSWERED, text="Wo wachsen Pilze?")
    assert (Gap.objects.get().text, Gap.objects.get().times) == ("Wo wachsen Pilze?", 2)


def test_what_has_an_answer_is_none_unless_it_did_not_fit(desk):
    answer = write_page(
        user=desk, title="Wann ist die Sprechstunde?", text="Dienstags.", subject="other"
    )
    case = noted(desk, Result.ANSWERED, answer=answer)
    noted(desk, Result.ANSWERED)
    noted(desk, Result.RECORDED, text="Wo wachsen Pilze?")
    assert not Gap.objects.exists()
    assert (case.subject, case.call_notes.get().answer) == ("other", answer)
    noted(desk, Result.ANSWERED, is_gap=True)
    assert Gap.objects.count() == 1


def test_who_is_erased_leaves_no_question_behind(desk):
    case = noted(
        desk, Result.ANSWERED, sender=offers.sender(name="Ole"), text="Frau Meyer sucht Pilze."
    )
    noted(desk, Result.ANSWERED, text="Wo wachsen Pilze?")
    erase(case.party)
    assert Gap.objects.get().text == "Wo wachsen Pilze?"
    assert case.call_notes.get().text == ""


# --- a case that exists ---------------------------------------------------------------------------


def test_a_note_leaves_an_open_case_as_it_is(desk):
    jens = users.caseworker()
    case = take(user=jens, case=cases.question())
    before = (case.owner, case.due_at, case.state, case.waiting_on)
    noted(desk, Result.ANSWERED, case=case, text="Fragt nach dem Stand: Wintermäntel.")
    case.refresh_from_db()
    assert (case.owner, case.due_at, case.state, case.waiting_on) == before
    last = timeline.of(case).first()
    assert (last.verb, last.text, last.user) == (
        "called",
        "Fragt nach dem Stand: Wintermäntel.",
        desk,
    )
    assert SearchKey.objects.filter(case=case, key__startswith="w:wintermant").exists()
    assert Case.objects.count() == 1


def test_the_talk_may_end_the_case(desk):
    case = noted(desk, Result.ANSWERED, case=cases.question(), ends=True)
    assert (case.state, case.outcome) == ("closed", "answered")


def test_an_offer_is_never_spoken_about_by_the_way(desk):
    offer = offers.received()
    noted(desk, Result.ANSWERED, case=offer.case)
    offer.case.refresh_from_db()
    assert (offer.case.spoken_at, offer.case.state) == (None, "new")


def test_an_ended_case_takes_no_note(desk):
    case = cases.question()
    end(case=case, outcome=Outcome.ANSWERED)
    with pytest.raises(CaseIsClosed):
        noted(desk, case=case)
    assert not CallNote.objects.exists()


def test_whoever_is_spoken_to_waits_for_no_call(desk):
    row = calls.callback(desk)
    noted(desk, Result.ANSWERED, case=row.case)
    row.refresh_from_db()
    assert (row.end, row.ended_at) == ("reached", clock.now())


def test_a_new_promise_takes_the_place_of_the_old(desk):
    row = calls.callback(desk, wish="bald")
    noted(desk, Result.CALLBACK, case=row.case, promised=Promised(slot("2026-11-03-morning")))
    old, new = Callback.objects.order_by("pk")
    assert (old, old.end) == (row, "reached")
    assert (new.wish, new.wanted_at, new.end) == ("", slot("2026-11-03-morning").starts, "")


def test_a_second_promise_without_a_talk_changes_the_first(desk):
    row = calls.callback(desk, wish="bald")
    calls.callback(desk, case=row.case, slot=slot("2026-11-03-morning"))
    assert Callback.objects.get().wanted_at == slot("2026-11-03-morning").starts


@pytest.mark.usefixtures("danger")
def test_danger_in_a_later_call_goes_to_the_lead(desk):
    case = noted(
        desk, Result.ANSWERED, case=cases.question(), text="Er schlägt sein Kind", ends=True
    )
    assert (case.is_restricted, case.queue, case.outcome) == (True, "lead", "")


def test_a_second_body_is_not_asked_while_one_has_it(desk):
    case = noted(desk, Result.PASSED_ON, organisation=directory.department())
    with pytest.raises(AlreadyWaiting):
        noted(desk, Result.PASSED_ON, case=case, organisation=directory.department())
    assert CallNote.objects.count() == 1


# --- an offer -------------------------------------------------------------------------------------


def offer_on_the_telephone(user, **changed) -> Case:
    places.postcode()
    fields = {
        "key": "offer-1", "said": calls.said(text="Möchte vorlesen."), "sender": calls.CALLER,
        "content": offers.content(), "wish": Wish(ask_kinds=("circle",)),
    } | changed  # fmt: skip
    return record_offer(user=user, **fields)


def test_an_offer_is_the_one_of_the_form_with_consents_of_a_talk(desk):
    case = offer_on_the_telephone(desk)
    assert (case.kind, case.channel, case.text) == ("volunteering", "phone", "Möchte vorlesen.")
    assert case.spoken_at is None  # the first talk is still to come
    assert Offer.objects.get().case == case
    note = CallNote.objects.get()
    assert (note.case, note.result, note.wish) == (case, "offer", "volunteering")
    proof = Consent.objects.get(recipient="kind:circle")
    assert (proof.given, proof.channel, proof.recorded_by) == (True, "talk", desk)


def test_an_offer_twice_is_one(desk):
    assert offer_on_the_telephone(desk) == offer_on_the_telephone(desk)
    assert (Offer.objects.count(), CallNote.objects.count()) == (1, 1)


def test_the_offer_answers_the_question_about_volunteering(desk):
    question = noted(desk, Result.CALLBACK, wish=Kind.VOLUNTEERING)
    case = offer_on_the_telephone(desk, sender=question.party, case=question)
    question.refresh_from_db()
    assert (question.outcome, question.callbacks.get().end) == ("answered", "reached")
    assert timeline.of(question).get(verb="offer_recorded").details["reference"] == case.reference
    assert case.party == question.party


def test_another_case_of_the_caller_goes_on(desk):
    flat = cases.question(kind=Kind.HOUSING)
    offer_on_the_telephone(desk, sender=flat.party, case=flat)
    flat.refresh_from_db()
    assert flat.is_open


# --- once, and by whom ----------------------------------------------------------------------------


@pytest.mark.parametrize("about", ["new", "existing"])
def test_a_double_click_is_one_note(desk, about):
    fields = {} if about == "new" else {"case": cases.question()}
    first = noted(desk, key="form-1", **fields)
    assert noted(desk, key="form-1", **fields) == first
    assert CallNote.objects.count() == 1
    assert Case.objects.count() == 1


@pytest.mark.parametrize("result", sorted(set(Result) - {Result.OFFER, Result.PASSED_ON}))
def test_the_switchboard_notes_only_what_is_its_own(desk, result):
    mehmet = users.user(Role.SWITCHBOARD)
    if result in notes.OF_THE_SWITCHBOARD:
        assert noted(mehmet, result, channel="switchboard").channel == "switchboard"
        return
    with pytest.raises(PermissionDenied):
        noted(mehmet, result)


def test_the_switchboard_touches_no_case_and_nobody_known(desk):
    mehmet, case = users.user(Role.SWITCHBOARD), cases.question()
    with pytest.raises(PermissionDenied):
        noted(mehmet, case=case)
    with pytest.raises(PermissionDenied):
        noted(mehmet, sender=case.party)
    with pytest.raises(PermissionDenied):
        offer_on_the_telephone(mehmet)
    assert not CallNote.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - notes.DOORS))
def test_nobody_else_writes_notes(role):
    with pytest.raises(PermissionDenied):
        noted(users.user(role))


def test_a_restricted_case_takes_no_note_of_others(desk):
    case = cases.question()
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    with pytest.raises(PermissionDenied):
        noted(desk, case=case)


@pytest.mark.parametrize(
    ("result", "fields"),
    [
        (Result.CALLBACK, {"promised": None}),
        (Result.ANSWERED, {"promised": Promised}),
        (Result.OFFER, {}),
        (Result.PASSED_ON, {}),
    ],
)
def test_what_a_result_needs(desk, result, fields):
    fields = {name: value and value(soon()) for name, value in fields.items()}
    with pytest.raises(ValueError, match=r"promise|record_offer|to whom"):
        noted(desk, result, **fields)
