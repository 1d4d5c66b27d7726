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
            name="Access",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, default=hilfelotse.base.clock.now)),
                ("organisation_id", models.BigIntegerField(blank=True, null=True)),
                ("party_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                ("case_id", models.BigIntegerField(blank=True, null=True)),
                ("route", models.CharField(max_length=100)),
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
                "ordering": ["-at", "-pk"],
            },
        ),
    ]
