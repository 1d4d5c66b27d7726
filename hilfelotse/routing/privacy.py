from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.routing.models import Rule

WAY = Purpose("suggesting where a concern belongs", personal=False)
WHO_CHANGED = Purpose("knowing who stands for a rule", retention="with the rule")

register.add(
    Entry(
        Rule,
        group(TECHNICAL, "id")
        | group(WAY, "phrase", "sign", "subject", "since", "ended_at")
        | group(WHO_CHANGED, "changed_by"),
    )
)
