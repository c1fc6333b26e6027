# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of what parties do: who makes, imports or trades in which sector, or uses instruments, and from when to when.

An activity is known by party, premises, sector and role; of several periods, the one that shares a day with the row's.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import any_day, chosen
from chuan.imports.fields import Kept, choice, value
from chuan.imports.kinds import MAY, MUST, Column
from chuan.imports.reading import STRIDE
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed
from chuan.parties import errors
from chuan.parties.actions.listed import enter_owners
from chuan.parties.lists import whose
from chuan.parties.lists.owners import OWNER
from chuan.parties.models import Activity, Party, Premises

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.staging import Stage

SECTORS = {
    "Xăng dầu": "fuel", "Khí dầu mỏ hóa lỏng": "gas", "Điện lực": "electricity", "Cấp nước": "water", "Vận tải": "transport",
    "Vàng, trang sức": "gold", "Y tế": "health", "Thực phẩm": "food", "Nông sản, vật tư nông nghiệp": "agriculture",
    "Vật liệu xây dựng": "building", "Hàng điện, điện tử": "electrical", "Đồ chơi, mũ bảo hiểm": "toys", "Bán lẻ, chợ": "trade",
    "Dịch vụ đo lường, thử nghiệm": "testing", "Khác": "other",
}
_SECTOR_WORDS = {
    "fuel": ("Kinh doanh xăng dầu", "Xăng, dầu", "Petrol and oil"), "gas": ("LPG", "Gas", "Khí hóa lỏng", "Liquefied gas"),
    "electricity": ("Điện", "Điện năng", "Electricity"), "water": ("Nước", "Nước sạch", "Water supply"),
    "transport": ("Giao thông vận tải", "Taxi", "Transport"), "gold": ("Vàng", "Vàng bạc", "Vàng, trang sức, mỹ nghệ", "Gold and jewellery"),
    "health": ("Khám chữa bệnh", "Health"), "food": ("An toàn thực phẩm", "Food"),
    "agriculture": ("Nông nghiệp", "Nông sản", "Phân bón", "Farm products and supplies"),
    "building": ("VLXD", "Xây dựng", "Building materials"), "electrical": ("Điện, điện tử", "Thiết bị điện, điện tử", "Electrical and electronic goods"),
    "toys": ("Đồ chơi", "Đồ chơi trẻ em", "Mũ bảo hiểm", "Toys and helmets"), "trade": ("Bán lẻ", "Chợ", "Thương mại", "Retail and markets"),
    "testing": ("Đo lường", "Đo lường, thử nghiệm", "Thử nghiệm", "Kiểm định", "Measuring and testing services"), "other": ("Other",),
}
ROLES = {"Sản xuất": "maker", "Nhập khẩu": "importer", "Kinh doanh": "trader", "Sử dụng phương tiện đo": "user"}
_ROLE_WORDS = {
    "maker": ("Nhà sản xuất", "Cơ sở sản xuất", "Chế biến", "Makes"), "importer": ("Nhà nhập khẩu", "Imports"),
    "trader": ("Buôn bán", "Mua bán", "Thương mại", "Đại lý", "Bán lẻ", "Bán buôn", "Phân phối", "Trades"),
    "user": ("Sử dụng", "Dùng phương tiện đo", "Sử dụng PTĐ", "Uses instruments"),
}
PROBLEMS = whose.PROBLEMS | {
    errors.DaysOutOfOrder.code: (gettext_noop("it ended before it began"), gettext_noop("compare both days")),
    errors.ActivityKnown.code: (
        gettext_noop("the same activity is on file for some of these days, and would stand there twice"),
        gettext_noop("write days that leave out those on file"),
    ),
    "parties.activity-ended": (
        gettext_noop("this activity ended on {value} on file"), gettext_noop("write since when it is carried on again")
    ),
}
#: SQL over two rows: the same activity of one party, and of periods: they share a day
_SAME = "{0}.sector = s.sector_code AND {0}.role = s.role_code AND {0}.premises_id IS NOT DISTINCT FROM s.premises_id"
_PERIOD = "CASE WHEN {0} > {1} THEN 'empty'::daterange ELSE daterange({0}, {1}, '[]') END"
_OF_T, _OF_S, _OF_E, _OF_O = (f"({_PERIOD.format(f'{row}.valid_from', f'{row}.valid_until')})" for row in "tseo")


def _words(labels: Mapping[str, str], others: Mapping[str, tuple[str, ...]]) -> Callable[[str, Any], tuple[str, str]]:
    """A parser of one of some words: its code, and the word that pages show."""
    parse, names = chosen(labels, others), {code: label for label, code in labels.items()}

    def named(text: str, context: Any) -> tuple[str, str]:
        code = parse(text, context)
        return code, names[code]

    return named


