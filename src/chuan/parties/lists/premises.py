# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of premises: shops, plants, petrol stations, clinics, workshops, markets and their stalls.

Premises are known by owner and folded name. The same name in another commune, or another name at the same address, is
probably the same: a person says.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import chosen, past_day
from chuan.imports.fields import KEY, Kept, choice, text, value
from chuan.imports.kinds import MAY, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text, Wrong
from chuan.lib.numbers import parse_reading
from chuan.parties import errors
from chuan.parties.actions.listed import enter_owners
from chuan.parties.lists import cells
from chuan.parties.lists.markets import find_markets
from chuan.parties.lists.owners import OWNER, find_owners, refuse_ownerless
from chuan.parties.models import Party, Premises
from chuan.places.queries import communes_on

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.staging import Stage

KINDS = {
    "Cửa hàng xăng dầu": "petrol_station", "Chợ": "market", "Quầy hàng trong chợ": "stall", "Cửa hàng": "shop",
    "Nhà máy": "plant", "Xưởng": "workshop", "Mạng lưới cung cấp": "network", "Bãi, gara xe": "garage",
    "Cơ sở y tế": "clinic", "Văn phòng": "office", "Khác": "other",
}
_WORDS = {
    "petrol_station": ("CHXD", "Trạm xăng dầu", "Cây xăng", "Trạm xăng"),
    "stall": ("Quầy", "Sạp", "Quầy hàng", "Sạp hàng", "Ki ốt", "Kiốt", "Kiot", "Quầy trong chợ", "Điểm kinh doanh trong chợ"),
    "shop": ("Cửa hàng tạp hóa", "Siêu thị", "Đại lý", "Tiệm", "Tiệm vàng", "Cửa hàng vàng bạc"),
    "plant": ("Cơ sở sản xuất", "Nhà máy sản xuất", "Xí nghiệp", "Trạm trộn"), "workshop": ("Phân xưởng", "Xưởng sản xuất", "Gara"),
    "network": ("Mạng lưới", "Mạng lưới cấp điện, nước", "Trạm biến áp", "Nhà máy nước"), "garage": ("Bãi xe", "Bãi đỗ xe", "Bến xe", "Điểm đỗ xe"),
    "clinic": ("Phòng khám", "Bệnh viện", "Trạm y tế", "Cơ sở khám, chữa bệnh", "Trung tâm y tế"), "office": ("Trụ sở", "Trụ sở chính"),
}
PROBLEMS = cells.PROBLEMS | {
    errors.StallWithoutMarket.code: (
        gettext_noop("a market stall belongs to a market, and only a stall does"),
        gettext_noop("write the name of the market, or another kind of premises"),
    ),
    "parties.market-unknown": (
        gettext_noop("there is no market {value} on file nor among the good rows of this list, or there are several"),
        gettext_noop("write its name as on file, or bring the market in first"),
    ),
    errors.MarketHasStalls.code: (
        gettext_noop("stalls belong to {value}: it remains a market"), gettext_noop("move or close the stalls first")
    ),
    errors.PremisesNameTaken.code: (
        gettext_noop("the owner already has premises named {value}"), gettext_noop("name these differently")
    ),
    errors.DaysOutOfOrder.code: (gettext_noop("it closed before it opened"), gettext_noop("compare both days")),
    errors.CoordinatesIncomplete.code: (
        gettext_noop("{value} is no place on the globe, or the other coordinate is missing"),
        gettext_noop("write both in degrees, such as 21,3270 and 103,9141, or neither"),
    ),
}
_MARKET_NAME = "(SELECT name FROM parties_premises m WHERE m.id = {0})"


def _degrees(limit: int) -> Any:
    def parse(text: str, _context: object) -> float:
        number = parse_reading(text)
        if number is None or abs(number) > limit:
            raise Wrong(errors.CoordinatesIncomplete.code, value=text[:40])
        return float(number)

    return parse


