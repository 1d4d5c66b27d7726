import django.db.models.deletion
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, unique=True)),
                ("question", models.CharField(max_length=200)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("document", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Premises",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("owner", "Eigentümerin oder Eigentümer"),
                            ("broker", "Maklerin oder Makler"),
                            ("manager", "Verwaltung"),
                            ("authority", "Behörde"),
                            ("church", "Kirche oder Religionsgemeinschaft"),
                            ("company", "Unternehmen"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("office", "Bürogebäude"),
                            ("hotel", "Hotel oder Pension"),
                            ("school", "Schule"),
                            ("hall", "Halle"),
                            ("house", "Wohnhaus"),
                            ("home", "Wohnheim oder Pflegeheim"),
                            ("commercial", "Gewerbe"),
                            ("plot", "Grundstück"),
                            ("parking", "Stellplatz oder Parkplatz"),
                            ("storage", "Lagerraum"),
                            ("room", "Raum für Kurse oder Treffen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(max_length=200)),
                ("parcel", models.CharField(blank=True, max_length=100)),
                ("postcode", models.CharField(max_length=5)),
                ("place_key", models.CharField(max_length=120)),
                ("square_metres", models.PositiveIntegerField()),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("available_from", models.DateField()),
                ("available_until", models.DateField(blank=True, null=True)),
                (
                    "deal",
                    models.CharField(
                        choices=[
                            ("rent", "Miete"),
                            ("lease", "Pacht"),
                            ("sale", "Kauf"),
                            ("free", "kostenfrei überlassen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("price", models.PositiveIntegerField(blank=True, null=True)),
                ("commission", models.CharField(blank=True, max_length=100)),
                ("times", models.CharField(blank=True, max_length=200)),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("internal", "nur für die Stadt"),
                            ("secret", "streng vertraulich"),
                        ],
                        default="internal",
                        max_length=10,
                    ),
                ),
                ("missing_asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken", "angenommen"),
                            ("refused", "abgelehnt"),
                            ("reserve", "Reserve"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_small", "zu klein"),
                            ("too_short", "zu kurz"),
                            ("location", "Lage passt nicht"),
                            ("permit", "keine Genehmigung möglich"),
                            ("fire", "Brandschutz"),
                            ("cost", "zu teuer"),
                            ("condition", "Zustand"),
                            ("no_demand", "gerade kein Bedarf"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reserve_until", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="premises",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_met", models.BooleanField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="premises.criterion",
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="premises.premises",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["place_key"], name="premises_pr_place_k_9c070f_idx"),
        ),
        migrations.AddIndex(
            model_name="premises",
            index=models.Index(fields=["parcel"], name="premises_pr_parcel_d15fdf_idx"),
        ),
        migrations.AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("available_until", None),
                    ("available_until__gte", models.F("available_from")),
                    _connector="OR",
                ),
                name="premises_run_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(("square_metres__gte", 1), ("square_metres__lte", 10000000)),
                name="premises_have_size",
            ),
        ),
        migrations.AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decision", "")),
                    models.Q(
                        models.Q(("decision", ""), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decision_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "refused"), models.Q(("refusal", ""), _negated=True)),
                    models.Q(models.Q(("decision", "refused"), _negated=True), ("refusal", "")),
                    _connector="OR",
                ),
                name="refused_premises_have_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "reserve"), ("reserve_until__isnull", False)),
                    models.Q(
                        models.Q(("decision", "reserve"), _negated=True), ("reserve_until", None)
                    ),
                    _connector="OR",
                ),
                name="reserve_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("premises", "criterion"), name="one_finding_each"
            ),
        ),
    ]
