# SPDX-License-Identifier: Apache-2.0
"""Many lots at once: the arithmetic of the single judge on NumPy arrays, with the single judge's verdicts.

Readings are binary floats here. Each stands for the decimal number that prints like it (500.2 for 500.2), which is what
the scale showed. Counts of T1 and T2 errors are exact: rounding to the nearest float keeps order, and a limit of at most
15 digits is hit by no other reading than itself. The mean test is decided in floats unless the mean lies nearer to its
limit than `NEAR` of the nominal quantity, far more than floats can err by; then the lot goes to the exact engine alone.
So no verdict differs from `prepackages.lots.judge`. Lots whose rules leave something open go there all.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chuan.metrology.errors import Negative, NoReadings, NotANumber
from chuan.metrology.prepackages.lots import Lot, LotFindings, judge
from chuan.metrology.prepackages.plans import Choice, choose
from chuan.metrology.prepackages.rule_set import RuleSet

if TYPE_CHECKING:
    from numpy import bool_, float64, int8, int64
    from numpy.typing import NDArray

#: How near to its limit a mean is left to the exact engine, as a share of the nominal quantity.
NEAR = 1e-9
#: Verdicts in `LotVerdicts.verdict`.
PASS, FAIL, UNDECIDED = 1, 0, -1


@dataclass(frozen=True, slots=True)
class LotVerdicts:
    """One entry for each lot. `exact` marks the lots that the exact engine judged."""

    mean: "NDArray[float64]"
    s: "NDArray[float64]"
    t1_count: "NDArray[int64]"
    t2_count: "NDArray[int64]"
    verdict: "NDArray[int8]"
    exact: "NDArray[bool_]"


def judge_lots(
    rules: RuleSet, values: Any, *, nominal: Decimal, lot_size: int, kind: str = "mass", destructive: bool = False,
    to_base: Decimal = Decimal(1),
) -> LotVerdicts:
    """Judge lots of one size and nominal quantity, one row of readings each (an array of n_lots × n floats).

    >>> import numpy as np
    >>> from chuan.metrology.prepackages.rule_set import Band, Plan, ToleranceTable
    >>> table = ToleranceTable(bands=(Band(above=Decimal(0), up_to=None, percent=Decimal(3)),))
    >>> plan = Plan(lot_min=1, lot_max=None, sample_size=3, factor=Decimal("0.5"), t1_allowed=0)
    >>> rules = RuleSet(id="x", tolerances={"mass": table}, plans={"non-destructive": (plan,)}, t2_multiple=Decimal(2))
    >>> found = judge_lots(rules, np.array([[500.1, 500.2, 499.9], [484.9, 520, 520]]), nominal=Decimal(500), lot_size=9)
    >>> found.verdict.tolist(), found.t1_count.tolist()
    ([1, 0], [0, 1])
    """
    import numpy as np

    readings = _checked(values)
    row = Lot(
        kind=kind, nominal=nominal, lot_size=lot_size, sample_size=readings.shape[1], destructive=destructive,
        to_base=to_base, net=_decimals(readings[0]),
    )
    first = judge(rules, row)
    mean, s = readings.mean(axis=1), _deviations(readings)
    t1 = _count_below(readings, first.t1_limit)
    t2 = _count_below(readings, first.t2_limit)
    verdict = np.full(len(readings), UNDECIDED, dtype=np.int8)
    exact = np.ones(len(readings), dtype=bool)
    if _is_settled(rules, choose(rules, row), row, first):
        margin = mean - float(nominal)
        if first.k is not None and not row.is_census:
            margin = margin + float(first.k) * s
        passed = margin >= 0 if "mean" in first.tested else np.ones(len(readings), dtype=bool)
        if first.t1_allowed is not None and "t1" in first.tested:
            passed &= t1 <= first.t1_allowed
        if "t2" in first.tested:
            passed &= t2 == 0
        verdict[:] = passed
        exact = np.abs(margin) <= NEAR * float(nominal)
    for place in np.flatnonzero(exact):
        verdict[place] = _alone(rules, row, readings[place])
    return LotVerdicts(mean, s, t1, t2, verdict, exact)


def _checked(values: Any) -> "NDArray[float64]":
    import numpy as np

    try:
        readings = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise NotANumber(where="values", given=type(values).__name__) from None
    if readings.ndim != 2 or readings.size == 0:
        raise NoReadings(where="values")
    lowest = readings.min()  # NaN if one is
    if not (np.isfinite(lowest) and np.isfinite(readings.max())):
        lot, package = np.argwhere(~np.isfinite(readings))[0] + 1
        raise NotANumber(where=f"values/{lot}/{package}", given=str(readings[lot - 1, package - 1]))
    if lowest < 0:
        lot, package = np.argwhere(readings < 0)[0] + 1
        raise Negative(where=f"values/{lot}/{package}", given=str(readings[lot - 1, package - 1]))
    return readings


def _deviations(readings: "NDArray[float64]") -> "NDArray[float64]":
    import numpy as np

    if readings.shape[1] < 2:
        return np.full(len(readings), np.nan)
    found: NDArray[float64] = readings.std(axis=1, ddof=1)
    return found


def _count_below(readings: "NDArray[float64]", limit: Decimal | None) -> "NDArray[int64]":
    import numpy as np

    if limit is None:
        return np.zeros(len(readings), dtype=np.int64)
    counts: NDArray[int64] = np.count_nonzero(readings < float(limit), axis=1)
    return counts


def _is_settled(rules: RuleSet, choice: Choice, lot: Lot, first: LotFindings) -> bool:
    """Return whether the rules say everything, so that arrays can decide."""
    if choice.by_range or rules.census_uses_factor or choice.mean_plan is not choice.plan:
        return False
    if lot.is_census:
        mean_known = choice.census is not None and choice.census.mean_tested is not None
    else:
        mean_known = first.k is not None and lot.sample_size == first.sample_size_required
    known = {"t1": first.t1_allowed is not None, "t2": first.t2_limit is not None, "mean": mean_known}
    return all(known[test] for test in first.tested)


def _alone(rules: RuleSet, row: Lot, readings: "NDArray[float64]") -> int:
    lot = Lot(
        kind=row.kind, nominal=row.nominal, lot_size=row.lot_size, sample_size=row.sample_size, to_base=row.to_base,
        destructive=row.destructive, net=_decimals(readings),
    )
    verdict = judge(rules, lot).verdict
    return UNDECIDED if verdict is None else int(verdict)


def _decimals(readings: "NDArray[float64]") -> list[Decimal]:
    return [Decimal(repr(value)) for value in readings.tolist()]
