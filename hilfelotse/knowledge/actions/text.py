"""The words of a page in German and in other languages: written, approved, published, restored.

Two people who write at once do not overwrite each other: whoever saves names the revision they
began with.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Page, Revision, Translation
from hilfelotse.knowledge.rules import EDITORS, check_keeps, version_of
from hilfelotse.knowledge.words import index

State = Revision.State


class Conflict(Exception):
    """Somebody has saved since: ``newest`` is what they wrote."""

    def __init__(self, newest: Revision | None) -> None:
        super().__init__("somebody has saved since")
        self.newest = newest


class NeedsAnother(Exception):
    """Approval is for a second person."""


class NotWaiting(Exception):
    """Nobody waits for an approval of this revision, or a newer one is published."""


def lock_page(page: Page) -> Page:
    return Page.objects.select_for_update(of=("self",)).select_related("parent").get(pk=page.pk)


def write(row: Any, **fields: Any) -> None:
    """Write the given fields of a locked row and nothing else."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def newest(page: Page, language: str = SOURCE) -> Revision | None:
    """What was written last, published or not."""
    return page.revisions.filter(language=language).order_by("-number").first()


def published(page: Page, language: str) -> Revision | None:
    """What readers see in a language."""
    return page.revisions.filter(language=language, state=State.PUBLISHED).first()


@transaction.atomic
def save_text(
    *,
    user: User,
    page: Page,
    title: str,
    text: str,
    base: int,
    language: str = SOURCE,
    source_version: str = "",
    is_minor: bool = False,
    as_draft: bool = False,
    publish_at: datetime | None = None,
) -> Revision:
    """Save the words of a page in a language, and publish them unless something stands against it.

    ``base``: the number of the revision that was changed, 0 for the first. ``source_version``: the
    German version that a translation belongs to. ``is_minor``: the meaning of the German stays, and
    so do the translations. A German wording that was there before has its old version again.
    A draft waits for its writer, a page that wants it for a second person, and ``publish_at`` for
    its time. Raises Conflict if somebody saved since, ValueError without a title or for a
    translation of nothing.
    """
    page = lock_page(page)
    check_keeps(user, page.owner)
    if not title.strip():
        raise ValueError("a page has a title")
    last = newest(page, language)
    if base != (last.number if last else 0):
        raise Conflict(last)
    if language == SOURCE:
        version = _version(page, title, text, is_minor)
    elif source_version:
        version = source_version
    else:
        raise ValueError("a translation belongs to a German version")
    revision = Revision.objects.create(
        page=page, language=language, number=base + 1, title=title, text=text, version=version,
        is_minor=is_minor, written_by=user, publish_at=publish_at,
    )  # fmt: skip
    if as_draft:
        _keep_title_of_draft(page, revision)
    elif page.needs_approval:
        write(revision, state=State.WAITING)
        record(subject=page, verb="text_waiting", user=user, language=language, number=base + 1)
    else:
        _publish_or_schedule(page, revision, user)
    return revision


def _version(page: Page, title: str, text: str, is_minor: bool) -> str:
    before = page.revisions.filter(
        language=SOURCE, title=title, text=text, published_at__isnull=False
    ).first()
    if before is not None:
        return before.version
    return page.version if is_minor else version_of(title, text)


def _keep_title_of_draft(page: Page, revision: Revision) -> None:
    """A page that nobody has seen yet is listed under its newest title."""
    if page.published_at is None and revision.language == SOURCE:
        write(page, title=revision.title, text=revision.text, version=revision.version)


def _publish_or_schedule(page: Page, revision: Revision, user: User | None) -> None:
    if revision.publish_at and revision.publish_at > clock.now():
        write(revision, state=State.SCHEDULED)
        record(
            subject=page, verb="text_scheduled", user=user,
            by=None if user else Event.By.SYSTEM, language=revision.language,
            number=revision.number,
        )  # fmt: skip
    else:
        _publish(page, revision, user)


def _publish(page: Page, revision: Revision, user: User | None) -> None:
    now = clock.now()
    write(revision, state=State.PUBLISHED, published_at=now)
    if revision.language == SOURCE:
        changed_at = page.changed_at if revision.version == page.version else now
        write(
            page, title=revision.title, text=revision.text, version=revision.version,
            changed_at=changed_at, published_at=page.published_at or now,
        )  # fmt: skip
    else:
        _publish_translation(page, revision)
    index(page, revision.language)
    record(
        subject=page, verb="text_published", user=user, by=None if user else Event.By.SYSTEM,
        language=revision.language, number=revision.number,
    )  # fmt: skip


