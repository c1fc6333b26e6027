# SPDX-License-Identifier: Apache-2.0
"""Campaigns for tests: phường Tô Hiệu has an officer, xã Mường La has none."""

from datetime import timedelta
from typing import Any

from chuan.campaigns import actions
from chuan.campaigns.models import Campaign, Establishment
from chuan.parties.models import Premises
from tests import make
from tests.make import NOON, TODAY


def other_commune() -> Any:
    """A commune without an officer."""
    return make.make_place("03760", kind="Xã", name="Mường La", full_name="Xã Mường La")


def planned(cast: make.Cast, **over: Any) -> Campaign:
    """A campaign of this week, in preparation."""
    values: dict[str, Any] = {
        "title": "Rà soát cửa hàng xăng dầu 2026", "laws": ["quality"], "first_day": TODAY, "last_day": TODAY + timedelta(7),
    }
    return actions.plan_campaign(actor=cast.planner, **values | over)


def opened(cast: make.Cast, **over: Any) -> Campaign:
    """A campaign under way."""
    assert cast.local_officer
    return actions.open_campaign(actor=cast.planner, at=NOON, campaign=planned(cast, **over))


def row(campaign: Campaign, premises: Premises) -> Establishment:
    """The row of some premises."""
    return Establishment.objects.get(campaign=campaign, premises_id=premises.pk)
