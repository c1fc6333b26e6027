# SPDX-License-Identifier: Apache-2.0
"""Imports: the engine of lists, from a file anybody may have made to rows, and back.

Words: import, kind (of record), column, mapping, preview, outcome, undo.
Doors: kinds.register, actions.start_import, actions.decide, actions.undo_import.
Relies on: documents for the files, accounts, audit.
Never: knows a kind of record; a higher room registers its own.
"""
