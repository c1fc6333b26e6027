# SPDX-License-Identifier: Apache-2.0
"""Which rows of a rule set hold for a lot, and what no row lets anybody judge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol, TypeVar

from chuan.metrology.errors import (
    DoubleSampleSize,
    LotTooLarge,
    NoPlanKnown,
    OnePackage,
    SampleLargerThanLot,
)
from chuan.metrology.prepackages.rule_set import Census, DoublePlan, Plan, RuleSet

#: Kinds of quantity that a rule set with a plan by the range judges by it.
_BY_RANGE = ("length", "area", "count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot as it was measured. Quantities in the unit of the nominal; `to_base` · that unit is g, ml, m, m² or 1.

    `net` empty: only `mean` is known (and perhaps `s`). `second`: the second sample of a double plan. `mean_net`: the
    sample on which the mean is checked, where the text takes one of its own. `plan`: single, double or e-mark.
    `allowance`: added to T and to what the mean may lack (moisture loss, in the unit of the nominal).
    """

    kind: str
    nominal: Decimal
    lot_size: int
    sample_size: int
    net: Sequence[Decimal] = ()
    second: Sequence[Decimal] = ()
    mean_net: Sequence[Decimal] = ()
    mean: Decimal | None = None
    s: Decimal | None = None
    destructive: bool = False
    plan: str = "single"
    place: str = ""
    to_base: Decimal = Decimal(1)
    allowance: Decimal = Decimal(0)

    @property
    def is_census(self) -> bool:
        """True if every package of the lot was measured."""
        return self.sample_size == self.lot_size


class _Row(Protocol):
    @property
    def lot_min(self) -> int: ...
    @property
    def lot_max(self) -> int | None: ...


R = TypeVar("R", bound=_Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The rows that hold for a lot. `required` is the number of packages the plan asks for."""

    plan: Plan | None
    mean_plan: Plan | None
    double: DoublePlan | None
    census: Census | None
    by_range: bool
    required: int
    warnings: list[dict[str, str]] = field(default_factory=list)

    @property
    def known(self) -> Plan | None:
        """The plan, if somebody has read it."""
        return self.plan if self.plan and self.plan.known else None


def choose(rules: RuleSet, lot: Lot) -> Choice:
    """Return the rows for a lot; a coded error if nothing may be concluded from what was measured."""
    _check_size(rules, lot)
    by_range = is_by_range(rules, lot)
    plan = row_for(rules.plans.get(plan_name(lot, by_range=by_range), ()), lot.lot_size)
    mean_plan = row_for(rules.plans.get("mean-check", ()), lot.lot_size)
    double = row_for(rules.double, lot.lot_size) if lot.plan == "double" else None
    choice = Choice(
        plan=plan, mean_plan=plan if lot.destructive or mean_plan is None else mean_plan, double=double,
        census=row_for(rules.census, lot.lot_size) or Census(lot_min=1, lot_max=None), by_range=by_range,
        required=_required(plan, double, lot),
    )
    _check_sample(rules, lot, choice)
    return choice


def is_by_range(rules: RuleSet, lot: Lot) -> bool:
    """Return whether the text judges such goods by the range instead of the standard deviation."""
    return "range" in rules.plans and lot.kind in _BY_RANGE and not lot.destructive


def plan_name(lot: Lot, *, by_range: bool) -> str:
    """Return under which name the rule set keeps the plan."""
    if by_range:
        return "range"
    if not lot.destructive:
        return "non-destructive"
    return "e-mark-destructive" if lot.plan == "e-mark" else "destructive"


def row_for(rows: Iterable[R], lot_size: int) -> R | None:
    """Return the row whose band the lot size falls into."""
    for row in rows:
        if row.lot_min <= lot_size and (row.lot_max is None or lot_size <= row.lot_max):
            return row
    return None


def _required(plan: Plan | None, double: DoublePlan | None, lot: Lot) -> int:
    if double:
        return double.n1 + (double.n2 if lot.second else 0)
    if plan is None or not plan.known or plan.sample_size is None:
        return lot.lot_size
    return min(plan.sample_size, lot.lot_size)


def _check_size(rules: RuleSet, lot: Lot) -> None:
    largest = rules.lot_max
    if lot.place != "production" and rules.lot_max_off_line is not None:
        largest = rules.lot_max_off_line
    if largest is not None and lot.lot_size > largest:
        raise LotTooLarge(where="lot_size", lot_size=lot.lot_size, largest=largest, rule_set=rules.id)
    if max(lot.sample_size, len(lot.mean_net)) > lot.lot_size:
        raise SampleLargerThanLot(where="net", sample_size=lot.sample_size, lot_size=lot.lot_size)


def _check_sample(rules: RuleSet, lot: Lot, choice: Choice) -> None:
    if lot.is_census:
        if choice.plan is not None and not choice.plan.known:
            choice.warnings.append({"code": "plan-not-seen", "lot_size": str(lot.lot_size)})
        return
    if choice.known is None or (lot.plan == "double" and choice.double is None):
        raise NoPlanKnown(where="lot_size", rule_set=rules.id, lot_size=lot.lot_size)
    if choice.double:
        _check_double(lot, choice.double)
    elif lot.sample_size == 1 and choice.required > 1:
        raise OnePackage(where="net", lot_size=lot.lot_size, required=choice.required)
    elif lot.sample_size != choice.required:
        code = "sample-too-small" if lot.sample_size < choice.required else "sample-larger-than-plan"
        choice.warnings.append(
            {"code": code, "sample_size": str(lot.sample_size), "required": str(choice.required)}
        )


def _check_double(lot: Lot, double: DoublePlan) -> None:
    if len(lot.net) != double.n1:
        raise DoubleSampleSize(where="net", given=len(lot.net), wanted=double.n1)
    if lot.second and len(lot.second) != double.n2:
        raise DoubleSampleSize(where="second", given=len(lot.second), wanted=double.n2)
