# SPDX-License-Identifier: Apache-2.0
"""Registry: the measuring instruments of the province, how they come in, and when they fall due.

Words: instrument, kind (one of the law's group-2 kinds), field of a kind (kinds/*.yaml), state (in force, due, overdue …).
Doors: models.Instrument, queries.instruments_due, actions.instruments.set_verified,
actions.instruments.set_status.
Relies on: law verification/cycles/*; parties; places; imports (lists of instruments: lists.py).
Never: verifies (verification room); counts for plans (planning).
"""
