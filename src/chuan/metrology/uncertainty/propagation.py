# SPDX-License-Identifier: Apache-2.0
"""The one place that talks to GTC: uncertain numbers out of inputs, and figures out of uncertain numbers.

GTC (https://gtc.readthedocs.io) follows the GUM with automatic differentiation; the effective degrees of freedom of
correlated inputs are R. Willink's (Metrologia 44 (2007) 340). It is imported inside the functions: it brings SciPy.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from chuan.metrology.errors import CorrelationImpossible, NamedTwice, TooFewReadings
from chuan.metrology.statistics.values import proper
from chuan.metrology.uncertainty.inputs import Input

Correlations = Mapping[tuple[str, str], float]


def _gtc() -> Any:
    import GTC

    return GTC


def check(inputs: Sequence[Input], correlations: Correlations) -> None:
    """Refuse a budget without inputs, with two of one name, or with correlations that cannot be."""
    if not inputs:
        raise TooFewReadings(where="inputs", given=0, least=1)
    by_name = {given.name: given for given in inputs}
    if len(by_name) != len(inputs):
        raise NamedTwice(where="inputs")
    pairs = set()
    for (first, second), r in correlations.items():
        where = f"correlations/{first}/{second}"
        proper(r, where, low=-1, high=1, ends="both")
        known = first in by_name and second in by_name and first != second
        if not known or frozenset((first, second)) in pairs:
            raise CorrelationImpossible(where=where)
        pairs.add(frozenset((first, second)))
        if by_name[first].degrees_of_freedom != by_name[second].degrees_of_freedom:
            raise CorrelationImpossible(where=where)
    if not _can_hold(list(by_name), correlations):
        raise CorrelationImpossible(where="correlations")


def _can_hold(names: list[str], correlations: Correlations) -> bool:
    """True if the correlation matrix has no negative eigenvalue: Cholesky's decomposition, by hand, of R + ε."""
    matrix = [[1.0 + 1e-9 if a == b else _between(a, b, correlations) for b in names] for a in names]
    lower: list[list[float]] = []
    for i, row in enumerate(matrix):
        new: list[float] = []
        for j in range(i):
            new.append((row[j] - sum(new[k] * lower[j][k] for k in range(j))) / lower[j][j])
        rest = row[i] - sum(x * x for x in new)
        if rest <= 0:
            return False
        lower.append([*new, math.sqrt(rest)])
    return True


def _between(a: str, b: str, correlations: Correlations) -> float:
    return float(correlations.get((a, b), correlations.get((b, a), 0.0)))


def uncertain(inputs: Sequence[Input], correlations: Correlations) -> dict[str, Any]:
    """Return the inputs as uncertain numbers of GTC, correlated as told."""
    core = _gtc().core
    tied = {name for pair in correlations for name in pair}
    numbers = {
        given.name: core.ureal(float(given.value), given.standard_uncertainty, given.degrees_of_freedom, given.name)
        for given in inputs if given.name not in tied
    }
    for nu in {given.degrees_of_freedom for given in inputs if given.name in tied}:
        group = [given for given in inputs if given.name in tied and given.degrees_of_freedom == nu]
        made = core.multiple_ureal(
            [float(given.value) for given in group], [given.standard_uncertainty for given in group], nu,
            [given.name for given in group],
        )
        numbers |= dict(zip([given.name for given in group], made, strict=True))
    for (first, second), r in correlations.items():
        if _is_uncertain(numbers[first]) and _is_uncertain(numbers[second]):
            core.set_correlation(float(r), numbers[first], numbers[second])
    return numbers


def _is_uncertain(number: Any) -> bool:
    return standard_uncertainty(number) > 0


def value(number: Any) -> float:
    """Return the estimate of a plain or an uncertain number."""
    return float(getattr(number, "x", number))


def standard_uncertainty(number: Any) -> float:
    """Return the combined standard uncertainty; 0 for a plain number."""
    return float(getattr(number, "u", 0.0))


def degrees_of_freedom(number: Any) -> float:
    """Return the effective degrees of freedom; infinite for a plain number."""
    return float(getattr(number, "df", math.inf)) if standard_uncertainty(number) else math.inf


def component(result: Any, number: Any) -> float:
    """Return c_i u(x_i), with the sign of the sensitivity coefficient."""
    if not (_is_uncertain(result) and _is_uncertain(number)):
        return 0.0
    return float(_gtc().reporting.u_component(result, number))


def correlation(first: Any, second: Any) -> float:
    """Return the correlation coefficient of two results; 0 if one of them is exact."""
    if not (_is_uncertain(first) and _is_uncertain(second)):
        return 0.0
    return float(_gtc().core.get_correlation(first, second))
