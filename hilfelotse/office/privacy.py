from hilfelotse.base.privacy import TECHNICAL, Entry, group, register
from hilfelotse.office.models import Closure

register.add(Entry(Closure, group(TECHNICAL, "id", "first_day", "last_day", "reason")))
