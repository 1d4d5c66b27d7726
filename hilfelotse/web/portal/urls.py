from django.urls import path

from hilfelotse.web.portal.views import (
    board,
    concern,
    feed,
    goods,
    help,
    home,
    money,
    premises,
    share,
    start,
)

app_name = "portal"
urlpatterns = [
    path("", start.start, name="start"),
    path("helfen/", help.begin, name="help"),
    path("helfen/<slug:draft_id>/fertig/", help.done, name="help_done"),
    path("helfen/<slug:draft_id>/<slug:step_name>/", help.step, name="help_step"),
    path("sachspende/", goods.begin, name="goods"),
    path("sachspende/<slug:draft_id>/fertig/", goods.done, name="goods_done"),
    path("sachspende/<slug:draft_id>/<slug:step_name>/", goods.step, name="goods_step"),
    path("bedarf/", board.board, name="needs"),
    path("bedarf/feed/", feed.feed, name="needs_feed"),
    path("bedarf/<number:need_id>/", board.need, name="need"),
    path("bedarf/<number:need_id>/bild.png", share.picture, name="need_picture"),
    path("wohnung/", home.begin, name="home"),
    path("wohnung/<slug:draft_id>/fertig/", home.done, name="home_done"),
    path("wohnung/<slug:draft_id>/<slug:step_name>/", home.step, name="home_step"),
    path("geldspende/", money.money, name="money"),
    path("flaeche/", premises.premises, name="property"),
    path("flaeche/raum/", premises.room, name="property_room"),
    path("flaeche/objekt/", premises.building, name="property_building"),
    path("idee/", concern.idea, name="idea"),
    path("frage/", concern.question, name="question"),
    path("organisation/", concern.organisation, name="organisation"),
    path("danke/<slug:draft_id>/", concern.thanks, name="thanks"),
    path("datenschutz/", start.privacy, name="privacy"),
    path("impressum/", start.imprint, name="imprint"),
    path("barrierefreiheit/", start.accessibility, name="accessibility"),
]
