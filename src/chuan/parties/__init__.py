# SPDX-License-Identifier: Apache-2.0
"""Parties: who the laws reach, and where they work.

Words: party (organisation, household business, person), former name, activity (what a party does, in which sector), contact
(a person to be reached, on what basis), premises (a place of business of a party), market stall (premises in a market).
Doors: models.Party, models.Premises, rules.check_tax_code, actions.register_party, actions.register_premises,
queries.look_alikes, personal.register (what a room holds about a person), lists.cells and lists.owners (columns of lists that
name parties and communes), actions.listed.enter_owners.
Relies on: places for communes; merging; imports; python-stdnum for tax codes.
Never: knows instruments (registry) or what a party owes (finance); shows a person's number without writing who looked.
"""
