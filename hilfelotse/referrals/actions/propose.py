"""One to three needs are proposed to a helper, who chooses; only then a body is asked."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, lock, move
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.locked import back_to_the_desk
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed, ask
from hilfelotse.referrals.models import Proposal, Referral
from hilfelotse.referrals.rules import hindrances

MOST = 3
State = Proposal.State


class AlreadyProposed(Exception):
    """The helper has one of these needs before them already, or three others."""


class NotOpen(Exception):
    """The proposal was answered, has lapsed, or the case has gone on in another way."""


class NoLongerOffered(Exception):
    """The need was filled or has ended meanwhile; other proposals may still be chosen."""


@transaction.atomic
def propose(*, user: User, offer: Offer, needs: Sequence[Need]) -> list[Proposal]:
    """Show the helper up to three needs, by mail and on the status page; nobody else is asked.

    The case waits a week for the choice, or is at the desk to call if there is no address. Raises
    NotAllowed when a hard rule stands against one of them, AlreadyProposed, AlreadyWaiting,
    CaseIsClosed, and ValueError for none, more than three, the same twice, or no need of people.
    """
    require(user)
    if not 1 <= len(needs) <= MOST or len({need.pk for need in needs}) != len(needs):
        raise ValueError("one to three different needs")
    case = lock(offer.case_id)
    if case.referrals.waiting().exists() or case.referrals.in_hand().exists():
        raise AlreadyWaiting
    offer = Offer.objects.select_related("party").get(pk=offer.pk)
    rows = list(
        Need.objects.filter(pk__in=[need.pk for need in needs])
        .select_related("organisation", "quarter")
        .order_by("pk")
    )
    _check(case, offer, rows)
    due_at = deadlines.citizen_answer()
    made = [
        Proposal.objects.create(case=case, need=need, sent_by=user, due_at=due_at) for need in rows
    ]
    titles = " · ".join(f"„{need.title}“" for need in rows)
    record(subject=case, verb="proposed", user=user, titles=titles, needs=[n.pk for n in rows])
    written = letters.propose(case, made)
    move(
        case,
        state=Case.State.READY,
        waiting_on=Case.Waiting.CITIZEN,
        due_at=due_at if written else deadlines.back_at_the_desk(),
        owner=user,
        queue="",
    )
    if not written:
        record(subject=case, verb="please_call", by=Event.By.SYSTEM)
    return made


def _check(case: Case, offer: Offer, needs: list[Need]) -> None:
    if not all(need.is_for_people for need in needs):
        raise ValueError("things are not proposed to helpers")
    before = set(case.proposals.open().values_list("need", flat=True))
    if before & {need.pk for need in needs} or len(before) + len(needs) > MOST:
        raise AlreadyProposed
    if reasons := [code for need in needs for code in hindrances(offer, need)]:
        raise NotAllowed(list(dict.fromkeys(reasons)))


def choose(*, proposal: Proposal, user: User | None = None) -> Referral:
    """„Das möchte ich“: the need's body is asked at once, for the colleague who proposed it.

    By the status link, or by the desk's ``user`` after a talk. The other proposals lapse. A second
    click gives the same referral. Raises NotOpen, CaseIsClosed, and NoLongerOffered when the body
    cannot be asked any more: the others stay, and with the last one the case is at the desk.
    """
    if user is not None:
        require(user)
    with transaction.atomic():
        referral = _choose(proposal, user)
    if referral is None:
        raise NoLongerOffered
    return referral


def _choose(proposal: Proposal, user: User | None) -> Referral | None:
    case = lock(proposal.case_id)
    proposal = _lock_row(proposal)
    asked = case.referrals.filter(need=proposal.need_id).order_by("-pk").first()
    if proposal.state == State.WANTED and asked:
        return asked
    if proposal.state != State.OPEN:
        raise NotOpen
    by = Event.By.STAFF if user else Event.By.CITIZEN
    referral = _ask(case, proposal, user, by)
    if referral is None:
        _close([proposal], State.LAPSED)
        record(subject=case, verb="proposal_gone", by=Event.By.SYSTEM, title=proposal.need.title)
        if not case.proposals.open().exists():
            back_to_the_desk(case)
        return None
    _close([proposal], State.WANTED)
    _close(case.proposals.open(), State.LAPSED)
    return referral


def _ask(case: Case, proposal: Proposal, user: User | None, by: str) -> Referral | None:
    if case.referrals.waiting().exists() or hindrances(case.offer, proposal.need):
        return None
    try:
        with transaction.atomic():  # a body that cannot be written to was not asked
            record(subject=case, verb="wanted", user=user, by=by, title=proposal.need.title)
            return ask(case=case, need=proposal.need, sent_by=proposal.sent_by, user=user, by=by)
    except NobodyToWriteTo:
        name = proposal.need.organisation.name
        record(subject=case, verb="body_unreachable", by=Event.By.SYSTEM, organisation=name)
        return None


@transaction.atomic
def none_fits(*, case: Case, words: str = "", user: User | None = None) -> Case:
    """„Nichts davon passt“: the case is at the desk, with the helper's words.

    Raises NotOpen when nothing is proposed any more, CaseIsClosed.
    """
    if user is not None:
        require(user)
    case = lock(case.pk)
    rows = list(case.proposals.open())
    if not rows:
        raise NotOpen
    _close(rows, State.DECLINED)
    back_to_the_desk(case)
    record(subject=case, verb="none_fits", user=user, by=None if user else Event.By.CITIZEN,
           text=words)  # fmt: skip
    return case


def lapse(case: Case) -> bool:
    """The case goes on in another way: nothing is chosen any more. For actions that hold its lock.

    False when nothing was proposed.
    """
    rows = list(case.proposals.open())
    _close(rows, State.LAPSED)
    return bool(rows)


def lapse_due() -> int:
    """Take back what nobody chose in time, or whose case has ended; returns of how many cases."""
    now = clock.now()
    due = Proposal.objects.open().filter(due_at__lte=now) | Proposal.objects.open().filter(
        case__state=Case.State.CLOSED
    )
    case_ids = sorted(set(due.values_list("case", flat=True)))
    return sum(_lapse_due(case_id) for case_id in case_ids)


@transaction.atomic
def _lapse_due(case_id: int) -> bool:
    case = hold(case_id)
    rows = case.proposals.open()
    if case.is_open:
        rows = rows.filter(due_at__lte=clock.now())
    if not _close(rows, State.LAPSED):
        return False  # chosen in this very moment
    record(subject=case, verb="proposals_lapsed", by=Event.By.SYSTEM)
    if case.is_open and case.state == Case.State.READY and not case.proposals.open().exists():
        back_to_the_desk(case)
    return True


def can_be_chosen(proposal: Proposal) -> bool:
    """Whether the body may still be asked, for a page that shows the proposals."""
    return not hindrances(proposal.case.offer, proposal.need)


def _lock_row(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("need__organisation", "sent_by").get(pk=proposal.pk)


def _close(proposals: Iterable[Proposal], state: str) -> int:
    ids = [proposal.pk for proposal in proposals]
    rows = Proposal.objects.filter(pk__in=ids, state=State.OPEN)
    return rows.update(state=state, answered_at=clock.now())
