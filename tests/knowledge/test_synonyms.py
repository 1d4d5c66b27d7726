"""Editors keep words that mean the same."""

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.history.timeline import of
from hilfelotse.knowledge.actions.synonyms import NotTwo, add_synonyms, remove_synonyms
from hilfelotse.knowledge.models import Synonym
from hilfelotse.knowledge.search import search
from tests.factories import knowledge, users

pytestmark = pytest.mark.django_db


def test_added_found_removed():
    editor = users.user(Role.EDITOR_REGION)
    knowledge.page("Aufenthaltserlaubnis")
    row = add_synonyms(user=editor, language="de", text=" Visum,Aufenthaltserlaubnis , Visum, wo ")
    assert row.words == "Visum, Aufenthaltserlaubnis"
    assert add_synonyms(user=editor, language="de", text="Visum, Aufenthaltserlaubnis") == row
    assert [hit.title for hit in search("Visum", "de")] == ["Aufenthaltserlaubnis"]
    assert [event.verb for event in of(row)] == ["synonyms_added"]
    remove_synonyms(user=editor, synonym=row)
    remove_synonyms(user=editor, synonym=row)
    assert search("Visum", "de") == []


@pytest.mark.parametrize(
    "text", ["", "Visum", "Visum, ", "Visum, wo", "?!, …", "a" * 200 + ", " + "b" * 200]
)
def test_not_two(text):
    with pytest.raises(NotTwo):
        add_synonyms(user=users.caseworker(), language="de", text=text)
    assert not Synonym.objects.exists()


def test_only_editors():
    row = Synonym.objects.create(words="Visum, Aufenthaltserlaubnis")
    with pytest.raises(PermissionDenied):
        add_synonyms(user=users.user(Role.SWITCHBOARD), language="de", text="Arzt, Doktor")
    with pytest.raises(PermissionDenied):
        remove_synonyms(user=users.user(Role.SWITCHBOARD), synonym=row)
    assert Synonym.objects.get() == row
