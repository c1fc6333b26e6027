# SPDX-License-Identifier: Apache-2.0
"""What a rule set prescribes, as plain data: `judge.rule_sets` fills it from the law of a day, tests by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One row of a table of T: for nominal quantities above `above` up to and including `up_to` (None: no end).

    `from_included`: the other way round, from `above` on and below `up_to`. T is `percent` of the nominal quantity or
    `absolute`; both None: the text has a row, but nobody has read it.
    """

    above: Decimal
    up_to: Decimal | None
    percent: Decimal | None = None
    absolute: Decimal | None = None
    from_included: bool = False

    def holds(self, nominal: Decimal) -> bool:
        """Return whether the nominal quantity is of this row."""
        if self.from_included:
            return self.above <= nominal and (self.up_to is None or nominal < self.up_to)
        return self.above < nominal and (self.up_to is None or nominal <= self.up_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How T is rounded, for nominal quantities up to and including `up_to`: to whole `step`s, always up."""

    up_to: Decimal | None
    step: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceTable:
    """T for one kind of quantity, in its base unit (g, ml, m, m², item); `scope` is the first and last quantity it is for."""

    bands: tuple[Band, ...]
    rounding: tuple[Rounding, ...] = ()
    scope: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One row of a sampling table. `sample_size` None and `known`: the whole lot.

    `factor` is printed in the text and multiplies s (or the range R, by the range method); `known` False: a row is there,
    nobody has read it.
    """

    lot_min: int
    lot_max: int | None
    sample_size: int | None
    factor: Decimal | None
    t1_allowed: int | None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DoublePlan:
    """One row of a double sampling table: accept up to c, reject from r on, after the first sample and after both."""

    lot_min: int
    lot_max: int | None
    n1: int
    n2: int
    c1: int
    r1: int
    c2: int
    r2: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """What a lot of such a size must fulfil when every package is measured.

    `mean_tested` None: nobody has found whether; then a mean below the nominal quantity is neither a pass nor a fail.
    `t1_tested` with `t1_percent` None: some number is allowed, nobody has found which.
    """

    lot_min: int
    lot_max: int | None
    mean_tested: bool | None = True
    t1_tested: bool = True
    t1_percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TareRule:
    """When one mean tare may stand for all: mean ≤ `mean_percent` of Qn, or s of `tares` tares ≤ `sd_share` of T."""

    place: str | None
    tares: int
    mean_percent: Decimal
    sd_share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRule:
    """What the scale must be good for: error ≤ T / `error_divisor`, interval ≤ T / `interval_divisor`, or a table."""

    error_divisor: Decimal | None = None
    interval_divisor: Decimal | None = None
    largest_interval: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """One text's rules for lots of prepackages. `None` means: the text does not say, or nobody has found it.

    `plans` by name: non-destructive, destructive, e-mark-destructive, range, mean-check (where the mean is checked on a
    sample of its own). `t2_tested` False: the text knows no such limit; True with `t2_multiple` None: not found.
    """

    id: str
    tolerances: Mapping[str, ToleranceTable]
    plans: Mapping[str, tuple[Plan, ...]]
    double: tuple[DoublePlan, ...] = ()
    census: tuple[Census, ...] = ()
    census_uses_factor: bool = False
    t2_tested: bool = True
    t2_multiple: Decimal | None = None
    lot_max: int | None = None
    lot_max_off_line: int | None = None
    tare: tuple[TareRule, ...] | None = None
    scale: ScaleRule = field(default_factory=ScaleRule)
    moisture: bool = False
    official: bool = True
    superseded_by: str = ""
