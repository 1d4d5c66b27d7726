from datetime import timedelta

from django_tasks import task

from hilfelotse.base.jobs import job
from hilfelotse.correspondence import outbox


@task()
def deliver(mail_id: int) -> None:
    outbox.deliver(mail_id)


@job(every=timedelta(minutes=1))
def deliver_waiting() -> int:
    outbox.recover()
    ids = list(outbox.waiting().order_by("pk").values_list("pk", flat=True)[:200])
    for mail_id in ids:
        outbox.deliver(mail_id)
    return len(ids)
