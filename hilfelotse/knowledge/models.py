from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.topics.subjects import CHOICES as SUBJECTS


class PageQuerySet(models.QuerySet):
    def in_use(self) -> "PageQuerySet":
        """What the telephone shows: doubtful ones too, with their mark, but no retired one."""
        return self.filter(retired_at=None, published_at__isnull=False)

    def public(self) -> "PageQuerySet":
        """What everybody may read. What is past its date and not safe to read is not there."""
        is_new = Q(outdated_at=None) & (Q(valid_until=None) | Q(valid_until__gte=clock.today()))
        return self.in_use().filter(is_new | Q(when_old=Page.WhenOld.SAY), is_public=True)

    def of_owner(self, owner: str) -> "PageQuerySet":
        return self.filter(owner=owner)


class Page(models.Model):
    """What the city or the Region says about one matter: to readers, callers and the team.

    Rubrics hold pages and make the tree. The German text stands here, the source of every
    translation; ``version`` names its meaning: it changes with each edit that is not minor.
    """

    class Kind(models.TextChoices):
        RUBRIC = "rubric", _("Rubrik")
        ARTICLE = "article", _("Seite")
        QUESTION = "question", _("Häufige Frage")
        NEWS = "news", _("Meldung")
        EVENT = "event", _("Termin")

    class Audience(models.TextChoices):
        ALL = "all", _("alle")
        HELPERS = "helpers", _("Menschen, die helfen")
        REFUGEES = "refugees", _("Geflüchtete")
        ORGANISATIONS = "organisations", _("Organisationen")

    class Owner(models.TextChoices):
        CITY = "city", _("Stadt")
        REGION = "region", _("Region")

    class WhenOld(models.TextChoices):
        """What readers see of a page that is past its date or said to be wrong."""

        SAY = "say", _("zeigen, mit Hinweis")
        HIDE = "hide", _("nicht mehr zeigen")

    slug = models.CharField(
        max_length=80, unique=True, validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.QUESTION)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=100)
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.ALL)
    owner = models.CharField(max_length=10, choices=Owner, default=Owner.CITY)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)  # Markdown, see knowledge.markdown
    version = models.CharField(max_length=16)
    changed_at = models.DateTimeField(default=clock.now)  # the German meaning, not a comma
    keywords = models.CharField(max_length=300, blank=True)  # other words people use, by commas
    subject = models.CharField(max_length=20, choices=SUBJECTS)
    responsible = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="pages"
    )
    editor = models.ForeignKey(  # who is warned before it grows old
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=True)  # else for the telephone alone
    is_core = models.BooleanField(default=False)  # in all languages, and there without a network
    needs_approval = models.BooleanField(default=False)  # by a second person
    when_old = models.CharField(max_length=5, choices=WhenOld, default=WhenOld.SAY)
    hides_old_translations = models.BooleanField(default=False)  # law, deadlines, health
    checked_on = models.DateField(default=clock.today)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(null=True, blank=True)
    warned_on = models.DateField(null=True, blank=True)  # the editor, of this ``valid_until``
    outdated_at = models.DateTimeField(null=True, blank=True)  # „stimmt nicht mehr“
    outdated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outdated_note = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)  # an event
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    # The same in German Sign Language: a video on the owner's own server, told by version as texts.
    sign_video = models.URLField(max_length=300, blank=True)
    sign_video_seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    sign_video_version = models.CharField(max_length=16, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="event", starts_at__isnull=False)
                | ~Q(kind="event") & Q(starts_at=None, ends_at=None, place=""),
                name="events_alone_have_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(sign_video="", sign_video_seconds=None, sign_video_version="")
                | ~Q(sign_video="") & Q(sign_video_seconds__gt=0) & ~Q(sign_video_version=""),
                name="sign_video_has_a_length_and_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_doubtful(self) -> bool:
        """Somebody said it is no longer so, or its time has passed: check it before you use it."""
        return bool(self.outdated_at) or bool(self.valid_until and self.valid_until < clock.today())

    @property
    def is_sign_video_old(self) -> bool:
        """The German text says something else by now than the video."""
        return bool(self.sign_video) and self.sign_video_version != self.version


