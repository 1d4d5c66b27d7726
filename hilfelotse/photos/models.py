from django.db import models

from hilfelotse.base import clock
from hilfelotse.cases.models import Case


class Photo(models.Model):
    """One picture of what a case offers: a JPEG that we drew ourselves, without the camera's data.

    In the database, so that it stands and falls with its case, in the same transaction and backup.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos")
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "digest"], name="picture_once_a_case")
        ]

    def __str__(self) -> str:
        return f"photo {self.pk} of case {self.case_id}"
