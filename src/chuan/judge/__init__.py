# SPDX-License-Identifier: Apache-2.0
"""Judge: what readings mean by the law of a day, one answer for people and programs.

Words: lot (of prepackages), rule set, instrument, point, verdict, working, citation.
Doors: lots.judge_lot, instruments.judge_instrument (JSON values in, JSON values out).
Relies on: law prepackages/*, verification/mpe/*; metrology for every formula; documents for the PDF of the working.
Never: writes a row, asks the clock, holds a number of the law.
"""