class Translation(models.Model):
    """A page in another language, as readers see it; ``source_version`` is what it translates."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    source_version = models.CharField(max_length=16, blank=True)  # empty: not translated yet
    is_machine = models.BooleanField(default=False)
    engine = models.CharField(max_length=60, blank=True)  # which machine
    translated_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)  # by a named person, this very text
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_work_for = models.CharField(max_length=16, blank=True)  # the German version being done
    in_work_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="one_translation_a_language"),
            models.CheckConstraint(condition=~Q(language="de"), name="german_is_the_source"),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(approved_by__isnull=False),
                name="approval_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}"


class Revision(models.Model):
    """What somebody wrote, in one language; the newest published one is what readers see."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        WAITING = "waiting", _("wartet auf Freigabe")
        SCHEDULED = "scheduled", _("geplant")
        PUBLISHED = "published", _("veröffentlicht")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    language = models.CharField(max_length=10, default="de")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    version = models.CharField(max_length=16)  # German: its own; else the German it translates
    is_minor = models.BooleanField(default=False)  # declared so: translations stay up to date
    is_machine = models.BooleanField(default=False)
    engine = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language", "number"], name="revisions_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(state="scheduled", publish_at__isnull=False) | ~Q(state="scheduled"),
                name="scheduled_revision_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | ~Q(state="published") & Q(published_at=None),
                name="published_revision_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["publish_at"], condition=Q(state="scheduled"), name="scheduled_revisions"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.number}"


class Picture(models.Model):
    """A picture that a page's texts show: drawn anew by us, with its credit and licence.

    Where it stands and what it shows is said in the text, in each language:
    ``![Ein Kind malt](bild:7)``. Only a decorative one may stand there without words.
    """

    class Licence(models.TextChoices):
        OWN = "own", _("eigenes Bild")
        PERMITTED = "permitted", _("mit Erlaubnis")
        CC0 = "cc0", _("CC0 1.0")
        CC_BY = "cc-by", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="pictures")
    content = models.BinaryField()  # a JPEG of ours, see base.photos
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    is_decorative = models.BooleanField(default=False)  # somebody decided: it says nothing
    credit = models.CharField(max_length=200)  # who made it
    licence = models.CharField(max_length=10, choices=Licence)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "digest"], name="picture_once_a_page")
        ]

    def __str__(self) -> str:
        return f"picture {self.pk} of page {self.page_id}"


class PageWord(models.Model):
    """One word by which a page is found in a language: a stem, or the beginning of a word."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=10, default="de")
    word = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField(default=1)  # question and keywords count more

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "word"], name="page_word_once")
        ]
        # All words of a language are read, too: what somebody mistyped is looked for among them.
        indexes = [models.Index(fields=["language", "word", "weight"])]

    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """Words that mean the same to who searches: whoever types one of them finds the others."""

    language = models.CharField(max_length=10, default="de")
    words = models.CharField(max_length=300)  # by commas; each may be of several words

    class Meta:
        ordering = ["language", "words"]
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="synonyms_once")]

    def __str__(self) -> str:
        return self.words


class Gap(models.Model):
    """A question that people asked and that has no answer yet; counted, not kept twice."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ANSWERED = "answered", _("beantwortet")
        DISMISSED = "dismissed", _("erledigt ohne Antwort")

    words = models.CharField(max_length=200, unique=True)  # sorted stems: the same question again
    text = models.CharField(max_length=200)  # as it was asked first; no names belong here
    subject = models.CharField(max_length=20, choices=SUBJECTS, blank=True)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="gaps"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "-times"], condition=Q(state="open"), name="gaps")]

    def __str__(self) -> str:
        return self.text
