import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("directory", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "availability",
                    models.CharField(
                        choices=[
                            ("available", "verfügbar"),
                            ("paused", "macht Pause"),
                            ("taken", "im Einsatz"),
                            ("withdrawn", "zurückgezogen"),
                        ],
                        default="available",
                        max_length=10,
                    ),
                ),
                ("paused_until", models.DateField(blank=True, null=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("talked_about", models.JSONField(blank=True, default=list)),
                ("slots", models.BigIntegerField()),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("once", "einmal"),
                            ("weekly", "regelmäßig, zum Beispiel jede Woche"),
                            ("on_call", "ab und zu, auf Anruf"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "volume",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("2", "bis 2 Stunden in der Woche"),
                            ("5", "2 bis 5 Stunden in der Woche"),
                            ("10", "5 bis 10 Stunden in der Woche"),
                            ("more", "mehr als 10 Stunden in der Woche"),
                        ],
                        max_length=10,
                    ),
                ),
                ("available_from", models.DateField(blank=True, null=True)),
                ("available_until", models.DateField(blank=True, null=True)),
                ("postcode", models.CharField(max_length=5)),
                ("east_m", models.IntegerField(blank=True, null=True)),
                ("north_m", models.IntegerField(blank=True, null=True)),
                ("radius_km", models.PositiveSmallIntegerField(default=10)),
                ("size", models.PositiveIntegerField(default=1)),
                ("is_minor", models.BooleanField(default=False)),
                ("ask_kinds", models.PositiveSmallIntegerField(default=0)),
                ("skills", models.JSONField(blank=True, default=list)),
                ("experience", models.TextField(blank=True)),
                ("wished_need_id", models.BigIntegerField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offer",
                        to="cases.case",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="people.party",
                    ),
                ),
                (
                    "wished_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfferActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=3)),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="offers.offer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfferLanguage",
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
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="languages",
                        to="offers.offer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("slots__gt", 0)), name="offer_has_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", 5000)), name="offer_has_people"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_until", None), ("availability", "paused"), _connector="OR"
                ),
                name="only_paused_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="offeractivity",
            constraint=models.UniqueConstraint(
                fields=("code", "offer"), name="activity_once_an_offer"
            ),
        ),
        migrations.AddIndex(
            model_name="offerlanguage",
            index=models.Index(fields=["code", "level", "offer"], name="who_speaks_it"),
        ),
        migrations.AddConstraint(
            model_name="offerlanguage",
            constraint=models.UniqueConstraint(
                fields=("offer", "code"), include=("level",), name="language_once_an_offer"
            ),
        ),
    ]
