"""The register knows every field: a new one without a purpose fails here."""

import pytest
from django.apps import apps
from django.db import models

from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, Register, group, register

# Link tables that Django makes: whom they tie together is said at the field that makes them.
MODELS = apps.get_models()


def fields_of(model: type[models.Model]) -> set[str]:
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in own}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_registered_and_no_other(model):
    assert model in register.entries, f"{model._meta.label} is not in the register"
    assert set(register.entries[model].fields) == fields_of(model)


def test_every_purpose_is_complete():
    for entry in register.entries.values():
        for purpose in entry.fields.values():
            assert isinstance(purpose, Purpose)
            assert all([purpose.why, purpose.ground, purpose.retention, purpose.recipients])


def test_every_path_to_a_person_can_be_asked():
    from hilfelotse.people.models import Party

    for entry in register.entries.values():
        if entry.person:
            query = entry.model._base_manager.filter(**{entry.person: 1})
            assert query.model is entry.model
            last = entry.person.rpartition("__")[2]
            assert last in {"party", "pk"}
            assert last == "party" or entry.model is Party


def test_what_the_technical_purpose_covers_is_not_about_anybody():
    assert TECHNICAL.personal is False


def test_a_model_is_entered_once():
    from hilfelotse.office.models import Closure

    own = Register()
    own.add(Entry(Closure, group(TECHNICAL, "id")))
    with pytest.raises(ValueError, match="Closure is registered twice"):
        own.add(Entry(Closure, {}))
