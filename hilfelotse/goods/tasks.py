from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.goods.actions.driver import free_drivers
from hilfelotse.goods.actions.reserve import free_forgotten, lapse_due


@job(every=timedelta(hours=1))
def free_lapsed_reservations() -> int:
    return lapse_due()


@job(every=timedelta(minutes=5))
def free_what_an_ended_case_promises() -> int:
    return free_forgotten()


@job(every=timedelta(minutes=5))
def free_drivers_of_ended_handovers() -> int:
    return free_drivers()
