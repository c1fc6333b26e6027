# SPDX-License-Identifier: Apache-2.0
"""Electricity meters (IEC 62053): limits by class, factor and current; starting current; no-load time.

The error is `E = 100 · (W_meter − W_standard) / W_standard` per cent. A limit holds for a class, a power factor (sin φ for
reactive energy) and a band of currents, counted in basic currents Ib (a meter connected directly) or rated currents In (a
meter behind current transformers): lower bound included, upper bound excluded, and no upper bound means up to Imax.

Tables come in as values: the law has them. Currents in A, voltages in V, errors in per cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chuan.metrology.decimals import exactly, round_to_step
from chuan.metrology.errors import BeyondCapacity, NoLimitThere, NoSuchClass


@dataclass(frozen=True, kw_only=True)
class LimitRow:
    """A limit: for a class, a factor such as `0.5 ind`, and currents from (included) to below, as multiples of Ib or In."""

    meter_class: str
    factor: str
    from_times: Decimal
    below_times: Decimal | None
    mpe_percent: Decimal


def row_at(
    current: Decimal, *, basic: Decimal, imax: Decimal, meter_class: str, factor: str, rows: Sequence[LimitRow],
    where: str = "current",
) -> LimitRow:
    """Return the row that holds at a current; refuse a class, a factor or a current the table does not have.

    >>> rows = [LimitRow(meter_class="1", factor="1", from_times=Decimal("0.05"), below_times=Decimal("0.1"),
    ...                  mpe_percent=Decimal("1.5")),
    ...         LimitRow(meter_class="1", factor="1", from_times=Decimal("0.1"), below_times=None,
    ...                  mpe_percent=Decimal("1.0"))]
    >>> for current in ("0.25", "0.4999", "0.5", "60"):
    ...     print(row_at(Decimal(current), basic=Decimal(5), imax=Decimal(60), meter_class="1", factor="1",
    ...                  rows=rows).mpe_percent)
    1.5
    1.5
    1.0
    1.0
    """
    own = [row for row in rows if row.meter_class == meter_class]
    if not own:
        known = ", ".join(dict.fromkeys(row.meter_class for row in rows))
        raise NoSuchClass(where="spec/class", given=meter_class, known=known)
    if current > imax:
        raise BeyondCapacity(where=where, given=f"{current} A", most=f"Imax = {imax} A")
    for row in own:
        above = current >= row.from_times * basic
        if row.factor == factor and above and (row.below_times is None or current < row.below_times * basic):
            return row
    raise NoLimitThere(where=where, given=f"{current} A, factor {factor}, class {meter_class}")


@exactly
def starting_current(basic: Decimal, times_basic: Decimal) -> Decimal:
    """Return the current at which the meter must start: times_basic · Ib (or In), factor 1, balanced.

    >>> starting_current(Decimal(5), Decimal("0.004"))
    Decimal('0.020')
    """
    return basic * times_basic


@exactly
def least_no_load_minutes(
    coefficient: Decimal, *, constant: Decimal, elements: int, un: Decimal, imax: Decimal
) -> Decimal:
    """Return how long the no-load test must last, in minutes: coefficient · 10⁶ / (k · m · Un · Imax).

    k: pulses per kWh; m: measuring elements; Un in V; Imax in A.

    >>> least_no_load_minutes(Decimal(600), constant=Decimal(1000), elements=1, un=Decimal(220), imax=Decimal(60))
    Decimal('45.45454545454545454545454545')
    """
    return coefficient * 1_000_000 / (constant * elements * un * imax)


@exactly
def shown_error(error_percent: Decimal, class_index: Decimal) -> Decimal:
    """Return the error as papers show it: rounded to a tenth of the class index. Never used for the verdict.

    >>> shown_error(Decimal("1.3333"), Decimal(2)), shown_error(Decimal("-0.4567"), Decimal("0.5"))
    (Decimal('1.4'), Decimal('-0.45'))
    """
    return round_to_step(error_percent, class_index / 10)
