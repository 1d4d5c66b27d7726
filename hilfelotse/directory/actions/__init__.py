"""Keeping the directory."""

from hilfelotse.directory.actions.accommodations import add_accommodation, change_accommodation
from hilfelotse.directory.actions.contacts import add_contact, change_contact, invite_partner
from hilfelotse.directory.actions.profile import (
    add_organisation,
    change_organisation,
    change_profile,
    confirm_profile,
    pause,
    set_intakes,
)
from hilfelotse.directory.actions.refusals import (
    BadPause,
    DeskOnly,
    NobodyLeft,
    NotANumber,
    NotDated,
    NotOfThisBody,
    NotTaken,
)
from hilfelotse.directory.actions.responsibility import (
    end_responsibility,
    end_stop,
    set_responsibility,
    stop_acceptance,
)

__all__ = [
    "BadPause",
    "DeskOnly",
    "NobodyLeft",
    "NotANumber",
    "NotDated",
    "NotOfThisBody",
    "NotTaken",
    "add_accommodation",
    "add_contact",
    "add_organisation",
    "change_accommodation",
    "change_contact",
    "change_organisation",
    "change_profile",
    "confirm_profile",
    "end_responsibility",
    "end_stop",
    "invite_partner",
    "pause",
    "set_intakes",
    "set_responsibility",
    "stop_acceptance",
]
