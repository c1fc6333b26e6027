# SPDX-License-Identifier: Apache-2.0
"""Writes of the room. Locks: party before premises before contact."""

from chuan.parties.actions.activities import add_activity, end_activity
from chuan.parties.actions.contacts import (
    add_contact,
    edit_contact,
    reveal_contact,
    withdraw_consent,
)
from chuan.parties.actions.parties import (
    add_former_name,
    edit_party,
    register_party,
    rename_party,
    set_status,
)
from chuan.parties.actions.personal import (
    erase_contact,
    erase_party,
    hand_out_personal_data,
    reveal_party,
)
from chuan.parties.actions.premises import decide_commune, edit_premises, register_premises

__all__ = [
    "add_activity", "add_contact", "add_former_name", "decide_commune", "edit_contact", "edit_party", "edit_premises",
    "end_activity", "erase_contact", "erase_party", "hand_out_personal_data", "register_party", "register_premises",
    "rename_party", "reveal_contact", "reveal_party", "set_status", "withdraw_consent",
]
