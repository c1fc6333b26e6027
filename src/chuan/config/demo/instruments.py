# SPDX-License-Identifier: Apache-2.0
"""Instruments, in batches that are verified on the same days: a station, a lot of meters, a market."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from chuan import law
from chuan.config.demo.owners import Owners
from chuan.config.demo.stage import Stage, at_hour
from chuan.lib.text import key
from chuan.parties.models import Party, Premises
from chuan.registry.choices import InstrumentStatus
from chuan.registry.models import Instrument

#: (maker, model) by kind; the makers exist, what is said of these instruments is invented.
_MODELS = {
    "fuel-dispenser": (("Tatsuno", "Sunny-XE"), ("Tominaga", "NFB-22"), ("Tokheim", "Q110"), ("Censtar", "CS30")),
    "elec-meter-1p-static": (("Gelex", "EMIC-1P"), ("Vinasino", "VSE11"), ("EVNCPC EMEC", "DT01P")),
    "elec-meter-3p-static": (("Gelex", "EMIC-3P"), ("EVNCPC EMEC", "DT03P")),
    "water-meter-mech": (("Zenner", "MNK"), ("Itron", "Multimag"), ("Minh Hoà", "MH-15")),
    "water-meter-elec": (("Sensus", "iPERL"),),
    "taximeter": (("Autowill", "ATX-08"), ("Rosy", "RTX-2")),
    "scale-counter": (("Nhơn Hoà", "CĐ-15"), ("Tân Hoà", "TH-10")),
    "scale-spring-dial": (("Nhơn Hoà", "CĐH-60"), ("Nhơn Hoà", "CĐH-30"), ("Tân Hoà", "ĐH-100")),
}
_LETTERS = {
    "fuel-dispenser": "XD", "elec-meter-1p-static": "CT", "elec-meter-3p-static": "BP", "water-meter-mech": "NC",
    "water-meter-elec": "ND", "taximeter": "TX", "scale-counter": "CD", "scale-spring-dial": "LX",
}


@dataclass
class Batch:
    """Instruments of one place verified together, the last time on `last_on` (never: None)."""

    premises: Premises
    last_on: date | None
    #: days between two verifications, where the one before falls into the history too
    again_after: int = 0
    instruments: list[Instrument] = field(default_factory=list)

    @property
    def customer(self) -> Party:
        """Who orders."""
        return self.premises.party

    def days_since(self, first_day: date) -> list[date]:
        """The days of verification from a day on, oldest first."""
        if self.last_on is None or self.last_on < first_day:
            return []
        before = self.last_on - timedelta(days=self.again_after + max(0, self.last_on.weekday() - 4))
        return [before, self.last_on] if self.again_after and before >= first_day else [self.last_on]


def make_instruments(stage: Stage, owners: Owners) -> list[Batch]:
    """Make and write all instruments."""
    maker = _Maker(stage)
    batches = [*_dispensers(maker, owners), *_electricity(maker, owners), *_water(maker, owners),
               *_taximeters(maker, owners), *_scales(maker, owners)]
    Instrument.objects.bulk_create((i for batch in batches for i in batch.instruments), batch_size=2000)
    return batches


class _Maker:
    """Numbers instruments and remembers the law's answers by kind and day."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._numbers: dict[str, int] = {}
        self._until: dict[tuple[str, date], date | None] = {}

    def batch(self, premises: Premises, *, days_ago: int | None, again_after: int = 0) -> Batch:
        """An empty batch."""
        last_on = None if days_ago is None else self.stage.days_ago(days_ago)
        return Batch(premises=premises, last_on=last_on, again_after=again_after)

    def add(self, batch: Batch, kind: str, characteristics: dict[str, Any], *, owner: Party | None = None,
            status: str = InstrumentStatus.IN_USE) -> None:
        """One more instrument in the batch."""
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        maker, model = _MODELS[kind][number % len(_MODELS[kind])]
        serial = f"MH-{_LETTERS[kind]}{number:05d}"
        registered_at = at_hour(self.stage.days_ago(960 - number % 90), 8, number % 60)
        batch.instruments.append(Instrument(
            id=self.stage.next_id(registered_at), kind=kind, maker=maker, model=model, serial=serial,
            maker_key=key(maker), serial_key=key(serial), type_approval_mark=f"PDM 9{number % 7:02d}-{2019 + number % 5}",
            characteristics=characteristics, owner=owner or batch.customer, premises=batch.premises, status=status,
            last_verified_on=batch.last_on, valid_until=self._valid_until(kind, batch.last_on),
            registered_at=registered_at,
        ))

    def _valid_until(self, kind: str, verified_on: date | None) -> date | None:
        if verified_on is None:
            return None
        if (kind, verified_on) not in self._until:
            self._until[kind, verified_on] = law.valid_until(kind, verified_on)
        return self._until[kind, verified_on]


