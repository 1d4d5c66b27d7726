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
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phrase", models.CharField(max_length=100)),
                (
                    "sign",
                    models.CharField(
                        choices=[
                            ("subject", "Thema"),
                            ("urgent", "eilig"),
                            ("danger", "Gefahr für einen Menschen"),
                        ],
                        max_length=10,
                    ),
                ),
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
                ("since", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
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
                "ordering": ["sign", "subject", "phrase"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("phrase", "sign", "subject"),
                        name="rule_in_force_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sign", "subject"), _negated=True),
                            models.Q(("subject", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="subject_rule_names_subject",
                    ),
                ],
            },
        ),
    ]
