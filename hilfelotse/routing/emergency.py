"""Numbers for people in danger. Few, free of charge; each says who publishes it.

Numbers change seldom, but they do: the lead compares this list with its sources once a year.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Number:
    name: str | Promise
    number: str
    when: str | Promise

    @property
    def dialled(self) -> str:
        """For a ``tel:`` link."""
        return "".join(char for char in self.number if char.isdigit() or char == "+")


NUMBERS = [
    # 112: European emergency number, Directive (EU) 2018/1972 Art. 109; 110: police in Germany.
    Number(_("Polizei"), "110", _("wenn jemand gerade bedroht oder verletzt wird")),
    Number(_("Rettungsdienst und Feuerwehr"), "112", _("wenn ein Leben in Gefahr ist")),
    # hilfetelefon.de (Bundesamt für Familie und zivilgesellschaftliche Aufgaben), since June 2023.
    Number(
        _("Hilfetelefon „Gewalt gegen Frauen“"), "116 016", _("rund um die Uhr, in vielen Sprachen")
    ),
    # nummergegenkummer.de, Kinder- und Jugendtelefon.
    Number(_("Nummer gegen Kummer"), "116 111", _("für Kinder und Jugendliche")),
    # telefonseelsorge.de.
    Number(_("TelefonSeelsorge"), "0800 1110111", _("rund um die Uhr, ohne Namen")),
    # kinderschutzhotline.de: for people who work in health care, youth welfare or family courts.
    Number(
        _("Medizinische Kinderschutzhotline"), "0800 1921000", _("für Fachkräfte, rund um die Uhr")
    ),
]


def numbers() -> list[Number]:
    """All numbers, the city's youth office among them where the installation names its number."""
    youth_office = settings.OFFICE["youth_office"]
    if not youth_office:
        return NUMBERS
    return [*NUMBERS, Number(_("Jugendamt"), youth_office, _("wenn ein Kind in Gefahr ist"))]
