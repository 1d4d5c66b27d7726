"""Are requirements/*.in and *.txt in step? Looks at the files only, needs no network.

Each .txt must satisfy its .in, hold every package of the set before it in the same version, have a
SHA-256 hash on every line, and name no host.
"""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SETS = ("run", "test", "dev")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
ALLOWED_OPTION = re.compile(r"-r [\w.-]+$")


def lines(text: str) -> list[str]:
    """Logical lines: comments removed, continuations joined."""
    joined = re.sub(r"\\\n", " ", text)
    stripped = (re.sub(r"(^|\s)#.*", "", line).strip() for line in joined.splitlines())
    return [line for line in stripped if line]


def wanted(path: Path) -> list[Requirement]:
    """What an .in file asks for, with the files it includes."""
    found = []
    for line in lines(path.read_text()):
        if line.startswith("-r "):
            found += wanted(path.parent / line.removeprefix("-r ").strip())
        else:
            found.append(Requirement(line))
    return found


def pins(path: Path) -> dict[str, str]:
    """Package names and versions of a .txt file; raises ValueError on any other kind of line."""
    found = {}
    for line in lines(path.read_text()):
        requirement = Requirement(line.split(" --hash")[0])
        match list(requirement.specifier):
            case [only] if only.operator == "==" and not only.version.endswith("*"):
                found[canonicalize_name(requirement.name)] = only.version
            case _:
                raise ValueError(f"{path.name}: not one exact version: {line[:80]}")
    return found


def form_problems(path: Path) -> list[str]:
    """Addresses, options and lines without a hash."""
    problems = []
    for line in lines(path.read_text()):
        if "//" in line or " @ " in line:
            problems.append(f"{path.name}: names an address: {line[:80]}")
        if line.startswith("-") and not (path.suffix == ".in" and ALLOWED_OPTION.match(line)):
            problems.append(f"{path.name}: option {line[:80]}")
        elif path.suffix == ".txt" and not HASH.search(line):
            problems.append(f"{path.name}: no SHA-256 hash: {line[:80]}")
    return problems


def step_problems(folder: Path) -> list[str]:
    """Where a .txt does not follow from its .in or from the .txt before it."""
    problems = []
    before: dict[str, str] = {}
    for name in SETS:
        locked = pins(folder / f"{name}.txt")
        for requirement in wanted(folder / f"{name}.in"):
            version = locked.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                problems.append(f"{name}.txt: has {version}, {name}.in asks for {requirement}")
        problems += [
            f"{name}.txt: {package} {locked.get(package)}, but {version} in the set before it"
            for package, version in before.items()
            if locked.get(package) != version
        ]
        before = locked
    return problems


def problems(folder: Path) -> list[str]:
    """Everything that is wrong with the requirements in ``folder``."""
    files = [folder / f"{name}.{kind}" for name in SETS for kind in ("in", "txt")]
    form = [problem for path in files for problem in form_problems(path)]
    return form or step_problems(folder)


def main() -> int:
    found = problems(ROOT / "requirements")
    for problem in found:
        print(problem)
    if found:
        print("Run `make lock` and commit requirements/.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
