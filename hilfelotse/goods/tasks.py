from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.goods.actions.reserve import lapse_due


@job(every=timedelta(hours=1))
def free_lapsed_reservations() -> int:
    return lapse_due()
