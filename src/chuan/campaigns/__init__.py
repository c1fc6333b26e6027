# SPDX-License-Identifier: Apache-2.0
"""Campaigns: a review of the registry, place by place, establishment by establishment.

Words: campaign, share (of a unit), establishment, finding (confirmed, corrected, closed, new), report of gaps.
Doors: actions.open_campaign, actions.note_finding, actions.close_campaign.
Relies on: registry, parties, places, accounts, audit.
Never: changes a record except through the room that keeps it.
"""
