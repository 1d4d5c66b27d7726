import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RentLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("persons", models.PositiveSmallIntegerField()),
                ("square_metres", models.PositiveSmallIntegerField()),
                ("euros", models.PositiveIntegerField()),
                ("since", models.DateField(default=hilfelotse.base.clock.today)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["persons", "-since"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("persons", "since"), name="limit_once_a_household"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persons__gte", 1), ("persons__lte", 20)),
                        name="limit_has_persons",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HousingOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("owner", "Eigentümerin oder Eigentümer"),
                            ("tenant", "Mieterin oder Mieter (Untervermietung)"),
                            ("manager", "Hausverwaltung"),
                            ("company", "Wohnungsunternehmen"),
                            ("hotel", "Hotel oder Pension"),
                            ("shared_flat", "Wohngemeinschaft"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("flat", "Wohnung"),
                            ("house", "Haus"),
                            ("room", "Zimmer in meinem Haushalt"),
                            ("shared_flat", "Zimmer in einer Wohngemeinschaft"),
                            ("granny_flat", "Einliegerwohnung"),
                            ("holiday_flat", "Ferienwohnung"),
                            ("hotel", "Hotelzimmer"),
                            ("guest_bed", "Schlafplatz für Gäste"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("city", "Die Stadt mietet"),
                            ("direct", "Mietvertrag mit den Geflüchteten"),
                            ("guest", "Als Gast, ohne Miete"),
                            ("undecided", "weiß ich noch nicht"),
                        ],
                        default="undecided",
                        max_length=10,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("not_needed", "Ich bin Eigentümerin oder Eigentümer"),
                            ("given", "Ja, liegt vor"),
                            ("asked", "Noch nicht, ich frage"),
                            ("refused", "Nein"),
                        ],
                        max_length=10,
                    ),
                ),
                ("postcode", models.CharField(max_length=5)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("square_metres", models.PositiveSmallIntegerField()),
                ("rooms", models.DecimalField(decimal_places=1, max_digits=4)),
                ("beds", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("persons", models.PositiveSmallIntegerField()),
                (
                    "household",
                    models.CharField(
                        choices=[
                            ("any", "egal"),
                            ("one", "eine Person"),
                            ("couple", "ein Paar"),
                            ("family", "eine Familie mit Kindern"),
                            ("group", "mehrere Erwachsene"),
                        ],
                        default="any",
                        max_length=10,
                    ),
                ),
                ("housemates", models.PositiveSmallIntegerField(default=0)),
                ("floor", models.CharField(blank=True, max_length=50)),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("no", "nein"),
                            ("partly", "zum Teil"),
                            ("yes", "ja, auch mit Rollstuhl"),
                        ],
                        default="no",
                        max_length=10,
                    ),
                ),
                (
                    "furnished",
                    models.CharField(
                        choices=[("no", "nein"), ("partly", "zum Teil"), ("yes", "ja")],
                        default="no",
                        max_length=10,
                    ),
                ),
                ("rent", models.PositiveIntegerField(default=0)),
                ("cold_costs", models.PositiveIntegerField(default=0)),
                ("heating", models.PositiveIntegerField(default=0)),
                ("furniture", models.PositiveIntegerField(default=0)),
                ("deposit", models.PositiveIntegerField(default=0)),
                ("free_from", models.DateField()),
                ("free_until", models.DateField(blank=True, null=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("offered", "eingegangen"),
                            ("advised", "erstberaten"),
                            ("forwarded", "weitergeleitet"),
                            ("in_review", "wird geprüft"),
                            ("viewing", "Besichtigung"),
                            ("suitable", "angemessen"),
                            ("proposed", "Mieter vorgeschlagen"),
                            ("contract", "Vertrag"),
                            ("moved_in", "bezogen"),
                            ("refused", "nicht genommen"),
                        ],
                        default="offered",
                        max_length=12,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_small", "zu klein"),
                            ("too_expensive", "zu teuer"),
                            ("too_short", "zu kurz"),
                            ("location", "Lage passt nicht"),
                            ("unsafe", "nicht sicher"),
                            ("no_consent", "ohne Zustimmung der Vermieterin oder des Vermieters"),
                            ("no_demand", "gerade kein Bedarf"),
                            ("let_elsewhere", "schon vermietet"),
                        ],
                        max_length=15,
                    ),
                ),
                ("advised_on", models.JSONField(blank=True, default=list)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("identity_checked_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="housing_offer",
                        to="cases.case",
                    ),
                ),
                (
                    "identity_checked_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("free_until", None),
                            ("free_until__gte", models.F("free_from")),
                            _connector="OR",
                        ),
                        name="housing_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("square_metres__gte", 4), ("square_metres__lte", 2000)),
                        name="housing_has_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persons__gte", 1), ("persons__lte", 500)),
                        name="housing_has_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", "refused"), models.Q(("refusal", ""), _negated=True)),
                            models.Q(models.Q(("step", "refused"), _negated=True), ("refusal", "")),
                            _connector="OR",
                        ),
                        name="refused_housing_has_reason",
                    ),
                ],
            },
        ),
    ]
