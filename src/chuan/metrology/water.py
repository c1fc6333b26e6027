# SPDX-License-Identifier: Apache-2.0
"""Cold-water meters: test flows from what the dial says, zones of the limit, and the volume a test needs.

A meter is marked either with its permanent flow Q3 and the ratio R = Q3/Q1 (OIML R 49), or with a nominal flow qn and a
metrological class A to D (the older way). Both give a smallest flow, where the limit is wide, and a transitional flow,
from which on it is narrow. The error is `E = 100 · (V_meter − V_reference) / V_reference` per cent; run a volume large
enough for the scale division and for the time, `V ≥ max(200 d, Q · 90 s)`.

Flows in m³/h, volumes in litres. Factors and windows come in as values: the law has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from chuan.metrology.decimals import exactly
from chuan.metrology.errors import NoLimitThere, NoSuchClass, ProvesNothing

Zone = Literal["lower", "upper"]


@dataclass(frozen=True, kw_only=True)
class Flows:
    """Where a meter's zones begin and end, m³/h."""

    smallest: Decimal
    transitional: Decimal
    largest: Decimal


@dataclass(frozen=True, kw_only=True)
class QnRow:
    """The flows of a class for a size of meter, as multiples of qn; sizes from (included) and below, m³/h."""

    meter_class: str
    qn_from: Decimal | None
    qn_below: Decimal | None
    smallest_times_qn: Decimal
    transitional_times_qn: Decimal


@exactly
def flows_of_q3(q3: Decimal, ratio: Decimal, q2_over_q1: Decimal) -> Flows:
    """Return Q1 = Q3/R, Q2 = q2_over_q1 · Q1 and Q3.

    >>> flows_of_q3(Decimal("2.5"), Decimal(100), Decimal("1.6"))
    Flows(smallest=Decimal('0.025'), transitional=Decimal('0.0400'), largest=Decimal('2.5'))
    """
    q1 = q3 / ratio
    return Flows(smallest=q1, transitional=q2_over_q1 * q1, largest=q3)


@exactly
def flows_of_qn(qn: Decimal, meter_class: str, rows: Sequence[QnRow]) -> Flows:
    """Return qmin, qt and qn of a meter of class A to D; refuse a class that this size does not have.

    >>> b = QnRow(meter_class="B", qn_from=None, qn_below=Decimal(15), smallest_times_qn=Decimal("0.02"),
    ...           transitional_times_qn=Decimal("0.08"))
    >>> flows_of_qn(Decimal("1.5"), "B", [b])
    Flows(smallest=Decimal('0.030'), transitional=Decimal('0.120'), largest=Decimal('1.5'))
    """
    sized = [
        row for row in rows
        if (row.qn_from is None or qn >= row.qn_from) and (row.qn_below is None or qn < row.qn_below)
    ]
    for row in sized:
        if row.meter_class == meter_class:
            return Flows(
                smallest=row.smallest_times_qn * qn, transitional=row.transitional_times_qn * qn, largest=qn
            )
    raise NoSuchClass(where="spec/class", given=meter_class, known=", ".join(row.meter_class for row in sized))


def zone_of(flow: Decimal, flows: Flows, where: str = "flow") -> Zone:
    """Return the zone a flow lies in: lower from the smallest to below the transitional, upper up to the largest.

    >>> flows = Flows(smallest=Decimal("0.025"), transitional=Decimal("0.04"), largest=Decimal("2.5"))
    >>> zone_of(Decimal("0.0399"), flows), zone_of(Decimal("0.04"), flows)
    ('lower', 'upper')
    """
    if not flows.smallest <= flow <= flows.largest:
        raise NoLimitThere(where=where, given=f"{flow} m³/h")
    return "lower" if flow < flows.transitional else "upper"


@exactly
def least_volume_l(
    division_l: Decimal, flow_m3_h: Decimal, *, divisions: Decimal, seconds: Decimal,
) -> Decimal:
    """Return the least test volume in litres: max(divisions · d, Q · seconds); 1 m³/h is 1000/3600 l/s.

    >>> least_volume_l(Decimal("0.05"), Decimal("2.5"), divisions=Decimal(200), seconds=Decimal(90))
    Decimal('62.5')
    """
    return max(divisions * division_l, flow_m3_h * 1000 * seconds / 3600)


def check_volume(volume_l: Decimal, least_l: Decimal, where: str) -> None:
    """Refuse a test on less water than the division and the time ask for."""
    if volume_l < least_l:
        raise ProvesNothing(where=where, given=f"{volume_l} l", wanted=f"≥ {least_l} l")
