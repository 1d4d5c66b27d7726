from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.placements.actions.agree import end_over
from hilfelotse.placements.actions.check_back import ask_due
from hilfelotse.placements.actions.inspect import delete_due


@job(every=timedelta(hours=1))
def end_placements() -> int:
    return end_over()


@job(every=timedelta(hours=1))
def ask_how_it_goes() -> int:
    return ask_due()


@job(every=timedelta(hours=1))
def delete_clearances() -> int:
    return delete_due()
