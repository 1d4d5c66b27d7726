"""Bodies of ``network.py`` that answer for something, by what the demo calls them."""

SOCIAL, SHARING = "Fachbereich Soziales", "Fachbereich Gesellschaftliche Teilhabe"
YOUTH, SCHOOL = "Fachbereich Jugend und Familie", "Fachbereich Schule"
EVENING, PLANNING = "Volkshochschule und Bildung", "Fachbereich Planen und Stadtentwicklung"
LAND, ORDER = "Fachbereich Wirtschaft und Liegenschaften", "Fachbereich Öffentliche Ordnung"
NEWS, REGION = "Presse- und Öffentlichkeitsarbeit", "Region Hannover – Team Integration"
HEALTH, JOBS = "Region Hannover – Fachbereich Gesundheit", "Jobcenter Region Hannover"
INTERPRETERS, BICYCLES = (
    "Sprachmittlerpool Leinestadt e. V.",
    "Fahrradwerkstatt Speichenglück e. V.",
)
LAW, WOMEN = "Rechtsberatung im Hof e. V.", "Frauentreff Mosaik e. V."
SHELTER = "Schutzraum Leinebogen e. V."
