from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.referrals.actions.answer import expire_due, recall_forgotten
from hilfelotse.referrals.actions.opinion import expire_opinions
from hilfelotse.referrals.actions.propose import lapse_due
from hilfelotse.referrals.actions.remind import remind_due
from hilfelotse.referrals.actions.take_on import chase_due


@job(every=timedelta(minutes=5))
def expire_referrals() -> int:
    return expire_due()


@job(every=timedelta(minutes=5))
def lapse_proposals() -> int:
    return lapse_due()


@job(every=timedelta(minutes=5))
def recall_forgotten_referrals() -> int:
    return recall_forgotten()


@job(every=timedelta(minutes=5))
def chase_results() -> int:
    return chase_due()


@job(every=timedelta(minutes=5))
def go_on_without_late_opinions() -> int:
    return expire_opinions()


@job(every=timedelta(hours=1))
def remind_silent_bodies() -> int:
    return remind_due()
