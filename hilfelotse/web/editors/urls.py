from django.urls import path

from hilfelotse.web.editors.views import (
    board,
    details,
    exchange,
    history,
    links,
    pages,
    pictures,
    synonyms,
    text,
    translate,
)

app_name = "editors"
_PAGE, _IN = "seiten/<number:page_id>/", "seiten/<number:page_id>/sprache/<slug:language>/"
urlpatterns = [
    path("", pages.pages, name="pages"),
    path("neu/", pages.new, name="new"),
    path("fragen/<number:gap_id>/erledigt/", pages.close_gap, name="gap_close"),
    path("sprachen/", board.board, name="board"),
    path("austausch/", exchange.exchange, name="exchange"),
    path("austausch/datei.po", exchange.export, name="export"),
    path("links/", links.links, name="links"),
    path("suchwoerter/", synonyms.synonyms, name="synonyms"),
    path("suchwoerter/<number:synonym_id>/loeschen/", synonyms.remove, name="synonyms_remove"),
    path(_PAGE, pages.page, name="page"),
    path(f"{_PAGE}text/", text.text, name="text"),
    path(f"{_PAGE}angaben/", details.details, name="details"),
    path(f"{_PAGE}bilder/", pictures.pictures, name="pictures"),
    path(f"{_PAGE}bilder/<number:picture_id>.jpg", pictures.picture, name="picture"),
    path(f"{_PAGE}bilder/<number:picture_id>/", pictures.describe, name="picture_edit"),
    path(f"{_PAGE}bilder/<number:picture_id>/loeschen/", pictures.remove, name="picture_remove"),
    path(f"{_PAGE}verlauf/", history.history, name="history"),
    path(f"{_PAGE}stimmt/", pages.confirm, name="confirm"),
    path(f"{_PAGE}ende/", pages.retire, name="retire"),
    path("fassungen/<number:revision_id>/freigeben/", history.approve, name="approve"),
    path("fassungen/<number:revision_id>/wieder/", history.restore, name="restore"),
    path(_IN, translate.translate, name="translate"),
    path(f"{_IN}anfangen/", translate.start, name="translate_start"),
    path(f"{_IN}freigeben/", translate.approve, name="translate_approve"),
]
