# SPDX-License-Identifier: Apache-2.0
"""Merging: two rows that are one thing become one, field by field, and can become two again.

Words: pair, kept, merged away, relation, merge, undo.
Doors: kinds.register, actions.merge, actions.undo_merge.
Relies on: accounts, audit.
Never: merges over a relation that nobody declared; deletes what it cannot bring back.
"""
