from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.photos.models import Photo

SHOWN = Purpose(
    "showing what is offered", recipients="the body that the offer is passed on to, after the desk"
)

register.add(
    Entry(
        Photo,
        group(TECHNICAL, "id", "width", "height", "digest", "created_at")
        | group(SHOWN, "case", "content"),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)
