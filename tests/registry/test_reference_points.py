# SPDX-License-Identifier: Apache-2.0
"""Markets and their reference-scale points: rules, lists, what is missing, and what a past day shows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib import clock
from chuan.lib.errors import NotAllowed
from chuan.merging.actions.merging import merge
from chuan.merging.kinds import get as kind_of
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Premises
from chuan.registry import points
from chuan.registry.actions import reference_points as acts
from chuan.registry.choices import InstrumentStatus, PointStanding
from chuan.registry.errors import (
    NotAReferenceScale,
    NotATradingPlace,
    PlaceClosed,
    PlaceNameMissing,
    PointClosed,
    PointDaysOutOfOrder,
    PointTaken,
    ScaleElsewhere,
    ScaleOfOthers,
    ScaleOutOfUse,
)
from chuan.registry.models import Instrument, ReferencePoint, ReferenceScale
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]
SPRING = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def market(name: str = "Chợ Chiềng Lề", **over: Any) -> Premises:
    return make.make_premises(kind=PremisesKind.MARKET, name=name, **over)


def scale(at: Premises, **over: Any) -> Instrument:
    return make.make_instrument(kind="scale-counter", premises=at, characteristics={}, **over)


def point(cast: Cast, at: Premises | None = None, **over: Any) -> ReferencePoint:
    values = {"actor": cast.registrar, "premises": at or market(), "place": "Cổng chính", "since": SPRING}
    return acts.open_point(**values | over)


def put(cast: Cast, where: ReferencePoint, one: Instrument, since: date = SPRING) -> ReferenceScale:
    return acts.place_scale(actor=cast.registrar, point=where, instrument=one, since=since)


def read(cast: Cast, where: ReferencePoint, on: date = TODAY) -> tuple[ReferencePoint, PointStanding]:
    found = points.points_shown(cast.registrar, on=on, today=TODAY).get(pk=where.pk)
    return found, points.standing_of(found, on)


def test_one_open_point_in_a_place_however_it_is_spelled(db: None, cast: Cast) -> None:
    here = market()
    first = point(cast, here)
    with pytest.raises(PointTaken):
        point(cast, here, place="  CONG CHINH ")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferencePoint.objects.create(premises=here, place="x", place_key=first.place_key, since=SPRING)
    acts.close_point(actor=cast.registrar, point=first, until=date(2026, 6, 30))
    assert point(cast, here, since=date(2026, 7, 1)).until is None
    assert point(cast, here, since=date(2025, 1, 1), until=date(2025, 6, 1)).until is not None
    assert point(cast).premises != here


def test_a_point_needs_a_market_that_is_open_a_place_and_days_in_order(db: None, cast: Cast) -> None:
    closed = market("Chợ Cũ", closed_on=date(2026, 1, 31))
    with pytest.raises(PlaceClosed):
        point(cast, closed)
    with pytest.raises(PlaceClosed):
        point(cast, closed, since=date(2025, 1, 1))
    assert point(cast, closed, since=date(2025, 1, 1), until=date(2026, 1, 31)).until
    with pytest.raises(NotATradingPlace):
        point(cast, make.make_premises())
    with pytest.raises(PlaceNameMissing):
        point(cast, place=" ** ")
    with pytest.raises(PointDaysOutOfOrder):
        point(cast, until=SPRING - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferencePoint.objects.filter(premises=closed).update(until=date(2024, 1, 1))


def test_only_a_scale_or_weights_of_the_market_or_its_management_stand_there(db: None, cast: Cast) -> None:
    # given
    here = market()
    where = point(cast, here)
    stall = make.make_premises(kind=PremisesKind.STALL, market=here, name="Quầy 1")
    office = make.make_premises(kind=PremisesKind.OFFICE, party=here.party, name="Văn phòng")

    # when / then
    for one in (scale(here), scale(stall), scale(office), make.make_instrument(kind="weight-upto-f1", premises=office, characteristics={})):
        assert put(cast, where, one).until is None
    with pytest.raises(NotAReferenceScale):
        put(cast, where, make.make_instrument(premises=here))
    with pytest.raises(ScaleOfOthers):
        put(cast, where, scale(market("Chợ khác")))
    with pytest.raises(ScaleOutOfUse):
        put(cast, where, scale(here, status=InstrumentStatus.OUT_OF_USE))
    with pytest.raises(PointDaysOutOfOrder):
        put(cast, where, scale(here), since=SPRING - timedelta(days=1))


def test_a_scale_is_at_one_point_at_a_time(db: None, cast: Cast) -> None:
    # given
    here = market()
    first, second, one = point(cast, here), point(cast, here, place="Nhà lồng 2"), scale(here)
    use = put(cast, first, one)

    # when / then
    with pytest.raises(ScaleElsewhere) as refused:
        put(cast, second, one)
    assert "Cổng chính" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferenceScale.objects.create(point=second, instrument=one, since=SPRING)
    with pytest.raises(PointDaysOutOfOrder):
        acts.take_scale_away(actor=cast.registrar, scale=use, until=SPRING - timedelta(days=1))
    acts.take_scale_away(actor=cast.registrar, scale=use, until=date(2026, 5, 5))
    with pytest.raises(PointClosed):
        acts.take_scale_away(actor=cast.registrar, scale=use, until=TODAY)
    with pytest.raises(PointDaysOutOfOrder):
        put(cast, second, one, since=date(2026, 5, 4))
    assert put(cast, second, one, since=date(2026, 5, 5)).point == second


def test_closing_a_point_takes_its_scales_away(db: None, cast: Cast) -> None:
    here = market()
    where, one = point(cast, here), scale(here)
    put(cast, where, one, since=date(2026, 4, 1))
    with pytest.raises(PointDaysOutOfOrder):
        acts.close_point(actor=cast.registrar, point=where, until=date(2026, 3, 31))
    acts.close_point(actor=cast.registrar, point=where, until=date(2026, 9, 1))
    assert ReferenceScale.objects.get().until == date(2026, 9, 1)
    with pytest.raises(PointClosed):
        put(cast, where, one, since=TODAY)
    with pytest.raises(PointClosed):
        acts.close_point(actor=cast.registrar, point=where, until=TODAY)
    assert [entry.verb for entry in Entry.objects.order_by("sequence")] == [
        "registry.point.opened", "registry.reference_scale.placed", "registry.point.closed"]


def test_a_correction_is_refused_when_it_takes_another_place_or_comes_after_its_scales(db: None, cast: Cast) -> None:
    here = market()
    where = point(cast, here)
    point(cast, here, place="Nhà lồng 2")
    put(cast, where, scale(here))
    given: dict[str, Any] = {"actor": cast.registrar, "point": where, "keeper": "Tổ bảo vệ", "hours": "5:00–18:00"}
    with pytest.raises(PointTaken):
        acts.edit_point(**given, place="nhà lồng 2", since=SPRING)
    with pytest.raises(PointDaysOutOfOrder):
        acts.edit_point(**given, place="Cổng phụ", since=TODAY)
    assert acts.edit_point(**given, place="Cổng phụ", since=date(2026, 2, 1)).place_key == "congphu"


def test_who_keeps_points_and_who_does_not(db: None, cast: Cast) -> None:
    here = market()
    for actor in (cast.verifier, cast.enterprise, cast.stranger, cast.auditor):
        with pytest.raises(NotAllowed):
            point(cast, here, actor=actor)
    assert point(cast, here, actor=cast.local_officer)
    elsewhere = market("Chợ xa", current_unit=make.make_place("03670", name="Mường La", full_name="Xã Mường La"))
    with pytest.raises(NotAllowed):
        point(cast, elsewhere, actor=cast.local_officer)


def test_a_point_is_as_good_as_its_scales_on_the_day(db: None, cast: Cast) -> None:
    # given
    here = market()
    where = point(cast, here)
    assert read(cast, where)[1] == PointStanding.NO_SCALE
    late = scale(here, last_verified_on=date(2025, 3, 3), valid_until=date(2026, 3, 31))
    put(cast, where, late)

    # when / then
    assert read(cast, where)[1] == PointStanding.NOT_IN_FORCE
    put(cast, where, scale(here), since=date(2026, 6, 1))
    found, standing = read(cast, where)
    assert (found.scale_count, found.force_count, standing) == (2, 1, PointStanding.PART_OVERDUE)  # type: ignore[attr-defined]
    assert read(cast, where, date(2026, 3, 15))[1] == PointStanding.READY
    assert read(cast, where, date(2026, 5, 15))[1] == PointStanding.NOT_IN_FORCE
    assert read(cast, where, date(2026, 2, 1))[1] == PointStanding.NOT_YET
    late.last_verified_on, late.valid_until = date(2026, 11, 20), date(2027, 11, 30)
    late.save()
    assert read(cast, where)[1] == PointStanding.READY
    assert read(cast, where, date(2026, 5, 15))[1] == PointStanding.NOT_IN_FORCE
    Premises.objects.filter(pk=here.pk).update(closed_on=date(2026, 11, 1))
    assert read(cast, where)[1] == PointStanding.CLOSED


@pytest.mark.parametrize("on", [TODAY, date(2026, 5, 15), date(2026, 2, 1)])
def test_the_filter_by_standing_finds_what_the_rows_say(db: None, cast: Cast, on: date) -> None:
    # given
    here = market()
    none, late, good, part, closed = (point(cast, here, place=name) for name in ("A", "B", "C", "D", "E"))
    overdue = {"last_verified_on": date(2025, 3, 3), "valid_until": date(2026, 3, 31)}
    put(cast, late, scale(here, **overdue))
    put(cast, good, scale(here))
    put(cast, part, scale(here))
    put(cast, part, scale(here, **overdue))
    acts.close_point(actor=cast.registrar, point=closed, until=date(2026, 4, 4))

    # when
    told = {one.pk: points.standing_of(one, on) for one in points.points_shown(cast.registrar, on=on, today=TODAY)}

    # then
    for standing in PointStanding:
        wanted = points.Wanted(standing=standing)
        found = {one.pk for one in points.points_matching(cast.registrar, wanted, on=on, today=TODAY)}
        assert found == {pk for pk, value in told.items() if value == standing}, standing
    assert none.pk in told


def test_markets_are_counted_and_their_gaps_found(db: None, cast: Cast) -> None:
    # given
    bare, idle, good = market("Chợ A"), market("Chợ B"), market("Chợ C")
    market("Chợ đóng", closed_on=date(2026, 1, 1))
    stall = make.make_premises(kind=PremisesKind.STALL, market=good, name="Quầy 1")
    scale(stall, valid_until=date(2026, 1, 31))
    scale(good)
    put(cast, point(cast, good), scale(good))
    point(cast, idle)

    # when
    rows = {one.name: one for one in points.markets_shown(cast.registrar, on=TODAY, today=TODAY)}

    # then
    assert list(rows) == ["Chợ A", "Chợ B", "Chợ C"]
    found: Any = rows["Chợ C"]
    assert (found.stall_count, found.scale_count, found.overdue_count, found.point_count, found.ready_count) == (1, 3, 1, 1, 1)
    counts = points.gap_counts(cast.registrar, points.Wanted(), on=TODAY, today=TODAY)
    assert counts == {"": 3, "no_point": 1, "not_ready": 1, "overdue": 1}
    before = points.gap_counts(cast.registrar, points.Wanted(), on=date(2025, 12, 20), today=TODAY)
    assert before == {"": 4, "no_point": 4, "not_ready": 0, "overdue": 0}
    matched = points.markets_matching(cast.registrar, points.Wanted(gap="no_point"), on=TODAY, today=TODAY)
    assert list(matched) == [bare]


def test_merging_two_markets_or_two_scales_moves_the_points(db: None, cast: Cast) -> None:
    kept, away = market("Chợ Gốc"), market("Chợ Goc")
    where = point(cast, away)
    merge(actor=cast.registrar, at=NOON, kind=kind_of("parties.premises"), kept_id=kept.pk, away_id=away.pk)
    where.refresh_from_db()
    assert where.premises == kept


def test_the_pages_from_the_market_to_the_closed_point(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    client, here = sign_in(cast.local_officer), market()
    late = scale(here, valid_until=date(2026, 1, 31))
    page = client.get(reverse("parties:premises", args=[here.pk])).content.decode()
    new = reverse("registry:new_reference_point", args=[here.pk])
    assert new in page

    # when
    assert client.get(new).status_code == 200
    answer = client.post(new, {"place": "Cổng chính", "keeper": "Tổ quản lý", "hours": "5–18", "since": "2026-03-01"})
    where = ReferencePoint.objects.get()
    choose = reverse("registry:place_scale", args=[where.pk])

    # then
    assert answer["Location"] == choose
    assert late.serial in client.get(choose).content.decode()
    assert client.get(choose, {"scale": "zzz"}).context["rows"] == []
    told = client.post(choose, {"instrument": late.pk, "since": "2026-03-01"}, follow=True)
    assert "alert-warning" in told.content.decode() and reverse("registry:instrument", args=[late.pk]) in told.content.decode()
    assert client.post(choose, {"instrument": late.pk, "since": "2026-03-01"}).status_code == 422
    assert client.post(choose, {"instrument": "zz", "since": "31/02/2026"}).status_code == 422
    assert "Cổng chính" in client.get(reverse("registry:instrument", args=[late.pk])).content.decode()
    edit = reverse("registry:edit_reference_point", args=[where.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"place": "**", "since": "2026-03-01"}).status_code == 422
    assert client.post(edit, {"place": "Cổng sau", "since": "2026-03-01"}).status_code == 302
    away = reverse("registry:take_scale_away", args=[ReferenceScale.objects.get().pk])
    assert client.get(away).status_code == 200
    assert client.post(away, {"until": "2025-01-01"}).status_code == 422
    assert client.post(away, {"until": "2026-11-22"}).status_code == 302
    assert client.get(away).status_code == 404
    close = reverse("registry:close_reference_point", args=[where.pk])
    assert client.get(close).status_code == 200
    assert client.post(close, {"until": "2026-11-22"}).status_code == 302
    assert client.get(reverse("registry:reference_point", args=[where.pk])).status_code == 200


@pytest.mark.parametrize("query", [
    "", "?q=%00&commune=%27&gap=zz&standing=zz&on=x&order=z&columns=%00", "?on=9999-12-31&gap=no_point&after=zzz", "?on=0001-01-01",
    "?on=2026-03-15&gap=overdue&standing=point_ready&order=overdue&before=e30", "?gap=not_ready&order=stalls&q=cho",
])
def test_lists_open_whatever_the_address_holds(db: None, cast: Cast, sign_in: SignIn, query: str) -> None:
    here = market()
    where = point(cast, here)
    put(cast, where, scale(here))
    for user in (cast.registrar, cast.local_officer, cast.enterprise):
        client = sign_in(user)
        for url in (reverse("registry:markets"), reverse("registry:reference_points"),):
            assert client.get(f"{url}{query}").status_code == 200
    detail = reverse("registry:reference_point", args=[where.pk])
    assert sign_in(cast.auditor).get(f"{detail}{query}").status_code == 200
    assert sign_in(cast.enterprise).get(detail).status_code == 404


def test_markets_page_by_page_in_each_order(db: None, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from functools import partial

    from chuan.registry.views import markets as views
    from chuan.ui.lists import keyset_page

    names = [market(f"Chợ {number:02}").name for number in range(7)]
    monkeypatch.setattr(views, "keyset_page", partial(keyset_page, size=3))
    client = sign_in(cast.registrar)
    for order in ("name", "overdue", "stalls"):
        seen, url = [], f"?order={order}"
        while url:
            page = client.get(reverse("registry:markets") + url).context["page"]
            seen += [one.name for one in page.rows]
            url = page.next_url
        assert sorted(seen) == names and page.count == 7


def test_the_search_box_finds_points_by_place_and_market(db: None, cast: Cast) -> None:
    from chuan.ui.searches import find

    where = point(cast)
    urls = [reverse("registry:reference_point", args=[where.pk])]
    for text in ("cong chinh", "chieng le"):
        assert [hit.url for hit in find(cast.registrar, text) if "/points/" in hit.url] == urls
    assert [hit for hit in find(cast.enterprise, "cong chinh") if "/points/" in hit.url] == []


def test_the_map_counts_markets_and_leads_to_them(db: None, cast: Cast, sign_in: SignIn) -> None:
    put(cast, point(cast, market("Chợ A")), scale(Premises.objects.get(name="Chợ A")))
    bare = market("Chợ B")
    client = sign_in(cast.registrar)
    for figure, count in (("markets", 2), ("no_point", 1), ("not_ready", 0)):
        page = client.get(reverse("registry:map"), {"figure": figure})
        areas = {area.unit.code: area.told for area in page.context["drawing"].areas}
        assert areas["03646"].count == count, figure
    found = client.get(page.context["drawing"].areas[0].told.url.replace("not_ready", "no_point")).context["rows"]
    assert [one.pk for one in found] == [bare.pk]
