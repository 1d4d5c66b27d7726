from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.offers.actions.availability import resume_due


@job(every=timedelta(hours=1))
def end_pauses() -> int:
    return resume_due()
