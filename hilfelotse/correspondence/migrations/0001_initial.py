import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RawMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="TextBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("language", models.CharField(default="de", max_length=10)),
                ("text", models.TextField()),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["name", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "language"), name="text_block_once_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=100, unique=True)),
                ("template", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=10)),
                ("context", models.JSONField(blank=True, default=dict)),
                ("links", models.JSONField(blank=True, default=list)),
                ("case_reference", models.CharField(blank=True, db_index=True, max_length=30)),
                ("in_reply_to", models.CharField(blank=True, max_length=998)),
                ("message_id", models.CharField(max_length=100, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("unclear", "Unclear"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("repeated", models.BooleanField(default=False)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="directory.contact",
                    ),
                ),
                (
                    "contact_point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.contactpoint",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "next_try_at"], name="corresponde_state_95f212_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contact", None), ("contact_point__isnull", False), ("user", None)
                            ),
                            models.Q(
                                ("contact__isnull", False), ("contact_point", None), ("user", None)
                            ),
                            models.Q(
                                ("contact", None), ("contact_point", None), ("user__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="mail_has_one_addressee",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivedMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mailbox", models.CharField(max_length=200)),
                ("identity", models.CharField(max_length=64)),
                ("message_id", models.CharField(blank=True, db_index=True, max_length=998)),
                ("fetched_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stored", "noch nicht gelesen"),
                            ("case", "neuer Vorgang"),
                            ("joined", "zum Vorgang gelegt"),
                            ("bounce", "Unzustellbar-Meldung"),
                            ("automatic", "automatische Antwort"),
                        ],
                        default="stored",
                        max_length=10,
                    ),
                ),
                ("is_readable", models.BooleanField(default=True)),
                ("sender_address", models.CharField(blank=True, max_length=254)),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                ("subject", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("attachments", models.JSONField(blank=True, default=list)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "raw",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail",
                        to="correspondence.rawmail",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "stored")),
                        fields=["fetched_at"],
                        name="mail_to_read",
                    ),
                    models.Index(
                        fields=["sender_address", "fetched_at"],
                        name="corresponde_sender__4a0e5e_idx",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mailbox", "identity"), name="message_once_a_mailbox"
                    )
                ],
            },
        ),
    ]
