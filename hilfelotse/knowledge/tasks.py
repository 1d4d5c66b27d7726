from datetime import timedelta

from hilfelotse.base.jobs import job
from hilfelotse.knowledge.actions import publish_due


@job(every=timedelta(minutes=1))
def publish_planned_texts() -> int:
    return publish_due()
