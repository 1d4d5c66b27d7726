from hilfelotse.base.privacy import TECHNICAL, Entry, group, register
from hilfelotse.places.models import District, Postcode, Quarter

register.add(Entry(District, group(TECHNICAL, "id", "number", "name")))
register.add(Entry(Postcode, group(TECHNICAL, "id", "code", "area", "east_m", "north_m")))
register.add(
    Entry(Quarter, group(TECHNICAL, "id", "district", "name", "postcodes", "east_m", "north_m"))
)
