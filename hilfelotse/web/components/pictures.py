"""The pictures of a page as its text shows them, with who made them."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from hilfelotse.knowledge.markdown import Image
from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.knowledge.pictures import of_page, of_texts

Licence = Picture.Licence
_DEEDS = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}
Images = tuple[Image, ...]


def public_address(picture: Picture) -> str:
    """Where everybody sees it, once its page is public."""
    return reverse("picture", args=[picture.pk, picture.digest[:8]])


def editors_address(picture: Picture) -> str:
    """Where editors see it, whether its page is public or not."""
    return reverse("editors:picture", args=[picture.page_id, picture.pk])


def images(pictures: Iterable[Picture], address: Callable[[Picture], str]) -> Images:
    """For ``markdown.to_html``, in the reader's language."""
    return tuple(
        Image(one.pk, address(one), one.width, one.height, _caption(one)) for one in pictures
    )


def own_images(page: Page) -> Images:
    """All of a page, for colleagues."""
    return images(of_page(page), editors_address)


def public_images(texts: Iterable[tuple[Page, str]]) -> dict[int, Images]:
    """Of the pages whose texts show pictures, by page."""
    found = of_texts(texts)
    return {page: images(pictures, public_address) for page, pictures in found.items()}


def _caption(picture: Picture) -> SafeString:
    """It stands within a text that may be in another language than the page."""
    code = get_language() or "de"
    return format_html(
        '<figcaption lang="{}" dir="{}">{} <bdi>{}</bdi>{}</figcaption>',
        code, "rtl" if get_language_info(code)["bidi"] else "ltr",
        _("Bild:"), picture.credit, _licence(Licence(picture.licence)),
    )  # fmt: skip


def _licence(licence: Licence) -> SafeString | str:
    if licence == Licence.OWN:
        return ""
    if licence == Licence.PERMITTED:
        return f", {_('mit Erlaubnis')}"
    name = str(licence.label)
    return format_html(
        ', <a href="{}" rel="license external"><bdi lang="en">{}</bdi></a>', _DEEDS[licence], name
    )
