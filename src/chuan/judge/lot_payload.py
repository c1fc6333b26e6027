# SPDX-License-Identifier: Apache-2.0
"""From the JSON that describes a lot to what the engine takes: strict keys, exact units, net quantities from what was weighed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from re import compile as pattern
from typing import Any

from chuan.judge.errors import MissingKey, NotADay, NotAList
from chuan.judge.instrument_kinds.reading import Fields
from chuan.metrology.decimals import EXACT, plain
from chuan.metrology.errors import (
    CountsDiffer,
    Negative,
    NoReadings,
    NoSuchRule,
    NotAWholeNumber,
    NotWholeItems,
    TooLarge,
    UnfitUnit,
    number,
    positive,
)
from chuan.metrology.prepackages import tare
from chuan.metrology.prepackages.plans import Lot
from chuan.metrology.prepackages.quantities import kind_of_goods, ratio, to_base
from chuan.metrology.prepackages.rule_set import RuleSet
from chuan.metrology.prepackages.tolerance import tolerable_deficiency
from chuan.metrology.units import unit_of

KEYS = (
    "rule_set", "on", "nominal", "lot_size", "destructive", "net", "gross", "tare", "mean", "census", "unit", "density",
    "place", "second", "mean_net", "plan", "s", "sample_size", "sieve", "glaze", "multipack", "moisture_percent", "scale",
)
#: No reading of goods has more decimals, or more digits before the point, than this.
MOST_DIGITS = 12
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
    weighing = _Weighing(fields, rules, nominal, unit, place)
    net, second, mean_net = weighing.readings("net", "gross"), weighing.readings("second"), weighing.readings("mean_net")
    mean, s, size = (None, None, len(net) + len(second)) if net else _mean_alone(fields, lot_size)
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


def readings(given: Any, where: str) -> list[Decimal]:
    """Return the readings of a list as Decimals, none below zero; the first impossible one is refused by its place."""
    if not isinstance(given, list | tuple):
        raise NotAList(where=where)
    if not given:
        raise NoReadings(where=where)
    return [reading(value, f"{where}/{place}") for place, value in enumerate(given, 1)]


def reading(given: Any, where: str) -> Decimal:
    """Return one reading: a finite number of sensible length, zero (an empty package) or above."""
    value = number(given, where)
    if value.adjusted() >= MOST_DIGITS or int(value.as_tuple().exponent) < -MOST_DIGITS:
        raise TooLarge(where=where, given=str(given))
    if value < 0:
        raise Negative(where=where, given=str(given))
    return value


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


def _mean_alone(fields: Fields, lot_size: int) -> tuple[Decimal, Decimal | None, int]:
    mean = reading(fields.need("mean"), "mean")
    s = reading(fields.need("s"), "s") if fields.has("s") else None
    if fields.has("census") and fields.truth("census"):
        return mean, s, lot_size
    return mean, s, whole(fields.need("sample_size"), "sample_size")


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


class _Weighing:
    """How readings become net quantities in the unit of the nominal: tare, sieve, glaze, density, unit."""

    def __init__(self, fields: Fields, rules: RuleSet, nominal: Decimal, unit: str, place: str) -> None:
        self.fields, self.rules, self.nominal, self.target, self.place = fields, rules, nominal, unit, place
        self.kind = kind_of_goods(unit, "nominal/unit")
        self.density = self._density()
        self.unit = unit_of(fields.given.get("unit") or ("g" if self.density else unit), "unit").code
        self.size = ratio(self.unit, "g" if self.density else unit, "unit")
        self.working: list[dict[str, Any]] = []

    def readings(self, key: str, gross: str = "") -> list[Decimal]:
        """Return the net quantities of a list of the input; nothing where it is not there."""
        if key in self.fields.given:
            values = readings(self.fields.given[key], key)
        elif gross and gross in self.fields.given:
            values = self._net(readings(self.fields.given[gross], gross))
        else:
            return []
        return self._converted(values, key)

    def _converted(self, values: list[Decimal], key: str) -> list[Decimal]:
        if self.size != 1:
            values = [EXACT.multiply(value, self.size) for value in values]
        if self.density:
            ml = to_base(self.target)
            values = [EXACT.divide(value, ml) for value in tare.volumes(values, self.density)]
            self._step("volume", "V = m / ρ", self.density, n=len(values))
        if self.kind == "count":
            for place, value in enumerate(values, 1):
                if value != value.to_integral_value():
                    raise NotWholeItems(where=f"{key}/{place}", given=format(value, "f"))
        return values

    def _net(self, gross: list[Decimal]) -> list[Decimal]:
        parts = [part for part in ("tare", "sieve", "glaze") if self.fields.has(part)]
        if not parts:
            raise MissingKey(where="tare", key="tare")
        for part in parts:
            gross = tare.subtract(gross, self._part(part, len(gross)), "gross")
        return gross

    def _part(self, part: str, packages: int) -> Decimal | Sequence[Decimal]:
        """Return what to subtract: one figure for all packages, or one each."""
        given = self.fields.given[part]
        if isinstance(given, list | tuple):
            each = readings(given, part)
            if len(each) != packages:
                raise CountsDiffer(where=part, given=len(each), wanted=packages)
            return each
        if not isinstance(given, Mapping):
            return self._same(reading(given, part), part)
        forms = ("mean", "sample") if part == "tare" else ("mean",)
        inner = self.fields.child(part, forms)
        if inner.has("sample"):
            return self._tested_mean(readings(inner.need("sample"), "tare/sample"))
        return self._same(reading(inner.need("mean"), f"{part}/mean"), part)

    def _same(self, value: Decimal, part: str) -> Decimal:
        self._step(part, "x − b", value)
        return value

    def _tested_mean(self, sample: list[Decimal]) -> Decimal:
        nominal, deficiency = self.nominal, tolerable_deficiency(
            self.rules, self.kind, EXACT.multiply(self.nominal, to_base(self.target))
        )
        deficiency = EXACT.divide(deficiency, to_base(self.target))
        if self.density:  # tares are masses: Qn and T as masses too
            grams = EXACT.multiply(to_base(self.target), self.density)
            nominal, deficiency = EXACT.multiply(nominal, grams), EXACT.multiply(deficiency, grams)
        found = tare.mean_tare(
            self.rules, [EXACT.multiply(value, self.size) for value in sample], nominal=nominal,
            deficiency=deficiency, place=self.place,
        )
        self._step("tare", f"x − b ({found.ground})", EXACT.divide(found.mean, self.size), n=len(sample))
        return EXACT.divide(found.mean, self.size)

    def _density(self) -> Decimal | None:
        if not self.fields.has("density"):
            return None
        given = self.fields.child("density", ("value", "unit"))
        if self.kind != "volume":
            raise UnfitUnit(where="density", given=self.target, given_kind=self.kind, wanted_kind="volume")
        value = reading(given.positive("value"), "density/value")
        return EXACT.multiply(value, ratio(given.need("unit"), "g/ml", "density/unit"))

    def _step(self, step: str, formula: str, result: Decimal, **values: int) -> None:
        shown = {name: str(value) for name, value in values.items()}
        self.working.append({"step": step, "formula": formula, "values": shown, "result": plain(result)})
