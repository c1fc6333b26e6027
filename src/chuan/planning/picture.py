# SPDX-License-Identifier: Apache-2.0
"""The picture of a plan: a bar per group, cut by the states of its tasks. Lengths only; the template draws."""

from dataclasses import dataclass

from chuan.planning.choices import TaskState
from chuan.planning.queries import GroupSheet, PlanSheet

#: Where the bars begin and how long the longest is, in units of the drawing.
LEFT, WIDTH, ROW = 34, 560, 30

#: From good to bad to unknown, with the tone of the look that their badges have.
ORDER: tuple[tuple[TaskState, str], ...] = (
    (TaskState.REACHED, "tone-good"),
    (TaskState.COUNTED, "tone-busy"),
    (TaskState.LATE, "tone-bad"),
    (TaskState.WAITING, "tone-calm"),
    (TaskState.OVER, "tone-calm"),
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
    states: tuple[TaskState, ...]

    @property
    def baseline(self) -> int:
        """Where its words stand."""
        return self.y + 16

    @property
    def counts(self) -> list[tuple[TaskState, int]]:
        """The table's row: tasks by state."""
        return [(state, self.group.count(state)) for state in self.states]


@dataclass(frozen=True)
class Picture:
    """The drawing."""

    bars: tuple[Bar, ...]
    #: the legend: what occurs, and always what one looks for
    states: tuple[tuple[TaskState, str], ...]

    @property
    def height(self) -> int:
        """Its height."""
        return ROW * len(self.bars)

    @property
    def width(self) -> int:
        """Its width."""
        return LEFT + WIDTH


def picture_of(sheet: PlanSheet) -> Picture:
    """Lay the bars out; the longest group fills the width."""
    longest = max((len(group.tasks) for group in sheet.groups), default=0) or 1
    occurring = {line.state for line in sheet.tasks} | {TaskState.REACHED, TaskState.LATE}
    states = tuple((state, css) for state, css in ORDER if state in occurring)
    return Picture(tuple(_bar(group, place, longest, states) for place, group in enumerate(sheet.groups)), states)


def _bar(group: GroupSheet, place: int, longest: int, states: tuple[tuple[TaskState, str], ...]) -> Bar:
    segments, x = [], LEFT
    for state, css in states:
        if count := group.count(state):
            width = WIDTH * count // longest
            segments.append(Segment(state=state, css=css, x=x, width=width, count=count))
            x += width
    return Bar(group=group, y=place * ROW, segments=tuple(segments), states=tuple(state for state, _ in states))