class PremisesList(RecordKind):
    """Places of business of every kind."""

    code = "premises"
    act = "parties.import"
    title = _("Premises")
    group = _("Parties and premises")
    file_name = "mau-co-so"
    model = Premises
    locked = (Party,)
    problems = PROBLEMS
    identity_column = "name"
    shown = ("name", "owner", "address")
    columns = (
        cells.name_column("Tên cơ sở", "Tên", "Tên cửa hàng", "Cửa hàng", "Cơ sở", "Tên địa điểm kinh doanh", "Địa điểm kinh doanh",
                          "Tên chợ", "Tên trạm", "Name", note="Tên cửa hàng, nhà máy, chợ, quầy, phòng khám…"),
        Column("kind", "Loại cơ sở", MAY, ("Loại", "Loại hình cơ sở", "Kind"), "Chọn trong danh mục; để trống nếu không thuộc loại nào.",
               Parsed(chosen(KINDS, _WORDS), (("kind", "text"),)), tuple(KINDS)),
        cells.tax_code_column(note=" Mã số thuế của chủ cơ sở."),
        cells.owner_column("Tên chủ cơ sở", "Chủ cơ sở", "Chủ sở hữu", "Tên chủ sở hữu", "Đơn vị quản lý"),
        Column("address", "Địa chỉ", MAY, ("Địa chỉ cơ sở", "Địa chỉ cửa hàng", "Address"), "Số nhà, đường, bản, tiểu khu.",
               Text(300, keyed=True)),
        cells.commune_column(),
        Column("market", "Thuộc chợ", MAY, ("Chợ", "Tại chợ", "Market"), "Chỉ ghi cho quầy hàng trong chợ: tên chợ.",
               Text(200, keyed=True)),
        Column("opened_on", "Ngày bắt đầu hoạt động", MAY, ("Ngày hoạt động", "Ngày mở", "Opened on"), "Ngày/tháng/năm.",
               Parsed(past_day, (("opened_on", "date"),))),
        Column("closed_on", "Ngày ngừng hoạt động", MAY, ("Ngày đóng cửa", "Ngày đóng", "Closed on"),
               "Ngày/tháng/năm; để trống nếu còn hoạt động.", Parsed(past_day, (("closed_on", "date"),))),
        Column("latitude", "Vĩ độ", MAY, ("Latitude", "Lat"), "Độ thập phân, ví dụ 21,3270.",
               Parsed(_degrees(90), (("latitude", "float8"),))),
        Column("longitude", "Kinh độ", MAY, ("Longitude", "Long", "Lng"), "Độ thập phân, ví dụ 103,9141.",
               Parsed(_degrees(180), (("longitude", "float8"),))),
    )
    keeps = (
        Kept("owner", (("party_id", "s.party_id", "NULL"),), "(SELECT name FROM parties_party o WHERE o.id = {0})"),
        text("name"), choice("kind", KINDS, empty="'other'"), text("address"),
        Kept("commune", (("current_unit_id", "s.current_unit", "NULL"), ("stated_unit_id", "s.stated_unit", "NULL")),
             "(SELECT full_name FROM places_administrativeunit u WHERE u.id = {0})"),
        Kept("market", (("market_id", "s.market_id", "NULL"),), _MARKET_NAME),
        value("opened_on"), value("closed_on"), value("latitude"), value("longitude"),
    )
    keys = (
        f"t.party_id = s.party_id AND {KEY.format('t.name')} = s.name_key AND (s.current_unit IS NULL OR t.current_unit_id IS NULL"
        " OR t.current_unit_id = s.current_unit)",
    )
    twins = ((OWNER, "s.name_key", "coalesce(s.current_unit::text, '')"), (OWNER, "s.name"))

    def open(self, on: date) -> cells.Context:
        """The communes of all days."""
        return cells.Context.load(on)

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:
        """Today's communes."""
        return {"commune": tuple(communes_on(on).values_list("full_name", flat=True))}

    def prepare(self, stage: "Stage") -> None:
        """Whose the premises are; to which market a stall belongs."""
        find_owners(stage)
        stage.run(f"ALTER TABLE {TABLE} ADD COLUMN market_id uuid")

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """Of the same owner: the same name in another commune, or another name at the same address."""
        found = stage.rows(
            "SELECT DISTINCT ON (s.line) s.line, t.id, concat_ws(' · ', t.name, nullif(t.address, ''), u.full_name)"
            f" FROM {TABLE} s JOIN parties_premises t ON t.party_id = s.party_id"
            " LEFT JOIN places_administrativeunit u ON u.id = t.current_unit_id"
            f" WHERE s.subject IS NULL AND ({KEY.format('t.name')} = s.name_key OR (s.address_key <> ''"
            f" AND {KEY.format('t.address')} = s.address_key AND t.kind <> 'stall' AND s.kind IS DISTINCT FROM 'stall'"
            " AND (s.kind IS NULL OR s.kind = t.kind)"
            " AND (s.current_unit IS NULL OR t.current_unit_id IS NULL OR s.current_unit = t.current_unit_id)))"
            f" ORDER BY s.line, {KEY.format('t.name')} = s.name_key DESC, t.id"
        )
        for line, subject, name in found:
            yield line, subject, "name", name

    def refuse(self, stage: "Stage") -> None:
        """What the table would refuse, in words."""
        refuse_ownerless(self, stage)
        m = self.merged
        self.wrong(stage, "name", errors.PremisesNameTaken.code,
                   "s.party_id IS NOT NULL AND n.id IS NOT NULL AND n.id IS DISTINCT FROM t.id", data="'value', s.name",
                   join="LEFT JOIN parties_premises n ON n.party_id = s.party_id AND n.name = s.name")
        self.wrong(stage, "closed_on", errors.DaysOutOfOrder.code, f"{m('closed_on')} < {m('opened_on')}")
        self.wrong(stage, "latitude", errors.CoordinatesIncomplete.code,
                   f"({m('latitude')} IS NULL) <> ({m('longitude')} IS NULL)", data="'value', coalesce(s.latitude, s.longitude)")
        self.wrong(stage, "kind", errors.MarketHasStalls.code,
                   f"t.kind = 'market' AND {m('kind')} <> 'market' AND EXISTS (SELECT 1 FROM parties_premises c WHERE c.market_id = t.id)",
                   data="'value', t.name")
        find_markets(stage, "market_id", of_the_list=True, elsewhere=True)
        self.wrong(stage, "market", "parties.market-unknown", "s.market_key <> '' AND s.market_id IS NULL", data="'value', s.market")
        self.wrong(stage, "market", errors.StallWithoutMarket.code, f"({m('kind')} = 'stall') <> ({m('market')} IS NOT NULL)")

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Owners that are not on file."""
        return [(Party, enter_owners(stage))]

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Nothing that the columns do not say."""
        return {}

    def link(self, subject: UUID) -> str:
        """The page of the premises."""
        return reverse("parties:premises", args=[subject])
