# SPDX-License-Identifier: Apache-2.0
"""The picture of a plan: a bar per group, cut by the states of its tasks. Lengths only; the template draws."""

from dataclasses import dataclass

from chuan.planning.choices import TaskState
from chuan.planning.queries import GroupSheet, PlanSheet

#: Where the bars begin and how long the longest is, in units of the drawing.
LEFT, WIDTH, ROW = 34, 560, 30

#: From good to bad to unknown, with the colour of the drawing (a class of the look, never a style).
ORDER: tuple[tuple[TaskState, str], ...] = (
    (TaskState.REACHED, "text-green"),
    (TaskState.COUNTED, "text-teal"),
    (TaskState.LATE, "text-red"),
    (TaskState.WAITING, "text-yellow"),
    (TaskState.OVER, "text-secondary"),
)


@dataclass(frozen=True)
class Segment:
    """A piece of a bar."""

    state: TaskState
    css: str
    x: int
    width: int
    count: int

    @property
    def middle(self) -> int:
        """Where the number stands."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    """A group's bar."""

    group: GroupSheet
    y: int
    segments: tuple[Segment, ...]

    @property
    def baseline(self) -> int:
        """Where its words stand."""
        return self.y + 16

    @property
    def counts(self) -> list[int]:
        """The table's row: tasks by state."""
        return [self.group.count(state) for state, _ in ORDER]


@dataclass(frozen=True)
class Picture:
    """The drawing."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Its height."""
        return ROW * len(self.bars)

    @property
    def width(self) -> int:
        """Its width."""
        return LEFT + WIDTH

    @property
    def states(self) -> list[tuple[TaskState, str]]:
        """The legend."""
        return list(ORDER)


def picture_of(sheet: PlanSheet) -> Picture:
    """Lay the bars out; the longest group fills the width."""
    longest = max((len(group.tasks) for group in sheet.groups), default=0) or 1
    return Picture(tuple(_bar(group, place, longest) for place, group in enumerate(sheet.groups)))


def _bar(group: GroupSheet, place: int, longest: int) -> Bar:
    segments, x = [], LEFT
    for state, css in ORDER:
        if count := group.count(state):
            width = WIDTH * count // longest
            segments.append(Segment(state=state, css=css, x=x, width=width, count=count))
            x += width
    return Bar(group=group, y=place * ROW, segments=tuple(segments))
