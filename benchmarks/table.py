"""The table that `make bench` prints."""

import statistics
from dataclasses import dataclass, field

from benchmarks.meter import Item


@dataclass
class Table:
    """Printed row by row, so that one sees how far it is; remembers whether a limit is broken."""

    broken: list[str] = field(default_factory=list)

    def head(self, title: str) -> None:
        print(f"\n{title}", flush=True)
        self._print("", "measured", "p95", "limit", "")

    def costs(self, items: list[Item]) -> None:
        """Milliseconds of CPU; the mean is held to the limit, p95 is for information."""
        bare = statistics.median(cost for item in items for cost in item.bare)
        self._print("bare page", f"{bare:.2f} ms", "", "", "")
        for item in items:
            allowed = item.allowed
            verdict = self._verdict(item.name, allowed is None or item.mean <= allowed, allowed)
            bound = "–" if allowed is None else f"{allowed:.1f} ms"
            self._print(item.name, f"{item.mean:.2f} ms", f"{item.p95:.2f} ms", bound, verdict)

    def number(self, name: str, value: float, limit: float, unit: str = "") -> None:
        """Something that is counted, not timed."""
        verdict = self._verdict(name, value <= limit, limit)
        self._print(name, f"{value:g}{unit}", "", f"{limit:g}{unit}", verdict)

    def at_least(self, name: str, value: float, limit: float) -> None:
        """Something of which there should be much."""
        verdict = self._verdict(name, value >= limit, limit)
        self._print(name, f"{value:.1f}", "", f">= {limit:.1f}", verdict)

    def right(self, name: str, differences: list[str]) -> None:
        """Whether answers are right; what differs is named."""
        verdict = self._verdict(name, not differences, True)
        self._print(name, ", ".join(differences)[:40] or "equal", "", "equal", verdict)

    def finish(self) -> int:
        """The exit status."""
        print(f"\nBROKEN: {'; '.join(self.broken)}" if self.broken else "\nAll limits are kept.")
        return 1 if self.broken else 0

    def _verdict(self, name: str, kept: bool, limit: object) -> str:
        if not kept:
            self.broken.append(name)
            return "BROKEN"
        return "" if limit is None else "ok"

    def _print(self, *cells: str) -> None:
        print("{:<52} {:>11} {:>11} {:>10}  {}".format(*cells).rstrip(), flush=True)