def _dispensers(maker: _Maker, owners: Owners) -> Iterator[Batch]:
    """220 on 60 stations: four each, three on every third. A year's cycle; some stations are late."""
    for index, station in enumerate(owners.stations):
        batch = maker.batch(station, days_ago=3 + index * 7 % 60 * 7, again_after=358)
        for place in range(3 if index % 3 == 2 else 4):
            maker.add(batch, "fuel-dispenser", {"hoses": 1 + (index + place) % 2, "q_max_l_min": "45", "q_min_l_min": "5"})
        yield batch


def _electricity(maker: _Maker, owners: Owners) -> Iterator[Batch]:
    """3,000 in lots of ten: four lots to a commune; every eighth lot of three-phase meters."""
    for index in range(4 * len(owners.power)):
        three_phase = index % 8 == 7
        days = index * 37 % 300 * (1130 if three_phase else 2280) // 300
        batch = maker.batch(owners.power[index // 4], days_ago=2 + days)
        for _ in range(3000 // (4 * len(owners.power))):
            if three_phase:
                maker.add(batch, "elec-meter-3p-static", {"accuracy_class": "1", "current_a": "3x10(100)"})
            else:
                maker.add(batch, "elec-meter-1p-static", {"accuracy_class": "1", "current_a": "10(60)"})
        yield batch


def _water(maker: _Maker, owners: Owners) -> Iterator[Batch]:
    """1,500 in lots of ten; every fifteenth lot with an electronic counter."""
    for index in range(150):
        batch = maker.batch(owners.water[index % len(owners.water)], days_ago=4 + index * 47 % 150 * 1900 // 150)
        kind = "water-meter-elec" if index % 15 == 8 else "water-meter-mech"
        for _ in range(10):
            maker.add(batch, kind, {"dn_mm": "15", "accuracy_class": "B"})
        yield batch


def _taximeters(maker: _Maker, owners: Owners) -> Iterator[Batch]:
    """80 in lots of five, each bound to a plate that no car carries; three are laid up."""
    for index in range(16):
        batch = maker.batch(owners.depots[index % 4], days_ago=20 + index * 7 % 16 * 38)
        for place in range(5):
            number = index * 5 + place
            status = InstrumentStatus.OUT_OF_USE if number % 27 == 26 else InstrumentStatus.IN_USE
            maker.add(batch, "taximeter", {"plate": f"26A-000.{number + 10:02d}"}, status=status)
        yield batch


def _scales(maker: _Maker, owners: Owners) -> Iterator[Batch]:
    """900 in 40 markets: counter scales every year, spring scales every second; one market was never reached."""
    sold = 0
    for index, market in enumerate(owners.markets):
        yearly = maker.batch(market, days_ago=6 + index * 29 % 40 * 10, again_after=363)
        never = index == len(owners.markets) - 1
        biennial = maker.batch(market, days_ago=None if never else 8 + index * 17 % 40 * 19)
        for batch, kind, count, load in (
            (yearly, "scale-counter", 10, "15"), (biennial, "scale-spring-dial", 12 + index % 2, "60")
        ):
            for _ in range(count):
                owner = owners.households[sold % len(owners.households)]
                maker.add(batch, kind, {"max_kg": load, "accuracy_class": "III" if kind == "scale-counter" else "IIII"},
                          owner=owner)
                sold += 1
            yield batch
