"""What came back from an agency, in plain words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.knowledge.exchange import BadFile, Came, Code, Fault, Problem
from hilfelotse.knowledge.models import Revision

TOO_LARGE = gettext_lazy(
    "Die Datei ist größer als 2 MB. So groß sind unsere Texte nicht. Ist es die richtige Datei?"
)
_FAULTS = {
    Fault.TOO_LARGE: TOO_LARGE,
    Fault.NOT_READABLE: gettext_lazy(
        "Das ist keine PO-Datei, oder sie ist beschädigt. Bitten Sie das Büro um eine Datei mit "
        "der Endung .po."
    ),
    Fault.ENCODING: gettext_lazy(
        "Die Buchstaben in der Datei lassen sich nicht lesen. Bitten Sie das Büro, sie als UTF-8 "
        "zu speichern."
    ),
    Fault.NOT_OURS: gettext_lazy(
        "In der Datei steht kein Text von uns. Das Büro muss die Datei zurückgeben, die Sie "
        "geschickt haben."
    ),
}
_PROBLEMS = {
    Code.UNKNOWN: gettext_lazy("Diese Seite oder diesen deutschen Text gibt es nicht."),
    Code.ENDED: gettext_lazy(
        "Die Seite wird nicht mehr gezeigt: Sie endete, während sie übersetzt wurde."
    ),
    Code.NOT_YOURS: gettext_lazy("Diese Seite pflegt eine andere Redaktion."),
    Code.UNTOUCHED: gettext_lazy("Noch nicht übersetzt."),
    Code.MISSING: gettext_lazy(
        "Hier fehlt die Übersetzung, oder sie ist noch nicht geprüft („fuzzy“): „%(where)s“"
    ),
    Code.EXTRA: gettext_lazy("Dieser Absatz gehört nicht zum deutschen Text: „%(where)s“"),
    Code.CHANGED: gettext_lazy(
        "In der Datei steht ein anderer deutscher Text als hier: „%(where)s“"
    ),
    Code.LINKS: gettext_lazy(
        "Die Links führen woanders hin als im Deutschen, oder es fehlt einer: „%(where)s“"
    ),
    Code.HEADING: gettext_lazy(
        "Aus der Überschrift wurde ein Absatz, oder umgekehrt. Die Zeichen # am Anfang gehören "
        "dazu: „%(where)s“"
    ),
    Code.REFUSED: gettext_lazy("HTML, Bilder oder Links ohne Ziel gehen hier nicht: „%(where)s“"),
    Code.TOO_LONG: gettext_lazy("Der Titel oder der Text ist zu lang: „%(where)s“"),
    Code.OVERTAKEN: gettext_lazy(
        "Jemand hat inzwischen eine andere Übersetzung gespeichert. Sie bleibt. Vergleichen Sie "
        "beide, und übernehmen Sie, was besser ist."
    ),
    Code.SAME: gettext_lazy("Genau dieser Text steht schon da."),
}


def faulty(bad: BadFile, language: str) -> str:
    """What is wrong with a file, and what to do."""
    if bad.fault != Fault.LANGUAGE:
        return str(_FAULTS[bad.fault])
    if not bad.words:
        return _(
            "In der Datei steht nicht, in welcher Sprache sie ist. Bitten Sie das Büro, die "
            "Zeile „Language“ am Anfang stehen zu lassen."
        )
    return _("Die Datei ist in einer anderen Sprache: „%(found)s“. Gewählt ist %(wanted)s.") % {
        "found": bad.words,
        "wanted": language,
    }


def problem(row: Problem) -> str:
    """What hinders a page, and where."""
    return str(_PROBLEMS[row.code]) % {"where": row.where}


def result(came: Came) -> dict[str, Any]:
    """What became of a page: a word for it, its colour, and every reason."""
    said: list[str] = [problem(row) for row in came.problems]
    if came.saved is None:
        is_harmless = {row.code for row in came.problems} <= {Code.SAME, Code.UNTOUCHED}
        kind = "neutral" if is_harmless else "warning"
        return {"label": _("nicht übernommen"), "kind": kind, "said": said}
    if came.page and came.saved.version != came.page.version:
        said.append(
            _("Der deutsche Text hat sich inzwischen geändert: Die Übersetzung gilt als veraltet.")
        )
    if came.saved.state == Revision.State.WAITING:
        return {"label": _("wartet auf Freigabe"), "kind": "info", "said": said}
    return {"label": _("übernommen"), "kind": "success", "said": said}
