from django.db import models
from django.db.models import Q

from hilfelotse.base import clock
from hilfelotse.directory.models import Contact
from hilfelotse.people.models import ContactPoint

CONFIRM = "confirm"


class OutgoingMailQuerySet(models.QuerySet):
    def may_leave(self) -> "OutgoingMailQuerySet":
        """Waiting mails whose time has come, to addresses that are known to be right.

        An address may change while a mail waits: until it is confirmed, it gets that question only.
        """
        known = Q(contact_point=None) | Q(contact_point__confirmed_at__isnull=False)
        return self.filter(
            known | Q(template=CONFIRM),
            state=OutgoingMail.State.WAITING,
            next_try_at__lte=clock.now(),
        )


class OutgoingMail(models.Model):
    """One mail for one reason. Written with the action that causes it, delivered by the worker.

    No text is kept, only the template's name and harmless words for it: links are made when the
    mail leaves, so no token is ever stored.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"  # the mail server said no for good, or did not answer for days
        UNCLEAR = "unclear"  # twice we do not know whether the server took it

    reason = models.CharField(max_length=100, unique=True)
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    context = models.JSONField(default=dict, blank=True)
    links = models.JSONField(default=list, blank=True)
    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    case_reference = models.CharField(max_length=30, blank=True, db_index=True)
    message_id = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    repeated = models.BooleanField(default=False)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # a colleague has dealt with it

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact_point=None) ^ Q(contact=None), name="mail_has_one_addressee"
            )
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def address(self) -> str:
        if self.contact_point:
            return self.contact_point.value
        return self.contact.email if self.contact else ""
