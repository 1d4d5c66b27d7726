from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.cases.actions import late


@job(every=timedelta(minutes=5))
def raise_overdue() -> int:
    return late.raise_overdue()
