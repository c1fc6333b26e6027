# SPDX-License-Identifier: Apache-2.0
"""Parties: who the laws reach, and where they work.

Words: party (organisation, household business, person), premises (a place of business of a party).
Doors: models.Party, models.Premises, rules.check_tax_code, actions.register_party, actions.register_premises.
Relies on: places for communes; python-stdnum for tax codes.
Never: knows instruments (registry) or what a party owes (finance).
"""
