# SPDX-License-Identifier: Apache-2.0
"""Non-automatic weighing instruments (OIML R 76-1:2006): from loads and indications to errors and limits.

A scale is described by its class (I, II, III, IIII), its maximum capacity Max and its verification scale interval e.
Limits are so many e, by how many e the load is. A digital scale rounds, so its indication hides up to half an interval:
small weights ΔL are added until the indication turns over to the next division, and the indication before rounding is
`P = I + ½ e − ΔL`. The error is `E = P − L`, corrected for the error at zero `Ec = E − E0` (R 76-1, A.4.4.3).

Nothing here holds a number of the text: bands and class limits come in as values. All masses in one unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chuan.metrology.decimals import exactly
from chuan.metrology.errors import BeyondCapacity, NoSuchClass, NoSuchScale, TooFewReadings


@dataclass(frozen=True, kw_only=True)
class Band:
    """A step of the limit: loads above `above_e` up to and including `up_to_e` (None: no end), in e."""

    above_e: Decimal
    up_to_e: Decimal | None
    mpe_e: Decimal


@dataclass(frozen=True, kw_only=True)
class ClassLimits:
    """What a class admits for e between two bounds (g): the number of intervals n = Max/e, and Min in e."""

    accuracy_class: str
    e_from_g: Decimal
    e_to_g: Decimal | None
    n_min: int
    n_max: int | None
    min_capacity_e: int


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A scale as its plate says. Masses in one unit, `g_per_unit` turns them into grams; d: the actual interval."""

    accuracy_class: str
    max_load: Decimal
    e: Decimal
    d: Decimal
    g_per_unit: Decimal = Decimal(1)
    is_digital: bool = True

    @property
    def n(self) -> Decimal:
        """The number of verification scale intervals, Max/e."""
        return self.max_load / self.e


@exactly
def mpe_at(load: Decimal, e: Decimal, bands: Sequence[Band], *, factor: Decimal = Decimal(1)) -> Decimal:
    """Return the limit at a load, in its unit: factor · mpe_e · e (R 76-1, 3.5.1 and 3.5.2). The limit is symmetric.

    >>> class_iii = [Band(above_e=Decimal(0), up_to_e=Decimal(500), mpe_e=Decimal("0.5")),
    ...              Band(above_e=Decimal(500), up_to_e=Decimal(2000), mpe_e=Decimal(1))]
    >>> e = Decimal(5)
    >>> mpe_at(Decimal(2500), e, class_iii), mpe_at(Decimal(2505), e, class_iii)
    (Decimal('2.5'), Decimal('5'))
    """
    for band in bands:
        if band.up_to_e is None or load <= band.up_to_e * e:
            return factor * band.mpe_e * e
    raise BeyondCapacity(where="load", given=load, most=(bands[-1].up_to_e or Decimal(0)) * e)


def range_at(load: Decimal, ranges: Sequence[Scale]) -> Scale:
    """Return the weighing range a load belongs to: the first whose Max it does not exceed, else the last (R 76-1, 3.3).

    A multi-interval scale is a row of scales of one class, each with a larger Max and a coarser e than the one before.

    >>> fine = Scale(accuracy_class="III", max_load=Decimal(6), e=Decimal("0.002"), d=Decimal("0.002"))
    >>> coarse = Scale(accuracy_class="III", max_load=Decimal(15), e=Decimal("0.005"), d=Decimal("0.005"))
    >>> range_at(Decimal(6), [fine, coarse]).e, range_at(Decimal("6.005"), [fine, coarse]).e
    (Decimal('0.002'), Decimal('0.005'))
    """
    return next((part for part in ranges if load <= part.max_load), ranges[-1])


def turning_points(max_load: Decimal, e: Decimal, bands: Sequence[Band]) -> tuple[Decimal, ...]:
    """Return the loads at which the limit changes, below Max: where a scale has to be tried (R 76-1, A.4.4.1).

    >>> bands = [Band(above_e=Decimal(0), up_to_e=Decimal(500), mpe_e=Decimal("0.5")),
    ...          Band(above_e=Decimal(500), up_to_e=Decimal(2000), mpe_e=Decimal(1))]
    >>> turning_points(Decimal(15000), Decimal(5), bands)
    (Decimal('2500'), Decimal('10000'))
    """
    ends = (band.up_to_e * e for band in bands if band.up_to_e is not None)
    return tuple(end for end in ends if end < max_load)


