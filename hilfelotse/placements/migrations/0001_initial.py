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
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("places", models.PositiveIntegerField(default=1)),
                ("is_substitute", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("agreed", "vereinbart"),
                            ("met", "kennengelernt"),
                            ("trial", "auf Probe"),
                            ("running", "läuft"),
                            ("ended", "beendet"),
                        ],
                        default="agreed",
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("trial_until", models.DateField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("responsible", models.CharField(blank=True, max_length=200)),
                ("insurer", models.CharField(blank=True, max_length=200)),
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
                            ("no_show", "nicht erschienen"),
                            ("overload", "zu belastend"),
                            ("conflict", "Konflikt"),
                            ("moved", "weggezogen"),
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
        ),
        migrations.CreateModel(
            name="CheckBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("helper", "Helferin oder Helfer"), ("body", "Stelle")],
                        max_length=10,
                    ),
                ),
                ("after_days", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("well", "Es läuft gut."),
                            ("mixed", "Wir möchten darüber sprechen."),
                            ("over", "Der Einsatz ist vorbei."),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_backs",
                        to="placements.placement",
                    ),
                ),
            ],
        ),
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
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("offer", "need"),
                name="one_placement_of_an_offer_at_a_need",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at", None), ("starts_at", None)),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="placement_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkback",
            constraint=models.UniqueConstraint(
                fields=("placement", "side", "after_days"), name="each_side_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="check_back_answer_has_date",
            ),
        ),
    ]
