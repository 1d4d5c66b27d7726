from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.premises.actions.decide import ask_due


@job(every=timedelta(hours=1))
def ask_ending_reserves() -> int:
    return ask_due()
