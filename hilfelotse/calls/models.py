from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.knowledge.models import Page


class CallNote(models.Model):
    """One call, or one person at the door, and how it ended. It always belongs to a case."""

    class Result(models.TextChoices):
        ANSWERED = "answered", _("beantwortet")
        CALLBACK = "callback", _("Rückruf vereinbart")
        OFFER = "offer", _("Angebot aufgenommen")
        PASSED_ON = "passed_on", _("weitergegeben")
        NOT_OURS = "not_ours", _("nicht zuständig")
        PUT_THROUGH = "put_through", _("durchgestellt")
        RECORDED = "recorded", _("aufgenommen")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="call_notes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Case.Channel)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(default=clock.now)
    wish = models.CharField(max_length=20, choices=Case.Kind)
    text = models.CharField(max_length=1000, blank=True)
    result = models.CharField(max_length=20, choices=Result)
    answer = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(  # to whom it was passed on, or who is responsible instead
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["case", "started_at"]),
            models.Index(fields=["user", "started_at"]),
            models.Index(fields=["ended_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")), name="call_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"call {self.started_at:%Y-%m-%d %H:%M} case {self.case_id}"


class CallbackQuerySet(models.QuerySet):
    def open(self) -> "CallbackQuerySet":
        """What we still owe: a promise lasts as long as its case is open."""
        return self.filter(ended_at=None).exclude(case__state=Case.State.CLOSED)

    def visible_to(self, user: User) -> "CallbackQuerySet":
        """Those of the cases that the user may see."""
        return self.filter(case__in=Case.objects.visible_to(user))


class Callback(models.Model):
    """We promised to call. At most one open promise for a case; held while somebody dials."""

    class End(models.TextChoices):
        REACHED = "reached", _("erreicht")
        NOT_REACHED = "not_reached", _("nicht erreicht")
        NOT_NEEDED = "not_needed", _("nicht mehr nötig")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="callbacks")
    wanted_at = models.DateTimeField()  # not before; the case's due date is the latest
    language = models.CharField(max_length=10, default="de")
    wish = models.CharField(max_length=200, blank=True)  # „ab 15 Uhr, bitte lange klingeln lassen“
    asked_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    last_try_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    held_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=20, choices=End, blank=True, default="")

    objects = CallbackQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["wanted_at"], condition=Q(ended_at=None), name="callbacks_open")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_open_callback_a_case"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="ended_callback_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"callback for case {self.case_id}"

    @property
    def is_due(self) -> bool:
        """The time at which the person wants to be called has begun."""
        return self.wanted_at <= clock.now()

    @property
    def is_held(self) -> bool:
        """Somebody is calling just now."""
        return bool(self.held_by_id and self.held_until and self.held_until > clock.now())

    def is_held_against(self, user: User) -> bool:
        """Somebody else is calling just now."""
        return self.is_held and self.held_by_id != user.pk
