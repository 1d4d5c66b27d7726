from django.conf import settings
from django.db import models

from hilfelotse.base import clock


class Event(models.Model):
    """One thing that happened to one subject. Rows are added, never changed.

    Only erasure may empty ``text`` and ``details``: the fact stays, the person goes.
    """

    class By(models.TextChoices):
        STAFF = "staff"
        CITIZEN = "citizen"
        ORGANISATION = "organisation"
        SYSTEM = "system"

    subject = models.CharField(max_length=20)  # "case", "need", "organisation"
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=20, choices=By)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "at"]),
            models.Index(fields=["verb", "at"]),  # what ended on a day
        ]

    def __str__(self) -> str:
        return f"{self.subject}:{self.subject_id} {self.verb}"
