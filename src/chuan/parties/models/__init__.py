# SPDX-License-Identifier: Apache-2.0
"""Tables of the room."""

from chuan.parties.models.contact import Contact, ContactQuerySet
from chuan.parties.models.party import Activity, ActivityQuerySet, FormerName, Party, PartyQuerySet
from chuan.parties.models.premises import Premises, PremisesQuerySet

__all__ = [
    "Activity", "ActivityQuerySet", "Contact", "ContactQuerySet", "FormerName", "Party", "PartyQuerySet", "Premises",
    "PremisesQuerySet",
]
