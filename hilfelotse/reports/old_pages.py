"""A page is about to grow old: whoever keeps it is told two weeks before."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.correspondence.write import write_to_colleague
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.actions.text import lock_page, write
from hilfelotse.knowledge.editing import SOON
from hilfelotse.knowledge.models import Page
from hilfelotse.knowledge.rules import keeps


def warn_of_old_pages() -> int:
    """Write to the editor of each page that ends within two weeks, once for each last day."""
    ends = clock.today() + SOON
    due = Page.objects.filter(retired_at=None, warned_on=None, published_at__isnull=False)
    return sum(_warn(page) for page in due.filter(valid_until__lte=ends).order_by("pk"))


@transaction.atomic
def _warn(page: Page) -> bool:
    """Where nobody is left to be told, it stays on the editors' list of what is to be done."""
    page = lock_page(page)
    until, who = page.valid_until, _who(page)
    if page.warned_on is not None or until is None or who is None:
        return False
    with override("de"):
        day = date_format(until, "j. F Y")
    write_to_colleague(
        user=who,
        template="page_ends",
        reason=f"page_ends:{page.pk}:{until}",
        title=page.title,
        day=day,
        page_url=f"{settings.SITE_URL}{reverse('editors:page', args=[page.pk])}",
    )
    write(page, warned_on=clock.today())
    record(subject=page, verb="end_announced", name=who.name)
    return True


def _who(page: Page) -> User | None:
    """The responsible editor, else who checked it last, as far as they still keep it."""
    people = (page.editor, page.checked_by)
    return next((who for who in people if who is not None and keeps(who, page.owner)), None)
