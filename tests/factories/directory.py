"""Bodies and the people in charge there."""

from itertools import count

from hilfelotse.directory.models import Accommodation, Contact, Organisation
from tests.factories import places

_numbers = count(1)


def organisation(*, contact: dict | None = None, **fields) -> Organisation:
    """A supporter circle with one contact; ``contact={}`` changes the contact's fields."""
    number = next(_numbers)
    defaults = {"name": f"Kreis {number}", "kind": Organisation.Kind.CIRCLE}
    made = Organisation.objects.create(**(defaults | fields))
    contact_person(made, **(contact or {}))
    return made


def department(**fields) -> Organisation:
    """A department of the city."""
    return organisation(kind=Organisation.Kind.DEPARTMENT, **fields)


def contact_person(body: Organisation, **fields) -> Contact:
    defaults = {"name": "Kim Beispiel", "email": f"kontakt{body.pk}@kreis.example"}
    return Contact.objects.create(organisation=body, **(defaults | fields))


def accommodation(**fields) -> Accommodation:
    """A shared accommodation of an operator."""
    row = {
        "name": "Unterkunft am Park",
        "kind": Accommodation.Kind.SHARED,
        "operator": fields.pop("operator", None) or organisation(name="Haus und Halt"),
        "quarter": fields.pop("quarter", None) or places.quarter(),
    }
    return Accommodation.objects.create(**row | fields)
