from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Shift(models.Model):
    """When a colleague is in, week by week. Somebody without any shift is taken to be in always."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shifts"
    )
    weekday = models.PositiveSmallIntegerField()  # 0 = Monday
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["user_id", "weekday", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["user", "weekday"], name="one_shift_a_day"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="shift_on_a_weekday"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="shift_runs_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.weekday} {self.starts}–{self.ends}"


class Absence(models.Model):
    """Days on which a colleague is away. Their work shows up with the deputy meanwhile.

    The cases keep their owner: the day they are back, everything is theirs again. Why somebody is
    away is nobody's business and has no field.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in",
    )

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["last_day", "first_day"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("user")), name="nobody_is_their_own_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} away {self.first_day}–{self.last_day}"
