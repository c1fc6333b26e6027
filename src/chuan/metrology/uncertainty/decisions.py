# SPDX-License-Identifier: Apache-2.0
"""Does it conform, given how well it is known? Decision rules of ILAC-G8:09/2019 and JCGM 106:2012.

A tolerance interval (lower, upper; one of them may be missing) says what conforms. A guard band of width w shrinks it to
the acceptance interval: lower + w … upper − w.

    simple acceptance   w = 0             pass within the limits, at most 50 % risk         ILAC-G8, 4.2.1
    guarded acceptance  w = U             pass within the acceptance limits, risk ≤ 2.5 %   ILAC-G8, 4.2.2
                        w = r · U         another risk: r = 1.5 → 0.16 %, r = 0 → 50 %      ILAC-G8, Table 1
    binary statement      pass | fail
    non-binary statement  pass | conditional pass | conditional fail | fail                 ILAC-G8, 4.2.3

A value on a limit is inside. Legal verification uses simple acceptance: the error limits of the texts already leave room
for the uncertainty of a standard that is fit (OIML G 19; `metrology.indication.is_standard_fit`).

    p_c = F((T_U − y) / u) − F((T_L − y) / u)                                               JCGM 106, 7.2
    TUR = (T_U − T_L) / (2 U), or one limit's distance / U                                  ANSI/NCSL Z540.3, 3.11

Limits, value and uncertainties are in one unit and compared as decimals, un-rounded.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from chuan.metrology.decimals import exact
from chuan.metrology.errors import NotGiven, OutOfRange, UnknownChoice, positive
from chuan.metrology.statistics.quantiles import t_cdf
from chuan.metrology.uncertainty.inputs import degrees
from chuan.metrology.uncertainty.rounding import as_decimal

Statement = Literal["pass", "conditional_pass", "conditional_fail", "fail"]
RULES = ("simple", "guarded", "guarded_r", "non_binary")


@dataclass(frozen=True, kw_only=True)
class Tolerance:
    """The tolerance interval; None stands for a side without limit."""

    lower: Decimal | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if self.lower is None and self.upper is None:
            raise NotGiven(where="tolerance")
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise OutOfRange(where="tolerance/upper", given=self.upper, wanted=f"x > {self.lower}")

    def holds(self, value: Decimal) -> bool:
        """True if the value lies inside; a limit belongs to it."""
        return (self.lower is None or value >= self.lower) and (self.upper is None or value <= self.upper)

    def moved(self, inwards: Decimal) -> "Tolerance | None":
        """The interval with both limits moved inwards (outwards if negative); None if nothing is left of it."""
        with exact():
            lower = None if self.lower is None else self.lower + inwards
            upper = None if self.upper is None else self.upper - inwards
        if lower is not None and upper is not None and lower >= upper:
            return None
        return Tolerance(lower=lower, upper=upper)


def tolerance(*, lower: Any = None, upper: Any = None) -> Tolerance:
    """Return the interval of two limits, one of which may be missing.

    >>> tolerance(upper="0.5")
    Tolerance(lower=None, upper=Decimal('0.5'))
    """
    return Tolerance(
        lower=None if lower is None else as_decimal(lower, "tolerance/lower"),
        upper=None if upper is None else as_decimal(upper, "tolerance/upper"),
    )


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A statement of conformity with what led to it. `acceptance` is None if the guard bands leave nothing."""

    statement: Statement
    rule: str
    guard_band: Decimal
    acceptance: Tolerance | None


def decide(
    value: Any, within: Tolerance, *, expanded_uncertainty: Any = 0, rule: str = "simple", r: Any = 1
) -> Decision:
    """State conformity by a named rule.

    `simple`: w = 0; `guarded`: w = U; `guarded_r`: w = r·U (all three: pass or fail); `non_binary`: w = U, four words.

    >>> limits = tolerance(lower="-0.5", upper="0.5")
    >>> [decide(x, limits, expanded_uncertainty="0.1", rule="non_binary").statement for x in ("0.4", "0.45", "0.55", "0.61")]
    ['pass', 'conditional_pass', 'conditional_fail', 'fail']
    >>> decide("0.45", limits, expanded_uncertainty="0.1", rule="guarded").statement
    'fail'
    """
    if rule not in RULES:
        raise UnknownChoice(where="rule", given=rule, choices=", ".join(RULES))
    y, w = as_decimal(value, "value"), _guard_band(rule, expanded_uncertainty, r)
    acceptance = within.moved(w)
    accepted = acceptance is not None and acceptance.holds(y)
    statement: Statement = "pass" if accepted else "fail"
    if rule == "non_binary" and not accepted:
        statement = _conditionally(y, within, w)
    return Decision(statement=statement, rule=rule, guard_band=w, acceptance=acceptance)


