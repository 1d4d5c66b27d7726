"""What the office's clock does with needs."""

from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.needs.actions import keep


@job(every=timedelta(hours=1))
def expire_needs() -> int:
    # A date that is over is done; only what nobody renewed has expired.
    return keep.end_over() + keep.expire_old()


@job(every=timedelta(hours=1))
def resume_needs() -> int:
    return keep.resume_due()


@job(every=timedelta(hours=1))
def ask_for_needs() -> int:
    return keep.ask_before_expiry()
