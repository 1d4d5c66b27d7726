from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.privacy.actions import retention


@job(every=timedelta(hours=1))
def close_unconfirmed_offers() -> int:
    return retention.close_unconfirmed()


@job(every=timedelta(hours=6))
def erase_old_people() -> int:
    return retention.erase_old()


@job(every=timedelta(hours=6))
def forget_nameless_cases() -> int:
    return retention.forget_nameless()


@job(every=timedelta(hours=1))
def prune_technical_rows() -> int:
    return retention.prune()


@job(every=timedelta(hours=6))
def forget_mails_of_programs() -> int:
    return retention.forget_mails()
