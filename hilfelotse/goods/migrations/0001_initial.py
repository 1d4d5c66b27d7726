import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("needs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GoodsOffer",
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
                ("item", models.CharField(max_length=120)),
                ("quantity", models.PositiveIntegerField()),
                ("reserved", models.PositiveIntegerField(default=0)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("piece", "Stück"),
                            ("pair", "Paar"),
                            ("set", "Set"),
                            ("box", "Karton"),
                            ("bag", "Tüte"),
                            ("pallet", "Palette"),
                            ("kg", "Kilogramm"),
                        ],
                        default="piece",
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
                        ]
                    ),
                ),
                ("size", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(max_length=5)),
                ("floor", models.CharField(blank=True, max_length=100)),
                ("can_bring", models.BooleanField(default=False)),
                ("available_from", models.DateField(blank=True, null=True)),
                ("available_until", models.DateField(blank=True, null=True)),
                ("wants_receipt", models.BooleanField(default=False)),
                (
                    "if_not",
                    models.CharField(
                        choices=[
                            (
                                "keep",
                                "Ich behalte es. Fragen Sie mich wieder, wenn es gebraucht wird.",
                            ),
                            (
                                "store",
                                "Ich bringe es zu einer Kleiderkammer oder einem Sozialkaufhaus.",
                            ),
                            ("own_way", "Ich kümmere mich selbst darum."),
                        ],
                        default="keep",
                        max_length=10,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goods_offer",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "reserviert"),
                            ("appointed", "Termin vereinbart"),
                            ("handed_over", "übergeben"),
                            ("confirmed", "angekommen"),
                            ("lapsed", "verfallen"),
                            ("cancelled", "abgesagt"),
                            ("unusable", "nicht brauchbar"),
                        ],
                        default="held",
                        max_length=15,
                    ),
                ),
                ("reserved_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("held_until", models.DateTimeField()),
                ("appointment_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("received", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "received_condition",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (4, "neu"),
                            (3, "wie neu"),
                            (2, "gut"),
                            (1, "gebraucht, aber ganz und sauber"),
                            (0, "beschädigt oder defekt"),
                        ],
                        null=True,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="needs.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reservations",
                        to="goods.goodsoffer",
                    ),
                ),
                (
                    "reserved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transport",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="needs.need",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="goodsoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1), ("quantity__lte", 100000)),
                name="goods_offer_has_some",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodsoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reserved__lte", models.F("quantity"))),
                name="no_thing_given_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodsoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("available_until", None),
                    ("available_from", None),
                    ("available_until__gte", models.F("available_from")),
                    _connector="OR",
                ),
                name="goods_offer_runs_forward",
            ),
        ),
        migrations.AddIndex(
            model_name="reservation",
            index=models.Index(
                condition=models.Q(("state__in", ["held", "appointed"])),
                fields=["held_until"],
                name="reservations_by_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["held", "appointed", "handed_over"])),
                fields=("offer", "need"),
                name="one_reservation_of_an_offer_for_a_need",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="reservation_has_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received", None), ("received__lte", models.F("quantity")), _connector="OR"
                ),
                name="no_more_received_than_reserved",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["confirmed", "lapsed", "cancelled", "unusable"]),
                        ("ended_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["confirmed", "lapsed", "cancelled", "unusable"]),
                            _negated=True,
                        ),
                        ("ended_at", None),
                    ),
                    _connector="OR",
                ),
                name="ended_reservation_has_date",
            ),
        ),
    ]
