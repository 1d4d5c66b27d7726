import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("correspondence", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                            ("volunteering", "Ehrenamt"),
                            ("question", "Frage"),
                            ("organisation", "Organisation"),
                            ("goods", "Sachspende"),
                            ("money", "Geldspende"),
                            ("housing", "Wohnung"),
                            ("property", "Fläche oder Gebäude"),
                            ("idea", "Projektidee"),
                            ("request", "Geflüchtete brauchen Hilfe"),
                            ("complaint", "Beschwerde"),
                            ("press", "Presse"),
                            ("barrier", "Barriere auf unseren Seiten"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Internet"),
                            ("phone", "Telefon"),
                            ("switchboard", "Telefonzentrale"),
                            ("mail", "E-Mail"),
                            ("letter", "Brief"),
                            ("in_person", "persönlich"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "neu"),
                            ("advising", "in Beratung"),
                            ("ready", "bereit"),
                            ("referred", "weitergegeben"),
                            ("placed", "vermittelt"),
                            ("closed", "abgeschlossen"),
                        ],
                        default="new",
                        max_length=20,
                    ),
                ),
                (
                    "waiting_on",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "niemand"),
                            ("citizen", "Bürgerin oder Bürger"),
                            ("organisation", "Stelle"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("placed", "vermittelt"),
                            ("answered", "beantwortet"),
                            ("forwarded", "weitergeleitet"),
                            ("not_needed", "nicht gebraucht"),
                            ("not_suitable", "passt nicht"),
                            ("not_reached", "nicht erreicht"),
                            ("withdrawn", "zurückgezogen"),
                            ("not_ours", "nicht zuständig"),
                            ("unconfirmed", "Adresse nicht bestätigt"),
                            ("duplicate", "doppelt"),
                            ("spam", "Missbrauch"),
                            ("handed_over", "übergeben"),
                            ("donated", "gespendet"),
                            ("moved_in", "bezogen"),
                            ("in_use", "wird genutzt"),
                            ("reserve", "auf der Reserveliste"),
                            ("given_elsewhere", "anderweitig vergeben"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "queue",
                    models.CharField(
                        blank=True,
                        choices=[("desk", "Koordinierungsstelle"), ("lead", "Leitung")],
                        default="",
                        max_length=20,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(blank=True)),
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
                        default="",
                        max_length=20,
                    ),
                ),
                ("postcode", models.CharField(blank=True, default="", max_length=5)),
                ("is_urgent", models.BooleanField(default=False)),
                ("is_restricted", models.BooleanField(default=False)),
                ("raised_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("spoken_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(is_urgent=True, raised_at__isnull=False, then=0),
                            models.When(raised_at__isnull=False, then=1),
                            models.When(is_urgent=True, then=2),
                            default=3,
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="cases.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cases",
                        to="people.party",
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="split_off",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sign",
                    models.CharField(
                        choices=[
                            ("exploitation", "Könnte Ausbeutung sein"),
                            ("wish_for_persons", "Wünscht sich Frauen oder Kinder"),
                            ("minors", "Betrifft Minderjährige: Jugendamt"),
                            ("large_gift", "Große Spende: der Rat muss sie annehmen"),
                            ("confidential", "Vertraulich"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailInCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="cases.case",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_cases",
                        to="correspondence.receivedmail",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=500)),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=48)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_keys",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["due_at"],
                name="open_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["owner", "due_at"],
                name="open_by_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["state", "received_at"],
                name="open_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["rank", "due_at", "id"],
                name="open_by_rank",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("queue", ""), _negated=True),
                ),
                fields=["queue", "due_at"],
                name="open_by_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("waiting_on", ""), _negated=True),
                ),
                fields=["waiting_on", "due_at"],
                name="open_by_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True), ("is_restricted", True)
                ),
                fields=["due_at"],
                name="open_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["received_at"], name="cases_case_receive_a4fc3f_idx"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "closed")), fields=["closed_at"], name="ended_by_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "closed"), ("due_at__isnull", False), _connector="OR"),
                name="open_case_has_due_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "closed"),
                    models.Q(("owner__isnull", False), ("queue", "")),
                    models.Q(("owner", None), models.Q(("queue", ""), _negated=True)),
                    _connector="OR",
                ),
                name="open_case_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "closed"),
                        models.Q(("outcome", ""), _negated=True),
                        ("closed_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("outcome", ""),
                        ("closed_at", None),
                    ),
                    _connector="OR",
                ),
                name="closed_case_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), ("outcome", "duplicate"), _connector="OR"
                ),
                name="merged_case_is_a_duplicate",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("seen_at", None)), fields=["at"], name="alerts_unseen"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(fields=("case", "sign"), name="sign_once_a_case"),
        ),
        migrations.AddConstraint(
            model_name="mailincase",
            constraint=models.UniqueConstraint(fields=("case", "mail"), name="mail_once_a_case"),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(
                fields=("owner", "name"), name="filter_name_once_a_user"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchkey",
            constraint=models.UniqueConstraint(fields=("key", "case"), name="key_once_a_case"),
        ),
    ]
