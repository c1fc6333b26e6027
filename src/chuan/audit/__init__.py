# SPDX-License-Identifier: Apache-2.0
"""Audit: who did what when, and no way to make it unsaid.

Words: entry (an act, with a dotted past-tense verb), chain (each entry carries the hash of the one before), subject.
Doors: actions.record, queries.entries_about, queries.first_broken_link, rows.Row (the base of every table of ours).
Relies on: PostgreSQL triggers and privileges (migration 0001); django-pghistory for the history of rows.
Never: interprets a verb; the room that records it shows it.
"""
