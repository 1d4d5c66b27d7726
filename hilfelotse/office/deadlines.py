"""What the office promises, in its own hours. One place, so that texts and due dates agree."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from hilfelotse.base import clock
from hilfelotse.office.hours import (
    WORKING_DAY,
    ZONE,
    add_office_time,
    closing_on_or_after,
    closing_on_or_before,
    hours_on,
    take_office_time,
)

FIRST_REPLY_DAYS = 2
REFERRAL_ANSWER_DAYS = 3
REFERRAL_RESULT_DAYS = 10
OPINION_DAYS = 5
REMINDED_DAYS_BEFORE = 1
RESERVATION_DAYS = 3
INTERPRETING_LEAD_DAYS = 5
AFTER_APPOINTMENT_DAYS = 2
BACK_AT_THE_DESK_DAYS = 1
RAISED_AFTER_DAYS = 1
CITIZEN_ANSWER_CALENDAR_DAYS = 7
POOL_CHECK_BACK_CALENDAR_DAYS = 14
PLACEMENT_CHECK_BACK_CALENDAR_DAYS = 14
HALF_A_YEAR = 182
LIST_AT = time(10)
# § 9b NBGG: what somebody says about a barrier of ours is answered (standards A-29).
BARRIER_ANSWER_CALENDAR_DAYS, BARRIER_FINAL_CALENDAR_DAYS = 14, 28
_FRIDAY, _LIST_WEEKS = 4, 26
BETWEEN_CALLS = timedelta(hours=2)
HOME_CHECK_BACK_CALENDAR_DAYS, HOME_ANSWER_CALENDAR_DAYS = 14, 7  # „noch frei?“
CONFIRMATION_VALID = timedelta(days=7)
STATUS_LINK_VALID = timedelta(days=180)
HANDOVER_LINK_VALID = timedelta(days=30)
CONTACT_LINK_VALID = timedelta(days=30)
HOME_LINK_VALID = timedelta(days=14)


def first_reply() -> datetime:
    """A new concern is looked at within two working days (service promise, domain/quantities)."""
    return add_office_time(clock.now(), FIRST_REPLY_DAYS * WORKING_DAY)


def urgent() -> datetime:
    """What cannot wait is looked at within half a working day."""
    return add_office_time(clock.now(), WORKING_DAY / 2)


def danger() -> datetime:
    """Danger to a person: the lead looks within the hour, of the office's hours."""
    return add_office_time(clock.now(), timedelta(hours=1))


def barrier_limit(received_at: datetime, *, is_answered: bool) -> datetime:
    """The latest moment for the next answer about a barrier: the first one, or the final one.

    Past it nothing waits longer than any new concern.
    """
    days = BARRIER_FINAL_CALENDAR_DAYS if is_answered else BARRIER_ANSWER_CALENDAR_DAYS
    last_day = timezone.localtime(received_at).date() + timedelta(days=days)
    limit = closing_on_or_before(last_day)
    return limit if limit > clock.now() else first_reply()


def next_call() -> datetime:
    """Nobody answered the telephone: the next try is two office hours later."""
    return add_office_time(clock.now(), BETWEEN_CALLS)


def called_by() -> datetime:
    """Until then the next try has taken place."""
    return add_office_time(clock.now(), 2 * BETWEEN_CALLS)


def referral_answer() -> datetime:
    """A body that was asked has three working days."""
    return add_office_time(clock.now(), REFERRAL_ANSWER_DAYS * WORKING_DAY)


def list_answer() -> datetime:
    """A body that is asked by the weekly list has three working days from the next list on."""
    return add_office_time(next_list(clock.now()), REFERRAL_ANSWER_DAYS * WORKING_DAY)


def next_list(after: datetime) -> datetime:
    """The next moment at which the weekly list leaves: Fridays at ten; if the office is closed on
    that Friday, on the last day before it on which it opens. A week without one has no list.
    """
    monday = after.astimezone(ZONE).date()
    monday -= timedelta(days=monday.weekday())
    for week in range(_LIST_WEEKS):
        leaves = list_in_week(monday + timedelta(weeks=week))
        if leaves and leaves > after:
            return leaves
    raise ValueError("The office does not open for half a year: check its closures.")


def list_in_week(monday: date) -> datetime | None:
    """When the list of the week leaves that begins on ``monday``."""
    for offset in range(_FRIDAY, -1, -1):
        day = monday + timedelta(days=offset)
        if hours_on(day):
            return datetime.combine(day, LIST_AT, ZONE)
    return None


def referral_result() -> datetime:
    """A body that took a concern on says within ten working days what became of it."""
    return add_office_time(clock.now(), REFERRAL_RESULT_DAYS * WORKING_DAY)


def opinion() -> datetime:
    """A department says within five working days what it thinks of a building."""
    return add_office_time(clock.now(), OPINION_DAYS * WORKING_DAY)


def reminded_if_due_before() -> datetime:
    """Whoever owes an answer before this moment is in the last working day: it is reminded."""
    return add_office_time(clock.now(), REMINDED_DAYS_BEFORE * WORKING_DAY)


def reservation_end() -> datetime:
    """Things are held for a body for three working days; until then there is an appointment."""
    return add_office_time(clock.now(), RESERVATION_DAYS * WORKING_DAY)


def after_appointment(moment: datetime) -> datetime:
    """Two working days after a hand-over somebody has said that it took place."""
    return add_office_time(moment, AFTER_APPOINTMENT_DAYS * WORKING_DAY)


def interpreting_lead() -> datetime:
    """An interpreter is asked for at least five working days ahead (fields 3.6)."""
    return add_office_time(clock.now(), INTERPRETING_LEAD_DAYS * WORKING_DAY)


def consent_answer() -> datetime:
    """A helper who was asked something has three working days, too."""
    return add_office_time(clock.now(), REFERRAL_ANSWER_DAYS * WORKING_DAY)


def back_at_the_desk() -> datetime:
    """What came back from a body is taken up within one working day."""
    return add_office_time(clock.now(), BACK_AT_THE_DESK_DAYS * WORKING_DAY)


def raised_if_due_before() -> datetime:
    """What was due before this moment has been overdue for a working day: the lead sees it."""
    return take_office_time(clock.now(), RAISED_AFTER_DAYS * WORKING_DAY)


def citizen_answer() -> datetime:
    """Whoever was asked something by mail has a week; then somebody looks again."""
    return _in_days(CITIZEN_ANSWER_CALENDAR_DAYS)


def pool_check_back() -> datetime:
    """Nobody waits in the pool for more than two weeks without hearing from the office."""
    return _in_days(POOL_CHECK_BACK_CALENDAR_DAYS)


def placement_check_back() -> datetime:
    """Two weeks after an acceptance the office looks; two after a start it asks both sides."""
    return _in_days(PLACEMENT_CHECK_BACK_CALENDAR_DAYS)


def days_after(moment: datetime, days: int) -> datetime:
    """A day that a rule says, counted from ``moment``: until closing time."""
    return closing_on_or_after(timezone.localtime(moment).date() + timedelta(days=days))


def half_yearly() -> datetime:
    """Nobody who helps is left alone: the office looks again twice a year (workflows 2.3)."""
    return _in_days(HALF_A_YEAR)


def late_cancellation() -> datetime:
    """Somebody is missing within a day: a substitute is looked for within an office hour."""
    return add_office_time(clock.now(), timedelta(hours=1))


def follow_up(day: date) -> datetime:
    """A day that a colleague chose: until closing time, or that of the next working day."""
    return closing_on_or_after(day)


def _in_days(days: int) -> datetime:
    return closing_on_or_after(clock.today() + timedelta(days=days))
