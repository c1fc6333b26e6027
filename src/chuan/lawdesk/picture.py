# SPDX-License-Identifier: Apache-2.0
"""Pairs of bars laid out: lengths only, the template draws. Months stand upright, names lie."""

from dataclasses import dataclass
from math import ceil

from chuan.lawdesk.effects import Bars

#: Upright: the drawing in its own units, room for labels below.
_WIDTH, _HEIGHT, _FOOT, _HEAD = 900, 180, 26, 6
_LETTER = 7.5
#: Lying: a name above its two bars, the figures at their ends.
_LYING_WIDTH, _ROW, _LONGEST = 440, 56, 370


@dataclass(frozen=True)
class Bar:
    """One bar, its figure and where that stands."""

    css: str
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        """Right of a lying bar."""
        return self.x + self.width + 6

    @property
    def middle(self) -> float:
        """Where the figure of a lying bar stands on its line."""
        return self.y + self.height - 3


@dataclass(frozen=True)
class Pair:
    """Two bars with their label; `rank` 0: no room for it, 1: only on wide screens, 2: always."""

    label: str
    x: float
    y: float
    rank: int
    bars: tuple[Bar, Bar]

    @property
    def before(self) -> int:
        """By the law now."""
        return self.bars[0].count

    @property
    def after(self) -> int:
        """By the draft."""
        return self.bars[1].count


@dataclass(frozen=True)
class Drawing:
    """The bars of one picture."""

    bars: Bars
    pairs: tuple[Pair, ...]
    width: int
    height: int
    base: int

    @property
    def total_before(self) -> int:
        """All bars before."""
        return sum(pair.before for pair in self.pairs)

    @property
    def total_after(self) -> int:
        """All bars after."""
        return sum(pair.after for pair in self.pairs)


def drawing_of(bars: Bars) -> Drawing:
    """Lay the pairs out; the longest bar fills the drawing."""
    longest = max((max(before, after) for _label, before, after in bars.pairs), default=0) or 1
    return _upright(bars, longest) if bars.is_upright else _lying(bars, longest)


def _upright(bars: Bars, longest: int) -> Drawing:
    step = _WIDTH / max(len(bars.pairs), 1)
    wide = round(min(step * 0.4, 48), 1)
    base = _HEAD + _HEIGHT
    every = max(1, ceil(max((len(label) for label, *_ in bars.pairs), default=1) * _LETTER / step))
    pairs = []
    for place, (label, before, after) in enumerate(bars.pairs):
        middle = round(step * (place + 0.5), 1)
        tall, short = round(_HEIGHT * before / longest, 1), round(_HEIGHT * after / longest, 1)
        pairs.append(Pair(label, middle, base + 18, (place % every == 0) + (place % (2 * every) == 0), (
            Bar("before", before, round(middle - wide - 0.5, 1), round(base - tall, 1), wide, tall),
            Bar("after", after, middle + 0.5, round(base - short, 1), wide, short),
        )))
    return Drawing(bars, tuple(pairs), _WIDTH, base + _FOOT, base)


def _lying(bars: Bars, longest: int) -> Drawing:
    pairs = []
    for place, (label, before, after) in enumerate(bars.pairs):
        top = place * _ROW
        pairs.append(Pair(label, 0, top + 14, 2, (
            Bar("before", before, 0, top + 20, round(_LONGEST * before / longest, 1), 13),
            Bar("after", after, 0, top + 35, round(_LONGEST * after / longest, 1), 13),
        )))
    return Drawing(bars, tuple(pairs), _LYING_WIDTH, max(_ROW * len(pairs), 1), 0)
