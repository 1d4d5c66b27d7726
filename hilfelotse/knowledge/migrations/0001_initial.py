import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hilfelotse.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        max_length=80,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator("^[a-z0-9]+(-[a-z0-9]+)*$")
                        ],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rubric", "Rubrik"),
                            ("article", "Seite"),
                            ("question", "Häufige Frage"),
                            ("news", "Meldung"),
                            ("event", "Termin"),
                        ],
                        default="question",
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=100)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("all", "alle"),
                            ("helpers", "Menschen, die helfen"),
                            ("refugees", "Geflüchtete"),
                            ("organisations", "Organisationen"),
                        ],
                        default="all",
                        max_length=15,
                    ),
                ),
                (
                    "owner",
                    models.CharField(
                        choices=[("city", "Stadt"), ("region", "Region")],
                        default="city",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("version", models.CharField(max_length=16)),
                ("changed_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("keywords", models.CharField(blank=True, max_length=300)),
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
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_public", models.BooleanField(default=True)),
                ("is_core", models.BooleanField(default=False)),
                ("needs_approval", models.BooleanField(default=False)),
                (
                    "when_old",
                    models.CharField(
                        choices=[("say", "zeigen, mit Hinweis"), ("hide", "nicht mehr zeigen")],
                        default="say",
                        max_length=5,
                    ),
                ),
                ("hides_old_translations", models.BooleanField(default=False)),
                ("checked_on", models.DateField(default=hilfelotse.base.clock.today)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("warned_on", models.DateField(blank=True, null=True)),
                ("outdated_at", models.DateTimeField(blank=True, null=True)),
                ("outdated_note", models.CharField(blank=True, max_length=300)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("sign_video", models.URLField(blank=True, max_length=300)),
                ("sign_video_seconds", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("sign_video_version", models.CharField(blank=True, max_length=16)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outdated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="knowledge.page",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pages",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200, unique=True)),
                ("text", models.CharField(max_length=200)),
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
                        max_length=20,
                    ),
                ),
                ("times", models.PositiveIntegerField(default=1)),
                ("first_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                ("last_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("answered", "beantwortet"),
                            ("dismissed", "erledigt ohne Antwort"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gaps",
                        to="knowledge.page",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PageWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default="de", max_length=10)),
                ("word", models.CharField(max_length=40)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="knowledge.page",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("is_decorative", models.BooleanField(default=False)),
                ("credit", models.CharField(max_length=200)),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("own", "eigenes Bild"),
                            ("permitted", "mit Erlaubnis"),
                            ("cc0", "CC0 1.0"),
                            ("cc-by", "CC BY 4.0"),
                            ("cc-by-sa", "CC BY-SA 4.0"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="knowledge.page",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default="de", max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("version", models.CharField(max_length=16)),
                ("is_minor", models.BooleanField(default=False)),
                ("is_machine", models.BooleanField(default=False)),
                ("engine", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("waiting", "wartet auf Freigabe"),
                            ("scheduled", "geplant"),
                            ("published", "veröffentlicht"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("written_at", models.DateTimeField(default=hilfelotse.base.clock.now)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="knowledge.page",
                    ),
                ),
                (
                    "written_by",
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
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default="de", max_length=10)),
                ("words", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["language", "words"],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "words"), name="synonyms_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("source_version", models.CharField(blank=True, max_length=16)),
                ("is_machine", models.BooleanField(default=False)),
                ("engine", models.CharField(blank=True, max_length=60)),
                ("translated_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("in_work_for", models.CharField(blank=True, max_length=16)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "in_work_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="knowledge.page",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "event"), ("starts_at__isnull", False)),
                    models.Q(
                        models.Q(("kind", "event"), _negated=True),
                        ("ends_at", None),
                        ("place", ""),
                        ("starts_at", None),
                    ),
                    _connector="OR",
                ),
                name="events_alone_have_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="event_ends_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sign_video", ""), ("sign_video_seconds", None), ("sign_video_version", "")
                    ),
                    models.Q(
                        models.Q(("sign_video", ""), _negated=True),
                        ("sign_video_seconds__gt", 0),
                        models.Q(("sign_video_version", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sign_video_has_a_length_and_a_version",
            ),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["state", "-times"], name="gaps"
            ),
        ),
        migrations.AddIndex(
            model_name="pageword",
            index=models.Index(
                fields=["language", "word", "weight"], name="knowledge_p_languag_a698db_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="pageword",
            constraint=models.UniqueConstraint(
                fields=("page", "language", "word"), name="page_word_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(
                fields=("page", "digest"), name="picture_once_a_page"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("state", "scheduled")),
                fields=["publish_at"],
                name="scheduled_revisions",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("page", "language", "number"), name="revisions_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publish_at__isnull", False), ("state", "scheduled")),
                    models.Q(("state", "scheduled"), _negated=True),
                    _connector="OR",
                ),
                name="scheduled_revision_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", False), ("state", "published")),
                    models.Q(
                        models.Q(("state", "published"), _negated=True), ("published_at", None)
                    ),
                    _connector="OR",
                ),
                name="published_revision_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.UniqueConstraint(
                fields=("page", "language"), name="one_translation_a_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.CheckConstraint(
                condition=models.Q(("language", "de"), _negated=True), name="german_is_the_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at", None), ("approved_by__isnull", False), _connector="OR"
                ),
                name="approval_has_a_name",
            ),
        ),
    ]
