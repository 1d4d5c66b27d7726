import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.placements.actions.inspect import inspect
from hilfelotse.privacy.actions.export import export_person
from tests.factories import offers, users

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "rows"), [(Role.LEAD, 1), (Role.DPO, None)])
def test_a_clearance_is_exported_by_the_lead_only(travel, role, rows):
    now = travel("2026-11-02 12:00")
    offer = offers.received()
    inspector = users.user(Role.INSPECTOR)
    inspect(user=inspector, offer=offer, certificate_date=now.date(), no_entry=False)
    data = export_person(user=users.user(role), party=offer.party)
    found = data.get("placements.Clearance")
    assert (found and len(found)) == rows
