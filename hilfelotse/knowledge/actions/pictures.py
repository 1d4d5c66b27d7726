"""The pictures of a page: added, described, removed by who keeps the page."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.base.photos import Drawn
from hilfelotse.base.text import clean_line
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.actions.text import lock_page, write
from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.knowledge.pictures import MOST_PICTURES, shown_in
from hilfelotse.knowledge.rules import check_keeps


class TooManyPictures(Exception):
    """A page has at most twenty pictures."""


class PictureThere(Exception):
    """The page has this very picture already."""

    def __init__(self, picture: Picture) -> None:
        super().__init__("the page has this picture")
        self.picture = picture


class PictureInUse(Exception):
    """Texts of the page show it; ``languages`` says which."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__("texts show this picture")
        self.languages = languages


@transaction.atomic
def add_picture(
    *, user: User, page: Page, drawn: Drawn, is_decorative: bool, credit: str, licence: str
) -> Picture:
    """Keep a picture with a page; no text shows it yet.

    ``is_decorative``: somebody decided that it says nothing, and may stand without words.
    Raises PictureThere, TooManyPictures, and ValueError without a credit or a licence.
    """
    page = lock_page(page)
    check_keeps(user, page.owner)
    credit = _credited(credit, licence)
    if there := page.pictures.defer("content").filter(digest=drawn.digest).first():
        raise PictureThere(there)
    if page.pictures.count() >= MOST_PICTURES:
        raise TooManyPictures
    picture = Picture.objects.create(
        page=page, content=drawn.content, width=drawn.width, height=drawn.height,
        digest=drawn.digest, is_decorative=is_decorative, credit=credit, licence=licence,
        added_by=user,
    )  # fmt: skip
    record(subject=page, verb="picture_added", user=user, number=picture.pk)
    return picture


def _credited(credit: str, licence: str) -> str:
    credit = clean_line(credit)[:200]
    if not credit or licence not in Picture.Licence.values:
        raise ValueError("a picture has somebody who made it, and a licence")
    return credit


@transaction.atomic
def describe_picture(
    *, user: User, picture: Picture, is_decorative: bool, credit: str, licence: str
) -> Picture:
    """Change what is said about a picture; the picture itself never changes.

    Raises PictureInUse if it shall need words and a text shows it without, and ValueError.
    """
    page = lock_page(picture.page)
    check_keeps(user, page.owner)
    credit = _credited(credit, licence)
    picture = page.pictures.select_for_update().get(pk=picture.pk)
    without = [shown.language for shown in shown_in(page)[picture.pk] if not shown.words]
    if not is_decorative and without:
        raise PictureInUse(without)
    write(picture, is_decorative=is_decorative, credit=credit, licence=licence)
    record(subject=page, verb="picture_described", user=user, number=picture.pk)
    return picture


@transaction.atomic
def remove_picture(*, user: User, picture: Picture) -> None:
    """Take a picture away that no text shows. Removing it twice is one removal.

    Raises PictureInUse while a text that is out, waits or is planned shows it.
    """
    page = lock_page(picture.page)
    check_keeps(user, page.owner)
    row = page.pictures.select_for_update().defer("content").filter(pk=picture.pk).first()
    if row is None:
        return
    if shown := shown_in(page)[row.pk]:
        raise PictureInUse([place.language for place in shown])
    record(subject=page, verb="picture_removed", user=user, number=row.pk)
    row.delete()
