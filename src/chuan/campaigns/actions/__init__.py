# SPDX-License-Identifier: Apache-2.0
"""Writes of the room. Locks: campaign before establishment before premises."""

from chuan.campaigns.actions.campaigns import close_campaign, open_campaign, plan_campaign
from chuan.campaigns.actions.findings import hold_open, note_finding, note_new, take_back

__all__ = ["close_campaign", "hold_open", "note_finding", "note_new", "open_campaign", "plan_campaign", "take_back"]
