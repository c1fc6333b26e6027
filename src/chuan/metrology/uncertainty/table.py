# SPDX-License-Identifier: Apache-2.0
"""A budget as it is printed: one row per input, and the statement under it. Plain text numbers; pages put in the commas.

The columns are those of EA-4/02 M:2022, Annex A: quantity, estimate, standard uncertainty, distribution, sensitivity
coefficient, contribution. Three significant digits are enough for a row; the statement follows the two-digit rule.
"""

import math
from decimal import Decimal

from chuan.metrology.decimals import plain
from chuan.metrology.uncertainty.budget import Contribution, Expanded, Outcome
from chuan.metrology.uncertainty.rounding import as_decimal, round_result

_DIGITS = 3


def rows(outcome: Outcome) -> list[dict[str, str]]:
    """Return the rows of the budget, in the order of its inputs; infinite degrees of freedom are "∞".

    >>> from chuan.metrology.uncertainty.budget import Budget
    >>> from chuan.metrology.uncertainty.inputs import within_limits
    >>> drift = within_limits("drift", "0.002", half_width="0.005", unit="g")
    >>> row, = rows(Budget(inputs=[drift]).evaluate(lambda q: 2 * q["drift"], unit="g"))
    >>> row["estimate"], row["divisor"], row["standard_uncertainty"], row["contribution"], row["degrees_of_freedom"]
    ('0.002', '1.73', '0.00289', '0.00577', '∞')
    """
    return [_row(line) for line in outcome.contributions]


def _row(line: Contribution) -> dict[str, str]:
    given = line.input
    return {
        "name": given.name,
        "unit": given.unit,
        "estimate": plain(as_decimal(given.value, given.name)),
        "evaluation": given.evaluation,
        "distribution": given.distribution,
        "quoted": "" if given.quoted is None else significant(given.quoted),
        "divisor": significant(given.divisor),
        "standard_uncertainty": significant(given.standard_uncertainty),
        "degrees_of_freedom": degrees_text(given.degrees_of_freedom),
        "sensitivity": significant(line.sensitivity),
        "contribution": significant(line.contribution),
        "share_percent": plain(Decimal(f"{line.share_percent:.1f}")),
    }


def statement(outcome: Outcome, expanded: Expanded) -> dict[str, str]:
    """Return the result as it stands on a certificate: value and U rounded, k, probability, degrees of freedom.

    GUM H.3.4, the correction at 30 °C with k = 2:

    >>> correction = Outcome(name="b", unit="°C", value=-0.149374, standard_uncertainty=0.004135,
    ...                      effective_degrees_of_freedom=9, contributions=())
    >>> found = statement(correction, correction.expanded_by(2))
    >>> found["value"], found["expanded_uncertainty"], found["coverage_factor"]
    ('-0.1494', '0.0083', '2')
    """
    if expanded.expanded_uncertainty > 0:
        value, u = round_result(outcome.value, expanded.expanded_uncertainty)
        texts = {"value": format(value, "f"), "expanded_uncertainty": format(u, "f")}
    else:
        texts = {"value": plain(as_decimal(outcome.value, outcome.name)), "expanded_uncertainty": "0"}
    return {
        "name": outcome.name, "unit": outcome.unit, **texts,
        "coverage_factor": significant(expanded.coverage_factor),
        "probability": "" if expanded.probability is None else plain(as_decimal(expanded.probability, "probability")),
        "degrees_of_freedom": degrees_text(expanded.degrees_of_freedom),
    }


def significant(value: float) -> str:
    """Return a number with three significant digits, without exponent.

    >>> significant(0.0011547), significant(123456), significant(0)
    ('0.00115', '123000', '0')
    """
    return plain(Decimal(f"{value:.{_DIGITS - 1}E}"))


def degrees_text(nu: float) -> str:
    """Return degrees of freedom cut to a tenth, or ∞."""
    return "∞" if math.isinf(nu) else plain(Decimal(str(math.floor(nu * 10 + 1e-6))) / 10)
