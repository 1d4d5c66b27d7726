"""What a citizen has typed so far: in the session, one draft a tab, nothing in the browser."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from hilfelotse.base import idempotency
from hilfelotse.privacy.notice import DRAFT_KEPT
from hilfelotse.web.components.guard import started_now

_SESSION_KEY = "drafts"
AT_MOST = 8
LONGEST, MOST_VALUES = 10_000, 100
KEPT_SECONDS = int(DRAFT_KEPT.total_seconds())  # nobody is hurried (WCAG 2.2.6)
_SKIP = {"csrfmiddlewaretoken"}


@dataclass
class Draft:
    """One journey through the form; ``content`` is kept in the session as plain JSON."""

    id: str
    content: dict[str, Any]

    @property
    def key(self) -> str:
        return self.content["key"]

    @property
    def need_id(self) -> int | None:
        return self.content["need"]

    @property
    def receipt(self) -> dict[str, Any] | None:
        """Set once the form was sent: nothing personal is kept any longer."""
        return self.content.get("receipt")

    def is_right(self, step: str) -> bool:
        """Whether the last answer to a step was complete; all are asked again before sending."""
        return step in self.content["right"]

    def answers(self, step: str) -> QueryDict | None:
        """What was typed on a step, to fill its form again."""
        typed = self.content["steps"].get(step)
        if typed is None:
            return None
        data = QueryDict(mutable=True)
        for name, values in typed.items():
            data.setlist(name, values)
        return data


def begin(request: HttpRequest, *, need_id: int | None = None) -> Draft:
    """A new draft; the oldest one makes room when somebody has many tabs."""
    drafts = request.session.get(_SESSION_KEY, {})
    while len(drafts) >= AT_MOST:
        del drafts[next(iter(drafts))]
    draft = Draft(
        secrets.token_urlsafe(6).replace("-", "a").replace("_", "b"),
        {
            "key": idempotency.new_key(),
            "started": started_now(),
            "need": need_id,
            "steps": {},
            "right": [],
        },
    )
    _save(request, draft)
    return draft


def find(request: HttpRequest, draft_id: str) -> Draft | None:
    """The draft of this browser; nobody else's."""
    content = request.session.get(_SESSION_KEY, {}).get(draft_id)
    return Draft(draft_id, content) if content else None


def keep(
    request: HttpRequest,
    draft: Draft,
    step: str,
    data: QueryDict,
    names: list[str],
    *,
    right: bool,
) -> None:
    """Remember what was typed on a step, right or wrong; only the form's own fields."""
    others = [name for name in draft.content["right"] if name != step]
    draft.content["right"] = [*others, step] if right else others
    draft.content["steps"][step] = {
        # Far more than any field takes: somebody who pastes a page sees it again, a robot's
        # megabytes are cut.
        name: [value[:LONGEST] for value in data.getlist(name)[:MOST_VALUES]]
        for name in names
        if name in data and name not in _SKIP
    }
    _save(request, draft)


def finish(request: HttpRequest, draft: Draft, receipt: dict[str, Any]) -> None:
    """The form was sent: keep the receipt and forget the rest."""
    draft.content |= {"steps": {}, "right": [], "receipt": receipt}
    _save(request, draft)


def _save(request: HttpRequest, draft: Draft) -> None:
    drafts = request.session.get(_SESSION_KEY, {})
    drafts[draft.id] = draft.content
    request.session[_SESSION_KEY] = drafts
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_SECONDS)
