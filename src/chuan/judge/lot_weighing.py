# SPDX-License-Identifier: Apache-2.0
"""How readings become net quantities in the unit of the nominal: tare, sieve, glaze, density, unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from chuan.judge.errors import MissingKey, NotAList
from chuan.judge.instrument_kinds.reading import Fields
from chuan.metrology.decimals import EXACT, plain
from chuan.metrology.errors import (
    CountsDiffer,
    Negative,
    NoReadings,
    NotWholeItems,
    TooLarge,
    UnfitUnit,
    number,
)
from chuan.metrology.prepackages import tare
from chuan.metrology.prepackages.quantities import kind_of_goods, ratio, to_base
from chuan.metrology.prepackages.rule_set import RuleSet
from chuan.metrology.prepackages.tolerance import tolerable_deficiency
from chuan.metrology.units import unit_of

#: No reading of goods has more decimals, or more digits before the point, than this.
MOST_DIGITS = 12


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


class Weighing:
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
            raise UnfitUnit(
                where="density", given=self.target, wanted="ml, l", given_kind=self.kind, wanted_kind="volume"
            )
        value = reading(given.positive("value"), "density/value")
        return EXACT.multiply(value, ratio(given.need("unit"), "g/ml", "density/unit"))

    def _step(self, step: str, formula: str, result: Decimal, **values: int) -> None:
        shown = {name: str(value) for name, value in values.items()}
        self.working.append({"step": step, "formula": formula, "values": shown, "result": plain(result)})
