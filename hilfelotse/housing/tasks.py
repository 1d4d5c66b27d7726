from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.housing.actions import still_free


@job(every=timedelta(hours=1))
def ask_whether_homes_are_free() -> int:
    return still_free.ask_due()


@job(every=timedelta(hours=1))
def chase_silent_offerers() -> int:
    return still_free.chase_due()
