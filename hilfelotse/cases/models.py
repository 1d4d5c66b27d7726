from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.base import clock, reference
from hilfelotse.correspondence.models import ReceivedMail
from hilfelotse.people.models import Party
from hilfelotse.topics.subjects import CHOICES as SUBJECTS


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CaseQuerySet":
        """The desk sees every case, restricted ones only the lead and their owner.

        Nobody else sees any here.
        """
        if not user.has_any(DESK):
            return self.none()
        if user.has_any(frozenset({Role.LEAD})):
            return self
        return self.filter(Q(is_restricted=False) | Q(owner=user))

    def open(self) -> "CaseQuerySet":
        return self.exclude(state=Case.State.CLOSED)

    def by_reference(self, text: str) -> "CaseQuerySet":
        """The case of a reference number, however it was typed; none if the number is wrong."""
        parsed = reference.parse(text)
        if parsed is None:
            return self.none()
        year, number = parsed
        return self.filter(pk=number, received_at__year=2000 + year)


class Case(models.Model):
    """One concern of one party, and what the office owes it.

    The owner is always of the office: a person or a queue. A body that we wait for is
    ``waiting_on``. State, outcome and waiting are three things.
    """

    class Kind(models.TextChoices):
        VOLUNTEERING = "volunteering", _("Ehrenamt")
        QUESTION = "question", _("Frage")
        ORGANISATION = "organisation", _("Organisation")
        GOODS = "goods", _("Sachspende")
        MONEY = "money", _("Geldspende")
        HOUSING = "housing", _("Wohnung")
        PROPERTY = "property", _("Fläche oder Gebäude")
        IDEA = "idea", _("Projektidee")
        REQUEST = "request", _("Geflüchtete brauchen Hilfe")
        COMPLAINT = "complaint", _("Beschwerde")
        PRESS = "press", _("Presse")
        BARRIER = "barrier", _("Barriere auf unseren Seiten")

    class State(models.TextChoices):
        NEW = "new", _("neu")
        ADVISING = "advising", _("in Beratung")
        READY = "ready", _("bereit")
        REFERRED = "referred", _("weitergegeben")
        PLACED = "placed", _("vermittelt")
        CLOSED = "closed", _("abgeschlossen")

    class Waiting(models.TextChoices):
        NOBODY = "", _("niemand")
        CITIZEN = "citizen", _("Bürgerin oder Bürger")
        ORGANISATION = "organisation", _("Stelle")

    class Queue(models.TextChoices):
        DESK = "desk", _("Koordinierungsstelle")
        LEAD = "lead", _("Leitung")

    class Channel(models.TextChoices):
        WEB = "web", _("Internet")
        PHONE = "phone", _("Telefon")
        SWITCHBOARD = "switchboard", _("Telefonzentrale")
        MAIL = "mail", _("E-Mail")
        LETTER = "letter", _("Brief")
        IN_PERSON = "in_person", _("persönlich")

    class Outcome(models.TextChoices):
        PLACED = "placed", _("vermittelt")
        ANSWERED = "answered", _("beantwortet")
        FORWARDED = "forwarded", _("weitergeleitet")
        NOT_NEEDED = "not_needed", _("nicht gebraucht")
        NOT_SUITABLE = "not_suitable", _("passt nicht")
        NOT_REACHED = "not_reached", _("nicht erreicht")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        NOT_OURS = "not_ours", _("nicht zuständig")
        UNCONFIRMED = "unconfirmed", _("Adresse nicht bestätigt")
        DUPLICATE = "duplicate", _("doppelt")
        SPAM = "spam", _("Missbrauch")
        HANDED_OVER = "handed_over", _("übergeben")
        DONATED = "donated", _("gespendet")
        MOVED_IN = "moved_in", _("bezogen")
        IN_USE = "in_use", _("wird genutzt")
        RESERVE = "reserve", _("auf der Reserveliste")
        GIVEN_ELSEWHERE = "given_elsewhere", _("anderweitig vergeben")

    kind = models.CharField(max_length=20, choices=Kind)
    channel = models.CharField(max_length=20, choices=Channel)
    state = models.CharField(max_length=20, choices=State, default=State.NEW)
    waiting_on = models.CharField(max_length=20, choices=Waiting, blank=True, default="")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    queue = models.CharField(max_length=20, choices=Queue, blank=True, default="")
    due_at = models.DateTimeField(null=True, blank=True)
    party = models.ForeignKey(
        Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    text = models.TextField(blank=True)
    subject = models.CharField(max_length=20, choices=SUBJECTS, blank=True, default="")
    postcode = models.CharField(max_length=5, blank=True, default="")
    is_urgent = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False)  # danger: for the lead and the owner only
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="split_off"
    )
    raised_at = models.DateTimeField(null=True, blank=True)  # overdue for long: the lead sees it
    received_at = models.DateTimeField(default=clock.now)
    spoken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The inbox shows 0 first: raised and urgent, raised, urgent, the rest. A column, so that the
    # database finds the first fifty in an index and does not sort all open cases for each look.
    rank = models.GeneratedField(
        expression=models.Case(
            models.When(raised_at__isnull=False, is_urgent=True, then=0),
            models.When(raised_at__isnull=False, then=1),
            models.When(is_urgent=True, then=2),
            default=3,
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=~Q(state="closed"), name="open_by_due"),
            models.Index(
                fields=["owner", "due_at"], condition=~Q(state="closed"), name="open_by_owner"
            ),
            models.Index(
                fields=["state", "received_at"], condition=~Q(state="closed"), name="open_by_state"
            ),
            models.Index(
                fields=["rank", "due_at", "id"], condition=~Q(state="closed"), name="open_by_rank"
            ),
            models.Index(
                fields=["queue", "due_at"],
                condition=~Q(state="closed") & ~Q(queue=""),
                name="open_by_queue",
            ),
            models.Index(
                fields=["waiting_on", "due_at"],
                condition=~Q(state="closed") & ~Q(waiting_on=""),
                name="open_by_waiting",
            ),
            models.Index(
                fields=["due_at"],
                condition=~Q(state="closed") & Q(is_restricted=True),
                name="open_restricted",
            ),
            models.Index(fields=["received_at"]),
            models.Index(fields=["closed_at"], condition=Q(state="closed"), name="ended_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed") | Q(due_at__isnull=False), name="open_case_has_due_date"
            ),
            models.CheckConstraint(
                condition=Q(state="closed")
                | (Q(owner__isnull=False) & Q(queue=""))
                | (Q(owner=None) & ~Q(queue="")),
                name="open_case_has_one_owner",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(outcome="") & Q(closed_at__isnull=False))
                | (~Q(state="closed") & Q(outcome="") & Q(closed_at=None)),
                name="closed_case_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(outcome="duplicate"),
                name="merged_case_is_a_duplicate",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number people say on the telephone, made from year and id: ``KF-26-004711-9``."""
        # The office's year, as ``by_reference`` asks for it: not that of UTC.
        year = timezone.localtime(self.received_at).year
        return reference.make(settings.REFERENCE_PREFIX, year, self.pk)

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at is not None and self.due_at < clock.now()

    @property
    def owner_name(self) -> str:
        return self.owner.name if self.owner else str(self.get_queue_display())


class MailInCase(models.Model):
    """A received mail belongs to a case; to two, if it held two concerns."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mails")
    mail = models.ForeignKey(ReceivedMail, on_delete=models.PROTECT, related_name="in_cases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "mail"], name="mail_once_a_case")]

    def __str__(self) -> str:
        return f"mail {self.mail_id} in case {self.case_id}"


class Alert(models.Model):
    """Something in a case that the lead must know: a note, never a filter, never a refusal."""

    class Sign(models.TextChoices):
        EXPLOITATION = "exploitation", _("Könnte Ausbeutung sein")
        WISH_FOR_PERSONS = "wish_for_persons", _("Wünscht sich Frauen oder Kinder")
        MINORS = "minors", _("Betrifft Minderjährige: Jugendamt")
        LARGE_GIFT = "large_gift", _("Große Spende: der Rat muss sie annehmen")
        CONFIDENTIAL = "confidential", _("Vertraulich")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alerts")
    sign = models.CharField(max_length=20, choices=Sign)
    words = models.CharField(max_length=300, blank=True)  # what in it smelled so
    at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "sign"], name="sign_once_a_case")]
        indexes = [models.Index(fields=["at"], condition=Q(seen_at=None), name="alerts_unseen")]

    def __str__(self) -> str:
        return f"{self.sign} in case {self.case_id}"


class SearchKey(models.Model):
    """One word, number or sound by which the desk finds a case; see ``cases.search``."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="search_keys")
    key = models.CharField(max_length=48)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "case"], name="key_once_a_case")]

    def __str__(self) -> str:
        return self.key


class SavedFilter(models.Model):
    """A filter of the inbox that somebody keeps, for themselves or for everybody."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)  # as in the address of the page
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="filter_name_once_a_user")
        ]

    def __str__(self) -> str:
        return self.name
