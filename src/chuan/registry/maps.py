# SPDX-License-Identifier: Apache-2.0
"""The map of the registry: a figure for each commune, and premises drawn together where they would cover each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, F, FloatField, Func, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.parties.models import Premises
from chuan.places.drawing import Frame, shades, tiles
from chuan.places.models import AdministrativeUnit, Boundary
from chuan.places.queries import communes_on
from chuan.registry.choices import InstrumentStatus
from chuan.registry.models import Instrument

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: a cluster gathers what lies within so much of the drawing's width
_CELLS_ACROSS = 24
_DEEPEST = 6
#: a map of more dots tells nothing
_MOST_DOTS = 600


@dataclass(frozen=True)
class Figure:
    """What a map may count in each commune; `condition` is of instruments, as of a day."""

    label: "StrOrPromise"
    condition: Callable[[date], Q]


FIGURES: dict[str, Figure] = {
    "instruments": Figure(_("Instruments"), lambda _day: Q()),
    "in_use": Figure(_("Instruments in use"), lambda _day: Q(status=InstrumentStatus.IN_USE)),
    "overdue": Figure(_("Overdue instruments"), lambda day: Q(status=InstrumentStatus.IN_USE, valid_until__lt=day)),
    "never": Figure(_("Never verified"), lambda _day: Q(status=InstrumentStatus.IN_USE, last_verified_on=None)),
}


@dataclass(frozen=True)
class Area:
    """A commune on the map."""

    unit: AdministrativeUnit
    count: int
    shade: int
    #: of the tile, or empty
    x: float = 0
    y: float = 0
    #: of the boundary, or empty
    path: str = ""

    @property
    def short(self) -> str:
        """What fits on a tile."""
        return self.unit.name if len(self.unit.name) <= 11 else f"{self.unit.name[:10]}…"


@dataclass(frozen=True)
class Dot:
    """Premises near each other: how many, and where on the drawing."""

    x: float
    y: float
    count: int

    @property
    def radius(self) -> float:
        """Wider for more, by their number of digits."""
        return 3.0 + 2.5 * (len(str(self.count)) - 1)


@dataclass(frozen=True)
class Drawing:
    """A map: communes as tiles or in their boundaries."""

    areas: list[Area]
    width: float
    height: float
    frame: Frame | None
    is_tiles: bool
    source: str


def counts_by_commune(user: User, figure: str, kind: str, day: date) -> dict[str, int]:
    """Code of the commune of today → the figure, over what the user may see, in one query."""
    found = Instrument.objects.visible_to(user).filter(FIGURES[figure].condition(day)).exclude(premises__current_unit=None)
    if kind:
        found = found.filter(kind=kind)
    rows = found.order_by().values_list("premises__current_unit__code").annotate(many=Count("pk"))
    return dict(rows)


def draw(user: User, figure: str, kind: str, day: date) -> Drawing:
    """The map of a figure: shapes where an administrator loaded them for every commune shown, else tiles."""
    units = list(communes_on(day).defer("search"))
    counts = counts_by_commune(user, figure, kind, day)
    shade = shades({unit.code: float(counts.get(unit.code, 0)) for unit in units})
    shapes = {one.unit_id: one for one in Boundary.objects.filter(unit__in=units)}
    frame = _frame(shapes.values())
    if frame:
        areas = [
            Area(unit, counts.get(unit.code, 0), shade[unit.code], path=frame.path(shapes[unit.pk].polygons))
            for unit in units if unit.pk in shapes
        ]
        return Drawing(areas, 800, frame.height, frame, is_tiles=False, source=next(iter(shapes.values())).source)
    return _tiled(units, counts, shade)


def frame_of_today(day: date) -> Frame | None:
    """What the drawing of boundaries shows; None while there are none."""
    return _frame(Boundary.objects.filter(unit__in=communes_on(day)))


def _frame(shapes: Iterable[Boundary]) -> Frame | None:
    return Frame.around((point[0], point[1]) for one in shapes for polygon in one.polygons for point in polygon[0])


def _tiled(units: list[AdministrativeUnit], counts: dict[str, int], shade: dict[str, int]) -> Drawing:
    centres = {unit.code: (unit.longitude or 0.0, unit.latitude or 0.0) for unit in units}
    placed = tiles(centres)
    columns = max((column for column, _row in placed.values()), default=0) + 1
    rows = max((row for _column, row in placed.values()), default=0) + 1
    wide = 800 / columns
    tall = wide * 0.62
    areas = [
        Area(unit, counts.get(unit.code, 0), shade[unit.code], x=round(placed[unit.code][0] * wide, 1),
             y=round(placed[unit.code][1] * tall, 1))
        for unit in units
    ]
    return Drawing(areas, round(wide - 4, 1), round(rows * tall, 1), None, is_tiles=True, source="")


def dots(user: User, frame: Frame, *, zoom: int) -> list[Dot]:
    """Open premises with coordinates, gathered by the database on a grid that halves with each step of zoom."""
    side = 800 / frame.per_degree / _CELLS_ACROSS / 2 ** min(max(zoom, 0), _DEEPEST)
    placed: QuerySet[Premises, Any] = (
        Premises.objects.visible_to(user).filter(closed_on=None, longitude__isnull=False, latitude__isnull=False)
    )
    cells = (
        placed.order_by().annotate(column=_cell("longitude", side / frame.squeeze), row=_cell("latitude", side))
        .values("column", "row").annotate(many=Count("pk"), x=Avg("longitude"), y=Avg("latitude"))
    )
    found = cells.order_by("-many")[:_MOST_DOTS]
    return [Dot(*frame.at(cell["x"], cell["y"]), cell["many"]) for cell in found]


def _cell(name: str, side: float) -> Func:
    return Func(F(name) / Value(side), function="floor", output_field=FloatField())
