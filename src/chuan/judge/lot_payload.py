# SPDX-License-Identifier: Apache-2.0
"""From the JSON that describes a lot to what the engine takes: strict keys, exact units, net quantities from what was weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from re import compile as pattern
from typing import Any

from chuan.judge.errors import DoesNotFit, MissingKey, NotADay
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.lot_weighing import MOST_DIGITS, Weighing, reading
from chuan.metrology.decimals import EXACT
from chuan.metrology.errors import NoSuchRule, NotAWholeNumber, positive
from chuan.metrology.prepackages import tare
from chuan.metrology.prepackages.plans import Lot
from chuan.metrology.prepackages.quantities import kind_of_goods, ratio, to_base
from chuan.metrology.prepackages.rule_set import RuleSet
from chuan.metrology.units import unit_of

KEYS = (
    "rule_set", "on", "nominal", "lot_size", "destructive", "net", "gross", "tare", "mean", "census", "unit", "density",
    "place", "second", "mean_net", "plan", "s", "sample_size", "sieve", "glaze", "multipack", "moisture_percent", "scale",
)
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACES = ("production", "import", "market")
_PLANS = ("single", "double", "e-mark")


@dataclass(frozen=True, slots=True)
class Described:
    """A lot as described: what the engine takes, the steps that led to the net quantities, and the scale."""

    lot: Lot
    working: list[dict[str, Any]]
    interval: Decimal | None = None
    error: Decimal | None = None


def read_lot(payload: Mapping[str, Any], rules: RuleSet) -> Described:
    """Return the lot of a payload whose rule set is known; every refusal names its place."""
    fields = Fields(payload, "", tuple(payload))
    nominal, unit = _nominal(fields)
    lot_size = whole(fields.need("lot_size"), "lot_size")
    place = fields.choice("place", _PLACES, "-").replace("-", "")
    weighing = Weighing(fields, rules, nominal, unit, place)
    net, second, mean_net = weighing.readings("net", "gross"), weighing.readings("second"), weighing.readings("mean_net")
    mean, s, size = (None, None, len(net) + len(second)) if net else _mean_alone(fields, lot_size, weighing.size)
    _fits(fields, size, lot_size)
    percent = fields.not_negative("moisture_percent") if fields.has("moisture_percent") else Decimal(0)
    if percent and not rules.moisture:
        raise NoSuchRule(where="moisture_percent", rule_set=rules.id)
    lot = Lot(
        kind=weighing.kind, nominal=nominal, lot_size=lot_size, sample_size=size, net=net, second=second,
        mean_net=mean_net, mean=mean, s=s, destructive=fields.has("destructive") and fields.truth("destructive"),
        plan=_plan(fields, rules), place=place, to_base=to_base(unit),
        allowance=tare.moisture_allowance(nominal, percent),
    )
    return Described(lot, weighing.working, *_scale(fields, weighing.unit, unit))


def day(given: Any, where: str = "on") -> date:
    """Return a day written year-month-day and no other way."""
    try:
        if not isinstance(given, str) or not _DAY.fullmatch(given):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        raise NotADay(where=where, given=given) from None


def whole(given: Any, where: str) -> int:
    """Return a whole number above zero, given as a JSON integer or as digits in text."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS:
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or given <= 0:
        raise NotAWholeNumber(where=where, given=given)
    return given


def _nominal(fields: Fields) -> tuple[Decimal, str]:
    given = fields.need("nominal")
    if not isinstance(given, Mapping) or set(given) != {"value", "unit"}:
        raise MissingKey(where="nominal", key="value, unit")
    value, unit = positive(given["value"], "nominal/value"), unit_of(given["unit"], "nominal/unit").code
    reading(value, "nominal/value")
    kind_of_goods(unit, "nominal/unit")
    if not fields.has("multipack"):
        return value, unit
    pack = fields.child("multipack", ("units", "judged"))
    units = whole(pack.need("units"), "multipack/units")
    return (EXACT.divide(value, units), unit) if pack.choice("judged", ("inner", "whole")) == "inner" else (value, unit)


def _mean_alone(fields: Fields, lot_size: int, size: Decimal) -> tuple[Decimal, Decimal | None, int]:
    mean = EXACT.multiply(reading(fields.need("mean"), "mean"), size)
    s = EXACT.multiply(reading(fields.need("s"), "s"), size) if fields.has("s") else None
    if fields.has("census") and fields.truth("census"):
        return mean, s, lot_size
    return mean, s, whole(fields.need("sample_size"), "sample_size")


def _fits(fields: Fields, size: int, lot_size: int) -> None:
    """Refuse what cannot be meant together: nothing that was said is silently left out."""
    readings_of = "net" if fields.has("net") else "gross" if fields.has("gross") else ""
    apart = [("gross", "net"), ("tare", "net"), ("sieve", "net"), ("glaze", "net")] if readings_of == "net" else []
    apart += [(key, readings_of) for key in ("mean", "s") if readings_of]
    apart += [(key, "mean") for key in ("tare", "sieve", "glaze", "second", "mean_net", "density") if not readings_of]
    for key, other in apart:
        if fields.has(key):
            raise DoesNotFit(where=key, other=other)
    if fields.has("sample_size") and whole(fields.need("sample_size"), "sample_size") != size:
        raise DoesNotFit(where="sample_size", other=readings_of or "census")
    if fields.has("census") and fields.truth("census") and size != lot_size:
        raise DoesNotFit(where="census", other="lot_size")


def _plan(fields: Fields, rules: RuleSet) -> str:
    plan = fields.choice("plan", _PLANS, "single")
    known = {"single": True, "double": bool(rules.double), "e-mark": "e-mark-destructive" in rules.plans}
    if not known[plan]:
        raise NoSuchRule(where="plan", rule_set=rules.id)
    if fields.has("second") and plan != "double":
        raise NoSuchRule(where="second", rule_set=rules.id)
    return plan


def _scale(fields: Fields, unit: str, target: str) -> tuple[Decimal | None, Decimal | None]:
    if not fields.has("scale"):
        return None, None
    scale = fields.child("scale", ("interval", "error", "unit"))
    size = ratio(scale.given.get("unit", unit), "g" if unit_of(unit).kind == "mass" else target, "scale/unit")
    interval, error = scale.optional("interval"), scale.optional("error")
    return (
        None if interval is None else EXACT.multiply(interval, size),
        None if error is None else EXACT.multiply(abs(error), size),
    )
