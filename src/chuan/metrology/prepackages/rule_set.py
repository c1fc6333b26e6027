# SPDX-License-Identifier: Apache-2.0
"""What a rule set prescribes, as plain data: `judge.rule_sets` fills it from the law of a day, tests by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One row of a table of T: for nominal quantities above `above` up to and including `up_to` (None: no end).

    T is `percent` of the nominal quantity or `absolute`; both None: the text has a row, but nobody has read it.
    """

    above: Decimal
    up_to: Decimal | None
    percent: Decimal | None = None
    absolute: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How T is rounded, for nominal quantities up to and including `up_to`: to whole `step`s, always up."""

    up_to: Decimal | None
    step: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceTable:
    """T for one kind of quantity, in its base unit (g, ml, m, m², item)."""

    bands: tuple[Band, ...]
    rounding: tuple[Rounding, ...] = ()


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
class RuleSet:
    """One text's rules for lots of prepackages. `None` means: the text does not say, or nobody has found it."""

    id: str
    tolerances: Mapping[str, ToleranceTable]
    plans: Mapping[str, tuple[Plan, ...]]
    lot_max: int | None = None
    census_t1_percent: Decimal | None = None
    t2_multiple: Decimal | None = None
    paths: tuple[str, ...] = field(default=())