def _publish_translation(page: Page, revision: Revision) -> None:
    row, _new = Translation.objects.get_or_create(page=page, language=revision.language)
    write(
        row, title=revision.title, text=revision.text, source_version=revision.version,
        is_machine=revision.is_machine, engine=revision.engine, translated_at=clock.now(),
        approved_at=None, approved_by=None, in_work_for="", in_work_by=None,
    )  # fmt: skip


@transaction.atomic
def approve(*, user: User, revision: Revision) -> Revision:
    """A second person has read it: it is published, or waits for its time.

    Raises NeedsAnother for who wrote it, NotWaiting if it does not wait or a newer one is out.
    """
    page = lock_page(revision.page)
    check_keeps(user, page.owner)
    revision = page.revisions.select_for_update().get(pk=revision.pk)
    if revision.state != State.WAITING or _is_overtaken(revision):
        raise NotWaiting
    if revision.written_by_id == user.pk:
        raise NeedsAnother
    write(revision, approved_by=user)
    _publish_or_schedule(page, revision, user)
    return revision


def _is_overtaken(revision: Revision) -> bool:
    later = Revision.objects.filter(
        page=revision.page_id, language=revision.language, number__gt=revision.number
    )
    return later.filter(state=State.PUBLISHED).exists()


def publish_due() -> int:
    """Publish what was planned for now; what a newer text has overtaken is a draft again."""
    due = Revision.objects.filter(state=State.SCHEDULED, publish_at__lte=clock.now())
    return sum(_publish_planned(revision) for revision in due.order_by("page", "number"))


@transaction.atomic
def _publish_planned(planned: Revision) -> bool:
    page = lock_page(planned.page)
    revision = page.revisions.select_for_update().get(pk=planned.pk)
    if revision.state != State.SCHEDULED:
        return False
    if _is_overtaken(revision):
        write(revision, state=State.DRAFT)
        return False
    _publish(page, revision, None)
    return True


@transaction.atomic
def restore(*, user: User, revision: Revision, base: int) -> Revision:
    """An old wording again, as a new revision. Raises what ``save_text`` raises."""
    return save_text(
        user=user, page=revision.page, title=revision.title, text=revision.text, base=base,
        language=revision.language,
        source_version="" if revision.language == SOURCE else revision.version,
    )  # fmt: skip


@transaction.atomic
def start_translating(*, user: User, page: Page, language: str) -> Translation:
    """Colleagues see that somebody is at it; it ends with the German version it is for."""
    page = lock_page(page)
    check_keeps(user, page.owner)
    row, _new = Translation.objects.get_or_create(page=page, language=language)
    write(row, in_work_for=page.version, in_work_by=user)
    return row


@transaction.atomic
def enter_machine_text(
    *, page: Page, language: str, title: str, text: str, engine: str, version: str
) -> Revision:
    """What a machine made of the German ``version``; readers are told until somebody approves.

    For the office's own import and the demo; a person's own words are never replaced by it.
    Raises ValueError where a person has written.
    """
    page = lock_page(page)
    last = newest(page, language)
    if last is not None and not last.is_machine:
        raise ValueError("a person has written this")
    revision = Revision.objects.create(
        page=page, language=language, number=last.number + 1 if last else 1, title=title,
        text=text, version=version, is_machine=True, engine=engine,
    )  # fmt: skip
    _publish(page, revision, None)
    return revision


@transaction.atomic
def approve_translation(*, user: User, page: Page, language: str, number: int) -> Translation:
    """A named person has read what a machine wrote, and stands for it (AI Act, article 50(4)).

    ``number``: the revision that they read. Raises NotWaiting if readers see another one by now,
    even one of the same German version.
    """
    require(user, EDITORS)
    page = lock_page(page)
    check_keeps(user, page.owner)
    row = Translation.objects.select_for_update().filter(page=page, language=language).first()
    seen = published(page, language)
    if row is None or seen is None or seen.number != number:
        raise NotWaiting
    if row.approved_at is None:
        write(row, approved_at=clock.now(), approved_by=user)
        record(subject=page, verb="translation_approved", user=user, language=language)
    return row
