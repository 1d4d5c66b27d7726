from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.history.models import Event

WAY = Purpose("what was done with a concern, for the next colleague and for proof")

# Whose events these are is known to the package of the subject; see cases/privacy.py.
register.add(
    Entry(
        Event,
        group(TECHNICAL, "id", "subject", "subject_id", "verb", "at", "by")
        | group(WAY, "user", "text", "details"),
    )
)
