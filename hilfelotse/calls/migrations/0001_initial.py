import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("directory", "0001_initial"),
        ("knowledge", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Callback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wanted_at", models.DateTimeField()),
                ("language", models.CharField(default="de", max_length=10)),
                ("wish", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("last_try_at", models.DateTimeField(blank=True, null=True)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "erreicht"),
                            ("not_reached", "nicht erreicht"),
                            ("not_needed", "nicht mehr nötig"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "asked_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="callbacks",
                        to="cases.case",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["wanted_at"],
                        name="callbacks_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case",),
                        name="one_open_callback_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("ended_at", None)),
                            models.Q(
                                ("ended_at__isnull", False), models.Q(("end", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="ended_callback_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Internet"),
                            ("phone", "Telefon"),
                            ("switchboard", "Telefonzentrale"),
                            ("mail", "E-Mail"),
                            ("letter", "Brief"),
                            ("in_person", "persönlich"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("volunteering", "Ehrenamt"),
                            ("question", "Frage"),
                            ("organisation", "Organisation"),
                            ("goods", "Sachspende"),
                            ("money", "Geldspende"),
                            ("housing", "Wohnung"),
                            ("property", "Fläche oder Gebäude"),
                            ("idea", "Projektidee"),
                            ("request", "Geflüchtete brauchen Hilfe"),
                            ("complaint", "Beschwerde"),
                            ("press", "Presse"),
                            ("barrier", "Barriere auf unseren Seiten"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=1000)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("answered", "beantwortet"),
                            ("callback", "Rückruf vereinbart"),
                            ("offer", "Angebot aufgenommen"),
                            ("passed_on", "weitergegeben"),
                            ("not_ours", "nicht zuständig"),
                            ("put_through", "durchgestellt"),
                            ("recorded", "aufgenommen"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.page",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_notes",
                        to="cases.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["case", "started_at"], name="calls_calln_case_id_e3ba96_idx"
                    ),
                    models.Index(
                        fields=["user", "started_at"], name="calls_calln_user_id_334ea3_idx"
                    ),
                    models.Index(fields=["ended_at"], name="calls_calln_ended_a_5ed6b7_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gte", models.F("started_at"))),
                        name="call_runs_forward",
                    )
                ],
            },
        ),
    ]
