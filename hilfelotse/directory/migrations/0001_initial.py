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
                            ("store", "Kleiderkammer oder Sozialkaufhaus"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about", models.TextField(blank=True)),
                ("website", models.URLField(blank=True)),
                ("is_public", models.BooleanField(default=True)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("activities", models.JSONField(blank=True, default=list)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("monthly_helpers", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("paused_until", models.DateField(blank=True, null=True)),
                (
                    "reach_by",
                    models.CharField(
                        choices=[
                            ("link", "E-Mail mit Link, sofort"),
                            ("list", "Liste per E-Mail, einmal in der Woche"),
                            ("phone", "Anruf"),
                        ],
                        default="link",
                        max_length=10,
                    ),
                ),
                ("is_trusted", models.BooleanField(default=False)),
                ("clearance_agreed_on", models.DateField(blank=True, null=True)),
                ("protection_concept_on", models.DateField(blank=True, null=True)),
                ("data_agreed_on", models.DateField(blank=True, null=True)),
                ("insurer", models.CharField(blank=True, max_length=200)),
                ("confirmed_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("areas", models.ManyToManyField(blank=True, to="places.district")),
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
        ),
        migrations.CreateModel(
            name="GoodsIntake",
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
                (
                    "condition",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (4, "neu"),
                            (3, "wie neu"),
                            (2, "gut"),
                            (1, "gebraucht, aber ganz und sauber"),
                            (0, "beschädigt oder defekt"),
                        ],
                        default=2,
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=300)),
                ("hours", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("by_appointment", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intakes",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["goods", "organisation_id"],
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
                ("hours", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("way_there", models.CharField(blank=True, max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="directory.contact",
                    ),
                ),
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
                ("address", models.CharField(blank=True, max_length=200)),
                ("rules", models.TextField(blank=True)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "quarter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.quarter"
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supports",
                        to="directory.organisation",
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
                        blank=True,
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
                (
                    "activity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SPR", "Deutsch üben"),
                            ("DOL", "Dolmetschen und Übersetzen"),
                            ("MIN", "Junge Geflüchtete unterstützen"),
                            ("PAT", "Patenschaft übernehmen"),
                            ("HAU", "Hausaufgaben und Nachhilfe"),
                            ("KIN", "Kinder betreuen"),
                            ("BEG", "Zu Ämtern und Ärzten begleiten"),
                            ("FOR", "Bei Briefen und Formularen helfen"),
                            ("WOH", "Bei Wohnungssuche und Umzug helfen"),
                            ("ARB", "Bei Arbeit und Ausbildung helfen"),
                            ("FAH", "Fahren und Transportieren"),
                            ("SPE", "Kleidung und Spenden sortieren"),
                            ("ESS", "Kochen und Essen ausgeben"),
                            ("SPO", "Sport und Bewegung"),
                            ("KUL", "Musik, Kunst und Ausflüge"),
                            ("BGN", "Treffpunkte und Feste"),
                            ("FRA", "Angebote für Frauen"),
                            ("GES", "Gesundheit (Fachkräfte)"),
                            ("FAR", "Fahrräder, Handwerk, Garten"),
                            ("ITC", "Computer und Internet"),
                            ("OEF", "Fotos, Texte, Öffentlichkeit"),
                            ("ORG", "Organisieren und Telefonieren"),
                            ("EMP", "Bei der Ankunft helfen"),
                            ("FAC", "Fachlich beraten"),
                            ("SON", "Etwas anderes"),
                        ],
                        max_length=3,
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
            },
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["confirmed_at"], name="directory_o_confirm_bc8c20_idx"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("user", "organisation"), name="member_once"),
        ),
        migrations.AddConstraint(
            model_name="goodsintake",
            constraint=models.UniqueConstraint(
                fields=("organisation", "goods"), name="goods_once_a_body"
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptancestop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="stop_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptancestop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goods", ""), models.Q(("activity", ""), _negated=True)),
                    models.Q(models.Q(("goods", ""), _negated=True), ("activity", "")),
                    _connector="OR",
                ),
                name="stop_is_for_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="responsibility",
            index=models.Index(
                fields=["subject", "district"], name="directory_r_subject_bfba68_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="responsibility_runs_forward",
            ),
        ),
    ]
