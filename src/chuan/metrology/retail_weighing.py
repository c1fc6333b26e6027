# SPDX-License-Identifier: Apache-2.0
"""Weighing in front of the buyer: how much a spring scale may be short (circular 09/2017/TT-BKHCN, Articles 4 to 6).

An inspector puts control weights on the seller's scale. When the seller sells by it, too high an indication robs the buyer;
when he buys by it, too low an indication robs the other side. The shortage is `indication − weights` for a seller and
`weights − indication` for a buyer, and may be 1, 2 or 3 scale divisions d, by the scale and the mass. Only shortage
counts: an error to the other side's gain is no violation. Other scales: twice their limit at initial verification.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from chuan.metrology.decimals import exactly
from chuan.metrology.errors import NoLimitThere

Role = Literal["seller", "buyer"]


@dataclass(frozen=True, kw_only=True)
class ShortageRow:
    """For a scale (Max, d), goods from (included) or above, up to and including: so many divisions. In grams."""

    max_g: Decimal
    d_g: Decimal
    from_g: Decimal | None
    above_g: Decimal | None
    up_to_g: Decimal
    shortage_d: int


@exactly
def shortage(role: Role, indication: Decimal, weights: Decimal) -> Decimal:
    """Return what the other side is short of; negative if it gains.

    >>> shortage("seller", Decimal(1021), Decimal(1000)), shortage("buyer", Decimal(49200), Decimal(50000))
    (Decimal('21'), Decimal('800'))
    """
    return indication - weights if role == "seller" else weights - indication


def allowed_divisions(
    max_g: Decimal, d_g: Decimal, goods_g: Decimal, rows: Sequence[ShortageRow], where: str = "check_mass"
) -> int:
    """Return how many divisions a spring scale may be short at a mass (Article 5, table 2).

    >>> row = ShortageRow(max_g=Decimal(8000), d_g=Decimal(20), from_g=Decimal(400), above_g=None,
    ...                   up_to_g=Decimal(1000), shortage_d=1)
    >>> allowed_divisions(Decimal(8000), Decimal(20), Decimal(1000), [row])
    1
    """
    own = [row for row in rows if row.max_g == max_g and row.d_g == d_g]
    if not own:
        raise NoLimitThere(where="spec/max", given=f"Max = {max_g.normalize():f} g, d = {d_g.normalize():f} g")
    for row in own:
        low = (row.from_g is None or goods_g >= row.from_g) and (row.above_g is None or goods_g > row.above_g)
        if low and goods_g <= row.up_to_g:
            return row.shortage_d
    raise NoLimitThere(where=where, given=f"{goods_g.normalize():f} g")


def coarsest_division(
    goods_g: Decimal, rows: Sequence[tuple[Decimal, Decimal, Decimal]], where: str = "goods"
) -> Decimal:
    """Return the largest d a scale may have for goods of a mass (Article 4, table 1); rows: (above, up to, d) in g.

    The first row includes its lower bound.

    >>> rows = [(Decimal(40), Decimal(100), Decimal(2)), (Decimal(100), Decimal(200), Decimal(5))]
    >>> coarsest_division(Decimal(40), rows), coarsest_division(Decimal(100), rows), coarsest_division(Decimal(101), rows)
    (Decimal('2'), Decimal('2'), Decimal('5'))
    """
    for place, (above, up_to, d) in enumerate(rows):
        if (goods_g > above or (place == 0 and goods_g == above)) and goods_g <= up_to:
            return d
    raise NoLimitThere(where=where, given=f"{goods_g.normalize():f} g")
