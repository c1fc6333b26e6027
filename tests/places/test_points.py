# SPDX-License-Identifier: Apache-2.0
"""Points typed, clicked or taken from a phone: read as people write them, doubted aloud, never lost."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.parties.models import Premises
from chuan.places.actions import load_boundaries
from chuan.places.choices import Doubt
from chuan.places.fields import latitude_field
from chuan.places.maps import province_box, to_point_at
from chuan.places.rules import Box, read_degrees
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]


@pytest.mark.parametrize(("text", "degrees"), [
    ("21,32720", 21.3272), ("21.3272", 21.3272), ("21.3272° N", 21.3272), ("103,9188°E", 103.9188), ("-21,5", -21.5), ("−21,5", -21.5),
    ("21,5 S", -21.5), ("21°19'38\"", 21 + 19 / 60 + 38 / 3600), ("21° 19′ 38,5″ N", 21 + 19 / 60 + 38.5 / 3600), ("103°55'", 103 + 55 / 60),
])
def test_degrees_are_read_as_phones_and_papers_write_them(text: str, degrees: float) -> None:
    assert read_degrees(text) == pytest.approx(degrees)


@pytest.mark.parametrize("text", ["x", "21,3,2", "21°75'", "1e5", "nan", "²1", "21.327 103.91", "٢١", "9" * 400, "°"])
def test_what_is_no_degree_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_degrees(text)


def test_a_point_outside_is_doubted_and_a_swapped_one_named_so() -> None:
    box = Box.around(103.9, 21.3, km=50)
    assert box.doubt(longitude=103.9, latitude=21.5) is None
    assert box.doubt(longitude=None, latitude=None) is None
    assert box.doubt(longitude=105.8, latitude=21.0) is Doubt.OUTSIDE
    assert box.doubt(longitude=21.3, latitude=103.9) is Doubt.SWAPPED


def test_the_number_on_file_comes_back_as_it_was_typed() -> None:
    field = latitude_field()
    assert field.prepare_value(21.3272) == "21,32720"
    assert not field.has_changed(21.3272, "21,32720") and field.has_changed(21.3272, "21,4")
    assert field.has_changed(None, "x") and not field.has_changed(None, "")


@pytest.fixture
def placed(db: None) -> Premises:
    place = make.make_place(longitude=103.92, latitude=21.33, area_km2=Decimal("40"))
    return make.make_premises(current_unit=place)


def body_of(premises: Premises, **over: str) -> dict[str, str]:
    return {"name": premises.name, "kind": premises.kind, "stated_unit": str(premises.stated_unit_id), "address": premises.address} | over


def test_a_point_far_away_is_kept_and_said(placed: Premises, cast: Cast, sign_in: SignIn) -> None:
    address = reverse("parties:edit_premises", args=[placed.pk])
    client = sign_in(cast.registrar)
    answer = client.post(address, body_of(placed, latitude="10,77", longitude="106,70"), follow=True)
    placed.refresh_from_db()
    assert (placed.latitude, placed.longitude) == (10.77, 106.7)
    assert "Điểm nằm ngoài địa bàn tỉnh" in answer.content.decode()
    near = client.post(address, body_of(placed, latitude="21°19'48\" N", longitude="103.92"), follow=True)
    placed.refresh_from_db()
    assert (placed.latitude, placed.longitude) == (21.33, 103.92)
    assert "Điểm nằm ngoài" not in near.content.decode()


def test_a_number_that_cannot_be_read_stays_in_the_form(placed: Premises, cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.registrar).post(
        reverse("parties:edit_premises", args=[placed.pk]), body_of(placed, latitude="hai mươi mốt", longitude="103,9"))
    assert answer.status_code == 422
    assert "hai mươi mốt" in answer.content.decode()
    one = sign_in(cast.registrar).post(reverse("parties:edit_premises", args=[placed.pk]), body_of(placed, latitude="21,3"))
    assert one.status_code == 422 and 'value="21,3"' in one.content.decode()


def test_the_map_to_point_at_has_circles_or_boundaries_and_says_which(placed: Premises, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)
    address = reverse("places:point_map")
    body = client.get(address, headers={"Accept-Language": "vi"}).content.decode()
    assert 'class="area" cx=' in body and "Chưa ai nạp ranh giới" in body
    ring = [[103.9, 21.3], [103.95, 21.3], [103.95, 21.35], [103.9, 21.3]]
    shape = {"type": "Feature", "properties": {"code": "03646"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    content = json.dumps({"type": "FeatureCollection", "features": [shape]}).encode()
    load_boundaries(actor=cast.admin, at=NOON, on=TODAY, name="a.geojson", content=content)
    body = client.get(address).content.decode()
    assert '<path class="area"' in body and "a.geojson" in body
    drawing = to_point_at(TODAY)
    assert drawing and drawing.frame


def test_without_coordinates_of_communes_there_is_no_map_and_no_doubt(cast: Cast, sign_in: SignIn) -> None:
    make.make_place()
    assert province_box(TODAY) is None and to_point_at(TODAY) is None
    assert "<svg" not in sign_in(cast.registrar).get(reverse("places:point_map")).content.decode().split("<p")[0]


def test_pages_may_ask_for_the_position_and_nothing_else(client: Client, db: None) -> None:
    policy = client.get("/accounts/login/").headers["Permissions-Policy"]
    assert "geolocation=(self)" in policy and "camera=()" in policy
