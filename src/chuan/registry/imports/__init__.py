# SPDX-License-Identifier: Apache-2.0
"""Imports: from a file that anybody may have made to rows in the registry.

guard (is it safe to open?) → reading (cells as text) → columns (which is which?) → checking (text to values, problems)
→ matching (what is on file?) → writing (all at once) → marking (the same workbook, with reasons). `run` strings them.
"""
