from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.knowledge.models import Answer, AnswerWord, Gap

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
        Answer,
        group(TECHNICAL, "id", "created_at", "retired_at")
        | group(
            KNOWING,
            "question", "text", "keywords", "subject", "responsible", "source", "checked_on",
            "valid_until", "outdated_at", "outdated_note",
        )
        | group(WHO_CHECKED, "checked_by", "outdated_by"),
    )
)  # fmt: skip
register.add(Entry(AnswerWord, group(TECHNICAL, "id", "answer", "word", "weight")))
register.add(
    Entry(
        Gap,
        group(TECHNICAL, "id")
        | group(
            ASKED, "words", "text", "subject", "times", "first_at", "last_at", "state", "answer"
        ),
    )
)
