"""The editor's bundle, its lock and its licences belong together; that is seen without Node."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS, VENDOR = ROOT / "tools" / "editor", ROOT / "static" / "vendor" / "editor"
LOCK = json.loads((TOOLS / "package-lock.json").read_text())["packages"]
TITLE = re.compile(r"^(\S+ \d+\.\d+\.\d+) \([\w.-]+\)\n=+\n\n(.+)", re.MULTILINE)


def locked(name: str) -> str:
    return LOCK[f"node_modules/{name}"]["version"]


def test_versions_are_exact_and_locked():
    wanted = json.loads((TOOLS / "package.json").read_text())["devDependencies"]
    assert {name: locked(name) for name in wanted} == wanted


def test_the_lock_has_hashes_and_names_no_registry():
    packages = [facts for path, facts in LOCK.items() if path]
    assert [facts for facts in packages if not facts["integrity"].startswith("sha512-")] == []
    assert [facts for facts in packages if "resolved" in facts] == []


def test_the_bundle_says_what_is_in_it_and_all_of_it_has_its_licence():
    first_line = (VENDOR / "libraries.js").read_text().split("\n", 1)[0]
    bundled = re.findall(r"[\w.-]+ \d+\.\d+\.\d+", first_line)
    assert bundled == [f"{name} {locked(name)}" for name, _ in map(str.split, bundled)]
    chapters = TITLE.findall((VENDOR / "LICENSES.txt").read_text())
    assert [title for title, _first_line in chapters] == bundled
    assert "prosemirror-view" in first_line
