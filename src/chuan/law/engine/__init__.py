# SPDX-License-Identifier: Apache-2.0
"""The law engine: dated YAML in, what was in force on a day out. Pure: no Django, no database, no clock.

Words: text (a legal text), parameter (one thing a text fixes), version (its value from a day on), edition (the law of
one day), value (a version as found on a day), citation (a value frozen to be kept with an act).
Files: strict_yaml reads, shape checks one file, corpus holds all files together, edition answers, citation freezes.
"""
