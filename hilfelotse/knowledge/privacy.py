from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.knowledge.models import Gap, Page, PageWord, Picture, Revision, Synonym, Translation

KNOWING = Purpose(
    "giving the same right answer on the telephone and on the web", personal=False,
    recipients="the public",
)  # fmt: skip
WHO_CHECKED = Purpose("knowing who stands for an answer", retention="with the answer")
ASKED = Purpose(
    "knowing which answers are missing", retention="12 months after it was last asked",
    personal=False,
)  # fmt: skip

register.add(
    Entry(
        Page,
        group(TECHNICAL, "id", "created_at", "retired_at", "version", "sign_video_version")
        | group(
            KNOWING,
            "slug", "kind", "parent", "position", "audience", "owner", "title", "text",
            "changed_at", "keywords", "subject", "responsible", "source", "is_public", "is_core",
            "needs_approval", "when_old", "hides_old_translations", "checked_on", "valid_until",
            "warned_on", "outdated_at", "outdated_note", "starts_at", "ends_at", "place",
            "published_at", "sign_video", "sign_video_seconds",
        )
        | group(WHO_CHECKED, "editor", "checked_by", "outdated_by"),
    )
)  # fmt: skip
register.add(
    Entry(
        Picture,
        group(TECHNICAL, "id", "width", "height", "digest", "added_at")
        | group(KNOWING, "page", "content", "is_decorative", "credit", "licence")
        | group(WHO_CHECKED, "added_by"),
    )
)
register.add(Entry(PageWord, group(TECHNICAL, "id", "page", "language", "word", "weight")))
register.add(Entry(Synonym, group(TECHNICAL, "id") | group(KNOWING, "language", "words")))
register.add(
    Entry(
        Translation,
        group(TECHNICAL, "id", "source_version", "in_work_for")
        | group(
            KNOWING, "page", "language", "title", "text", "is_machine", "engine", "translated_at",
            "approved_at",
        )
        | group(WHO_CHECKED, "approved_by", "in_work_by"),
    )
)  # fmt: skip
register.add(
    Entry(
        Revision,
        group(TECHNICAL, "id", "number", "version", "is_minor", "state", "publish_at")
        | group(
            KNOWING, "page", "language", "title", "text", "is_machine", "engine", "published_at",
            "written_at",
        )
        | group(WHO_CHECKED, "written_by", "approved_by"),
    )
)  # fmt: skip
register.add(
    Entry(
        Gap,
        group(TECHNICAL, "id")
        | group(ASKED, "words", "text", "subject", "times", "first_at", "last_at", "state", "page"),
    )
)
