# SPDX-License-Identifier: Apache-2.0
"""Registry: the measuring instruments of the province, how they came in, and when they fall due.

Words: instrument, kind (one of the law's group-2 kinds), state (in force, due, overdue …), import, import row.
Doors: models.Instrument, queries.instruments_due, actions.imports.*, actions.instruments.set_verified,
actions.instruments.set_status.
Relies on: law verification/cycles/*; parties; places; documents (the uploaded file).
Never: verifies (verification room); counts for plans (planning).
"""
