"""„Wohin?“ on 60 texts that avoid the rules' wording: how often right, how often silent.

The texts (data/concerns.csv) were written after the rules and in other words; the rules are never
tuned to them. They show what rules can do at worst. They are no measure of quality: that needs the
office's own decisions.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from hilfelotse.base.management.commands.serve import migrate
from hilfelotse.routing.actions import load_rules
from hilfelotse.routing.match import forget_rules
from hilfelotse.routing.suggest import suggest

TEXTS = Path(__file__).parent / "data" / "concerns.csv"


@dataclass(frozen=True)
class Concern:
    """What somebody wrote, and what it is about. ``subject`` is empty for what is not ours."""

    text: str
    subject: str
    second: str  # of a text with two concerns; either is right
    danger: bool


@dataclass
class Counts:
    """Each text is in exactly one of right, wrong and silent."""

    texts: int = 0
    in_scope: int = 0
    two_concerns: int = 0
    right: int = 0
    wrong: int = 0
    silent: int = 0
    wrong_out_of_scope: int = 0
    dangers: int = 0
    dangers_seen: int = 0
    false_alarms: int = 0

    def add(self, concern: Concern) -> None:
        """Ask the rules about one text."""
        said = suggest(concern.text)
        self.texts += 1
        self.in_scope += bool(concern.subject)
        self.two_concerns += bool(concern.second)
        if not said.subject:
            self.silent += 1
        elif said.subject in {concern.subject, concern.second} - {""}:
            self.right += 1
        else:
            self.wrong += 1
            self.wrong_out_of_scope += not concern.subject
        self.dangers += concern.danger
        self.dangers_seen += concern.danger and bool(said.dangers)
        self.false_alarms += not concern.danger and bool(said.dangers)

    @property
    def spoken(self) -> int:
        return self.right + self.wrong


def concerns() -> list[Concern]:
    """The texts of the file."""
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return [
            Concern(row["text"], row["subject"], row["second"], row["danger"] == "yes")
            for row in csv.DictReader(file)
        ]


def measure() -> Counts:
    """Ask about every text."""
    counts = Counts()
    for concern in concerns():
        counts.add(concern)
    return counts


def run(*, quick: bool = False) -> int:
    """Print the figures; there is no limit to break."""
    migrate()
    load_rules()
    forget_rules()
    print("\n".join(report(measure())), flush=True)
    return 0


def report(counts: Counts) -> list[str]:
    """The figures with the counts behind them."""
    not_ours = counts.texts - counts.in_scope
    quiet = counts.texts - counts.dangers
    return [
        f"\nWhere to? {counts.texts} texts in words that the rules do not have",
        _share("a subject is suggested (coverage)", counts.spoken, counts.texts),
        _share("silent", counts.silent, counts.texts),
        _share("the suggested subject is right (precision)", counts.right, counts.spoken),
        _share("right, of the texts that are ours", counts.right, counts.in_scope),
        _share("a subject for a text that is not ours", counts.wrong_out_of_scope, not_ours),
        _share("danger seen (recall)", counts.dangers_seen, counts.dangers),
        _share("false alarms of danger", counts.false_alarms, quiet),
        f"  of the texts, {counts.two_concerns} hold two concerns: either subject is right",
    ]


def _share(name: str, part: int, whole: int) -> str:
    per_cent = f"{100 * part / whole:.0f} %" if whole else "–"
    return f"  {name:<46} {part:>3} of {whole:>3}  {per_cent:>6}"
