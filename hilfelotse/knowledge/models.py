from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.topics.subjects import CHOICES as SUBJECTS


class AnswerQuerySet(models.QuerySet):
    def in_use(self) -> "AnswerQuerySet":
        """What the telephone shows: doubtful ones too, with their mark, but no retired one."""
        return self.filter(retired_at=None)


class Answer(models.Model):
    """A question that people ask, and what the office says."""

    question = models.CharField(max_length=200)
    text = models.TextField()
    keywords = models.CharField(max_length=300, blank=True)  # other words people use, by commas
    subject = models.CharField(max_length=20, choices=SUBJECTS)
    responsible = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    source = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(default=clock.today)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(null=True, blank=True)
    outdated_at = models.DateTimeField(null=True, blank=True)  # „stimmt nicht mehr“
    outdated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outdated_note = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question"]

    def __str__(self) -> str:
        return self.question

    @property
    def is_doubtful(self) -> bool:
        """Somebody said it is no longer so, or its time has passed: check it before you use it."""
        return bool(self.outdated_at) or bool(self.valid_until and self.valid_until < clock.today())


class AnswerWord(models.Model):
    """One word by which an answer is found: a stem, or the beginning of a word."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField(default=1)  # question and keywords count more

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "word"], name="answer_word_once")]
        indexes = [models.Index(fields=["word"])]

    def __str__(self) -> str:
        return self.word


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
    answer = models.ForeignKey(
        Answer, on_delete=models.SET_NULL, null=True, blank=True, related_name="gaps"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "-times"], condition=Q(state="open"), name="gaps")]

    def __str__(self) -> str:
        return self.text
