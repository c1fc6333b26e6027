# SPDX-License-Identifier: Apache-2.0
"""Reference-scale points of the markets with their scales and control weights: most in order, some late, some bare."""

from datetime import date
from typing import Any

from chuan.config.demo.owners import Owners
from chuan.config.demo.stage import Stage, at_hour
from chuan.lib.text import key
from chuan.parties.models import Premises
from chuan.registry.models import Instrument, ReferencePoint, ReferenceScale
from chuan.registry.rules import last_valid_day

_PLACES = ("Cổng chính", "Nhà ban quản lý", "Khu hàng thịt cá", "Nhà lồng số 1")
_KEEPERS = ("Tổ bảo vệ chợ", "Bộ phận thu phí", "Tổ quản lý chợ")
#: every fourth market has none
_BARE = (4, 3)
#: markets whose point has nothing on it, whose scale is late, that have a second point, that closed one
_EMPTY, _LATE, _SECOND, _CLOSED = (13, 6), (9, 4), (10, 0), (15, 5)
#: kind, maker, model, letters, characteristics
_SCALE = ("scale-platform", "Tân Hoà", "TH-60", "DC", {"max_capacity": "60 kg", "e": "20 g", "accuracy_class": "III"})
_WEIGHTS = ("weight-upto-f1", "Quả cân Việt", "M1-5", "QC", {"nominal": "500 g – 5 kg", "accuracy_class": "M1", "pieces": 5})


def make_points(stage: Stage, owners: Owners) -> None:
    """Make and write all of them."""
    made = _Made(stage)
    for index, market in enumerate(owners.markets):
        if not _is(index, _BARE):
            made.market(index, market)
    Instrument.objects.bulk_create(made.instruments)
    ReferencePoint.objects.bulk_create(made.points)
    ReferenceScale.objects.bulk_create(made.scales)


class _Made:
    """What was made so far."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.instruments: list[Instrument] = []
        self.points: list[ReferencePoint] = []
        self.scales: list[ReferenceScale] = []

    def market(self, index: int, market: Premises) -> None:
        """The points of one market, the closed ones too."""
        since = self.stage.days_ago(620 - index)
        if _is(index, _CLOSED):
            self._point(index + 1, market, since=self.stage.days_ago(900), until=self.stage.days_ago(650))
        point = self._point(index, market, since=since)
        if not _is(index, _EMPTY):
            self._put(point, _SCALE, verified_on=self.stage.days_ago(430 if _is(index, _LATE) else 20 + index * 7 % 300))
            if index % 2 == 0:
                self._put(point, _WEIGHTS, verified_on=self.stage.days_ago(15 + index * 11 % 300))
        if _is(index, _SECOND):
            self._put(self._point(index + 2, market, since=since), _SCALE, verified_on=self.stage.days_ago(60 + index))

    def _point(self, index: int, market: Premises, *, since: date, until: date | None = None) -> ReferencePoint:
        place = _PLACES[index % len(_PLACES)]
        point = ReferencePoint(
            id=self.stage.next_id(at_hour(since, 9)), premises=market, place=place, place_key=key(place), since=since, until=until,
            keeper=_KEEPERS[index % len(_KEEPERS)], hours="5:00–17:30" if index % 3 else "",
        )
        self.points.append(point)
        return point

    def _put(self, point: ReferencePoint, what: tuple[str, str, str, str, dict[str, Any]], *, verified_on: date) -> None:
        kind, maker, model, letters, characteristics = what
        serial = f"MH-{letters}{len(self.instruments) + 1:05d}"
        registered_at = at_hour(point.since, 10)
        instrument = Instrument(
            id=self.stage.next_id(registered_at), kind=kind, maker=maker, model=model, serial=serial, maker_key=key(maker),
            serial_key=key(serial), characteristics=characteristics, owner=point.premises.party, premises=point.premises,
            last_verified_on=verified_on, valid_until=last_valid_day(kind, verified_on), registered_at=registered_at,
        )
        self.instruments.append(instrument)
        self.scales.append(ReferenceScale(
            id=self.stage.next_id(registered_at), point=point, instrument=instrument, since=point.since, until=point.until
        ))


def _is(index: int, every: tuple[int, int]) -> bool:
    return index % every[0] == every[1]
