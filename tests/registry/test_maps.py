# SPDX-License-Identifier: Apache-2.0
"""The map: figures by commune, tiles or boundaries, dots gathered by the database."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuan.lib import clock
from chuan.lib.errors import NotAllowed
from chuan.places.actions import load_boundaries
from chuan.places.errors import BoundariesRefused
from chuan.places.models import Boundary
from chuan.registry import maps
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def two_communes(db: None) -> None:
    """Two instruments in Tô Hiệu, one of them late; one in Chiềng An."""
    here = make.make_place(longitude=103.92, latitude=21.33)
    there = make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An", longitude=103.88, latitude=21.39)
    for number in range(2):
        place = make.make_premises(current_unit=here, longitude=103.92 + number / 10_000, latitude=21.33)
        make.make_instrument(premises=place, valid_until=date(2026, 1, 31) if number else date(2026, 12, 31))
    make.make_instrument(premises=make.make_premises(current_unit=there, longitude=103.88, latitude=21.39))


def geojson(**over: Any) -> bytes:
    def square(code: str, name: str, west: float, south: float) -> dict[str, Any]:
        ring = [[west, south], [west + 0.05, south], [west + 0.05, south + 0.05], [west, south + 0.05], [west, south]]
        return {"type": "Feature", "properties": {"ma_xa": code, "ten_xa": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]}}

    shapes = [square("3646", "", 103.9, 21.3), square("", "Phường Chiềng An", 103.85, 21.36), square("99999", "Nơi khác", 104, 21)]
    return json.dumps({"type": "FeatureCollection", "features": shapes} | over).encode()


def test_figures_are_counted_by_commune_as_far_as_one_sees(two_communes: None, cast: Cast) -> None:
    def counts(user: Any, figure: str, kind: str = "") -> dict[str, int]:
        return maps.counts_by_commune(user, figure, kind, TODAY)

    assert counts(cast.registrar, "instruments") == {"03646": 2, "03664": 1}
    assert counts(cast.registrar, "overdue") == {"03646": 1}
    assert counts(cast.registrar, "instruments", "taximeter") == {}
    assert counts(cast.local_officer, "instruments") == {"03646": 2}
    assert counts(cast.stranger, "instruments") == {}


def test_without_boundaries_each_commune_is_a_tile_and_stands_in_the_table(two_communes: None, cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.registrar).get(reverse("registry:map"), {"figure": "overdue"})
    body = page.content.decode()
    assert body.count("<rect ") == 2 and "data-map" not in body
    assert [(area.unit.code, area.told.count) for area in page.context["areas"]] == [("03646", 1), ("03664", 0)]
    assert "commune=03646&amp;standing=overdue" in body
    assert sign_in(cast.registrar).get(reverse("registry:map_dots")).json() == {"dots": []}


@pytest.mark.parametrize("query", ["?figure=x&kind=%00", "?figure=never&kind=taximeter", "?zoom=99&figure=%F0%9F%98%80"])
def test_no_query_breaks_the_map(two_communes: None, cast: Cast, sign_in: SignIn, query: str) -> None:
    for name in ("registry:map", "registry:map_dots"):
        assert sign_in(cast.registrar).get(reverse(name) + query).status_code == 200


def test_loaded_boundaries_are_drawn_with_their_note_and_dots(two_communes: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    file = SimpleUploadedFile("ranh-gioi.geojson", geojson())

    # when
    answer = sign_in(cast.admin).post(reverse("places:boundaries"), {"file": file})

    # then
    assert answer.status_code == 302
    assert sorted(Boundary.objects.values_list("unit__code", flat=True)) == ["03646", "03664"]
    client = sign_in(cast.registrar)
    body = client.get(reverse("registry:map"), headers={"Accept-Language": "en"}).content.decode()
    assert body.count("<path class=\"area") == 2 and "ranh-gioi.geojson" in body
    far = client.get(reverse("registry:map_dots"), {"zoom": "0"}).json()["dots"]
    near = client.get(reverse("registry:map_dots"), {"zoom": "6"}).json()["dots"]
    assert sum(dot[2] for dot in far) == sum(dot[2] for dot in near) == 3
    assert all(0 <= dot[0] <= 800 for dot in far)


@pytest.mark.parametrize("content", [
    b"", b"{}", b"[]", b'{"type": "FeatureCollection", "features": []}', b"\xff\xfe",
    geojson(features=[{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [103, 21]}}]),
    geojson(features=[{"type": "Feature", "properties": {"code": "03646"}, "geometry": {
        "type": "Polygon", "coordinates": [[[500000, 2300000]] * 4]}}]),
    geojson(features=json.loads(geojson())["features"][2:]),
])
def test_a_file_that_is_no_map_of_the_communes_changes_nothing(two_communes: None, cast: Cast, content: bytes) -> None:
    load_boundaries(actor=cast.admin, at=NOON, on=TODAY, name="a.geojson", content=geojson())
    with pytest.raises(BoundariesRefused):
        load_boundaries(actor=cast.admin, at=NOON, on=TODAY, name="b.geojson", content=content)
    assert set(Boundary.objects.values_list("source", flat=True)) == {"a.geojson"}
    with pytest.raises(NotAllowed):
        load_boundaries(actor=cast.registrar, at=NOON, on=TODAY, name="c.geojson", content=geojson())
