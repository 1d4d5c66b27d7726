from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.models import Case
from hilfelotse.housing.models import HousingOffer


def lock_home(offer: HousingOffer) -> tuple[HousingOffer, Case]:
    """Case first, then the home. Raises CaseIsClosed."""
    case = lock(offer.case_id)
    home = HousingOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    home.case = case
    return home, case


def write(offer: HousingOffer, **fields: object) -> HousingOffer:
    """Write the given fields of a locked home and nothing else."""
    for name, value in fields.items():
        setattr(offer, name, value)
    offer.save(update_fields=list(fields))
    return offer
