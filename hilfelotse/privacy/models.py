from django.conf import settings
from django.db import models

from hilfelotse.base import clock


class Access(models.Model):
    """Who saw whose personal data, when and where (modelled on § 11 VwDG). No content in it."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation_id = models.BigIntegerField(null=True, blank=True)
    party_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    case_id = models.BigIntegerField(null=True, blank=True)
    route = models.CharField(max_length=100)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.route}"
