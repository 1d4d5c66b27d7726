from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.reports import digest, old_pages, statement, weekly


@job(every=timedelta(minutes=5))
def write_digests() -> int:
    return digest.write_digests()


@job(every=timedelta(minutes=5))
def send_weekly_lists() -> int:
    return weekly.send_lists()


@job(every=timedelta(hours=1))
def warn_of_old_pages() -> int:
    return old_pages.warn_of_old_pages()


@job(every=timedelta(hours=6))
def warn_of_statement() -> int:
    return statement.warn_of_statement()
