# SPDX-License-Identifier: Apache-2.0
"""Lists of reference-scale points: in, again, changed, undone; what is wrong."""

from collections.abc import Callable
from datetime import date

from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import
from chuan.registry.models import ReferencePoint, ReferenceScale
from tests import make
from tests.imports.filling import counts, filled, reasons
from tests.make import NOON, Cast

Upload = Callable[..., Import]
GATE = {"market": "Chợ Trung tâm", "commune": "Phường Tô Hiệu", "place": "Cổng chính", "keeper": "Tổ bảo vệ chợ", "since": "02/03/2026"}


def test_points_go_in_are_the_same_again_change_and_come_back(upload: Upload, cast: Cast) -> None:
    # given
    market = make.make_premises(name="Chợ Trung tâm", kind="market")
    first = upload(filled("reference-points", GATE), kind="reference-points")
    assert (first.status, counts(first)) == (ImportStatus.DONE, (1, 0, 0, 0, 0))
    point = ReferencePoint.objects.get()
    assert (point.premises, point.place, point.since, point.until) == (market, "Cổng chính", date(2026, 3, 2), None)
    again = GATE | {"market": "trung tam", "place": "cong chinh"}
    assert counts(upload(filled("reference-points", GATE), kind="reference-points")) == (0, 0, 1, 0, 0)

    # when
    changing = upload(filled("reference-points", again | {"hours": "5–18 giờ"}), kind="reference-points")

    # then
    assert counts(changing) == (0, 1, 0, 0, 0)
    point.refresh_from_db()
    assert point.hours == "5–18 giờ"
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    point.refresh_from_db()
    assert (point.place, point.hours) == ("Cổng chính", "")


def test_what_the_acts_would_refuse_is_said_row_by_row(upload: Upload, cast: Cast) -> None:
    # given a closed market, and a point whose scale stands there since January
    make.make_premises(name="Chợ cũ", kind="market", opened_on=date(2020, 1, 1), closed_on=date(2025, 1, 1))
    market = make.make_premises(name="Chợ Trung tâm", kind="market")
    point = ReferencePoint.objects.create(premises=market, place="Nhà ban quản lý", place_key="nhabanquanly", since=date(2026, 1, 2))
    scale = make.make_instrument(premises=market, owner=market.party, kind="scale-spring-dial", characteristics={})
    ReferenceScale.objects.create(point=point, instrument=scale, since=date(2026, 1, 5))

    # when
    rows = [GATE | {"market": "Chợ không có"}, GATE | {"market": "Chợ cũ"}, GATE, GATE, GATE | {"place": "Nhà ban quản lý"}]
    imported = upload(filled("reference-points", *rows), kind="reference-points")

    # then
    assert counts(imported) == (1, 0, 0, 0, 4)
    assert reasons(imported) == {
        2: [("market", "registry.market-unknown")], 3: [("since", "registry.point-outside-market")],
        5: [("place", "imports.row-twice")], 6: [("since", "registry.point-after-its-scale")],
    }
