"""Skills and qualifications that helpers bring (after domain/fields 3.11)."""

from django.utils.translation import gettext_lazy as _

SKILLS = [
    ("teach", _("Lehrkraft")),
    ("daz", _("Deutsch als Fremdsprache")),
    ("educ", _("Erziehung")),
    ("social", _("Soziale Arbeit")),
    ("psych", _("Psychologie")),
    ("health", _("Medizin, Pflege, Hebamme")),
    ("aid", _("Erste Hilfe")),
    ("law", _("Recht")),
    ("admin", _("Verwaltung und Büro")),
    ("craft", _("Handwerk")),
    ("it", _("Computer und IT")),
    ("cook", _("Kochen")),
    ("music", _("Musik")),
    ("art", _("Kunst")),
    ("sport", _("Sport (Trainerschein)")),
    ("juleica", _("Jugendleitung (Juleica)")),
    ("drive", _("Führerschein")),
    ("sew", _("Nähen")),
    ("garden", _("Garten")),
    ("write", _("Schreiben und Fotografieren")),
    ("plain", _("Leichte Sprache")),
]
NAMES = dict(SKILLS)
