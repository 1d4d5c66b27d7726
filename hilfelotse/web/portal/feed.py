"""Feeds: the newest needs of the board, never a person; and the news."""

import re

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hilfelotse.knowledge import reading
from hilfelotse.knowledge.markdown import first_paragraph
from hilfelotse.needs.queries import newest
from hilfelotse.web.components import need_facts
from hilfelotse.web.portal.forms.board import BoardFilter
from hilfelotse.web.portal.pages import when

AT_MOST = 50
_FILTERS = ("bezirk", "art", "stelle")
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


def feed_url(query: QueryDict) -> str:
    """The feed of what a page of the board shows, as far as feeds are filtered."""
    kept = {name: query[name] for name in _FILTERS if query.get(name)}
    return reverse("portal:needs_feed") + (f"?{urlencode(kept)}" if kept else "")


def atom(query: QueryDict) -> str:
    """Filtered by district, kind and body; what makes no sense is left out."""
    chosen = BoardFilter(query).chosen()
    body = query.get("stelle", "")
    needs = newest(
        organisation_id=int(body) if _NUMBER.fullmatch(body) else None,
        district_id=chosen["district_id"],
        kind=chosen["kind"],
        limit=AT_MOST,
    )
    feed = Atom1Feed(
        title=_("Das wird gebraucht – Hilfelotse"),
        link=settings.SITE_URL + reverse("portal:needs"),
        description="",
        language=get_language(),
        feed_url=settings.SITE_URL + feed_url(query),
    )
    for need in needs:
        feed.add_item(
            title=need.title,
            link=settings.SITE_URL + reverse("portal:need", args=[need.pk]),
            description=need.description,
            unique_id=settings.SITE_URL + reverse("portal:need", args=[need.pk]),
            author_name=need.organisation.name,
            pubdate=need.created_at,
            updateddate=max(need.confirmed_at, need.created_at),
            categories=[need_facts.topic(need), need.quarter.district.name],
        )
    return feed.writeString("utf-8")


def news_atom() -> str:
    """News and events, in the language of the address."""
    url = settings.SITE_URL + reverse("portal:news_feed")
    feed = Atom1Feed(
        title=_("Aktuelles – Hilfelotse"),
        link=settings.SITE_URL + reverse("portal:news"),
        description="",
        language=get_language(),
        feed_url=url,
    )
    found = reading.news(get_language())
    for shown in [*found.events, *found.news]:
        page = shown.page
        address = settings.SITE_URL + reverse("portal:page", args=[page.slug])
        takes_place = [f"{when(page)}, {page.place}".rstrip(", ")] if page.starts_at else []
        feed.add_item(
            title=shown.title,
            link=address,
            description="\n".join([*takes_place, first_paragraph(shown.text)]),
            unique_id=address,
            pubdate=page.published_at,
            updateddate=max(page.published_at, page.changed_at),
        )
    return feed.writeString("utf-8")