class ActivityList(RecordKind):
    """What parties do, by sector and role."""

    code = "activities"
    act = "parties.import"
    title = _("Activities")
    group = _("Parties and premises")
    file_name = "mau-hoat-dong"
    model = Activity
    locked = (Party, Premises)
    problems = PROBLEMS
    identity_column = "owner"
    shown = ("owner", "sector", "role")
    columns = (
        *whose.party_columns(),
        Column("sector", "Lĩnh vực", MUST, ("Ngành", "Ngành nghề", "Ngành, nghề kinh doanh", "Lĩnh vực hoạt động"),
               "Chọn trong danh mục; mỗi lĩnh vực một dòng.", Parsed(_words(SECTORS, _SECTOR_WORDS), (("sector_code", "text"), ("sector", "text"))), tuple(SECTORS)),
        Column("role", "Vai trò", MUST, ("Hoạt động", "Hình thức", "Loại hoạt động"),
               "Sản xuất, nhập khẩu, kinh doanh hàng hóa hoặc sử dụng phương tiện đo; mỗi vai trò một dòng.",
               Parsed(_words(ROLES, _ROLE_WORDS), (("role_code", "text"), ("role", "text"))), tuple(ROLES)),
        whose.premises_column(),
        Column("valid_from", "Từ ngày", MAY, ("Ngày bắt đầu", "Bắt đầu"), "Ngày/tháng/năm; để trống nếu không rõ.",
               Parsed(any_day, (("valid_from", "date"),))),
        Column("valid_until", "Đến ngày", MAY, ("Ngày kết thúc", "Kết thúc"), "Ngày cuối cùng còn hoạt động; để trống nếu còn.",
               Parsed(any_day, (("valid_until", "date"),))),
    )
    keeps = (
        Kept("owner", (("party_id", "s.party_id", "NULL"),), "(SELECT name FROM parties_party o WHERE o.id = {0})"),
        Kept("premises", (("premises_id", "s.premises_id", "NULL"),), "(SELECT name FROM parties_premises o WHERE o.id = {0})"),
        Kept("sector", (("sector", "s.sector_code", "NULL"),), choice("sector", SECTORS, empty="''").shown),
        Kept("role", (("role", "s.role_code", "NULL"),), choice("role", ROLES, empty="''").shown), value("valid_from"), value("valid_until"),
    )
    keys = (  # what is carried on still goes before what has ended
        *(f"t.party_id = s.party_id AND {_SAME.format('t')} AND {_OF_T} && {_OF_S}{only}"
          for only in (" AND t.valid_until IS NULL", "")),
    )

    def prepare(self, stage: "Stage") -> None:
        """Whose the activity is, and at which premises; days in order, so that they make a period."""
        whose.find_whose(stage)
        self.wrong(stage, "valid_until", errors.DaysOutOfOrder.code, "s.valid_from > s.valid_until")

    def refuse(self, stage: "Stage") -> None:
        """What would stand on file twice, and what has ended."""
        whose.refuse_unknown(self, stage)
        self.wrong(stage, "valid_from", "parties.activity-ended",
                   "t.valid_until IS NOT NULL AND s.valid_from IS NULL AND s.valid_until IS NULL",
                   data="'value', to_char(t.valid_until, 'DD/MM/YYYY')")
        first, last = self.merged("valid_from"), self.merged("valid_until")
        self.wrong(stage, "valid_until", errors.DaysOutOfOrder.code, f"{first} > {last}")
        self._twice(stage)
        self.wrong(
            stage, "valid_from", errors.ActivityKnown.code, "o.id IS NOT NULL",
            join=f"LEFT JOIN parties_activity o ON o.party_id = s.party_id AND {_SAME.format('o')} AND o.id IS DISTINCT FROM t.id"
                 f" AND {_OF_O} && ({_PERIOD.format(first, last)})",
        )

    def _twice(self, stage: "Stage") -> None:
        """Two rows of the file that share a day: the second is refused and names the first."""
        whom = OWNER.replace("s.", "{0}.")
        stage.run(
            f"UPDATE {TABLE} s SET outcome = 'wrong', problem = jsonb_build_array('sector', 'imports.row-twice',"
            f" jsonb_build_object('value', s.owner, 'row', f.first % {STRIDE})) FROM ("
            f" SELECT s.line, min(e.line) AS first FROM {TABLE} s JOIN {TABLE} e ON {whom.format('e')} = {whom.format('s')}"
            f" AND e.sector = s.sector AND e.role = s.role AND e.premises_key = s.premises_key AND e.line < s.line AND {_OF_E} && {_OF_S}"
            " WHERE s.outcome = 'added' AND e.outcome = 'added' GROUP BY s.line) f WHERE s.line = f.line"
        )

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Parties that are not on file."""
        return [(Party, enter_owners(stage))]

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Nothing that the columns do not say."""
        return {}

    def pages(self, subjects: Collection[UUID]) -> Mapping[UUID, str]:
        """The pages of their parties."""
        return whose.pages_of(dict(Activity.objects.filter(pk__in=subjects).values_list("pk", "party_id")))
