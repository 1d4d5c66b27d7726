import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("circle", "Unterstützerkreis oder Initiative"),
                            ("operator", "Betreiber von Unterkünften"),
                            ("association", "Verein oder Wohlfahrtsverband"),
                            ("department", "Fachbereich der Stadt"),
                            ("region", "Region oder Kommune"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about", models.TextField(blank=True)),
                ("website", models.URLField(blank=True)),
                ("is_public", models.BooleanField(default=True)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "quarter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.quarter",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(default="de", max_length=10)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Accommodation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("emergency", "Notunterkunft"),
                            ("shared", "Gemeinschaftsunterkunft"),
                            ("project", "Wohnprojekt"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "protection",
                    models.CharField(
                        choices=[
                            ("public", "öffentlich"),
                            ("partners", "nur für Partner"),
                            ("secret", "geheim"),
                        ],
                        default="partners",
                        max_length=10,
                    ),
                ),
                (
                    "quarter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.quarter"
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accommodations",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("admin", "verwaltet"), ("member", "arbeitet mit")],
                        default="member",
                        max_length=10,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "organisation"), name="member_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AcceptanceStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "goods",
                    models.CharField(
                        choices=[
                            ("clothing", "Kleidung"),
                            ("shoes", "Schuhe"),
                            ("winter", "Winterkleidung"),
                            ("children", "Kinderkleidung und Spielzeug"),
                            ("baby", "Babysachen und Kinderwagen"),
                            ("bedding", "Bettwäsche und Handtücher"),
                            ("furniture", "Möbel"),
                            ("kitchen", "Küche und Geschirr"),
                            ("appliances", "Elektrogeräte"),
                            ("electronics", "Handys und Computer"),
                            ("bicycles", "Fahrräder"),
                            ("school", "Schulsachen"),
                            ("books", "Bücher"),
                            ("sports", "Sportsachen"),
                            ("hygiene", "Hygieneartikel"),
                            ("food", "Lebensmittel"),
                            ("medicine", "Medikamente"),
                            ("other", "Anderes"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField(default=hilfelotse.base.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(max_length=300)),
                ("instead", models.CharField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stops",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["goods", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="stop_runs_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("since", models.DateField(default=hilfelotse.base.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.district",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["subject", "district_id", "-since"],
                "indexes": [
                    models.Index(
                        fields=["subject", "district"], name="directory_r_subject_bfba68_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="responsibility_runs_forward",
                    )
                ],
            },
        ),
    ]