def limits_of_class(scale: Scale, rows: Sequence[ClassLimits]) -> ClassLimits:
    """Return what the class admits for this e; refuse a class, an e or a number of intervals that no text knows.

    >>> iii = ClassLimits(accuracy_class="III", e_from_g=Decimal("0.1"), e_to_g=Decimal(2), n_min=100, n_max=10000,
    ...                   min_capacity_e=20)
    >>> limits_of_class(Scale(accuracy_class="III", max_load=Decimal(3000), e=Decimal(1), d=Decimal(1)), [iii]).n_max
    10000
    """
    own = [row for row in rows if row.accuracy_class == scale.accuracy_class]
    if not own:
        known = ", ".join(dict.fromkeys(row.accuracy_class for row in rows))
        raise NoSuchClass(where="spec/class", given=scale.accuracy_class, known=known)
    e_g = scale.e * scale.g_per_unit
    fitting = [row for row in own if row.e_from_g <= e_g and (row.e_to_g is None or e_g <= row.e_to_g)]
    if not fitting:
        raise NoSuchScale(where="spec/e", accuracy_class=scale.accuracy_class, given=f"e = {e_g.normalize():f} g")
    row = fitting[0]
    if scale.n < row.n_min or (row.n_max is not None and scale.n > row.n_max):
        raise NoSuchScale(where="spec/max", accuracy_class=scale.accuracy_class, given=f"Max/e = {scale.n:f}")
    return row


@exactly
def before_rounding(indication: Decimal, e: Decimal, delta_l: Decimal) -> Decimal:
    """Return P = I + ½ e − ΔL (R 76-1, A.4.4.3): what a digital scale would show if it did not round.

    >>> before_rounding(Decimal(1000), Decimal(5), Decimal("1.5"))
    Decimal('1001.0')
    """
    return indication + e / 2 - delta_l


@exactly
def error_of(load: Decimal, indication: Decimal, *, e: Decimal, delta_l: Decimal | None = None) -> Decimal:
    """Return the error: P − L with ΔL, I − L without (an analog scale, or a digital one read as it stands).

    >>> error_of(Decimal(1000), Decimal(1000), e=Decimal(5), delta_l=Decimal("1.5"))
    Decimal('1.0')
    """
    return (indication if delta_l is None else before_rounding(indication, e, delta_l)) - load


@exactly
def spread_of(values: Sequence[Decimal], where: str) -> Decimal:
    """Return largest − smallest of repeated weighings of one load; one weighing has no spread.

    >>> spread_of([Decimal(1001), Decimal(1000), Decimal("1000.5")], "repeatability")
    Decimal('1')
    """
    if len(values) < 2:
        raise TooFewReadings(where=where, given=len(values), least=2)
    return max(values) - min(values)


@exactly
def eccentricity_load(max_load: Decimal, supports: int, *, added_tare: Decimal = Decimal(0), few: int = 4) -> Decimal:
    """Return the load for the eccentricity test: ⅓ (Max + added tare) for few supports, else 1/(n − 1) of it.

    >>> eccentricity_load(Decimal(15), 4), eccentricity_load(Decimal(60), 6)
    (Decimal('5'), Decimal('12'))
    """
    return (max_load + added_tare) / (3 if supports <= few else supports - 1)


@exactly
def least_standard_weights(
    max_load: Decimal, repeatability_e: Decimal, shares: Sequence[tuple[Decimal | None, int]],
) -> Decimal:
    """Return how much of Max must be standard weights when the rest is substituted (R 76-1, 3.7.3).

    `shares`: (repeatability of at most so many e, or None for any; Max is divided by).

    >>> shares = [(None, 2), (Decimal("0.3"), 3), (Decimal("0.2"), 5)]
    >>> [least_standard_weights(Decimal(60), Decimal(r), shares) for r in ("0.5", "0.3", "0.2")]
    [Decimal('30'), Decimal('20'), Decimal('12')]
    """
    divisors = [part for most, part in shares if most is None or repeatability_e <= most]
    return max_load / max(divisors)
