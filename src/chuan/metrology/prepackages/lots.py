# SPDX-License-Identifier: Apache-2.0
"""The judge of lots: mean test, T1 errors, T2 errors, by whatever rule set comes in.

The arithmetic, so that another program can repeat it digit for digit. All readings are written as whole numbers of one
decimal step (x = X · 10^e with the smallest e among them), and with n readings

    S = ΣX,   V = n · ΣX² − S²                                 exact whole numbers
    mean  = S / n · 10^e                                       one division, 28 digits half-even
    s     = √(V / (n (n − 1))) · 10^e                          one division, then one square root, 28 digits each
    limit = Qn − k · s                                         one product, one difference, 28 digits each

Sums of whole numbers have no order, so neither has the verdict. The figures above are for people. The mean test itself
is decided on whole numbers, without division or root: mean ≥ Qn − k·s ⇔ D ≤ 0, or k² · n · V ≥ (n − 1) · D², where
D = n · Qn − S (Qn in the same step). T1 and T2 compare readings as given: a package short by exactly T, or exactly 2 T,
is not beyond it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from chuan.metrology.decimals import EXACT, plain
from chuan.metrology.errors import (
    LotTooLarge,
    NoPlanKnown,
    OnePackage,
    SampleLargerThanLot,
)
from chuan.metrology.prepackages.rule_set import Plan, RuleSet
from chuan.metrology.prepackages.tolerance import tolerable_deficiency


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot as it was measured. Quantities in the unit of the nominal; `to_base` · that unit is g, ml, m, m² or 1.

    `net` empty: only `mean` is known.
    """

    kind: str
    nominal: Decimal
    lot_size: int
    net: Sequence[Decimal] = ()
    mean: Decimal | None = None
    sample_size: int
    destructive: bool = False
    to_base: Decimal = Decimal(1)


@dataclass(slots=True, kw_only=True)
class LotFindings:
    """Every figure of a judged lot; None where it cannot be known. `verdict` None: not decided, `reasons` say why."""

    kind: str
    sample_size: int
    sample_size_required: int | None = None
    census: bool
    mean: Decimal | None = None
    s: Decimal | None = None
    k: Decimal | None = None
    mean_limit: Decimal | None = None
    mean_passed: bool | None = None
    tolerable_deficiency: Decimal | None = None
    t1_limit: Decimal | None = None
    t1_count: int | None = None
    t1_allowed: int | None = None
    t1_passed: bool | None = None
    t2_limit: Decimal | None = None
    t2_count: int | None = None
    t2_passed: bool | None = None
    verdict: bool | None = None
    reasons: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    working: list[dict[str, Any]] = field(default_factory=list)


def judge(rules: RuleSet, lot: Lot) -> LotFindings:
    """Judge a lot: every figure, and a verdict where the readings suffice for one.

    A sample that is not of the prescribed size is judged only as far as it is conclusive either way: never a pass from
    fewer packages than prescribed.
    """
    plan = plan_for(rules, lot)
    found = LotFindings(
        kind=lot.kind, sample_size=lot.sample_size, census=lot.sample_size == lot.lot_size,
        sample_size_required=_required(plan, lot),
    )
    _refuse(rules, plan, lot, found)
    _limits(rules, lot, found)
    figures = Sums.of(lot.net) if lot.net else None
    _mean(plan, lot, found, figures)
    _individuals(rules, plan, lot, found)
    _decide(found)
    return found


def plan_for(rules: RuleSet, lot: Lot) -> Plan | None:
    """Return the row of the sampling table for such a lot; None if the rule set has none."""
    plans = rules.plans.get("destructive" if lot.destructive else "non-destructive", ())
    for plan in plans:
        if plan.lot_min <= lot.lot_size and (plan.lot_max is None or lot.lot_size <= plan.lot_max):
            return plan
    return None


