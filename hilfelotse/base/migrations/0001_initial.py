from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("answer", models.JSONField(blank=True, null=True)),
                (
                    "created_at",
                    models.DateTimeField(db_index=True, default=hilfelotse.base.clock.now),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("slot", models.DateTimeField()),
                ("started_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "slot"), name="one_run_per_slot")
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("valid_for", models.DurationField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["purpose", "subject_id"], name="base_link_purpose_58281b_idx"
                    ),
                    models.Index(fields=["expires_at"], name="base_link_expires_fa98b8_idx"),
                ],
            },
        ),
    ]
