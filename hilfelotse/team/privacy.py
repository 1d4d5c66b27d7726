from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.team.models import Absence, Shift

ROSTER = Purpose(
    "knowing who is in, so that no concern waits for somebody who is away",
    ground="§ 88 NBG, § 12 NDSG: employment",
    retention="12 months",
)

register.add(
    Entry(Shift, group(TECHNICAL, "id") | group(ROSTER, "user", "weekday", "starts", "ends"))
)
register.add(
    Entry(
        Absence,
        group(TECHNICAL, "id") | group(ROSTER, "user", "first_day", "last_day", "deputy"),
    )
)
