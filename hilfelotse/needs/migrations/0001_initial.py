import django.db.models.deletion
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("east_m", models.IntegerField()),
                ("north_m", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("helpers", "regelmäßige Hilfe"),
                            ("shift", "Einsatz an einem Tag"),
                            ("interpreting", "Dolmetschen"),
                            ("mentoring", "Patenschaft"),
                            ("transport", "Fahrt oder Transport"),
                            ("expertise", "Fachwissen"),
                            ("goods", "Sachen"),
                            ("money", "Geld"),
                            ("room", "Raum"),
                        ],
                        default="helpers",
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField()),
                ("quantity", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
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
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "einmal"),
                            ("weekly", "regelmäßig, zum Beispiel jede Woche"),
                            ("on_call", "ab und zu, auf Anruf"),
                        ],
                        max_length=10,
                    ),
                ),
                ("slots", models.BigIntegerField(default=0)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("needs_clearance", models.BooleanField(default=False)),
                ("adults_only", models.BooleanField(default=False)),
                ("reimbursement", models.CharField(blank=True, max_length=200)),
                ("meeting_point", models.CharField(blank=True, max_length=200)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("other_starts_at", models.DateTimeField(blank=True, null=True)),
                ("other_ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "gender_wish",
                    models.CharField(
                        blank=True,
                        choices=[("", "egal"), ("female", "eine Frau"), ("male", "ein Mann")],
                        default="",
                        max_length=10,
                    ),
                ),
                ("gender_reason", models.CharField(blank=True, max_length=200)),
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
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("piece", "Stück"),
                            ("pair", "Paar"),
                            ("set", "Set"),
                            ("box", "Karton"),
                            ("bag", "Tüte"),
                            ("pallet", "Palette"),
                            ("kg", "Kilogramm"),
                        ],
                        max_length=10,
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
                ("hours", models.CharField(blank=True, max_length=200)),
                ("not_wanted", models.CharField(blank=True, max_length=300)),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (4, "akut, in 24 Stunden"),
                            (3, "diese Woche"),
                            (2, "diesen Monat"),
                            (1, "auf Dauer"),
                        ],
                        default=2,
                    ),
                ),
                ("urgency_reason", models.CharField(blank=True, max_length=200)),
                ("valid_until", models.DateField()),
                ("paused_until", models.DateField(blank=True, null=True)),
                ("result", models.TextField(blank=True)),
                ("is_public", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("submitted", "zur Freigabe"),
                            ("open", "offen"),
                            ("paused", "pausiert"),
                            ("done", "erledigt"),
                            ("expired", "abgelaufen"),
                            ("cancelled", "storniert"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("confirmed_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "accommodation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="directory.accommodation",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="directory.organisation",
                    ),
                ),
                (
                    "quarter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="places.quarter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NeedLanguage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("de", "Deutsch"),
                            ("ar", "Arabisch"),
                            ("en", "Englisch"),
                            ("fa", "Persisch (Farsi)"),
                            ("fr", "Französisch"),
                            ("kmr", "Kurdisch (Kurmandschi)"),
                            ("ckb", "Kurdisch (Sorani)"),
                            ("ru", "Russisch"),
                            ("ti", "Tigrinya"),
                            ("tr", "Türkisch"),
                            ("uk", "Ukrainisch"),
                            ("sq", "Albanisch"),
                            ("am", "Amharisch"),
                            ("az", "Aserbaidschanisch"),
                            ("bg", "Bulgarisch"),
                            ("prs", "Dari"),
                            ("gsg", "Deutsche Gebärdensprache"),
                            ("el", "Griechisch"),
                            ("it", "Italienisch"),
                            ("om", "Oromo"),
                            ("ps", "Paschtu"),
                            ("pl", "Polnisch"),
                            ("pt", "Portugiesisch"),
                            ("rom", "Romani"),
                            ("ro", "Rumänisch"),
                            ("sr", "Serbisch, Bosnisch, Kroatisch"),
                            ("so", "Somali"),
                            ("es", "Spanisch"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamesisch"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "ein paar Worte (A1)"),
                            (2, "einfache Gespräche (A2)"),
                            (3, "im Alltag gut (B1)"),
                            (4, "sicher (B2)"),
                            (5, "fast wie Muttersprache (C1 bis C2)"),
                            (6, "Muttersprache"),
                        ]
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="languages",
                        to="needs.need",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["-urgency", "-id"],
                name="board_order",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["activity", "-urgency", "-id"],
                name="board_by_activity",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["quarter", "-urgency", "-id"],
                name="board_by_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("quantity"))),
                name="no_place_given_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quantity__gte", 1),
                    models.Q(
                        ("quantity__lte", 500),
                        models.Q(
                            ("kind__in", ["goods", "money", "room"]), ("quantity__lte", 100000)
                        ),
                        _connector="OR",
                    ),
                ),
                name="need_has_a_quantity",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activity", ""), ("kind__in", ["goods", "money", "room"])),
                    models.Q(
                        models.Q(("kind__in", ["goods", "money", "room"]), _negated=True),
                        models.Q(("activity", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="people_do_an_activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "goods"), models.Q(("goods", ""), _negated=True)),
                    models.Q(models.Q(("kind", "goods"), _negated=True), ("goods", "")),
                    _connector="OR",
                ),
                name="goods_have_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at", None), ("starts_at", None)),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="need_date_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("other_ends_at", None), ("other_starts_at", None)),
                    ("other_ends_at__gt", models.F("other_starts_at")),
                    _connector="OR",
                ),
                name="need_other_date_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gender_wish", ""),
                    models.Q(("gender_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="gender_wish_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("paused_until", None), ("state", "paused"), _connector="OR"),
                name="only_paused_need_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    ("starts_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="need_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="needlanguage",
            constraint=models.UniqueConstraint(
                fields=("need", "code"), name="language_once_a_need"
            ),
        ),
    ]
