from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from hilfelotse.base.models import JobRun, Link, Submission
from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.privacy.models import Access

LOG = Purpose(
    "proof of who saw personal data", retention="12 months", recipients="the data protection role"
)


def _technical(model: type[Model]) -> Entry:
    """Rows of the framework that hold nothing about anybody."""
    names = [field.name for field in model._meta.get_fields() if not field.auto_created]
    return Entry(model, group(TECHNICAL, model._meta.pk.name, *names))


register.add(
    Entry(
        Access,
        group(TECHNICAL, "id")
        | group(LOG, "at", "user", "organisation_id", "party_id", "case_id", "route"),
    )
)
for model in (Link, Submission, JobRun, DBTaskResult, Group, Permission, ContentType):
    register.add(_technical(model))
