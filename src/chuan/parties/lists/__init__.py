# SPDX-License-Identifier: Apache-2.0
"""Lists of this room that can be brought in."""


def register_all() -> None:
    """Enter the kinds of list."""
    from chuan.imports import kinds
    from chuan.parties.lists.activities import ActivityList
    from chuan.parties.lists.contacts import ContactList
    from chuan.parties.lists.english import ENGLISH
    from chuan.parties.lists.parties import PartyList
    from chuan.parties.lists.premises import PremisesList

    for kind in (PartyList(), PremisesList(), ActivityList(), ContactList()):
        kinds.register(kind, ENGLISH[kind.code])
