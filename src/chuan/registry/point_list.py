# SPDX-License-Identifier: Apache-2.0
"""Lists of reference-scale points. A point is known by its market and its place there while it is open; it closes, and
scales come and go, by acts of their own."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import past_day
from chuan.imports.fields import Kept, text, value
from chuan.imports.kinds import MAY, MUST, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text
from chuan.parties.lists import cells
from chuan.parties.lists.markets import find_markets
from chuan.places.queries import communes_on
from chuan.registry.actions.reference_points import TRADING_PLACES
from chuan.registry.models import ReferencePoint

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

PROBLEMS = cells.CELL_PROBLEMS | {
    "registry.market-unknown": (
        gettext_noop("there is no market {value} on file, or there are several"),
        gettext_noop("write its name and commune as on file, or bring the market in first"),
    ),
    "registry.point-outside-market": (
        gettext_noop("{value} was not open on that day"), gettext_noop("compare the days of the market")
    ),
    "registry.point-after-its-scale": (
        gettext_noop("a scale stood at {value} before that day"), gettext_noop("compare the day with that of the first scale")
    ),
}


class PointList(RecordKind):
    """Points in markets where buyers weigh again."""

    code = "reference-points"
    act = "registry.keep_points"
    title = _("Reference-scale points")
    group = _("Markets")
    file_name = "mau-diem-can-doi-chung"
    model = ReferencePoint
    problems = PROBLEMS
    identity_column = "place"
    shown = ("place", "market")
    columns = (
        Column("market", "Chợ", MUST, ("Tên chợ", "Chợ, nơi bán hàng", "Nơi bán hàng", "Market"), "Tên như trong sổ đăng ký.",
               Text(200, keyed=True)),
        cells.commune_column(),
        Column("place", "Vị trí trong chợ", MUST, ("Vị trí", "Nơi đặt", "Nơi đặt cân", "Place"), "Ví dụ: Cổng chính, Khu hàng thịt cá.",
               Text(120, keyed=True)),
        Column("keeper", "Người trông coi", MAY, ("Bộ phận trông coi", "Đơn vị trông coi", "Looked after by"),
               "Chức danh hoặc bộ phận, không ghi tên người.", Text(120)),
        Column("hours", "Giờ mở", MAY, ("Giờ mở cửa", "Giờ hoạt động", "Opening hours"), "Ví dụ: 5 giờ–18 giờ.", Text(80)),
        Column("since", "Từ ngày", MUST, ("Ngày đặt", "Ngày mở", "Since"), "Ngày/tháng/năm.", Parsed(past_day, (("since", "date"),))),
    )
    keeps = (
        Kept("market", (("premises_id", "s.premises_id", "NULL"),), "(SELECT name FROM parties_premises m WHERE m.id = {0})"),
        Kept("place", (("place", "nullif(s.place, '')", "''"), ("place_key", "nullif(s.place_key, '')", "''"))),
        text("keeper"), text("hours"), value("since"),
    )
    keys = ("t.premises_id = s.premises_id AND t.place_key = s.place_key AND t.until IS NULL",)
    twins = (("s.premises_id", "s.place_key"),)

    def open(self, on: date) -> cells.Context:
        """The communes of all days."""
        return cells.Context.load(on)

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:
        """Today's communes."""
        return {"commune": tuple(communes_on(on).values_list("full_name", flat=True))}

    def prepare(self, stage: "Stage") -> None:
        """Which market a row means: in its own commune first, else where only one is called so."""
        stage.run(f"ALTER TABLE {TABLE} ADD COLUMN premises_id uuid")
        find_markets(stage, "premises_id", kinds=TRADING_PLACES)

    def refuse(self, stage: "Stage") -> None:
        """What the acts would refuse, in words."""
        self.wrong(stage, "market", "registry.market-unknown", "s.premises_id IS NULL", data="'value', s.market")
        self.wrong(stage, "since", "registry.point-outside-market", "m.closed_on IS NOT NULL OR m.opened_on > s.since",
                   data="'value', m.name", join="LEFT JOIN parties_premises m ON m.id = s.premises_id")
        self.wrong(stage, "since", "registry.point-after-its-scale",
                   "EXISTS (SELECT 1 FROM registry_referencescale c WHERE c.point_id = t.id AND c.since < s.since)",
                   data="'value', t.place")

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Nothing that the columns do not say."""
        return {}

    def link(self, subject: UUID) -> str:
        """The page of the point."""
        return reverse("registry:reference_point", args=[subject])
