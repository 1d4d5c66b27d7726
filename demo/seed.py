"""Filling an empty database with the demo: true history, relative to today."""

from random import Random

from django.db import transaction
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from demo.calls import call_journeys
from demo.concern_journeys import concern_journeys
from demo.days import Days
from demo.directory import describe, directory_journeys
from demo.doubles import double_journeys
from demo.gifts import gift_journeys, keep_recipients
from demo.goods import goods_journeys
from demo.homes import home_journeys, keep_limits
from demo.kinds import kind_journeys
from demo.knowledge import create_knowledge, danger_journey, knowledge_journey
from demo.mails import mail_journeys
from demo.need_journeys import need_journey
from demo.needs import OPEN_NEEDS, OTHER_NEEDS
from demo.network import create_network
from demo.offer_plans import offer_journeys
from demo.pages import page_journeys
from demo.passing_on import told_by_hand
from demo.premises import premises_journeys
from demo.roster import create_roster
from demo.stage import Journey, Stage, play
from demo.team import LEAD, create_office, create_partners
from demo.textblocks import create_text_blocks
from demo.volunteers import volunteer_journeys
from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.correspondence import tasks
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.actions.keep import expire_old
from hilfelotse.needs.models import Need
from hilfelotse.placements.actions.inspect import delete_due
from hilfelotse.places.actions import load_places
from hilfelotse.places.models import Quarter
from hilfelotse.premises.actions.criteria import load_criteria

_BEFORE_EVERYTHING = 60  # working days before today: the team and its directory exist


def is_empty() -> bool:
    """Whether nobody has worked with this installation yet; the map of the city may be there."""
    return not any(model.objects.exists() for model in (User, Organisation, Need, Case))


@transaction.atomic
def seed() -> None:
    """Write the whole demo. All of it or nothing."""
    load_places()
    load_criteria()
    days = Days(clock.now())
    with clock.travel(days.at_work(_BEFORE_EVERYTHING, Random(2015))):
        stage = _set_stage(days)
    needs = [
        need_journey(stage, plan, number)
        for number, plan in enumerate([*OPEN_NEEDS, *OTHER_NEEDS], start=1)
    ]
    journeys = [
        *needs,
        *kind_journeys(stage),
        *offer_journeys(stage),
        *volunteer_journeys(stage),
        *goods_journeys(stage),
        *gift_journeys(stage),
        *home_journeys(stage),
        *premises_journeys(stage),
        *concern_journeys(stage),
        *told_by_hand(stage),
        *call_journeys(stage),
        *mail_journeys(stage),
        *double_journeys(stage),
        *directory_journeys(stage),
        *page_journeys(stage),
        _office_clock(days),
    ]
    journeys += [knowledge_journey(stage), danger_journey(stage)]
    play(journeys, now=days.now)
    _consider_mails_sent()


def _set_stage(days: Days) -> Stage:
    users = create_office()
    create_roster(users, days.today())
    quarters = {quarter.name: quarter for quarter in Quarter.objects.order_by("name")}
    organisations = create_network(users[LEAD], quarters)
    create_partners(organisations)
    create_text_blocks(users[LEAD])
    create_knowledge(users, organisations, days.today())
    stage = Stage(days, users, organisations, quarters)
    describe(stage)
    keep_recipients(stage)
    keep_limits(stage)
    return stage


def _office_clock(days: Days) -> Journey:
    """What the worker does by itself: it would do it on the first day of the demo otherwise."""
    for ago in range(_BEFORE_EVERYTHING, -1, -1):
        yield days.at_work(ago, Random(ago), last=0.01)
        expire_old()
        delete_due()


def _consider_mails_sent() -> None:
    """The mails of eight weeks belong to the past: they must not fill the demo's mailbox now."""
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT, attempts=1, sent_at=F("created_at"))
    DBTaskResult.objects.filter(task_path=tasks.deliver.module_path).delete()
