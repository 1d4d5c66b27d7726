from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.duplicates.models import Decision

ALIKE = Purpose("not asking twice whether two entries are one", retention="with its cases")

register.add(
    Entry(
        Decision, group(TECHNICAL, "id") | group(ALIKE, "first", "second", "verdict", "user", "at")
    )
)
