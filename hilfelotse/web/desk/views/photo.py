from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.photos.models import Photo
from hilfelotse.privacy.access import saw_case
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.photo import photo_response
from hilfelotse.web.desk.views.case import find_case


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def photo(request: HttpRequest, case_id: int, photo_id: int) -> HttpResponse:
    """A picture of what a case offers."""
    case = find_case(request.user, case_id)
    found = get_object_or_404(Photo, pk=photo_id, case=case)
    saw_case(case=case, route="desk:photo", user=request.user)
    return photo_response(found)
