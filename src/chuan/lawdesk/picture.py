# SPDX-License-Identifier: Apache-2.0
"""Pairs of bars laid out: lengths only, the template draws."""

from dataclasses import dataclass

from chuan.lawdesk.effects import Bars

#: The drawing, in its own units: upright bars where there are many labels.
WIDTH, HEIGHT, FOOT, HEAD = 720, 200, 34, 16


@dataclass(frozen=True)
class Pair:
    """Two bars side by side."""

    label: str
    x: float
    before_x: float
    after_x: float
    before: int
    after: int
    before_height: float
    after_height: float
    before_y: float
    after_y: float
    shows_label: bool


@dataclass(frozen=True)
class Drawing:
    """The bars of one picture."""

    bars: Bars
    pairs: tuple[Pair, ...]
    bar_width: float
    width: int = WIDTH
    height: int = HEIGHT + FOOT + HEAD
    base: int = HEIGHT + HEAD

    @property
    def foot(self) -> int:
        """Where the labels stand."""
        return self.base + 18

    @property
    def total_before(self) -> int:
        """All bars before."""
        return sum(pair.before for pair in self.pairs)

    @property
    def total_after(self) -> int:
        """All bars after."""
        return sum(pair.after for pair in self.pairs)


def drawing_of(bars: Bars) -> Drawing:
    """Lay the pairs out from left to right; the longest bar fills the height. Labels are thinned where they would meet."""
    longest = max((max(before, after) for _label, before, after in bars.pairs), default=0) or 1
    step = WIDTH / max(len(bars.pairs), 1)
    bar = min(step * 0.38, 48)
    room = max(1, round(max((len(label) for label, *_ in bars.pairs), default=1) * 7.5 / step))
    pairs = []
    for place, (label, before, after) in enumerate(bars.pairs):
        middle = step * (place + 0.5)
        tall, short = HEIGHT * before / longest, HEIGHT * after / longest
        pairs.append(Pair(
            label=label, x=round(middle, 1), before_x=round(middle - bar - 1, 1), after_x=round(middle + 1, 1), before=before,
            after=after, before_height=round(tall, 1), after_height=round(short, 1),
            before_y=round(HEAD + HEIGHT - tall, 1), after_y=round(HEAD + HEIGHT - short, 1),
            shows_label=place % room == 0,
        ))
    return Drawing(bars, tuple(pairs), round(bar, 1))
