"""The pictures of pages: which there are, which texts show them and in which words.

A picture belongs to one page; its words stand in each language's text: ``![Ein Kind](bild:7)``.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.markdown import PICTURE, placed
from hilfelotse.knowledge.models import Page, Picture, Revision

State = Revision.State
MOST_PICTURES = 20  # of one page
_ON_THEIR_WAY = (State.WAITING, State.SCHEDULED)  # published without another look at the text


class Place(NamedTuple):
    """Where a text that readers see, or soon will, shows a picture."""

    language: str
    words: str


def snippet(picture: Picture) -> str:
    """What to write into a text so that it shows the picture."""
    return f"![{'' if picture.is_decorative else 'Was man sieht'}](bild:{picture.pk})"


def of_page(page: Page) -> list[Picture]:
    """Without their content."""
    return list(page.pictures.defer("content").select_related("added_by"))


def of_texts(texts: Iterable[tuple[Page, str]]) -> dict[int, list[Picture]]:
    """The pictures of the pages whose texts show some, by page: one query, or none."""
    found: dict[int, list[Picture]] = defaultdict(list)
    showing = {page.pk for page, text in texts if PICTURE.search(text)}
    if showing:
        for picture in Picture.objects.filter(page__in=showing).defer("content"):
            found[picture.page_id].append(picture)
    return found


def decorative(page: Page) -> dict[int, bool]:
    """The numbers of a page's pictures, and whether each may stand without words."""
    return dict(page.pictures.values_list("pk", "is_decorative"))


def shown_in(page: Page) -> dict[int, list[Place]]:
    """By number, whether there is such a picture or not."""
    found: dict[int, list[Place]] = defaultdict(list)
    for language, text in _texts(page):
        for number, words in placed(text):
            if Place(language, words) not in found[number]:
                found[number].append(Place(language, words))
    return found


def _texts(page: Page) -> Iterable[tuple[str, str]]:
    if page.published_at:
        yield SOURCE, page.text
    rows = page.translations.exclude(source_version="").order_by("language")
    yield from rows.values_list("language", "text")
    waiting = page.revisions.filter(state__in=_ON_THEIR_WAY).order_by("language", "number")
    yield from waiting.values_list("language", "text")


def missing(page: Page) -> list[int]:
    """Numbers in texts of the page that are no pictures of it: readers see nothing there."""
    return sorted(shown_in(page).keys() - decorative(page).keys())
