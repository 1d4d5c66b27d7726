"""What editors see of the tree and of texts; what changed between two."""

from datetime import timedelta

import pytest

from hilfelotse.base import clock, jobs
from hilfelotse.knowledge import editing, tasks
from hilfelotse.knowledge.actions import save_text, write_page
from hilfelotse.knowledge.difference import difference
from hilfelotse.knowledge.models import Page
from tests.factories import knowledge, users


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [("", "", []),
     ("a b", "a b", [("same", "a b")]),
     ("", "a", [("added", "a")]),
     ("a", "", [("removed", "a")]),
     ("a b c", "a x c", [("same", "a"), ("removed", " b"), ("added", " x"), ("same", " c")]),
     ("eins\n\nzwei", "eins\n\nzwei drei", [("same", "eins\n\nzwei"), ("added", " drei")])],
)  # fmt: skip
def test_a_difference_by_words(old, new, pieces):
    found = [tuple(piece) for piece in difference(old, new)]
    assert found == pieces
    assert "".join(text for kind, text in found if kind != "removed") == new
    assert "".join(text for kind, text in found if kind != "added") == old


@pytest.mark.django_db
def test_rubrics_in_the_order_of_the_tree():
    user = users.caseworker()

    def rubric(title: str, parent: Page | None = None) -> Page:
        return write_page(user=user, title=title, kind="rubric", subject="other", parent=parent)

    above = rubric("A")
    rubric("B")
    rubric("C", above)
    assert [(depth, page.title) for depth, page in editing.rubrics()] == [
        (0, "A"), (1, "C"), (0, "B")]  # fmt: skip


@pytest.mark.django_db
def test_what_is_not_out(travel):
    travel("2026-11-02 10:00")
    user, page = users.caseworker(), knowledge.page()

    def save(**more) -> None:
        number = page.revisions.first().number
        save_text(user=user, page=page, title="Wo?", text=str(number), base=number, **more)

    def states() -> list[str]:
        return [row.state for row in editing.unpublished().get((page.pk, "de"), [])]

    assert states() == []
    save(as_draft=True)
    save(as_draft=True)
    assert states() == ["draft"]
    save(publish_at=clock.now() + timedelta(days=1))
    assert states() == ["scheduled"]
    save(as_draft=True)
    assert states() == ["scheduled", "draft"]
    save()
    assert states() == []


@pytest.mark.django_db
def test_planned_texts_are_published_every_minute():
    job = jobs.registry[f"{tasks.__name__}.publish_planned_texts"]
    assert (job.every, job.run()) == (timedelta(minutes=1), 0)
