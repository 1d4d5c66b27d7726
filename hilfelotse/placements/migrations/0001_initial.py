import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("needs", "0001_initial"),
        ("offers", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("inspected_on", models.DateField()),
                ("certificate_date", models.DateField()),
                ("no_entry", models.BooleanField()),
                (
                    "inspected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clearance",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("certificate_date__lte", models.F("inspected_on"))),
                        name="certificate_before_inspection",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("places", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("agreed", "vereinbart"),
                            ("running", "läuft"),
                            ("ended", "beendet"),
                        ],
                        default="agreed",
                        max_length=10,
                    ),
                ),
                ("agreed_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("regular", "planmäßig beendet"),
                            ("time", "keine Zeit mehr"),
                            ("no_fit", "passt nicht"),
                            ("not_started", "kam nicht zustande"),
                            ("withdrawn", "zurückgezogen"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="needs.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="offers.offer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("offer", "need"),
                        name="one_placement_of_an_offer_at_a_need",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state", "ended"),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "ended"), _negated=True),
                                ("end_reason", ""),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="ended_placement_has_reason",
                    ),
                ],
            },
        ),
    ]
