from datetime import timedelta
from itertools import takewhile

from django_tasks import task

from hilfelotse.base.jobs import job
from hilfelotse.correspondence import mailbox, outbox

AT_ONCE = 200


@task()
def deliver(mail_id: int) -> None:
    outbox.deliver(mail_id)


@job(every=timedelta(minutes=1))
def deliver_waiting() -> int:
    outbox.recover()
    ids = list(outbox.waiting().order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    # A dead mail server must not hold up the other jobs: the first refusal is enough.
    return sum(1 for _mail in takewhile(outbox.deliver, ids))


@job(every=timedelta(minutes=1))
def fetch_mail() -> int:
    return sum(fetched.is_new for fetched in mailbox.fetch_all())
