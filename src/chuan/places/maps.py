# SPDX-License-Identifier: Apache-2.0
"""Maps of the communes of a day: in the boundaries that were loaded, else as tiles, else as circles where they lie.

What a map shows of each commune is the caller's; nothing comes from an outside map server.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chuan.places.drawing import WIDTH, Frame, tiles
from chuan.places.models import AdministrativeUnit, Boundary
from chuan.places.queries import communes_on
from chuan.places.rules import KM_PER_DEGREE, Box

_TALL = 0.62
_LONGEST = 11
#: a commune reaches further than the circle of its area
_REACH = 1.5
_LEAST_KM = 5.0


@dataclass(frozen=True)
class Told:
    """What a map tells of a commune: the figure as written, its shade, and the list behind it."""

    text: str
    shade: int
    url: str = ""
    #: to sort by
    count: float = 0


@dataclass(frozen=True)
class Area:
    """A commune on the map."""

    unit: AdministrativeUnit
    told: Told
    #: of the tile, or of the middle
    x: float = 0
    y: float = 0
    #: of the boundary, or empty
    path: str = ""
    #: of the circle, or 0
    radius: float = 0

    @property
    def short(self) -> str:
        """What fits on a tile."""
        name = self.unit.name
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


@dataclass(frozen=True)
class Drawing:
    """A map: communes as tiles, or in their boundaries within a frame."""

    areas: list[Area]
    width: float
    height: float
    frame: Frame | None
    is_tiles: bool
    source: str

    @property
    def tile_height(self) -> float:
        """How high a tile is."""
        return self.width * 0.6


def draw(day: date, told: "Callable[[AdministrativeUnit], Told]") -> Drawing:
    """Every commune of a day with what is told of it: shapes where an administrator loaded them, else tiles."""
    units = list(communes_on(day).defer("search"))
    shapes = {one.unit_id: one for one in Boundary.objects.filter(unit__in=units)}
    frame = _frame(shapes.values())
    if frame:
        areas = [Area(unit, told(unit), path=frame.path(shapes[unit.pk].polygons)) for unit in units if unit.pk in shapes]
        return Drawing(areas, WIDTH, frame.height, frame, is_tiles=False, source=next(iter(shapes.values())).source)
    return _tiled(units, told)


def frame_of_today(day: date) -> Frame | None:
    """What the drawing of boundaries shows; None while there are none."""
    return _frame(Boundary.objects.filter(unit__in=communes_on(day)))


def to_point_at(day: date) -> Drawing | None:
    """A map on which a point can be chosen: boundaries, else a circle of its area for each commune where it lies."""
    units = list(communes_on(day).defer("search"))
    shapes = {one.unit_id: one for one in Boundary.objects.filter(unit__in=units)}
    box = box_of(units)
    frame = _frame(shapes.values()) or (Frame.around([(box.west, box.south), (box.east, box.north)]) if box else None)
    if frame is None:
        return None
    areas = [_pointed(frame, unit, shapes) for unit in units if unit.longitude is not None and unit.latitude is not None]
    source = next(iter(shapes.values())).source if shapes else ""
    return Drawing(areas, WIDTH, frame.height, frame, is_tiles=False, source=source)


def province_box(day: date) -> Box | None:
    """About where the province lies on a day; None while nobody knows where its communes lie."""
    return box_of(communes_on(day).only("longitude", "latitude", "area_km2"))


def box_of(units: Iterable[AdministrativeUnit]) -> Box | None:
    """The box that holds communes, each with some room by its area."""
    known = [unit for unit in units if unit.longitude is not None and unit.latitude is not None]
    boxes = [Box.around(unit.longitude or 0, unit.latitude or 0, km=max(_radius_km(unit) * _REACH, _LEAST_KM)) for unit in known]
    if not boxes:
        return None
    return Box(min(one.west for one in boxes), min(one.south for one in boxes), max(one.east for one in boxes),
               max(one.north for one in boxes))


def _pointed(frame: Frame, unit: AdministrativeUnit, shapes: Mapping[UUID, Boundary]) -> Area:
    x, y = frame.at(unit.longitude or 0, unit.latitude or 0)
    shape = shapes.get(unit.pk)
    radius = round(_radius_km(unit) / KM_PER_DEGREE * frame.per_degree, 1)
    return Area(unit, Told("", 0), x=x, y=y, path=frame.path(shape.polygons) if shape else "", radius=0 if shape else radius)


def _radius_km(unit: AdministrativeUnit) -> float:
    return math.sqrt(float(unit.area_km2 or 0) / math.pi)


def _frame(shapes: Iterable[Boundary]) -> Frame | None:
    return Frame.around((point[0], point[1]) for one in shapes for polygon in one.polygons for point in polygon[0])


def _tiled(units: list[AdministrativeUnit], told: "Callable[[AdministrativeUnit], Told]") -> Drawing:
    placed = tiles({unit.code: (unit.longitude or 0.0, unit.latitude or 0.0) for unit in units})
    columns = max((column for column, _row in placed.values()), default=0) + 1
    rows = max((row for _column, row in placed.values()), default=0) + 1
    wide = WIDTH / columns
    tall = wide * _TALL
    areas = [
        Area(unit, told(unit), x=round(placed[unit.code][0] * wide, 1), y=round(placed[unit.code][1] * tall, 1))
        for unit in units
    ]
    return Drawing(areas, round(wide - 4, 1), round(rows * tall, 1), None, is_tiles=True, source="")
