"""All addresses: public ones under their language, the others by audience."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from hilfelotse.web.components import converters

converters.register()

from hilfelotse.web.portal import entry  # noqa: E402  (its addresses need the converters)
from hilfelotse.web.portal.views import embed, offline, pictures, sitemap  # noqa: E402

_OURS = "|".join(code for code, _name in settings.LANGUAGES)
_OTHER_TAG = rf"^(?!(?:{_OURS})/)(?P<tag>[A-Za-z]{{2,3}}(?:-[A-Za-z]{{1,8}}){{0,2}})/(?P<rest>.*)$"

urlpatterns = [
    path("", entry.choose_language, name="root"),
    path("sw.js", offline.worker, name="worker"),
    path("sitemap.xml", sitemap.index, name="sitemaps"),
    path("robots.txt", entry.robots, name="robots"),
    path("healthz", entry.health, name="health"),
    path("home/", entry.home, name="home"),
    path("einbetten/<number:organisation_id>/", embed.embed, name="embed"),
    path("bilder/<number:picture_id>-<digest:digest>.jpg", pictures.picture, name="picture"),
    path("konto/", include("config.account_urls")),
    path("desk/", include("hilfelotse.web.desk.urls")),
    path("switchboard/", include("hilfelotse.web.switchboard.urls")),
    path("redaktion/", include("hilfelotse.web.editors.urls")),
    path("partner/", include("hilfelotse.web.partners.urls")),
    path("stelle/<token:token>/", include("hilfelotse.web.partners.place_urls")),
    *i18n_patterns(
        path("", include("hilfelotse.web.portal.urls")),
        path("", include("hilfelotse.web.links.urls")),
    ),
    re_path(_OTHER_TAG, entry.other_tag, name="other_tag"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))
