from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.reports import digest


@job(every=timedelta(minutes=5))
def write_digests() -> int:
    return digest.write_digests()
