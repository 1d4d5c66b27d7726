import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("verb", models.CharField(max_length=40)),
                ("at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("citizen", "Citizen"),
                            ("organisation", "Organisation"),
                            ("system", "System"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("details", models.JSONField(blank=True, default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subject", "subject_id", "at"],
                        name="history_eve_subject_4ea17c_idx",
                    ),
                    models.Index(fields=["verb", "at"], name="history_eve_verb_d47b85_idx"),
                ],
            },
        ),
    ]
