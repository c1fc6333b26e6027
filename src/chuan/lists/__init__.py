# SPDX-License-Identifier: Apache-2.0
"""Lists: which columns a list shows, the views of it that people keep, and its rows as a file.

Words: list (of a room above, registered), column, order, saved view (one's own or of one's unit), export.
Doors: kinds.register, kinds.ListKind, kinds.Column, tables.shown, actions.*.
Relies on: accounts (whose view, who may read the list), documents (the finished file).
Never: knows what its rows are; the room that registers a list says how they are found and who sees them.
"""
