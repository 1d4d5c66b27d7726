"""What to ask for and what to stop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import new_key
from hilfelotse.directory.models import AcceptanceStop
from hilfelotse.reports.surplus import Balance, balances, in_the_city
from hilfelotse.topics import activities, goods
from hilfelotse.web.components.access import roles


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def surplus(request: HttpRequest) -> HttpResponse:
    """Sums by district and kind with the words for a post; by kind with the stop on the forms."""
    found = balances()
    stopped = set(
        AcceptanceStop.objects.in_force().filter(organisation=None).values_list("goods", "activity")
    )
    spare = [row for balance in in_the_city(found) if (row := _spare(balance, stopped))]
    rows = [_row(balance) for balance in found]
    return render(request, "desk/surplus.html", {"rows": rows, "spare": spare})


def _spare(balance: Balance, stopped: set[tuple[str, str]]) -> dict[str, Any] | None:
    """Of what is too much in the whole city; None for what a stop is not made for."""
    is_goods = balance.what == "goods"
    if not is_goods and balance.code not in activities.ACTIVITIES:
        return None
    given = {"name": _name(balance)}
    reason = (
        _("Davon ist gerade genug da: %(name)s. Danke, dass Sie daran gedacht haben!")
        if is_goods
        else _("Dafür haben sich schon genug Menschen gemeldet: %(name)s. Vielen Dank!")
    )
    code = (balance.code, "") if is_goods else ("", balance.code)
    return {
        "balance": balance,
        "name": given["name"],
        "is_stopped": code in stopped,
        "reason": reason % given,
        "key": new_key(),
    }


def _name(balance: Balance) -> str:
    if balance.what == "goods":
        return str(goods.GOODS[balance.code])
    return str(activities.name(balance.code))


def _row(balance: Balance) -> dict[str, Any]:
    name = _name(balance)
    place = balance.district.name if balance.district else _("außerhalb von Hannover")
    given = {"name": name, "place": place, "count": balance.missing}
    post = _("Gesucht im Stadtbezirk %(place)s: %(name)s (noch %(count)s). Machen Sie mit? "
             "#hannoverhilft") % given  # fmt: skip
    return {
        "balance": balance,
        "name": name,
        "place": place,
        "post": post if balance.missing else "",
    }
