from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.intake import freshness, mail


@job(every=timedelta(minutes=1))
def file_stored_mail() -> int:
    return mail.file_stored()


@job(every=timedelta(hours=1))
def ask_bodies() -> int:
    return freshness.ask_due()
