from hilfelotse.knowledge.actions.gaps import close_gap, count_gap, forget_gaps
from hilfelotse.knowledge.actions.pages import (
    NotEmpty,
    NotInItself,
    confirm_page,
    describe_page,
    mark_outdated,
    retire_page,
    write_page,
)
from hilfelotse.knowledge.actions.text import (
    Conflict,
    NeedsAnother,
    NotWaiting,
    approve,
    approve_translation,
    publish_due,
    restore,
    save_text,
    start_translating,
)

__all__ = [
    "Conflict",
    "NeedsAnother",
    "NotEmpty",
    "NotInItself",
    "NotWaiting",
    "approve",
    "approve_translation",
    "close_gap",
    "confirm_page",
    "count_gap",
    "describe_page",
    "forget_gaps",
    "mark_outdated",
    "publish_due",
    "restore",
    "retire_page",
    "save_text",
    "start_translating",
    "write_page",
]
