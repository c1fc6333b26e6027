# SPDX-License-Identifier: Apache-2.0
"""The map of the registry, with the table of what it shows."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import may, permitted
from chuan.lib import clock
from chuan.places.maps import frame_of_today
from chuan.registry import maps, queries
from chuan.ui.pages import StaffRequest, render_page


@permitted("registry.read")
@require_GET
def registry_map(request: StaffRequest) -> HttpResponse:
    """A figure for each commune, shaded; the same figures in a table."""
    today = clock.today()
    asked = request.GET.get("figure", "")
    figure = asked if asked in maps.FIGURES else next(iter(maps.FIGURES))
    kinds = queries.kinds_on_file(request.user)
    kind = next((code for code, _name in kinds if code == request.GET.get("kind")), "")
    drawing = maps.draw(request.user, figure, kind, today)
    dots = maps.dots(request.user, drawing.frame, zoom=0) if drawing.frame else []
    return render_page(request, "registry/map.html", {
        "drawing": drawing, "dots": dots, "figures": [(code, one.label) for code, one in maps.FIGURES.items()],
        "figure": figure, "label": maps.FIGURES[figure].label, "kinds": kinds, "kind": kind,
        "areas": sorted(drawing.areas, key=lambda area: (-area.told.count, area.unit.code)),
        "shade_steps": range(6), "total": sum(area.told.count for area in drawing.areas), "may_load": may(request.user, "places.load_boundaries"),
    })


@permitted("registry.read")
@require_GET
def map_dots(request: StaffRequest) -> JsonResponse:
    """The premises gathered for a step of zoom: [x, y, count, radius] in units of the drawing."""
    asked = request.GET.get("zoom", "")
    zoom = int(asked) if asked in {"1", "2", "3", "4", "5", "6"} else 0
    frame = frame_of_today(clock.today())
    dots = maps.dots(request.user, frame, zoom=zoom) if frame else []
    return JsonResponse({"dots": [[dot.x, dot.y, dot.count, dot.radius] for dot in dots]})
