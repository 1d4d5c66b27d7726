from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.needs.actions.enter import expire_old


@job(every=timedelta(hours=1))
def expire_needs() -> int:
    return expire_old()
