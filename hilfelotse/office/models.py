from django.db import models


class Closure(models.Model):
    """Days on which the office is closed though the calendar says open."""

    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="closure_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day} {self.reason}"
