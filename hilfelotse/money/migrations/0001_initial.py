import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("directory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MoneyOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "giver",
                    models.CharField(
                        choices=[
                            ("private", "privat"),
                            ("company", "Unternehmen"),
                            ("foundation", "Stiftung"),
                            ("club", "Verein oder Gemeinde"),
                            ("collection", "Sammlung oder Veranstaltung"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("any", "wo es am meisten hilft"),
                            ("children", "Kinder und Schule"),
                            ("language", "Deutsch lernen"),
                            ("sport", "Sport und Freizeit"),
                            ("housing", "Wohnen"),
                            ("health", "Gesundheit"),
                            ("emergency", "Not im Einzelfall"),
                        ],
                        default="any",
                        max_length=15,
                    ),
                ),
                (
                    "amount",
                    models.PositiveIntegerField(
                        choices=[
                            (0, "möchte ich nicht sagen"),
                            (100, "bis 100 Euro"),
                            (300, "bis 300 Euro"),
                            (2000, "bis 2.000 Euro"),
                            (10000, "bis 10.000 Euro"),
                            (1000000, "mehr als 10.000 Euro"),
                        ],
                        default=0,
                    ),
                ),
                ("is_regular", models.BooleanField(default=False)),
                ("wants_receipt", models.BooleanField(default=False)),
                ("wants_publicity", models.BooleanField(default=False)),
                ("by_day", models.DateField(blank=True, null=True)),
                ("council_due", models.BooleanField(default=False)),
                ("council_accepted_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="money_offer",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("any", "wo es am meisten hilft"),
                            ("children", "Kinder und Schule"),
                            ("language", "Deutsch lernen"),
                            ("sport", "Sport und Freizeit"),
                            ("housing", "Wohnen"),
                            ("health", "Gesundheit"),
                            ("emergency", "Not im Einzelfall"),
                        ],
                        default="any",
                        max_length=15,
                    ),
                ),
                ("account", models.CharField(max_length=34)),
                ("gives_receipts", models.BooleanField(default=False)),
                ("checked_on", models.DateField(default=hilfelotse.base.clock.today)),
                ("valid_until", models.DateField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["purpose", "organisation_id"],
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("result", models.TextField(blank=True)),
                ("result_at", models.DateTimeField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="advices",
                        to="money.moneyoffer",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advices",
                        to="money.recipient",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.UniqueConstraint(
                fields=("organisation", "purpose"), name="recipient_once_a_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.UniqueConstraint(
                fields=("offer", "recipient"), name="recipient_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", ""), ("result_at", None)),
                    models.Q(models.Q(("result", ""), _negated=True), ("result_at__isnull", False)),
                    _connector="OR",
                ),
                name="advice_result_has_date",
            ),
        ),
    ]
