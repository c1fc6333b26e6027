# SPDX-License-Identifier: Apache-2.0
"""A measurement sheet as its page shows it: points, rows, cells, and what was found in each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chuan.metrology.dispenser import Delivery, Findings, PointFindings
from chuan.ui import figures
from chuan.verification.choices import FlowRate
from chuan.verification.models import Reading

COLUMNS = ("indication", "reference", "temperature")
#: Errors are shown to a hundredth of the usual limit of 0,3 %; the verdict uses the un-rounded one.
PLACES = 3


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One field to type into."""

    name: str
    what: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One delivery: its cells and what it amounts to."""

    key: str
    repeat: int
    cells: tuple[Cell, ...]
    error: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Point:
    """One hose at one flow rate."""

    key: str
    hose: int
    flow_label: str
    lines: tuple[Line, ...]
    mean: str
    spread: str
    state: str


def points_of(findings: Findings, readings: Iterable[Reading], *, wrong: Collection[str] = ()) -> list[Point]:
    """Every test point of the procedure with what is in it; `wrong` names the cells that hold no number."""
    stored = {(r.hose, r.flow_rate, r.repeat): r for r in readings}
    return [
        Point(
            key=f"{point.hose}-{point.flow_rate}", hose=point.hose, flow_label=str(FlowRate(point.flow_rate).label),
            lines=tuple(
                _line(point, delivery, stored.get((point.hose, point.flow_rate, delivery.repeat)), wrong)
                for delivery in point.deliveries
            ),
            mean=signed(point.mean_percent), spread=figures.number(point.spread_percent, PLACES),
            state=state_of(point.passed),
        )
        for point in findings.points
    ]


def state_of(passed: bool | None) -> str:  # noqa: FBT001 — three states
    """A verdict as a status the look knows."""
    return {True: "passed", False: "failed", None: "open"}[passed]


def signed(value: Decimal | None) -> str:
    """An error with its sign."""
    text = figures.number(value, PLACES)
    return f"+{text}" if value is not None and value > 0 and any(c in "123456789" for c in text) else text


def frozen_points(findings: dict[str, Any]) -> list[dict[str, Any]]:
    """The points of a submitted job's stored findings, for its page and its certificate's."""
    return [
        {
            "hose": point["hose"], "flow_label": FlowRate(point["flow_rate"]).label, "state": state_of(point["passed"]),
            "mean": signed(_decimal(point["mean_percent"])),
            "spread": figures.number(_decimal(point["spread_percent"]), PLACES),
            "errors": [(signed(_decimal(d["error_percent"])), d["within"]) for d in point["deliveries"]],
        }
        for point in findings.get("points", [])
    ]


def _line(point: PointFindings, delivery: Delivery, reading: Reading | None, wrong: Collection[str]) -> Line:
    key = f"{point.hose}-{point.flow_rate}-{delivery.repeat}"
    cells = tuple(
        Cell(name=f"r-{key}-{what}", what=what, value=_typed(reading, what)) for what in COLUMNS
    )
    if any(cell.name in wrong for cell in cells):
        return Line(key=key, repeat=delivery.repeat, cells=cells, error="", state="wrong")
    state = "" if delivery.within is None else "within" if delivery.within else "beyond"
    return Line(key=key, repeat=delivery.repeat, cells=cells, error=signed(delivery.error_percent), state=state)


def _typed(reading: Reading | None, what: str) -> str:
    if reading is None:
        return ""
    value = {"indication": reading.indication_l, "reference": reading.reference_l,
             "temperature": reading.temperature_c}[what]
    if value is None:
        return ""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
