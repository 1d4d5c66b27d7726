from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock, phone


class Party(models.Model):
    """Somebody who turns to the office. Roles such as helper or sender are not types of people."""

    class Kind(models.TextChoices):
        PERSON = "person", _("eine Person")
        GROUP = "group", _("eine Gruppe oder Schulklasse")
        COMPANY = "company", _("ein Unternehmen")

    class Age(models.TextChoices):
        ADULT = "adult", _("18 Jahre oder älter")
        YOUTH = "youth", _("16 oder 17 Jahre")
        CHILD = "child", _("unter 16 Jahre")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    group_name = models.CharField(max_length=200, blank=True)
    group_size = models.PositiveIntegerField(default=1)
    age = models.CharField(max_length=10, choices=Age, default=Age.ADULT)
    language = models.CharField(max_length=10, default="de")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group_size__gte=1, group_size__lte=5000), name="group_has_members"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_minor(self) -> bool:
        return self.age != self.Age.ADULT

    @property
    def full_name(self) -> str:
        """The name with its group or company."""
        return f"{self.name} ({self.group_name})" if self.group_name else self.name

    def contact(self, kind: str) -> "ContactPoint | None":
        """The party's e-mail address or telephone number, if it has one."""
        return next((point for point in self.contact_points.all() if point.kind == kind), None)


class ContactPoint(models.Model):
    """One way to reach somebody."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-Mail")
        PHONE = "phone", _("Telefon")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=254)  # an address in lower case, a number in E.164
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["kind", "value"])]
        constraints = [
            models.UniqueConstraint(fields=["party", "kind"], name="one_contact_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of party {self.party_id}"

    @property
    def display(self) -> str:
        return phone.display(self.value) if self.kind == self.Kind.PHONE else self.value


class Consent(models.Model):
    """What somebody allowed or refused, with the proof that the law asks for (Art. 7 (1) GDPR)."""

    class Purpose(models.TextChoices):
        ASK = "ask", _("Angebot ohne Namen zeigen")
        CONTACT = "contact", _("Kontaktdaten weitergeben")
        GUARDIAN = "guardian", _("Zustimmung der Sorgeberechtigten")

    class Channel(models.TextChoices):
        FORM = "form", _("Formular")
        LINK = "link", _("Link")
        TALK = "talk", _("Gespräch")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    recipient = models.CharField(max_length=40, blank=True)  # "kind:circle", "organisation:17"
    given = models.BooleanField()
    text_version = models.CharField(max_length=16)
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=10, choices=Channel)
    at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "purpose", "recipient"],
                condition=Q(ended_at=None),
                name="one_consent_in_force",
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "purpose"]),
            models.Index(
                fields=["party"],
                condition=Q(purpose="guardian", given=True, ended_at=None),
                name="guardians_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.recipient} {'yes' if self.given else 'no'}"
