from pathlib import Path

import pytest

from tools import check_lock

HASH = "--hash=sha256:" + "a" * 64


@pytest.fixture
def folder(tmp_path):
    """Three sets that are in step."""
    write(tmp_path, "run.in", "django~=5.2.1  # LTS\n")
    write(tmp_path, "run.txt", f"django==5.2.19 \\\n    {HASH}\n")
    write(tmp_path, "test.in", "-r run.in\npytest==9.2.0\n")
    write(tmp_path, "test.txt", f"django==5.2.19 \\\n    {HASH}\npytest==9.2.0 {HASH}\n")
    write(tmp_path, "dev.in", "-r test.in\n")
    write(tmp_path, "dev.txt", (tmp_path / "test.txt").read_text())
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)


def test_the_committed_locks_are_in_step():
    assert check_lock.problems(check_lock.ROOT / "requirements") == []


def test_sets_in_step_have_no_problem(folder):
    assert check_lock.problems(folder) == []


def test_a_version_outside_the_range(folder):
    write(folder, "run.in", "django~=6.0\n")

    assert check_lock.problems(folder)[0] == "run.txt: has 5.2.19, run.in asks for django~=6.0"


def test_a_package_that_was_never_locked(folder):
    write(folder, "dev.in", "-r test.in\nruff\n")

    assert check_lock.problems(folder) == ["dev.txt: has None, dev.in asks for ruff"]


def test_another_version_than_in_the_set_before(folder):
    write(folder, "dev.txt", f"django==5.2.18 {HASH}\npytest==9.2.0 {HASH}\n")

    assert check_lock.problems(folder) == [
        "dev.txt: django 5.2.18, but 5.2.19 in the set before it"
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("django==5.2.19", "no SHA-256 hash"),
        ("--index-url example", "option"),
        (f"django @ https://host.example/django.whl {HASH}", "names an address"),
        ("--find-links https://host.example", "names an address"),
    ],
)
def test_lines_that_no_lock_may_have(folder, line, problem):
    write(folder, "run.txt", line + "\n")

    assert any(problem in found for found in check_lock.problems(folder))


def test_a_lock_needs_exact_versions(folder):
    write(folder, "run.txt", f"django>=5 {HASH}\n")

    with pytest.raises(ValueError, match="not one exact version"):
        check_lock.problems(folder)
