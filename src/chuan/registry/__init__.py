# SPDX-License-Identifier: Apache-2.0
"""Registry: the measuring instruments of the province, how they come in, when they fall due; markets and their scales.

Words: instrument, kind (one of the law's group-2 kinds), field of a kind (kinds/*.yaml), state (in force, due, overdue …),
reference-scale point (where buyers weigh again), what is missing at a market.
Doors: models.Instrument, queries.instruments_due, actions.instruments.set_verified,
actions.instruments.set_status, points (reads of markets), actions.reference_points.
Relies on: law verification/cycles/*, retail-weighing/*; parties; places; imports (lists of instruments: lists.py).
Never: verifies (verification room); counts for plans (planning).
"""