def _guard_band(rule: str, expanded_uncertainty: Any, r: Any) -> Decimal:
    u_expanded = _not_below_zero(expanded_uncertainty, "expanded_uncertainty")
    if rule == "simple":
        return Decimal(0)
    if not u_expanded:
        raise OutOfRange(where="expanded_uncertainty", given=expanded_uncertainty, wanted="x > 0")
    with exact():
        return _not_below_zero(r, "r") * u_expanded if rule == "guarded_r" else u_expanded


def _conditionally(y: Decimal, within: Tolerance, w: Decimal) -> Statement:
    if within.holds(y):
        return "conditional_pass"
    wider = within.moved(-w)
    return "conditional_fail" if wider is not None and wider.holds(y) else "fail"


def probability_of_conformity(
    value: Any, within: Tolerance, *, standard_uncertainty: Any, degrees_of_freedom: float = math.inf
) -> float:
    """Return the probability that the true value lies within the tolerance (normal, or Student's t for few ν).

    Examples of JCGM 106:2012, clause 7: a Zener diode's breakdown voltage, y = −5.47 V, u = 0.05 V, at most −5.40 V:
    0.92; motor oil of SAE grade 40, 13.6 mm²/s, u = 1.8 mm²/s, from 12.5 to 16.3 mm²/s: 0.66.

    >>> round(probability_of_conformity("-5.47", tolerance(upper="-5.40"), standard_uncertainty="0.05"), 2)
    0.92
    >>> round(probability_of_conformity("13.6", tolerance(lower="12.5", upper="16.3"), standard_uncertainty="1.8"), 2)
    0.66
    """
    y = as_decimal(value, "value")
    u = positive(as_decimal(standard_uncertainty, "standard_uncertainty"), "standard_uncertainty")
    nu = degrees(degrees_of_freedom, "degrees_of_freedom")
    with exact():
        above = 1.0 if within.upper is None else t_cdf(float((within.upper - y) / u), nu)
        below = 0.0 if within.lower is None else t_cdf(float((within.lower - y) / u), nu)
    return max(0.0, above - below)


def risk_at_acceptance_limit(r: Any, *, coverage_factor: Any = 2) -> float:
    """Return the highest risk of accepting what does not conform, one limit, w = r·U: 1 − Φ(r·k).

    ILAC-G8:09/2019, Table 1: r = 1 gives less than 2.5 %, r = 1.5 less than 0.16 %, r = 0 (simple) less than 50 %.

    >>> [round(100 * risk_at_acceptance_limit(r), 2) for r in (0, 1, 1.5)]
    [50.0, 2.28, 0.13]
    """
    shift = _not_below_zero(r, "r") * positive(as_decimal(coverage_factor, "coverage_factor"), "coverage_factor")
    return t_cdf(-float(shift), math.inf)


def uncertainty_ratio(within: Tolerance, *, expanded_uncertainty: Any, nominal: Any = None) -> Decimal:
    """Return TUR: the tolerance's width over that of the uncertainty; with one limit, its distance from nominal over U.

    >>> uncertainty_ratio(tolerance(lower="-0.3", upper="0.3"), expanded_uncertainty="0.075")
    Decimal('4')
    >>> uncertainty_ratio(tolerance(upper="10.2"), expanded_uncertainty="0.1", nominal=10)
    Decimal('2')
    """
    u_expanded = positive(as_decimal(expanded_uncertainty, "expanded_uncertainty"), "expanded_uncertainty")
    with exact():
        if within.lower is not None and within.upper is not None:
            return (within.upper - within.lower) / (2 * u_expanded)
        if nominal is None:
            raise NotGiven(where="nominal")
        limit = within.lower if within.upper is None else within.upper
        return abs((limit or Decimal(0)) - as_decimal(nominal, "nominal")) / u_expanded




def _not_below_zero(given: Any, where: str) -> Decimal:
    value = as_decimal(given, where)
    if value < 0:
        raise OutOfRange(where=where, given=given, wanted="x ≥ 0")
    return value