@dataclass(frozen=True, slots=True)
class Sums:
    """n, ΣX and n·ΣX² − (ΣX)² of readings written as whole numbers of 10^exponent."""

    n: int
    exponent: int
    total: int
    spread: int

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "Sums":
        """Sum up readings, exactly."""
        exponent = min(min([_exponent(value) for value in values]), 0)
        whole = [_whole(value, exponent) for value in values]
        n, total = len(whole), sum(whole)
        return cls(n, exponent, total, n * sum([x * x for x in whole]) - total * total)

    def mean(self) -> Decimal:
        """Return the mean."""
        return EXACT.scaleb(EXACT.divide(Decimal(self.total), Decimal(self.n)), self.exponent)

    def s(self) -> Decimal | None:
        """Return the sample standard deviation (divisor n − 1); None of one value."""
        if self.n < 2:
            return None
        variance = EXACT.divide(Decimal(self.spread), Decimal(self.n * (self.n - 1)))
        return EXACT.scaleb(EXACT.sqrt(variance), self.exponent)

    def reaches(self, nominal: Decimal, k: Decimal) -> bool:
        """Return whether mean ≥ nominal − k·s, decided on whole numbers."""
        exponent = min(self.exponent, _exponent(nominal))
        grow = 10 ** (self.exponent - exponent)
        lack = self.n * _whole(nominal, exponent) - self.total * grow
        if lack <= 0:
            return True
        k_decimals = max(-_exponent(k), 0)
        k_whole = _whole(k, -k_decimals)
        return k_whole**2 * self.n * self.spread * grow**2 >= (self.n - 1) * lack**2 * 10 ** (2 * k_decimals)


def _required(plan: Plan | None, lot: Lot) -> int | None:
    if plan is None or not plan.known:
        return lot.lot_size
    return lot.lot_size if plan.sample_size is None else min(plan.sample_size, lot.lot_size)


def _refuse(rules: RuleSet, plan: Plan | None, lot: Lot, found: LotFindings) -> None:
    if rules.lot_max is not None and lot.lot_size > rules.lot_max:
        raise LotTooLarge(where="lot_size", lot_size=lot.lot_size, largest=rules.lot_max, rule_set=rules.id)
    if lot.sample_size > lot.lot_size:
        raise SampleLargerThanLot(where="net", sample_size=lot.sample_size, lot_size=lot.lot_size)
    if found.census:
        if plan is None or not plan.known:
            found.warnings.append({"code": "plan-not-seen", "lot_size": str(lot.lot_size)})
        return
    if plan is None or not plan.known:
        raise NoPlanKnown(where="lot_size", rule_set=rules.id, lot_size=lot.lot_size)
    required = found.sample_size_required or 0
    if lot.sample_size == 1 and required > 1:
        raise OnePackage(where="net", lot_size=lot.lot_size, required=required)
    if lot.sample_size != required:
        code = "sample-too-small" if lot.sample_size < required else "sample-larger-than-plan"
        found.warnings.append({"code": code, "sample_size": str(lot.sample_size), "required": str(required)})


def _limits(rules: RuleSet, lot: Lot, found: LotFindings) -> None:
    base = EXACT.multiply(lot.nominal, lot.to_base)
    deficiency = EXACT.divide(tolerable_deficiency(rules, lot.kind, base), lot.to_base)
    found.tolerable_deficiency = deficiency
    found.t1_limit = EXACT.subtract(lot.nominal, deficiency)
    values = {"qn": plain(lot.nominal), "t": plain(deficiency)}
    _step(found, "tolerable-deficiency", "T = T(Qn)", {"qn": plain(lot.nominal)}, deficiency)
    _step(found, "t1-limit", "Qn − T", values, found.t1_limit)
    if rules.t2_multiple is not None:
        found.t2_limit = EXACT.subtract(lot.nominal, EXACT.multiply(rules.t2_multiple, deficiency))
        _step(found, "t2-limit", f"Qn − {plain(rules.t2_multiple)} × T", values, found.t2_limit)


def _mean(plan: Plan | None, lot: Lot, found: LotFindings, figures: Sums | None) -> None:
    found.mean = figures.mean() if figures else lot.mean
    if found.mean is None:
        return
    if figures:
        found.s = figures.s()
        _step(found, "mean", "X̄ = Σx / n", {"n": str(figures.n), "sum": plain(_total(figures))}, found.mean)
        if found.s is not None:
            _step(found, "s", "s = √(Σ(x − X̄)² / (n − 1))", {"n": str(figures.n)}, found.s)
    if found.census:
        found.mean_limit, found.mean_passed = lot.nominal, found.mean >= lot.nominal
        if figures:
            found.mean_passed = figures.reaches(lot.nominal, Decimal(0))
        _step(found, "mean-limit", "Qn", {"qn": plain(lot.nominal)}, lot.nominal)
        return
    found.k = plan.factor if plan else None
    if found.k is None:
        return
    _sample_mean(lot, found, figures, found.k)


