"""The roles of the office and its partners. Everything is denied unless a role is named for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    LEAD = "lead", _("Leitung")
    CASEWORKER = "caseworker", _("Sachbearbeitung")
    INSPECTOR = "inspector", _("Prüfung von Führungszeugnissen")
    SWITCHBOARD = "switchboard", _("Telefonzentrale")
    EDITOR_CITY = "editor_city", _("Redaktion Stadt")
    EDITOR_REGION = "editor_region", _("Redaktion Region")
    PARTNER = "partner", _("Partnerorganisation")
    DEPARTMENT = "department", _("Fachbereich")
    DPO = "dpo", _("Datenschutz")
    ADMINISTRATOR = "administrator", _("Technik")


DESK = frozenset({Role.LEAD, Role.CASEWORKER})
LEAD = frozenset({Role.LEAD})
CERTIFICATES = frozenset({Role.LEAD, Role.INSPECTOR})
PARTNERS = frozenset({Role.PARTNER, Role.DEPARTMENT})
