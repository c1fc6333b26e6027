# SPDX-License-Identifier: Apache-2.0
"""The only module that asks what time it is. Everything else takes `on` or `at` as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: Official time of Viet Nam, UTC+7 all the year.
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the calendar day it is in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def day_of(at: datetime) -> date:
    """Return the Vietnamese calendar day of an instant."""
    return at.astimezone(VIETNAM).date()
