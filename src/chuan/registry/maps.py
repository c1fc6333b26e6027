# SPDX-License-Identifier: Apache-2.0
"""The map of the registry: a figure for each commune, and premises drawn together where they would cover each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, F, FloatField, Func, Q, QuerySet, Value
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.parties.models import Premises
from chuan.places import maps
from chuan.places.drawing import WIDTH, Frame, shades
from chuan.places.maps import Drawing, Told
from chuan.places.models import AdministrativeUnit
from chuan.registry import points
from chuan.registry.choices import InstrumentStatus, MarketGap
from chuan.registry.models import Instrument
from chuan.ui.figures import number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: a cluster gathers what lies within so much of the drawing's width
_CELLS_ACROSS = 24
_DEEPEST = 6
#: figures that the list of instruments narrows by under the same name
_STANDINGS = ("overdue", "never")
#: a map of more dots tells nothing
_MOST_DOTS = 600


@dataclass(frozen=True)
class Figure:
    """What a map may count in each commune; `condition` is of instruments, as of a day."""

    label: "StrOrPromise"
    condition: Callable[[date], Q] = lambda _day: Q()
    #: of markets instead: "" counts all, or those with a gap
    markets: str | None = None


FIGURES: dict[str, Figure] = {
    "instruments": Figure(_("Instruments"), lambda _day: Q()),
    "in_use": Figure(_("Instruments in use"), lambda _day: Q(status=InstrumentStatus.IN_USE)),
    "overdue": Figure(_("Overdue instruments"), lambda day: Q(status=InstrumentStatus.IN_USE, valid_until__lt=day)),
    "never": Figure(_("Never verified"), lambda _day: Q(status=InstrumentStatus.IN_USE, last_verified_on=None)),
    "markets": Figure(_("Markets"), markets=""),
    **{gap.value: Figure(label, markets=gap) for gap, label in (
        (MarketGap.NO_POINT, _("Markets without a reference-scale point")),
        (MarketGap.NOT_READY, _("Markets whose reference scales are not in force")),
    )},
}


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


def counts_by_commune(user: User, figure: str, kind: str, day: date) -> dict[str, int]:
    """Code of the commune of today → the figure, over what the user may see, in one query."""
    gap = FIGURES[figure].markets
    if gap is not None:
        markets = points.markets_matching(user, points.Wanted(gap=gap), on=day, today=day).exclude(current_unit=None)
        return dict(markets.order_by().values_list("current_unit__code").annotate(many=Count("pk")))
    found = Instrument.objects.visible_to(user).filter(FIGURES[figure].condition(day)).exclude(premises__current_unit=None)
    if kind:
        found = found.filter(kind=kind)
    rows = found.order_by().values_list("premises__current_unit__code").annotate(many=Count("pk"))
    return dict(rows)


def draw(user: User, figure: str, kind: str, day: date) -> Drawing:
    """The map of a figure; each commune leads to the instruments or markets counted there."""
    counts = counts_by_commune(user, figure, kind, day)
    shade = shades({code: float(count) for code, count in counts.items()})
    gap = FIGURES[figure].markets
    if gap is None:
        listed, narrowed = reverse("registry:instruments"), {"kind": kind, "standing": figure if figure in _STANDINGS else ""}
    else:
        listed, narrowed = reverse("registry:markets"), {"gap": str(gap)}

    def told(unit: AdministrativeUnit) -> Told:
        count = counts.get(unit.code, 0)
        asked = {"commune": unit.code} | {name: value for name, value in narrowed.items() if value}
        return Told(number(count), shade.get(unit.code, 0), f"{listed}?{urlencode(asked)}", count)

    return maps.draw(day, told)


def dots(user: User, frame: Frame, *, zoom: int) -> list[Dot]:
    """Open premises with coordinates, gathered by the database on a grid that halves with each step of zoom."""
    side = WIDTH / frame.per_degree / _CELLS_ACROSS / 2 ** min(max(zoom, 0), _DEEPEST)
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
