from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.topics.subjects import CHOICES as SUBJECTS


class Rule(models.Model):
    """A phrase and what it points to. Edited by the lead; a change makes a new row, so that a
    suggestion of last week can still be explained."""

    class Sign(models.TextChoices):
        SUBJECT = "subject", _("Thema")
        URGENT = "urgent", _("eilig")
        DANGER = "danger", _("Gefahr für einen Menschen")

    phrase = models.CharField(max_length=100)  # words in a row; a * stands for any ending
    sign = models.CharField(max_length=10, choices=Sign)
    subject = models.CharField(max_length=20, choices=SUBJECTS, blank=True)
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sign", "subject", "phrase"]
        constraints = [
            models.UniqueConstraint(
                fields=["phrase", "sign", "subject"],
                condition=models.Q(ended_at=None),
                name="rule_in_force_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(sign="subject") | ~models.Q(subject=""),
                name="subject_rule_names_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase
