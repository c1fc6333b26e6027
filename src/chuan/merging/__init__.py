# SPDX-License-Identifier: Apache-2.0
"""Merging: two rows that are one thing become one, field by field, and can become two again.

Words: pair (two rows that may be one), kept, merged away, relation (a foreign key to the kind), merge, undo.
Doors: kinds.register, kinds.declare, pages.resolves, queries.row_or_heir, actions.merge, actions.undo_merge.
Relies on: accounts, audit.
Never: merges over a relation that nobody declared; deletes what it cannot bring back.
"""
