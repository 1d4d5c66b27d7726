from collections.abc import Iterable

from django.db import transaction

from hilfelotse.base.photos import Drawn
from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.models import Case
from hilfelotse.photos.models import Photo

MOST_PHOTOS = 5


class TooManyPhotos(Exception):
    """A case has at most five photos."""


@transaction.atomic
def add(*, case: Case, photos: Iterable[Drawn]) -> list[Photo]:
    """Keep pictures with a case; one that it has already is not kept twice.

    For other packages' actions, which checked who may. Raises TooManyPhotos, and keeps none then.
    """
    case = lock(case.pk)
    known = set(case.photos.values_list("digest", flat=True))
    fresh = {photo.digest: photo for photo in photos if photo.digest not in known}
    if len(known) + len(fresh) > MOST_PHOTOS:
        raise TooManyPhotos
    return [
        Photo.objects.create(
            case=case, content=photo.content, width=photo.width, height=photo.height, digest=digest
        )
        for digest, photo in fresh.items()
    ]
