from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.duplicates import review


@job(every=timedelta(minutes=10))
def count_pairs() -> int:
    return review.count()
