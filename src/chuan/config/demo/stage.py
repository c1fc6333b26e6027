# SPDX-License-Identifier: Apache-2.0
"""What the builders share: the day, the people, the communes, and ids that are the same in every run."""

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from chuan.accounts.models import Unit, User
from chuan.lib.clock import VIETNAM
from chuan.places.choices import Level
from chuan.places.models import AdministrativeUnit, Succession
from chuan.places.queries import communes_on

#: The state of the plan of 2024: twelve districts, 204 communes.
OLD_DAY = date(2024, 6, 1)
#: A year and a half of verifications.
WINDOW_DAYS = 548
#: Cycles of some kinds are not known before this day.
EARLIEST = date(2020, 1, 6)


@dataclass
class Stage:
    """The day of the demonstration and what stands on it so far."""

    on: date
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    communes: list[AdministrativeUnit] = field(default_factory=list)
    #: communes of 2024 by the commune of today that took their place; divided ones are in none
    before: dict[uuid.UUID, list[AdministrativeUnit]] = field(default_factory=dict)
    #: communes of 2024 that were divided, by code
    divided: dict[str, AdministrativeUnit] = field(default_factory=dict)
    _made: int = 0

    @property
    def first_day(self) -> date:
        """The first day of the history."""
        return self.on - timedelta(days=WINDOW_DAYS)

    def days_ago(self, days: int) -> date:
        """A working day about so long ago: Saturdays and Sundays fall back to Friday."""
        day = max(self.on - timedelta(days=days), EARLIEST)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def next_id(self, at: datetime) -> uuid.UUID:
        """A UUIDv7 of an instant whose other bits follow from how many were given before."""
        self._made += 1
        digest = int.from_bytes(hashlib.sha256(b"chuan-demo-%d" % self._made).digest()[:10], "big")
        milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
        value = milliseconds << 80 | 7 << 76 | (self._made & 0xFFF) << 64 | 2 << 62 | digest & ((1 << 62) - 1)
        return uuid.UUID(int=value)

    def read_places(self) -> None:
        """Read the communes of the day and what they were in 2024."""
        self.communes = list(communes_on(self.on).defer("search"))
        today = {unit.pk: unit for unit in self.communes}
        after: dict[uuid.UUID, list[uuid.UUID]] = {}
        for predecessor, successor in Succession.objects.order_by("id").values_list("predecessor_id", "successor_id"):
            after.setdefault(predecessor, []).append(successor)
        for unit in communes_on(OLD_DAY).filter(level=Level.COMMUNE).defer("search"):
            became = _became(unit.pk, after, set(today))
            if len(became) == 1:
                self.before.setdefault(became.pop(), []).append(unit)
            elif became:
                self.divided[unit.code] = unit


def _became(unit: uuid.UUID, after: dict[uuid.UUID, list[uuid.UUID]], today: set[uuid.UUID]) -> set[uuid.UUID]:
    found, frontier = set(), [unit]
    while frontier:
        here = frontier.pop()
        if here in today:
            found.add(here)
        frontier += after.get(here, [])
    return found


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a Vietnamese day."""
    return datetime.combine(day, time(hour, minute), tzinfo=VIETNAM)
