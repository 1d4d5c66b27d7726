from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.calls.actions.callback import follow_cases


@job(every=timedelta(minutes=5))
def callbacks_follow_cases() -> int:
    return follow_cases()
