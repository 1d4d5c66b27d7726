"""A page from its first words to its end: entering, describing, moving, checking, retiring it.

Its words in any language are the business of ``actions.text``.
"""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.base.text import clean_line, fold
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.actions.text import lock_page, save_text, write
from hilfelotse.knowledge.models import Page
from hilfelotse.knowledge.rules import CALLED, check_keeps, owner_of, version_of
from hilfelotse.knowledge.words import index

RIGHT_AGAIN = {"outdated_at": None, "outdated_by": None, "outdated_note": ""}
DEEPEST = 6  # rubrics in rubrics


class NotInItself(Exception):
    """A rubric cannot hang in itself or in one below it, nor deeper than six steps."""


class NotEmpty(Exception):
    """A rubric that still holds pages stays."""


@transaction.atomic
def write_page(
    *, user: User, title: str, text: str = "", as_draft: bool = False, **fields: Any
) -> Page:
    """A new page, checked today by who writes it; of the city or the Region, whose editor it is.

    Published at once, unless it is a draft or wants a second person's approval.
    Raises ValueError for a parent that is no rubric.
    """
    owner = fields.pop("owner", None) or owner_of(user)
    check_keeps(user, owner)
    fields.setdefault("slug", "")
    fields["slug"] = fields["slug"] or free_slug(title)
    page = Page(**fields, owner=owner, title=title, version=version_of(title, text),
                checked_on=clock.today(), checked_by=user)  # fmt: skip
    _check_parent(page, page.parent)
    page.save()
    record(subject=page, verb="entered", user=user)
    save_text(user=user, page=page, title=title, text=text, base=0, as_draft=as_draft)
    page.refresh_from_db()
    return page


def free_slug(title: str) -> str:
    """An address from the title that no other page has."""
    stem = slugify(fold(title))[:70].strip("-") or "seite"
    taken = set(Page.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def describe_page(*, user: User, page: Page, video_fits: bool = False, **fields: Any) -> Page:
    """Everything but the words: rubric, audience, subject, dates. It counts as checking it.

    A sign language video belongs to the text of the day on which it was entered; ``video_fits``
    says that it belongs to today's. Raises NotInItself, and ValueError for a parent that is no
    rubric and for a video without https or length.
    """
    page = lock_page(page)
    check_keeps(user, page.owner)
    if "sign_video" in fields:
        fields |= _video(page, fields["sign_video"], fields["sign_video_seconds"], video_fits)
    if "parent" in fields:
        _check_parent(page, fields["parent"])
    if fields.get("valid_until") != page.valid_until:
        fields["warned_on"] = None
    write(page, **fields, **RIGHT_AGAIN, checked_on=clock.today(), checked_by=user)
    index(page)
    record(subject=page, verb="changed", user=user, fields=sorted(fields))
    return page


def _video(page: Page, address: str, seconds: int | None, fits: bool) -> dict[str, Any]:
    if not address:
        return {"sign_video": "", "sign_video_seconds": None, "sign_video_version": ""}
    if not address.startswith("https://") or not seconds or seconds < 1:
        raise ValueError("a video has an https address and a length")
    is_same = address == page.sign_video and not fits
    version = page.sign_video_version if is_same else page.version
    return {
        "sign_video": address, "sign_video_seconds": seconds, "sign_video_version": version,
    }  # fmt: skip


def _check_parent(page: Page, parent: Page | None) -> None:
    """Rubrics are locked from the page up: two that are moved into each other wait in a row."""
    above, depth = parent, 0
    if parent is not None and parent.kind != Page.Kind.RUBRIC:
        raise ValueError("pages hang in rubrics")
    if page.kind == Page.Kind.RUBRIC:  # a ring needs two rubrics moved at once
        list(Page.objects.select_for_update().filter(kind=Page.Kind.RUBRIC).order_by("pk"))
    while above is not None:
        depth += 1
        if above.pk == page.pk or depth >= DEEPEST:
            raise NotInItself
        above = above.parent


@transaction.atomic
def confirm_page(*, user: User, page: Page) -> Page:
    """Checked today, and still so. An end date that has passed is taken away."""
    page = lock_page(page)
    check_keeps(user, page.owner)
    passed = page.valid_until and page.valid_until < clock.today()
    until = None if passed else page.valid_until
    write(page, **RIGHT_AGAIN, valid_until=until, checked_on=clock.today(), checked_by=user)
    record(subject=page, verb="confirmed", user=user)
    return page


@transaction.atomic
def mark_outdated(*, user: User, page: Page, note: str = "") -> Page:
    """„Stimmt nicht mehr“: it stays to be seen, with its mark. The first to say so is kept."""
    require(user, CALLED)
    page = lock_page(page)
    if page.outdated_at is None:
        note = clean_line(note)[:300]
        write(page, outdated_at=clock.now(), outdated_by=user, outdated_note=note)
        record(subject=page, verb="outdated", user=user, text=note)
    return page


@transaction.atomic
def retire_page(*, user: User, page: Page) -> Page:
    """Nobody finds it any more; the history of calls keeps it. Raises NotEmpty."""
    page = lock_page(page)
    check_keeps(user, page.owner)
    if page.children.filter(retired_at=None).exists():
        raise NotEmpty
    if page.retired_at is None:
        write(page, retired_at=clock.now())
        record(subject=page, verb="retired", user=user)
    return page
