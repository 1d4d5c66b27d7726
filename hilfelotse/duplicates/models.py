from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.cases.models import Case


class Decision(models.Model):
    """What a colleague said about two cases that look alike. ``first`` has the smaller number."""

    class Verdict(models.TextChoices):
        SAME_CONCERN = "same_concern", _("dasselbe Anliegen")
        SAME_PERSON = "same_person", _("dieselbe Person, zwei Anliegen")
        DIFFERENT = "different", _("nicht dasselbe")

    first = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_decision_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes = [models.Index(fields=["second"])]

    def __str__(self) -> str:
        return f"{self.first_id} {self.verdict} {self.second_id}"
