# SPDX-License-Identifier: Apache-2.0
"""Reckoning: what the texts tell people to work out, worked out with the law of the day.

Words: working day, deadline, frame (khung tiền phạt), tier (bậc), rank (chức danh), risk score, degree of
self-financing.
Doors: working_days (deadlines), penalties (frames for the offender), penalty_procedure (minutes, explanation,
limitation), competence (who may fine), risk (levels of goods), autonomy (groups of public service units), pesticides
(tolerance), reporting (periods of reports).
Never: holds a number of the law; every figure is asked of `law.at(day)`, and a gap in the files comes out as its error.
"""
