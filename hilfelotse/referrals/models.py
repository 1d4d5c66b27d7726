from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.needs.models import Need


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ReferralQuerySet":
        """The desk sees those of the cases it sees, a partner those to their own organisations."""
        if user.has_any(DESK):
            return self.filter(case__in=Case.objects.visible_to(user))
        return self.filter(organisation__memberships__user=user)

    def waiting(self) -> "ReferralQuerySet":
        """A body owes its answer: the case stands still until then."""
        return self.filter(state=Referral.State.SENT, is_opinion=False)

    def opinions_waiting(self) -> "ReferralQuerySet":
        """Departments that were asked what they think; several at a time."""
        return self.filter(state=Referral.State.SENT, is_opinion=True)

    def in_hand(self) -> "ReferralQuerySet":
        """Concerns that a body has taken on and not finished."""
        return self.filter(state=Referral.State.ACCEPTED, need=None, is_opinion=False)

    def forgotten(self) -> "ReferralQuerySet":
        """A body was asked, or has a concern in hand, whose case ended in another way."""
        ended = self.filter(case__state=Case.State.CLOSED)
        in_hand = Q(state=Referral.State.ACCEPTED, need=None)
        kept = Q(case__outcome=Case.Outcome.FORWARDED)
        return ended.filter(Q(state=Referral.State.SENT) | in_hand & ~kept)


class Referral(models.Model):
    """A case sent to one body, which answers, or the case comes back to the desk.

    With a need it is an offer of help, which a placement follows. Without one it is a concern,
    passed on to the body that is responsible: that takes it on, and later says what became of it.
    An opinion asks a department what it thinks; several may be asked at a time.
    """

    class State(models.TextChoices):
        SENT = "sent", _("wartet auf Antwort")
        ACCEPTED = "accepted", _("angenommen")
        DECLINED = "declined", _("abgelehnt")
        EXPIRED = "expired", _("keine Antwort")
        RECALLED = "recalled", _("zurückgeholt")
        DONE = "done", _("erledigt")  # a concern: the body has said what became of it

    class Verdict(models.TextChoices):
        """What a department thinks of it."""

        YES = "yes", _("Dafür")
        CONDITIONS = "conditions", _("Dafür, unter Bedingungen")
        NO = "no", _("Dagegen")

    class Reason(models.TextChoices):
        """Why it does not fit: a list, because free words are never shown to the citizen."""

        TIME = "time", _("Die Zeiten passen nicht.")
        SKILLS = "skills", _("Wir brauchen andere Kenntnisse oder Sprachen.")
        FULL = "full", _("Wir haben schon genug Helferinnen und Helfer.")
        NO_SUPERVISION = "no_supervision", _("Wir können gerade niemanden begleiten.")
        DONE = "done", _("Der Bedarf besteht nicht mehr.")
        NOT_OURS = "not_ours", _("Dafür sind wir nicht zuständig.")
        NO_CAPACITY = "no_capacity", _("Wir schaffen es gerade nicht.")
        UNCLEAR = "unclear", _("Die Angaben reichen uns nicht.")
        OTHER = "other", _("Es gibt einen anderen Grund.")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="referrals"
    )
    need = models.ForeignKey(  # none: not an offer of help, but a concern that is passed on
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    is_opinion = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    words = models.TextField(blank=True)  # the body's own, for the desk only
    who_else = models.CharField(max_length=200, blank=True)
    suggested = models.ForeignKey(  # „nicht wir, sondern …“, if the directory knows it
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    part = models.TextField(blank=True)  # a concern taken in part: what of it
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)  # an opinion
    reminded_at = models.DateTimeField(null=True, blank=True)
    cover = models.TextField(blank=True)  # a concern: what the colleague writes to the body
    result = models.TextField(blank=True)  # a concern: what became of it, for the desk to send on
    contact_released_at = models.DateTimeField(null=True, blank=True)
    contact_ended_at = models.DateTimeField(null=True, blank=True)  # the consent was taken back

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="sent"), name="waiting_by_due"),
            models.Index(
                fields=["due_at"],
                condition=Q(state="accepted", need=None, is_opinion=False),
                name="in_hand_by_due",
            ),
            models.Index(fields=["need", "case"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="sent", is_opinion=False)
                | Q(state="accepted", need=None, is_opinion=False, part=""),
                name="one_open_referral_a_case",
            ),
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(state="sent", is_opinion=True),
                name="one_open_opinion_a_body",
            ),
            models.CheckConstraint(
                condition=Q(is_opinion=False, verdict="")
                | Q(is_opinion=True, need=None, contact_released_at=None)
                & (Q(state="done") & ~Q(verdict="") | ~Q(state="done") & Q(verdict="")),
                name="opinion_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at=None)
                | ~Q(state="sent") & Q(answered_at__isnull=False),
                name="answered_referral_has_date",
            ),
            models.CheckConstraint(
                condition=Q(contact_released_at=None)
                | Q(state__in=["accepted", "done"])
                | Q(state="recalled", contact_ended_at__isnull=False),
                name="contact_only_after_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(state="done", need=None) & ~Q(result="")
                | ~Q(state="done") & Q(result=""),
                name="done_concern_has_result",
            ),
            models.CheckConstraint(
                condition=Q(contact_ended_at=None) | Q(contact_released_at__isnull=False),
                name="contact_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} to {self.organisation_id}"

    @property
    def is_concern(self) -> bool:
        """Passed on to the body that is responsible, not offered to one that needs help."""
        return self.need_id is None

    @property
    def title(self) -> str:
        """What it is about: the need, or the concern's subject. Not for mails about a concern."""
        if self.need:
            return self.need.title
        return str(self.case.get_subject_display() or self.case.get_kind_display())

    @property
    def contact(self) -> Contact | None:
        """Who is asked: the one in charge of the need; else whoever answers for the body."""
        return self.need.contact if self.need else None


class ProposalQuerySet(models.QuerySet):
    def open(self) -> "ProposalQuerySet":
        return self.filter(state=Proposal.State.OPEN)


class Proposal(models.Model):
    """A need that the desk proposes to a helper: one to three at a time, and the helper chooses.

    The body is asked only after the helper wants it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("vorgeschlagen")
        WANTED = "wanted", _("gewünscht")
        DECLINED = "declined", _("passt nicht")
        LAPSED = "lapsed", _("verfallen")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="open"), name="open_proposals_by_due")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "need"], condition=Q(state="open"), name="need_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None)
                | ~Q(state="open") & Q(answered_at__isnull=False),
                name="answered_proposal_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"need {self.need_id} to case {self.case_id}"
