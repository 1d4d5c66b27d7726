from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hilfelotse.needs.models import Need
from hilfelotse.needs.queries import Position, by_district
from hilfelotse.needs.queries import board as board_page
from hilfelotse.topics import languages
from hilfelotse.web.components import need_facts
from hilfelotse.web.components.access import public
from hilfelotse.web.components.alternates import SOURCE, alternates
from hilfelotse.web.components.kept import kept
from hilfelotse.web.portal.cards import card, cards
from hilfelotse.web.portal.district_map import district_map
from hilfelotse.web.portal.feed import feed_url
from hilfelotse.web.portal.forms.board import BoardFilter
from hilfelotse.web.portal.share import share

_OFFERED_BY = {
    Need.Kind.GOODS: "portal:goods",
    Need.Kind.MONEY: "portal:money",
    Need.Kind.ROOM: "portal:property_room",
}


@require_safe
@public
@kept
def board(request: HttpRequest) -> HttpResponse:
    """What is needed now, filtered by the address alone, so that a search can be shared."""
    form = BoardFilter(request.GET)
    chosen = form.chosen()
    after = chosen.pop("after", None)
    page = board_page(after=after, **chosen)
    here = chosen.pop("district_id")
    return render(
        request,
        "portal/board.html",
        {
            "filter": form,
            "unfiltered": "" if request.GET else str(form.fields["bezirk"].choices),
            "needs": cards(page.needs),
            "next_url": _next_url(request, page.next),
            "first_page": after is None,
            "feed_url": feed_url(request.GET),
            "map": district_map(by_district(**chosen), here, request.GET),
        },
    )


def _next_url(request: HttpRequest, position: Position | None) -> str:
    if position is None:
        return ""
    query = {name: request.GET[name] for name in BoardFilter.base_fields if request.GET.get(name)}
    return f"{reverse('portal:needs')}?{urlencode(query | {'nach': str(position)})}"


@require_safe
@public
@kept
def need(request: HttpRequest, need_id: int) -> HttpResponse:
    """One need; one that is covered or over says so instead of vanishing."""
    needs = Need.objects.select_related("organisation", "quarter__district")
    found = get_object_or_404(needs.published(), pk=need_id)
    is_open = Need.objects.public().filter(pk=found.pk).exists()
    return render(
        request,
        "portal/need.html",
        {
            "need": found,
            "card": card(found),
            "facts": _facts(found),
            "is_open": is_open,
            "left": need_facts.left(found),
            "offer_url": _offer_url(found),
            "share": share(found),
            # Its words are German alone: elsewhere it is read, but not offered as a translation.
            "alternates": alternates(request, [SOURCE]),
        },
    )


def _offer_url(need: Need) -> str:
    """The form for what this need asks for; it knows the need."""
    route = _OFFERED_BY.get(need.kind, "portal:help")
    return f"{reverse(route)}?{urlencode({'bedarf': need.pk})}"


def _facts(need: Need) -> list[dict[str, object]]:
    rows = [
        (_("Worum es geht"), need_facts.topic(need)),
        (_("Wo"), need_facts.place(need)),
        *need_facts.facts(need),
        (_("Sprachen"), [_spoken(language) for language in need.languages.order_by("pk")]),
        (_("Voraussetzungen"), _requirements(need)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _spoken(language) -> str:
    return _("%(language)s, mindestens %(level)s") % {
        "language": languages.NAMES[language.code],
        "level": languages.level_name(language.level),
    }


def _requirements(need: Need) -> list[str]:
    found = []
    if need.needs_clearance:
        found.append(
            _("Erweitertes Führungszeugnis. Wir erklären Ihnen, wie Sie es kostenlos bekommen.")
        )
    if need.adults_only:
        found.append(_("ab 18 Jahren"))
    return found
