"""Things that somebody offers while they are on the telephone: advice first, then it is saved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hilfelotse.accounts.roles import Role
from hilfelotse.calls.actions.note import Said, record_goods
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.goods.advice import Advice
from hilfelotse.people.models import Party
from hilfelotse.privacy.access import saw_party
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.call import began, started_now
from hilfelotse.web.desk.forms.call import CallerForm, CallForm
from hilfelotse.web.desk.forms.goods import SpokenGoodsForm
from hilfelotse.web.desk.views.call import REFUSALS, caller_form, channel_of, chosen_by, noted

_desk = roles(Role.LEAD, Role.CASEWORKER)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def goods_new(request: HttpRequest) -> HttpResponse:
    """From the call screen with what was noted, or blank. Saved only after its advice was shown."""
    party, case = chosen_by(request.user, request.POST.get("chosen", ""))
    note = CallForm(request.POST or None, party=party, case=case)
    if request.method != "POST" or "wish" in request.POST:
        return _page(request, party, caller_form(note, party), _begun(note))
    caller = None if party else CallerForm(request.POST)
    form = SpokenGoodsForm(request.POST, prefix="things")
    if not (form.is_valid() & (caller is None or caller.is_valid())):
        return _page(request, party, caller, form, status=422)
    advice = form.advice()
    if "save" not in request.POST or advice.is_never or not form.is_advised:
        return _page(request, party, caller, form, advice=advice)
    return _save(request, note, party, case, caller, form)


def _save(
    request: HttpRequest,
    note: CallForm,
    party: Party | None,
    case: Case | None,
    caller: CallerForm | None,
    form: SpokenGoodsForm,
) -> HttpResponse:
    note.is_valid()  # only for the clock
    said = Said(
        wish=Case.Kind.GOODS,
        started_at=began(note.cleaned_data["started"], note.cleaned_data.get("waited", 0)),
        text=form.cleaned_data["text"],
        channel=channel_of(request),
    )
    try:
        recorded = record_goods(
            user=request.user,
            key=form.once_key,
            said=said,
            sender=party or caller.sender(""),
            content=form.content(),
            may_call=form.cleaned_data["may_call"] == "yes",
            case=case,
        )
    except CaseIsClosed:
        form.add_error(None, REFUSALS[CaseIsClosed])
        return _page(request, party, caller, form, status=422)
    return noted(request, recorded)


def _begun(note: CallForm) -> SpokenGoodsForm:
    """With what the note has already."""
    note.is_valid()  # what is wrong in the note is asked again here
    data = getattr(note, "cleaned_data", {})
    initial = {"postcode": data.get("postcode", ""), "text": data.get("text", "")}
    return SpokenGoodsForm(prefix="things", initial=initial)


def _page(
    request: HttpRequest,
    party: Party | None,
    caller: CallerForm | None,
    form: SpokenGoodsForm,
    *,
    advice: Advice | None = None,
    status: int = 200,
) -> HttpResponse:
    if party is not None:
        saw_party(party=party, route="desk:goods_new", user=request.user)
    context = {
        "party": party,
        "form": form,
        "second_form": caller,
        "advice": advice,
        "advised": form.about_words if advice else "",
        "hidden": [
            ("chosen", request.POST.get("chosen", "")),
            ("started", request.POST.get("started") or started_now()),
            ("waited", request.POST.get("waited", "")),
            ("channel", channel_of(request)),
        ],
    }
    return render(request, "desk/goods_new.html", context, status=status)
