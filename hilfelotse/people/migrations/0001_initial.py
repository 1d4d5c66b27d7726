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
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "eine Person"),
                            ("group", "eine Gruppe oder Schulklasse"),
                            ("company", "ein Unternehmen"),
                        ],
                        default="person",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("group_name", models.CharField(blank=True, max_length=200)),
                ("group_size", models.PositiveIntegerField(default=1)),
                (
                    "age",
                    models.CharField(
                        choices=[
                            ("adult", "18 Jahre oder älter"),
                            ("youth", "16 oder 17 Jahre"),
                            ("child", "unter 16 Jahre"),
                        ],
                        default="adult",
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(default="de", max_length=10)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("group_size__gte", 1), ("group_size__lte", 5000)),
                        name="group_has_members",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("email", "E-Mail"), ("phone", "Telefon")], max_length=10
                    ),
                ),
                ("value", models.CharField(max_length=254)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_points",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "value"], name="people_cont_kind_2fd80d_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("party", "kind"), name="one_contact_of_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                            ("ask", "Angebot ohne Namen zeigen"),
                            ("contact", "Kontaktdaten weitergeben"),
                            ("guardian", "Zustimmung der Sorgeberechtigten"),
                        ],
                        max_length=10,
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=40)),
                ("given", models.BooleanField()),
                ("text_version", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=10)),
                (
                    "channel",
                    models.CharField(
                        choices=[("form", "Formular"), ("link", "Link"), ("talk", "Gespräch")],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["recipient", "purpose"], name="people_cons_recipie_91449c_idx"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at", None), ("given", True), ("purpose", "guardian")
                        ),
                        fields=["party"],
                        name="guardians_agreed",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("party", "purpose", "recipient"),
                        name="one_consent_in_force",
                    )
                ],
            },
        ),
    ]
