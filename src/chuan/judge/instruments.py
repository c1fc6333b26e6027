# SPDX-License-Identifier: Apache-2.0
"""Judge an instrument: JSON values in, JSON values out. The schema is schema/instrument.json."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan import law
from chuan.judge.errors import NoSuchKind, NotADay
from chuan.judge.instrument_kinds import (
    dispensers,
    electricity,
    gauges,
    scales,
    taximeters,
    trade,
    water_meters,
    weights,
)
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import VERIFICATIONS, Sheet
from chuan.metrology.decimals import exact

SCHEMA = "instrument/1"
_KEYS = ("kind", "verification", "on", "spec", "points")


@dataclass(frozen=True)
class Family:
    """How the instruments of a family are judged, and the tests they may bring beside their points."""

    judge: Callable[[Fields, Sheet], None]
    tests: tuple[str, ...] = ()
    verifications: tuple[str, ...] = VERIFICATIONS


_SCALE = Family(scales.judge_scale, scales.TEST_NAMES)
_WATER = Family(water_meters.judge_water_meter, water_meters.TEST_NAMES)
_ELECTRIC = Family(electricity.judge_meter, electricity.TEST_NAMES)
_WEIGHTS = Family(weights.judge_weights, weights.TEST_NAMES)

#: The kinds that are judged, by their code. Every other kind of the law is a gap with a name.
FAMILIES: dict[str, Family] = {
    **dict.fromkeys((
        "scale-analytical", "scale-technical", "scale-spring-dial", "scale-platform", "scale-counter",
        "scale-hanging-leaf", "scale-crane", "scale-truck", "scale-rail-static",
    ), _SCALE),
    **dict.fromkeys(("water-meter-mech", "water-meter-elec"), _WATER),
    **dict.fromkeys(
        ("elec-meter-1p-ind", "elec-meter-1p-static", "elec-meter-3p-ind", "elec-meter-3p-static"), _ELECTRIC
    ),
    **dict.fromkeys(("weight-e2", "weight-upto-f1"), _WEIGHTS),
    "pressure-gauge": Family(gauges.judge_pressure_gauge, gauges.TEST_NAMES),
    "sphygmomanometer": Family(gauges.judge_sphygmomanometer, gauges.TEST_NAMES),
    "speed-meter": Family(gauges.judge_speed_meter, gauges.TEST_NAMES),
    "taximeter": Family(taximeters.judge_taximeter, taximeters.TEST_NAMES),
    "fuel-dispenser": Family(dispensers.judge_fuel_dispenser, dispensers.TEST_NAMES),
    "lpg-dispenser": Family(dispensers.judge_lpg_dispenser, dispensers.TEST_NAMES),
    "retail-weighing": Family(trade.judge_retail_weighing, trade.TEST_NAMES, ("in_service",)),
    "gold-weighing": Family(trade.judge_gold_weighing, (), ("in_service",)),
}


def judge_instrument(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Judge the instrument that JSON describes; `ImpossibleInput` or the law's refusals where no verdict may be given.

    >>> found = judge_instrument({
    ...     "kind": "scale-counter", "verification": "periodic", "on": "2026-05-01",
    ...     "spec": {"class": "III", "max": "15", "e": "0.005", "unit": "kg"},
    ...     "points": [{"load": "2.5", "indication": "2.5", "delta_l": "0.0045"}]})
    >>> found["points"][0]["error"], found["points"][0]["limit"], found["verdict"]
    ('-0.002', '0.0025', 'pass')
    """
    with exact():
        kind = Fields(payload, "", tuple(payload) if isinstance(payload, Mapping) else ()).word("kind")
        family = _family(kind, payload)
        fields = Fields(payload, "", (*_KEYS, *family.tests))
        verification = fields.choice(
            "verification", family.verifications, family.verifications[0] if len(family.verifications) == 1 else ""
        )
        sheet = Sheet(law.at(_day(fields)), kind, verification)
        family.judge(fields, sheet)
        return sheet.as_json(payload, SCHEMA)


def _family(kind: str, payload: Mapping[str, Any]) -> Family:
    if kind in FAMILIES:
        return FAMILIES[kind]
    if kind not in law.kinds():
        raise NoSuchKind(where="kind", given=kind)
    day = _day(Fields(payload, "", tuple(payload)))
    raise law.LawUnknown(path=f"verification/mpe/{kind}", day=day)


def _day(fields: Fields) -> date:
    given = fields.need("on")
    try:
        if isinstance(given, str) and len(given) == 10 and "W" not in given:
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise NotADay(where="on", given=given)
