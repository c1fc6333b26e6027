# SPDX-License-Identifier: Apache-2.0
"""Reading a GeoJSON of boundaries: what it may hold, and to which commune each shape belongs."""

import json
import math
from typing import Any

from chuan.places.errors import BoundariesRefused

MOST_BYTES = 20 * 1024 * 1024
_MOST_POINTS = 400_000
_MOST_FEATURES = 5000
#: where Viet Nam lies, generously
_LONGITUDES, _LATITUDES = (100.0, 118.0), (6.0, 24.0)
_CODE_NAMES = ("code", "ma_xa", "maxa", "ma", "MA_XA", "MaXa", "CODE", "GID_3", "ma_dvhc")
_NAME_NAMES = ("full_name", "name", "ten_xa", "ten", "TEN_XA", "NAME", "NAME_3")

Polygons = list[list[list[list[float]]]]


def read_boundaries(content: bytes) -> list[tuple[str, str, Polygons]]:
    """Code and name as written, and the polygons, of every shape of a file; `BoundariesRefused` says what is wrong."""
    if len(content) > MOST_BYTES:
        raise BoundariesRefused(reason=f"more than {MOST_BYTES // 2**20} MB")
    try:
        collection = json.loads(content.decode("utf-8-sig"))
        features = collection["features"]
        assert collection["type"] == "FeatureCollection"
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
        raise BoundariesRefused(reason="not a GeoJSON FeatureCollection") from None
    if not isinstance(features, list) or not 0 < len(features) <= _MOST_FEATURES:
        raise BoundariesRefused(reason="no shapes, or too many")
    shapes = [_shape(feature, number) for number, feature in enumerate(features, start=1)]
    if sum(len(ring) for _, _, polygons in shapes for polygon in polygons for ring in polygon) > _MOST_POINTS:
        raise BoundariesRefused(reason=f"more than {_MOST_POINTS} points: simplify the shapes first")
    return shapes


def _shape(feature: Any, number: int) -> tuple[str, str, Polygons]:
    try:
        said, geometry = feature.get("properties") or {}, feature["geometry"]
        polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
        read = [[[_point(point) for point in ring] for ring in polygon] for polygon in polygons]
        assert read and all(polygon and all(len(ring) >= 4 for ring in polygon) for polygon in read)
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError, IndexError):
        raise BoundariesRefused(reason=f"shape {number} is no polygon in degrees of longitude and latitude") from None
    return _said(said, _CODE_NAMES), _said(said, _NAME_NAMES), read


def _said(properties: Any, names: tuple[str, ...]) -> str:
    return next((str(properties[name]).strip() for name in names if properties.get(name) not in (None, "")), "")


def _point(point: Any) -> list[float]:
    longitude, latitude = float(point[0]), float(point[1])
    inside = _LONGITUDES[0] <= longitude <= _LONGITUDES[1] and _LATITUDES[0] <= latitude <= _LATITUDES[1]
    if not (inside and math.isfinite(longitude + latitude)):
        raise ValueError(point)
    return [round(longitude, 5), round(latitude, 5)]
