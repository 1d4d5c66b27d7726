from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ReferralQuerySet":
        """The desk sees every referral, a partner those to their own organisations."""
        if user.has_any(DESK):
            return self
        return self.filter(organisation__memberships__user=user)

    def waiting(self) -> "ReferralQuerySet":
        return self.filter(state=Referral.State.SENT)


class Referral(models.Model):
    """A case sent to one body, which answers, or the case comes back to the desk."""

    class State(models.TextChoices):
        SENT = "sent", _("wartet auf Antwort")
        ACCEPTED = "accepted", _("angenommen")
        DECLINED = "declined", _("abgelehnt")
        EXPIRED = "expired", _("keine Antwort")
        RECALLED = "recalled", _("zurückgeholt")

    class Reason(models.TextChoices):
        """Why it does not fit: a list, because free words are never shown to the citizen."""

        TIME = "time", _("Die Zeiten passen nicht.")
        SKILLS = "skills", _("Wir brauchen andere Kenntnisse oder Sprachen.")
        FULL = "full", _("Wir haben schon genug Helferinnen und Helfer.")
        NO_SUPERVISION = "no_supervision", _("Wir können gerade niemanden begleiten.")
        DONE = "done", _("Der Bedarf besteht nicht mehr.")
        OTHER = "other", _("Es gibt einen anderen Grund.")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="referrals"
    )
    need = models.ForeignKey(  # none: not an offer of help, but a concern that is passed on
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
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
    contact_released_at = models.DateTimeField(null=True, blank=True)
    contact_ended_at = models.DateTimeField(null=True, blank=True)  # the consent was taken back

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="sent"), name="waiting_by_due"),
            models.Index(fields=["need", "case"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="sent"), name="one_open_referral_a_case"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at=None)
                | ~Q(state="sent") & Q(answered_at__isnull=False),
                name="answered_referral_has_date",
            ),
            models.CheckConstraint(
                condition=Q(contact_released_at=None) | Q(state="accepted"),
                name="contact_only_after_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(contact_ended_at=None) | Q(contact_released_at__isnull=False),
                name="contact_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} to {self.organisation_id}"
