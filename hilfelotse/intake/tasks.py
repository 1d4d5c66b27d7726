from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.intake import mail


@job(every=timedelta(minutes=1))
def file_stored_mail() -> int:
    return mail.file_stored()
