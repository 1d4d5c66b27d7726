import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("directory", "0001_initial"),
        ("needs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "vorgeschlagen"),
                            ("wanted", "gewünscht"),
                            ("declined", "passt nicht"),
                            ("lapsed", "verfallen"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="cases.case",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="needs.need",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["due_at"],
                        name="open_proposals_by_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("case", "need"),
                        name="need_proposed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_proposal_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_opinion", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "wartet auf Antwort"),
                            ("accepted", "angenommen"),
                            ("declined", "abgelehnt"),
                            ("expired", "keine Antwort"),
                            ("recalled", "zurückgeholt"),
                            ("done", "erledigt"),
                        ],
                        default="sent",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("time", "Die Zeiten passen nicht."),
                            ("skills", "Wir brauchen andere Kenntnisse oder Sprachen."),
                            ("full", "Wir haben schon genug Helferinnen und Helfer."),
                            ("no_supervision", "Wir können gerade niemanden begleiten."),
                            ("done", "Der Bedarf besteht nicht mehr."),
                            ("not_ours", "Dafür sind wir nicht zuständig."),
                            ("no_capacity", "Wir schaffen es gerade nicht."),
                            ("unclear", "Die Angaben reichen uns nicht."),
                            ("other", "Es gibt einen anderen Grund."),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("who_else", models.CharField(blank=True, max_length=200)),
                ("part", models.TextField(blank=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Dafür"),
                            ("conditions", "Dafür, unter Bedingungen"),
                            ("no", "Dagegen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("cover", models.TextField(blank=True)),
                ("result", models.TextField(blank=True)),
                ("contact_released_at", models.DateTimeField(blank=True, null=True)),
                ("contact_ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="cases.case",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="needs.need",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="directory.organisation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suggested",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sent")),
                        fields=["due_at"],
                        name="waiting_by_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_opinion", False), ("need", None), ("state", "accepted")
                        ),
                        fields=["due_at"],
                        name="in_hand_by_due",
                    ),
                    models.Index(fields=["need", "case"], name="referrals_r_need_id_4fc6c4_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("is_opinion", False), ("state", "sent")),
                            models.Q(
                                ("is_opinion", False),
                                ("need", None),
                                ("part", ""),
                                ("state", "accepted"),
                            ),
                            _connector="OR",
                        ),
                        fields=("case",),
                        name="one_open_referral_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_opinion", True), ("state", "sent")),
                        fields=("case", "organisation"),
                        name="one_open_opinion_a_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_opinion", False), ("verdict", "")),
                            models.Q(
                                ("contact_released_at", None),
                                ("is_opinion", True),
                                ("need", None),
                                models.Q(
                                    models.Q(
                                        ("state", "done"), models.Q(("verdict", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True), ("verdict", "")
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="opinion_has_a_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_referral_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_released_at", None),
                            ("state__in", ["accepted", "done"]),
                            models.Q(("contact_ended_at__isnull", False), ("state", "recalled")),
                            _connector="OR",
                        ),
                        name="contact_only_after_acceptance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("need", None),
                                ("state", "done"),
                                models.Q(("result", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "done"), _negated=True), ("result", "")),
                            _connector="OR",
                        ),
                        name="done_concern_has_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_ended_at", None),
                            ("contact_released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="contact_ends_after_it_began",
                    ),
                ],
            },
        ),
    ]
