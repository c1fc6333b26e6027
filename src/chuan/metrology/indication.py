# SPDX-License-Identifier: Apache-2.0
"""Errors of indication (VIM 2.16, VIML 0.04): what the instrument shows against what the standard says.

Everything is `Decimal` and nothing is rounded: a verdict compares the un-rounded error with its limit, and only the
page and the paper round. Division keeps 28 significant digits, far beyond any reading.
"""

from collections.abc import Sequence
from decimal import Decimal

from chuan.metrology.decimals import exactly


@exactly
def error_of_indication(indication: Decimal, reference: Decimal) -> Decimal:
    """Return indication − reference, in their own unit.

    >>> error_of_indication(Decimal("20.02"), Decimal("19.98"))
    Decimal('0.04')
    """
    return indication - reference


@exactly
def relative_error_percent(indication: Decimal, reference: Decimal) -> Decimal:
    """Return 100 · (indication − reference) / reference, in per cent. The reference must be positive.

    >>> relative_error_percent(Decimal("20.05"), Decimal("20"))
    Decimal('0.25')
    >>> relative_error_percent(Decimal("19.94"), Decimal("20"))
    Decimal('-0.30')
    """
    if reference <= 0:
        raise ValueError("the reference quantity must be positive")
    return 100 * (indication - reference) / reference


def is_within(error: Decimal, mpe: Decimal) -> bool:
    """Return True if |error| ≤ mpe: simple acceptance, the limit itself passes, nothing is rounded.

    >>> is_within(Decimal("-0.3"), Decimal("0.3")), is_within(Decimal("0.30001"), Decimal("0.3"))
    (True, False)
    """
    return abs(error) <= mpe


@exactly
def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Return the arithmetic mean; None of nothing.

    >>> mean([Decimal("0.1"), Decimal("0.2"), Decimal("0.3")])
    Decimal('0.2')
    """
    return sum(values, Decimal(0)) / len(values) if values else None


@exactly
def spread(values: Sequence[Decimal]) -> Decimal | None:
    """Return largest − smallest (the range of repeats); None of fewer than two values, which have no spread.

    >>> spread([Decimal("0.1"), Decimal("-0.05"), Decimal("0.02")])
    Decimal('0.15')
    """
    return max(values) - min(values) if len(values) > 1 else None


def is_standard_fit(standard_error_percent: Decimal, mpe_percent: Decimal, ratio: Decimal) -> bool:
    """Return True if the instrument's limit is at least `ratio` (usually 3) times the standard's own error limit.

    >>> is_standard_fit(Decimal("0.1"), Decimal("0.3"), Decimal(3))
    True
    >>> is_standard_fit(Decimal("0.12"), Decimal("0.3"), Decimal(3))
    False
    """
    return standard_error_percent * ratio <= mpe_percent
