"""What to ask for and what to stop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.reports.surplus import Balance, balances
from hilfelotse.topics import activities, goods
from hilfelotse.web.components.access import roles


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def surplus(request: HttpRequest) -> HttpResponse:
    """Sums by district and kind, with the words for a post and the way to a stop."""
    rows = [_row(balance) for balance in balances()]
    return render(request, "desk/surplus.html", {"rows": rows})


def _row(balance: Balance) -> dict[str, Any]:
    is_goods = balance.what == "goods"
    name = str(goods.GOODS[balance.code] if is_goods else activities.name(balance.code))
    place = balance.district.name if balance.district else _("außerhalb von Hannover")
    given = {"name": name, "place": place, "count": balance.missing}
    post = _("Gesucht im Stadtbezirk %(place)s: %(name)s (noch %(count)s). Machen Sie mit? "
             "#hannoverhilft") % given  # fmt: skip
    may_stop = balance.spare and (is_goods or balance.code in activities.ACTIVITIES)
    return {
        "balance": balance,
        "name": name,
        "place": place,
        "post": post if balance.missing else "",
        "stop_url": f"{reverse('desk:stop_new')}?{urlencode({balance.what: balance.code})}"
        if may_stop
        else "",
    }
