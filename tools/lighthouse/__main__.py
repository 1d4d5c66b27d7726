"""`make lighthouse`: what Lighthouse says of five pages on a slow phone, where Node is at hand.

Starts the product with its demo in a folder of its own, on this machine only. Which version:
package.json beside this file (the newest that runs on Node 18; the override pins what one of its
packages wants in its newest version). Ends with 1 if a score misses its aim.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.journeys.serving import serving
from tools import ensure_browser, notice

HERE = Path(__file__).resolve().parent
WORK = HERE.parent.parent / ".cache" / "lighthouse"
PAGES = {
    "start page": "/de/",
    "form": "/de/frage/",
    "needs board": "/de/bedarf/",
    "frequent questions": "/de/fragen/",
    "page, Arabic": "/ar/info/ankommen-und-registrieren/",
}
AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    browser = ensure_browser.browser()
    if not shutil.which("npm") or browser is None:
        print(notice.framed("No Node or no Chromium: Lighthouse cannot run."))
        return 1
    install()
    missed = []
    with (
        tempfile.TemporaryDirectory(prefix="hilfelotse-lighthouse-") as folder,
        serving(Path(folder) / "data") as run,
    ):
        run.wait()
        print(f"{'':22}" + "".join(f"{name:>16}" for name in AIMS))
        for name, path in PAGES.items():
            found = scores(f"{run.url}{path}", browser, Path(folder))
            print(f"{name:22}" + "".join(f"{found[part]:>16}" for part in AIMS), flush=True)
            missed += [f"{name}: {part}" for part, aim in AIMS.items() if found[part] < aim]
    if missed:
        print("Below the aim:", "; ".join(missed))
    return int(bool(missed))


def install() -> None:
    """What the lock says, away from the sources; scripts of packages do not run."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, WORK)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=WORK, check=True)


def scores(url: str, browser: str, folder: Path) -> dict[str, int]:
    """Of a hundred, by category; as Lighthouse emulates a phone of the middle class."""
    report = folder / "report.json"
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    command = [
        str(WORK / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json",
        f"--output-path={report}", f"--chrome-path={browser}", f"--chrome-flags={flags}",
        f"--only-categories={','.join(AIMS)}",
    ]  # fmt: skip
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
        # Now and then the browser goes away in the middle; what a page does wrong is in the report.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = json.loads(report.read_text())
    for audit in _failed(found):
        print(f"    {audit}")
    return {part: round(100 * (found["categories"][part]["score"] or 0)) for part in AIMS}


def _failed(found: dict) -> list[str]:
    """What cost points."""
    return [
        f"{audit['id']}: {audit['title']}"
        for part in found["categories"].values()
        for ref in part["auditRefs"]
        if ref["weight"]
        and (audit := found["audits"][ref["id"]])["score"] is not None
        and audit["score"] < 0.9
    ]


if __name__ == "__main__":
    sys.exit(main())
