# SPDX-License-Identifier: Apache-2.0
"""Lib: what every room needs and no law knows. Pure Python, one topic a file.

Words: clock, ids, text (Vietnamese folding), dates, numbers, errors.
Doors: every module; nothing here knows Django, a database or a network.
"""
