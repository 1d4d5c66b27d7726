from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import Contact
from hilfelotse.people.models import ContactPoint

CONFIRM = "confirm"
REPLY = "reply"


class OutgoingMailQuerySet(models.QuerySet):
    def may_leave(self) -> "OutgoingMailQuerySet":
        """Waiting mails whose time has come, to addresses that are known to be right.

        An address may change while a mail waits: until it is confirmed, it gets that question only,
        and an answer if somebody wrote to us from there.
        """
        known = Q(contact_point=None) | Q(contact_point__confirmed_at__isnull=False)
        wrote = ReceivedMail.objects.filter(sender_address=OuterRef("contact_point__value"))
        return self.filter(
            known | Q(template=CONFIRM) | Q(Exists(wrote), template=REPLY),
            state=OutgoingMail.State.WAITING,
            next_try_at__lte=clock.now(),
        )


class OutgoingMail(models.Model):
    """One mail for one reason. Written with the action that causes it, delivered by the worker.

    No text is kept but that of an answer, only the template's name and harmless words for it. Links
    are made when the mail leaves, so no token is ever stored.
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
    user = models.ForeignKey(  # somebody of the office: the daily digest
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    case_reference = models.CharField(max_length=30, blank=True, db_index=True)
    in_reply_to = models.CharField(max_length=998, blank=True)
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
                condition=Q(contact_point__isnull=False, contact=None, user=None)
                | Q(contact_point=None, contact__isnull=False, user=None)
                | Q(contact_point=None, contact=None, user__isnull=False),
                name="mail_has_one_addressee",
            )
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def address(self) -> str:
        if self.contact_point:
            return self.contact_point.value
        if self.user:
            return self.user.email
        return self.contact.email if self.contact else ""


class RawMail(models.Model):
    """A mail as it came, byte for byte: kept before anybody tries to read it."""

    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the content

    def __str__(self) -> str:
        return self.digest


class ReceivedMail(models.Model):
    """One message from one mailbox. What it says is read from ``raw``, as often as it takes.

    ``mailbox`` and ``identity`` tell it from every other: the same Message-ID in two mailboxes is
    two messages, the same message fetched twice is one.
    """

    class State(models.TextChoices):
        STORED = "stored", _("noch nicht gelesen")
        CASE = "case", _("neuer Vorgang")
        JOINED = "joined", _("zum Vorgang gelegt")
        BOUNCE = "bounce", _("Unzustellbar-Meldung")
        AUTOMATIC = "automatic", _("automatische Antwort")

    mailbox = models.CharField(max_length=200)  # user@host/folder, never a password
    identity = models.CharField(max_length=64)  # digest of Message-ID (if any) and content
    message_id = models.CharField(max_length=998, blank=True, db_index=True)
    raw = models.OneToOneField(RawMail, on_delete=models.PROTECT, related_name="mail")
    fetched_at = models.DateTimeField(default=clock.now)
    written_at = models.DateTimeField(null=True, blank=True)  # what the mail says about itself
    state = models.CharField(max_length=10, choices=State, default=State.STORED)
    is_readable = models.BooleanField(default=True)
    sender_address = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)  # made harmless
    language = models.CharField(max_length=10, blank=True)
    attachments = models.JSONField(default=list, blank=True)  # [{"name", "type", "size"}]
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "identity"], name="message_once_a_mailbox")
        ]
        indexes = [
            models.Index(fields=["fetched_at"], condition=Q(state="stored"), name="mail_to_read"),
            models.Index(fields=["sender_address", "fetched_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox}:{self.identity[:12]}"


class TextBlock(models.Model):
    """A text that the desk writes often: with placeholders that are checked when it is saved."""

    name = models.CharField(max_length=100)
    language = models.CharField(max_length=10, default="de")
    text = models.TextField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "language"]
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="text_block_once_a_language")
        ]

    def __str__(self) -> str:
        return self.name
