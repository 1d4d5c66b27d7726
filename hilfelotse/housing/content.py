"""What is said about a home, from whatever door it comes, and the bounds of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models

from hilfelotse.housing.models import HousingOffer

MOST_EUROS, MOST_DEPOSIT, MOST_BEDS, MOST_ROOMS, MOST_HOUSEMATES = 20_000, 100_000, 1000, 500, 100
SMALLEST, LARGEST, MOST_PERSONS = 4, 2000, 500


@dataclass(frozen=True)
class HomeContent:
    """Euros are whole and a month, the deposit once. ``free_until`` None: for good."""

    provider: str
    kind: str
    consent: str
    postcode: str
    square_metres: int
    rooms: Decimal
    persons: int
    free_from: date
    free_until: date | None = None
    model: str = HousingOffer.Model.UNDECIDED
    beds: int | None = None
    household: str = HousingOffer.Household.ANY
    housemates: int = 0
    floor: str = ""
    access: str = HousingOffer.Access.NO
    furnished: str = HousingOffer.Furnished.NO
    rent: int = 0
    cold_costs: int = 0
    heating: int = 0
    furniture: int = 0
    deposit: int = 0
    address: str = ""

    @property
    def gross_cold(self) -> int:
        return self.rent + self.cold_costs

    def check(self) -> None:
        """Raises ValueError for what no form lets through: code outside the lists, bounds."""
        lists: dict[str, type[models.TextChoices]] = {
            "provider": HousingOffer.Provider, "kind": HousingOffer.Kind,
            "consent": HousingOffer.Consent, "model": HousingOffer.Model,
            "household": HousingOffer.Household, "access": HousingOffer.Access,
            "furnished": HousingOffer.Furnished,
        }  # fmt: skip
        for name, choices in lists.items():
            if getattr(self, name) not in choices.values:
                raise ValueError(f"{name}: not in the list")
        bounds = {
            "square_metres": (SMALLEST, LARGEST), "rooms": (1, MOST_ROOMS),
            "persons": (1, MOST_PERSONS), "beds": (1, MOST_BEDS),
            "housemates": (0, MOST_HOUSEMATES), "rent": (0, MOST_EUROS),
            "cold_costs": (0, MOST_EUROS), "heating": (0, MOST_EUROS),
            "furniture": (0, MOST_EUROS), "deposit": (0, MOST_DEPOSIT),
        }  # fmt: skip
        for name, (least, most) in bounds.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise ValueError(f"{name}: not between {least} and {most}")
        if self.free_until and self.free_until < self.free_from:
            raise ValueError("free_until: before free_from")
        if len(self.address) > 200 or len(self.floor) > 50:
            raise ValueError("address or floor: too long")
