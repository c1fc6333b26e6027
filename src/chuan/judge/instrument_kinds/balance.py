# SPDX-License-Identifier: Apache-2.0
"""A scale with the law of its day: its plate checked, its ranges, what it may err at a load, the error of a reading."""

from decimal import Decimal
from itertools import pairwise

from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, decimal_or_none
from chuan.metrology import nawi
from chuan.metrology.decimals import plain
from chuan.metrology.errors import BeyondCapacity, ContradictoryInput
from chuan.metrology.units import convert, fit

MPE, IN_USE = "verification/mpe/nawi", "verification/in-use-limit/nawi"
CLASSES = "verification/class-limits/nawi"
_SPEC = ("class", "max", "min", "e", "d", "ranges", "unit", "indication", "added_tare")


class Balance:
    """A scale with the law of its day: what it may err at a load, and what was found of it."""

    def __init__(self, payload: Fields, sheet: Sheet) -> None:
        self.sheet = sheet
        spec = payload.child("spec", _SPEC)
        parts = _parts(spec)
        self.unit = fit(spec.word("unit"), "mass", spec.place("unit")).code
        accuracy_class, g_per_unit = spec.word("class"), convert(1, self.unit, "g")
        d = spec.positive("d") if spec.has("d") else None
        is_digital = spec.choice("indication", ("digital", "analog"), "digital") == "digital"
        self.ranges = [
            nawi.Scale(
                accuracy_class=accuracy_class, max_load=most, e=e, d=d or e, g_per_unit=g_per_unit, is_digital=is_digital
            )
            for most, e in parts
        ]
        self.finest, self.scale = self.ranges[0], self.ranges[-1]
        e = self.finest.e
        if self.finest.d > e:
            raise ContradictoryInput(where=spec.place("d"), given=f"d = {self.finest.d}", other=f"e = {e}")
        admitted = class_limits(sheet)
        row, *_coarser = [nawi.limits_of_class(part, admitted) for part in self.ranges]
        self.min_load = spec.positive("min") if spec.has("min") else row.min_capacity_e * e
        if self.min_load < row.min_capacity_e * e or self.min_load >= self.finest.max_load:
            raise ContradictoryInput(
                where=spec.place("min"), given=f"Min = {self.min_load}", other=f"Min ≥ {row.min_capacity_e} e"
            )
        self.added_tare = spec.optional("added_tare") or Decimal(0)
        self.bands = bands_of(sheet, accuracy_class)
        self.factor = sheet.factor_in_service(IN_USE)
        self.zero_error: Decimal | None = None

    def limit(self, load: Decimal) -> Decimal:
        """The limit at a load."""
        return nawi.mpe_at(load, self.at(load).e, self.bands, factor=self.factor)

    def at(self, load: Decimal) -> nawi.Scale:
        """The weighing range a load belongs to."""
        return nawi.range_at(load, self.ranges)

    def turning_points(self) -> list[Decimal]:
        """The loads at which the limit, or the interval, changes."""
        found, floor = [], Decimal(0)
        for part in self.ranges:
            points = nawi.turning_points(part.max_load, part.e, self.bands)
            found += [*(point for point in points if point > floor), part.max_load]
            floor = part.max_load
        return found[:-1]

    def load(self, fields: Fields, key: str = "load") -> Decimal:
        """A load on the scale: not below zero, not above Max (and an added tare)."""
        load, most = fields.not_negative(key), self.scale.max_load + self.added_tare
        if load > most:
            raise BeyondCapacity(where=fields.place(key), given=load, most=most)
        return load

    def error(self, load: Decimal, reading: Fields) -> Decimal:
        """The error of one reading before any correction."""
        delta_l = reading.optional("delta_l")
        part = self.at(load)
        d, e, is_digital = part.d, part.e, part.is_digital
        # P = I + ½ e − ΔL holds for steps of e: with finer steps it would make up an error of ½ (e − d)
        if delta_l is not None and (not is_digital or d != e or delta_l < 0 or delta_l > d):
            other = f"d = e, 0 ≤ ΔL ≤ {plain(e)}" if is_digital else "an analog scale"
            raise ContradictoryInput(where=reading.place("delta_l"), given=f"ΔL = {delta_l}", other=other)
        if delta_l is None and is_digital and d * 5 > e:
            self.sheet.warn("indication-rounded", hint="delta_l")
        return nawi.error_of(load, reading.number("indication"), e=e, delta_l=delta_l)

    def corrected(self, error: Decimal) -> Decimal:
        """Ec = E − E0, where the error at zero was found."""
        return error if self.zero_error is None else error - self.zero_error


def bands_of(sheet: Sheet, accuracy_class: str) -> list[nawi.Band]:
    """The steps of the limit of a class on the day."""
    sheet.rely_on(MPE)
    return [
        nawi.Band(above_e=Decimal(row["load_gt_e"]), up_to_e=decimal_or_none(row["load_le_e"]), mpe_e=Decimal(row["mpe_e"]))
        for row in sheet.table(MPE) if row["class"] == accuracy_class
    ]


def class_limits(sheet: Sheet) -> list[nawi.ClassLimits]:
    """What the classes admit on the day."""
    return [
        nawi.ClassLimits(
            accuracy_class=row["class"], e_from_g=Decimal(row["e_ge_g"]), e_to_g=decimal_or_none(row["e_le_g"]),
            n_min=row["n_min"], n_max=row["n_max"], min_capacity_e=row["min_capacity_e"],
        )
        for row in sheet.table(CLASSES)
    ]


def _parts(spec: Fields) -> list[tuple[Decimal, Decimal]]:
    """Max and e of the scale; of each weighing range, the finest first, where it has several."""
    if not spec.has("ranges"):
        e = spec.positive("e")
        return [(spec.positive("max"), e)]
    if any(spec.has(key) for key in ("max", "e", "d")):
        raise ContradictoryInput(where=spec.place("ranges"), given="ranges", other="max, e, d")
    parts = [(part.positive("max"), part.positive("e")) for part in spec.objects("ranges", ("max", "e"))]
    if any(later[0] <= earlier[0] or later[1] <= earlier[1] for earlier, later in pairwise(parts)):
        raise ContradictoryInput(where=spec.place("ranges"), given="ranges", other="Max1 < Max2, e1 < e2")
    return parts
