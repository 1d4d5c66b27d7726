from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.referrals.actions.answer import expire_due


@job(every=timedelta(minutes=5))
def expire_referrals() -> int:
    return expire_due()
