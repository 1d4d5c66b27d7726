"""The pictures of a page: what there is, what texts show of it, and a new one."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.base.idempotency import key_for, once
from hilfelotse.knowledge import actions
from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.knowledge.pictures import MOST_PICTURES, missing, of_page, shown_in, snippet
from hilfelotse.web.components.photo import picture_response
from hilfelotse.web.components.pictures import editors_address
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.picture_forms import DescriptionForm, PictureForm
from hilfelotse.web.editors.views.found import any_page, editors, own_page


class Use(NamedTuple):
    """A text that shows a picture, and its words there."""

    language: str
    name: str
    direction: str
    words: str


class Row(NamedTuple):
    picture: Picture
    address: str
    snippet: str
    used: list[Use]


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def pictures(request: HttpRequest, page_id: int) -> HttpResponse:
    """All of them with their words in each language, and a form for one more."""
    page = own_page(request, page_id)
    if request.method != "POST":
        return _shown(request, page, PictureForm())
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    drawn, values = form.cleaned_data["content"], form.values()

    def do() -> int:
        return actions.add_picture(user=request.user, page=page, drawn=drawn, **values).pk

    try:
        number = once(key=key_for(form.once_key, values | {"digest": drawn.digest}), do=do)
    except actions.PictureThere as there:
        text = _("Dieses Bild ist schon da: Bild %(number)s.") % {"number": there.picture.pk}
        form.add_error("content", text)
        return _shown(request, page, form, status=422)
    except actions.TooManyPictures:
        text = _("Eine Seite hat höchstens %(most)s Bilder. Löschen Sie zuerst eines.")
        form.add_error("content", text % {"most": MOST_PICTURES})
        return _shown(request, page, form, status=422)
    text = _("Bild %(number)s ist da. Setzen Sie es jetzt in den Text.")
    messages.success(request, text % {"number": number})
    return redirect("editors:pictures", page_id=page.pk)


def _shown(request: HttpRequest, page: Page, form: PictureForm, status: int = 200) -> HttpResponse:
    shown = shown_in(page)
    rows = [
        Row(one, editors_address(one), snippet(one), list(_used(shown[one.pk])))
        for one in of_page(page)
    ]
    context = {"page": page, "form": form, "rows": rows, "missing": missing(page)}
    return render(request, "editors/pictures.html", context, status=status)


def _used(places: Iterable[Any]) -> Iterable[Use]:
    for language, words in places:
        yield Use(language, languages.name_of(language), languages.direction(language), words)


def _own_picture(request: HttpRequest, page_id: int, picture_id: int) -> Picture:
    """A picture of this page, which the user may change."""
    rows = own_page(request, page_id).pictures.defer("content").select_related("page")
    return get_object_or_404(rows, pk=picture_id)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def describe(request: HttpRequest, page_id: int, picture_id: int) -> HttpResponse:
    """Who made it, why we may show it, whether it needs words."""
    picture = _own_picture(request, page_id, picture_id)
    if request.method != "POST":
        return _described(request, picture, DescriptionForm.of(picture))
    form = DescriptionForm(request.POST)
    if not form.is_valid():
        return _described(request, picture, form, status=422)
    try:
        actions.describe_picture(user=request.user, picture=picture, **form.values())
    except actions.PictureInUse as used:
        text = _("In diesen Texten hat es noch keine Worte: %(languages)s.")
        form.add_error("is_decorative", text % {"languages": _names(used.languages)})
        return _described(request, picture, form, status=422)
    messages.success(request, _("Die Angaben sind gespeichert."))
    return redirect("editors:pictures", page_id=page_id)


def _described(
    request: HttpRequest, picture: Picture, form: DescriptionForm, status: int = 200
) -> HttpResponse:
    context = {
        "page": picture.page, "picture": picture, "form": form,
        "address": editors_address(picture),
    }  # fmt: skip
    return render(request, "editors/picture.html", context, status=status)


@require_POST
@editors
def remove(request: HttpRequest, page_id: int, picture_id: int) -> HttpResponse:
    """Only what no text shows."""
    picture = _own_picture(request, page_id, picture_id)
    try:
        actions.remove_picture(user=request.user, picture=picture)
    except actions.PictureInUse as used:
        text = _(
            "Bild %(number)s steht noch im Text: %(languages)s. Nehmen Sie es dort zuerst heraus."
        )
        places = {"number": picture.pk, "languages": _names(used.languages)}
        messages.error(request, text % places)
    else:
        messages.success(request, _("Das Bild ist gelöscht."))
    return redirect("editors:pictures", page_id=page_id)


def _names(codes: Iterable[str]) -> str:
    return ", ".join(languages.name_of(code) for code in dict.fromkeys(codes))


@require_safe
@editors
def picture(request: HttpRequest, page_id: int, picture_id: int) -> HttpResponse:
    """The picture itself, whether its page is public or not."""
    found = get_object_or_404(any_page(page_id).pictures, pk=picture_id)
    return picture_response(found, is_public=False)
