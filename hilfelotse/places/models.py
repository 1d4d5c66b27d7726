from django.db import models


class District(models.Model):
    """A Stadtbezirk."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postal code with the middle of its area, in metres from the city hall."""

    code = models.CharField(max_length=5, unique=True)
    area = models.CharField(max_length=200)
    east_m = models.IntegerField()
    north_m = models.IntegerField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Quarter(models.Model):
    """A Stadtteil: as near as the public ever gets to a place."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="quarters")
    name = models.CharField(max_length=100, unique=True)
    postcodes = models.ManyToManyField(Postcode, related_name="quarters")
    east_m = models.IntegerField()
    north_m = models.IntegerField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
