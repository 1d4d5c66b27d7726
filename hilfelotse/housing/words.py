"""Words in what offerers write: what may not decide who moves in, and what the lead must know.

Phrases as in ``routing.match``: folded words in a row, ``*`` stands for any letters.
"""

from hilfelotse.base.text import fold
from hilfelotse.cases.models import Alert
from hilfelotse.routing.match import pattern

READ_AT_MOST = 10_000  # letters

_GROUPS = """
    ukrainer* syrer* syrisch* afghan* iraker* iraner* araber* arabisch* afrikaner* afrikanisch*
    eritreer* somali* tuerk* kurd* russ* europaeer* deutsche* auslaender* schwarze* weisse*
    ukrainian* syrian* arab* african* russian* european* german* foreigner* black* white*
    muslim* moslem* islam* christ* jued* jud* jew* katholi* evangelisch* orthodox* hindu*
""".split()
_ONLY = ("nur", "nur an", "nur fuer", "ausschliesslich", "ausschliesslich an", "only", "only for")
_NO = ("kein", "keine", "keinen", "keine*", "no", "nicht an", "ohne")
_FIXED = (
    "nur mit deutschem pass", "nur weisse", "german passport only", "muslime unerwuenscht",
    "auslaender unerwuenscht", "keine kopftuecher", "kein kopftuch", "no headscarf",
    "no hijab",
)  # fmt: skip
# § 19 AGG: nobody is turned away for origin, religion or "race"; nationality stands for origin.
BY_ORIGIN = (*(f"{word} {group}" for word in (*_ONLY, *_NO) for group in _GROUPS), *_FIXED)

EXPLOITATION = (
    "gegen haushalt*", "gegen putzen", "gegen hausarbeit", "gegen mithilfe im haushalt",
    "fuer haushaltshilfe", "im haushalt helf*", "massage*", "massieren", "zaertlichkeit*",
    "kostenlos gegen", "gratis gegen", "umsonst gegen", "gegen gesellschaft", "gegen begleitung",
    "mietfrei gegen", "gegen naehe", "gegen sex*", "intim*", "freundin gesucht", "huebsch*",
    "in exchange for", "free rent for", "for housework", "pass abgeben", "ausweis abgeben",
)  # fmt: skip
WISH_FOR_PERSONS = (
    "nur frauen", "nur an frauen", "nur fuer frauen", "nur eine frau", "nur frau*", "junge frau*",
    "junge* dame*", "alleinstehende* frau*", "nur maedchen", "maedchen", "nur kinder",
    "nur mit kind*", "am liebsten frau*", "only women", "women only", "young woman", "girl*",
    "female only", "nur weiblich*",
)  # fmt: skip
MINORS = (
    "minderjaehrig*", "unbegleitet*", "umf", "uma", "gastfamilie*", "pflegefamilie*",
    "pflegekind*", "jugendliche aufnehmen", "kind aufnehmen", "kinder aufnehmen", "waisenkind*",
    "host family", "unaccompanied", "foster*",
)  # fmt: skip

_SIGNS = {
    Alert.Sign.EXPLOITATION: EXPLOITATION,
    Alert.Sign.WISH_FOR_PERSONS: WISH_FOR_PERSONS,
    Alert.Sign.MINORS: MINORS,
}


def chooses_by_origin(text: str) -> str:
    """The words that choose by origin, religion or nationality; empty if there are none."""
    return _first(text, BY_ORIGIN)


def signs(text: str) -> dict[str, str]:
    """What the lead must know, and the words that say so. Never a filter, never a refusal."""
    found = {sign.value: _first(text, phrases) for sign, phrases in _SIGNS.items()}
    return {sign: words for sign, words in found.items() if words}


def _first(text: str, phrases: tuple[str, ...]) -> str:
    folded = fold(text[:READ_AT_MOST])
    hits = (pattern(phrase).search(folded) for phrase in phrases)
    return next((hit.group() for hit in hits if hit), "")
