import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("keywords", models.CharField(blank=True, max_length=300)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("volunteering", "Ehrenamt"),
                            ("interpreting", "Dolmetschen"),
                            ("goods", "Sachspenden"),
                            ("money", "Geldspenden"),
                            ("flat_offer", "Wohnung anbieten"),
                            ("property", "Fläche oder Gebäude"),
                            ("accommodation", "Unterkünfte"),
                            ("flat_search", "Wohnungssuche"),
                            ("school", "Schule"),
                            ("childcare", "Kita und Kinderbetreuung"),
                            ("german", "Deutschkurse"),
                            ("work", "Arbeit und Ausbildung"),
                            ("benefits", "Geldleistungen"),
                            ("registration", "Anmeldung und Ausweise"),
                            ("residence", "Aufenthalt und Asyl"),
                            ("health", "Gesundheit"),
                            ("minors", "Unbegleitete Minderjährige"),
                            ("violence", "Schutz vor Gewalt"),
                            ("transport", "Verkehr und Fahrdienste"),
                            ("neighbourhood", "Nachbarschaft"),
                            ("complaint", "Beschwerde"),
                            ("press", "Presse"),
                            ("hate", "Drohung und Hass"),
                            ("other", "Anderes"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("checked_on", models.DateField(default=hilfelotse.base.clock.today)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("outdated_at", models.DateTimeField(blank=True, null=True)),
                ("outdated_note", models.CharField(blank=True, max_length=300)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outdated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["question"],
            },
        ),
        migrations.CreateModel(
            name="AnswerWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="knowledge.answer",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["word"], name="knowledge_a_word_a5d806_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("answer", "word"), name="answer_word_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200, unique=True)),
                ("text", models.CharField(max_length=200)),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("volunteering", "Ehrenamt"),
                            ("interpreting", "Dolmetschen"),
                            ("goods", "Sachspenden"),
                            ("money", "Geldspenden"),
                            ("flat_offer", "Wohnung anbieten"),
                            ("property", "Fläche oder Gebäude"),
                            ("accommodation", "Unterkünfte"),
                            ("flat_search", "Wohnungssuche"),
                            ("school", "Schule"),
                            ("childcare", "Kita und Kinderbetreuung"),
                            ("german", "Deutschkurse"),
                            ("work", "Arbeit und Ausbildung"),
                            ("benefits", "Geldleistungen"),
                            ("registration", "Anmeldung und Ausweise"),
                            ("residence", "Aufenthalt und Asyl"),
                            ("health", "Gesundheit"),
                            ("minors", "Unbegleitete Minderjährige"),
                            ("violence", "Schutz vor Gewalt"),
                            ("transport", "Verkehr und Fahrdienste"),
                            ("neighbourhood", "Nachbarschaft"),
                            ("complaint", "Beschwerde"),
                            ("press", "Presse"),
                            ("hate", "Drohung und Hass"),
                            ("other", "Anderes"),
                        ],
                        max_length=20,
                    ),
                ),
                ("times", models.PositiveIntegerField(default=1)),
                ("first_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("last_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("answered", "beantwortet"),
                            ("dismissed", "erledigt ohne Antwort"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gaps",
                        to="knowledge.answer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["state", "-times"],
                        name="gaps",
                    )
                ],
            },
        ),
    ]