def _sample_mean(lot: Lot, found: LotFindings, figures: Sums | None, k: Decimal) -> None:
    if figures is None or found.s is None:
        found.mean_passed = True if found.mean is not None and found.mean >= lot.nominal else None
        return
    found.mean_limit = EXACT.subtract(lot.nominal, EXACT.multiply(k, found.s))
    values = {"qn": plain(lot.nominal), "k": plain(k), "s": plain(found.s)}
    _step(found, "mean-limit", "Qn − k × s", values, found.mean_limit)
    required, passed = found.sample_size_required or 0, figures.reaches(lot.nominal, k)
    if found.sample_size == required:
        found.mean_passed = passed
    elif found.sample_size > required:  # the printed factor is too mild for a larger sample
        found.mean_passed = True if figures.reaches(lot.nominal, Decimal(0)) else None if passed else False


def _individuals(rules: RuleSet, plan: Plan | None, lot: Lot, found: LotFindings) -> None:
    found.t1_allowed = _allowed(rules, plan, lot, found)
    if not lot.net or found.t1_limit is None:
        return
    found.t1_count = sum([value < found.t1_limit for value in lot.net])
    required = found.sample_size if found.census else found.sample_size_required or 0
    if found.t1_allowed is not None:
        enough, few = found.t1_count <= found.t1_allowed, found.sample_size < required
        found.t1_passed = (None if few else True) if enough else (None if found.sample_size > required else False)
    elif found.t1_count == 0:
        found.t1_passed = True
    _step(found, "t1-count", "x < Qn − T", {"limit": plain(found.t1_limit)}, Decimal(found.t1_count))
    if found.t2_limit is not None:
        found.t2_count = sum([value < found.t2_limit for value in lot.net])
        found.t2_passed = False if found.t2_count else None if found.sample_size < required else True
        _step(found, "t2-count", "x < Qn − 2 × T", {"limit": plain(found.t2_limit)}, Decimal(found.t2_count))


def _allowed(rules: RuleSet, plan: Plan | None, lot: Lot, found: LotFindings) -> int | None:
    if found.census and rules.census_t1_percent is not None:
        exact = EXACT.multiply(rules.census_t1_percent, Decimal(lot.lot_size))
        allowed = int(EXACT.divide(exact, Decimal(100)))
        values = {"percent": plain(rules.census_t1_percent), "n": str(lot.lot_size)}
        _step(found, "t1-allowed", "⌊percent × N / 100⌋", values, Decimal(allowed))
        return allowed
    if plan is None or not plan.known:
        return None
    return plan.t1_allowed


def _decide(found: LotFindings) -> None:
    tests = (found.mean_passed, found.t1_passed, found.t2_passed)
    figures = {
        "mean-below-limit": (found.mean_passed, {"mean": found.mean, "limit": found.mean_limit}),
        "too-many-t1": (found.t1_passed, {"count": found.t1_count, "allowed": found.t1_allowed}),
        "t2-found": (found.t2_passed, {"count": found.t2_count, "limit": found.t2_limit}),
    }
    found.reasons += [
        {"code": code, **{key: _text(value) for key, value in data.items()}}
        for code, (passed, data) in figures.items() if passed is False
    ]
    if False in tests:
        found.verdict = False
    elif None not in tests:
        found.verdict = True
    else:
        _say_why(found)


def _say_why(found: LotFindings) -> None:
    required = found.sample_size_required or 0
    if found.t1_count is None:
        found.reasons.append({"code": "packages-unknown"})
    elif not found.census and found.sample_size != required:
        code = "sample-too-small" if found.sample_size < required else "sample-larger-than-plan"
        found.reasons.append({"code": code, "sample_size": str(found.sample_size), "required": str(required)})
    else:
        if found.mean_passed is None:
            found.reasons.append({"code": "factor-unknown"})
        if found.t1_passed is None:
            found.reasons.append({"code": "t1-allowed-unknown", "count": str(found.t1_count)})
        if found.t2_passed is None:
            found.reasons.append({"code": "t2-rule-unknown"})


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _whole(value: Decimal, exponent: int) -> int:
    return int(EXACT.scaleb(value, -exponent))


def _total(figures: Sums) -> Decimal:
    return EXACT.scaleb(Decimal(figures.total), figures.exponent)


def _step(found: LotFindings, step: str, formula: str, values: dict[str, str], result: Decimal) -> None:
    found.working.append({"step": step, "formula": formula, "values": values, "result": plain(result)})


def _text(value: Decimal | int | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None if value is None else str(value)
