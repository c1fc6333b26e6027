# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of goods: who makes, imports or sells what, by which standard, under which rules."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import array, chosen, several
from chuan.imports.fields import Kept, choice, text, value
from chuan.imports.kinds import MAY, MUST, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text, Wrong, read_amount, whole_text
from chuan.lib import clock
from chuan.lib.errors import InvalidInput
from chuan.lib.text import fold, key
from chuan.parties.actions.listed import enter_owners
from chuan.parties.lists import cells as party_cells
from chuan.parties.lists.owners import OWNER, find_owners, refuse_ownerless
from chuan.parties.models import Party
from chuan.products import errors, regulated
from chuan.products.choices import UNITS
from chuan.products.lists import cells
from chuan.products.models import Goods
from chuan.products.rules import check_gtin, check_hs

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.staging import Stage

ROLES = {"Sản xuất": "maker", "Nhập khẩu": "importer", "Kinh doanh": "trader"}
_ROLE_WORDS = {
    "maker": ("SX", "Nhà sản xuất", "Cơ sở sản xuất", "Sản xuất trong nước"), "importer": ("NK", "Nhà nhập khẩu"),
    "trader": ("KD", "Bán", "Phân phối", "Thương mại", "Bán lẻ", "Bán buôn", "Mua bán"),
}
_role = chosen(ROLES, _ROLE_WORDS)
_KIND_OF_UNIT = {key(unit): (kind, unit) for kind, units in UNITS.items() for unit in units} | {
    key(word): ("count", "pc") for word in ("cái", "chiếc", "hộp", "gói", "viên", "pcs")
} | {key(word): ("volume", "l") for word in ("lít", "lit")} | {key("gam"): ("mass", "g"), "kilogam": ("mass", "kg")}
_AMOUNT = re.compile(r"([\d.,]+)\s*([^\d\s].*)")
_EXCEL_PLUS = re.compile(r"\d(\.\d+)?[eE]\+\d+")
PROBLEMS = party_cells.PROBLEMS | cells.PROBLEMS | {
    errors.GtinWrong.code: (
        gettext_noop("{value} is no barcode number: it has 8, 12, 13 or 14 digits, the last one a check digit"),
        gettext_noop("read the digits under the bars again, and format the cells as text"),
    ),
    errors.HsMalformed.code: (
        gettext_noop("{value} is no HS code: 4, 6 or 8 digits, with or without points"),
        gettext_noop("take it from the customs declaration, or leave it empty"),
    ),
    errors.NotRegulated.code: (
        gettext_noop("{value} is not listed as a regulated product on {day}"), gettext_noop("choose from the list in the template")
    ),
    errors.QuantityIncomplete.code: (
        gettext_noop("{value} is no quantity with its unit"), gettext_noop("write a number and a unit, such as 500 g or 1,5 l")
    ),
    errors.GoodsTaken.code: (
        gettext_noop("{value} already stands on file at {party}"), gettext_noop("compare the barcode number, the brand and the model")
    ),
}


def role(text: str, on: date) -> tuple[str, date]:
    """What the party does with the goods; every row has one, so the day of the list comes along."""
    return _role(text, on), on


def gtin(text: str, _context: object) -> str:
    """The digits of a barcode number."""
    try:
        if _EXCEL_PLUS.fullmatch(text):  # digits are lost
            raise errors.GtinWrong(value=text)
        return check_gtin(whole_text(text))
    except InvalidInput as error:
        raise Wrong(error.code, value=text[:40]) from error


def hs(text: str, _context: object) -> str:
    """The digits of an HS code."""
    try:
        return check_hs(whole_text(text))
    except InvalidInput as error:
        raise Wrong(error.code, value=text[:40]) from error


def quantity(text: str, _context: object) -> tuple[str, Decimal, str, str]:
    """The quantity of a prepackage: its kind, the number, the unit, and what tells it in the identity of goods."""
    match = _AMOUNT.fullmatch(text)
    kind, unit = _KIND_OF_UNIT.get(key(match[2]), ("", "")) if match else ("", "")
    if match is None or not kind:
        raise Wrong(errors.QuantityIncomplete.code, value=text[:40])
    amount = read_amount(match[1])
    return kind, amount, unit, key(f"{amount.normalize():f}{unit}")


def regulated_code(text: str, on: date) -> str:
    """A product of the list in force, by code (what stands behind a dash is its name), or by its name."""
    rows = regulated.listing(on).rows
    code = fold(text.partition(" – ")[0].partition(" - ")[0].strip())
    if code in rows:
        return code
    named = [row.code for row in rows.values() if key(text) in {key(row.name_vi), key(row.name_en)}]
    if len(named) != 1:
        raise Wrong(errors.NotRegulated.code, value=text[:60], day=f"{on:%d/%m/%Y}")
    return named[0]


def regulated_codes(text: str, on: date) -> str:
    """The sorted products of a cell."""
    codes, _texts = several(regulated_code)(text, on)
    return array(sorted(set(filter(None, codes.strip("{}").replace('"', "").split(",")))))


class GoodsList(RecordKind):
    """Goods of many parties."""

    code = "goods"
    act = "products.import"
    title = _("Goods")
    group = _("Products and goods")
    file_name = "mau-hang-hoa"
    model = Goods
    locked = (Party,)
    problems = PROBLEMS
    identity_column = "name"
    shown = ("name", "brand", "owner")
    columns = (
        party_cells.name_column("Tên hàng hóa", "Tên sản phẩm", "Sản phẩm", "Hàng hóa", "Tên sản phẩm, hàng hóa", "Tên hàng", "Name",
                                note="Tên trên nhãn."),
        Column("brand", "Nhãn hiệu", MAY, ("Thương hiệu", "Brand"), "Nhãn hiệu trên nhãn.", Text(120, keyed=True)),
        Column("model", "Kiểu, loại", MAY, ("Kiểu loại", "Model", "Ký mã hiệu", "Kiểu", "Chủng loại"), "Kiểu, loại, ký mã hiệu.",
               Text(120, keyed=True)),
        Column("role", "Vai trò", MUST, ("Hình thức", "Loại hình", "Hoạt động", "Role"), "Cơ sở làm gì với hàng hóa này.",
               Parsed(role, (("role", "text"), ("today", "date"))), tuple(ROLES)),
        party_cells.tax_code_column(note=" Mã số thuế của cơ sở sản xuất, nhập khẩu hoặc kinh doanh."),
        party_cells.owner_column("Tên cơ sở", "Cơ sở", "Nhà sản xuất", "Cơ sở sản xuất", "Tên cơ sở sản xuất, kinh doanh"),
        Column("gtin", "Mã số mã vạch (GTIN)", MAY, ("GTIN", "Mã vạch", "Mã số mã vạch", "MSMV", "Barcode"),
               "8, 12, 13 hoặc 14 chữ số dưới mã vạch; định dạng ô là Văn bản.", Parsed(gtin, (("gtin", "text"),))),
        Column("hs", "Mã HS", MAY, ("HS", "Mã số HS", "HS code"), "4, 6 hoặc 8 chữ số.", Parsed(hs, (("hs", "text"),))),
        cells.document_column("Tiêu chuẩn công bố", "Tiêu chuẩn áp dụng", "TCAP", "Số hiệu tiêu chuẩn", "Tiêu chuẩn", "Tiêu chuẩn công bố áp dụng",
                              required=MAY, note="Số hiệu, ví dụ TCVN 6260:2020; phải có trong danh mục tiêu chuẩn, quy chuẩn."),
        Column("regulated", "Mã sản phẩm quản lý", MAY, ("Nhóm 2", "Mã sản phẩm nhóm 2", "Sản phẩm nhóm 2", "Thuộc danh mục"),
               "Mã trong danh mục đang có hiệu lực; nhiều mã cách nhau bằng dấu chấm phẩy.",
               Parsed(regulated_codes, (("regulated", "varchar[]"),))),
        Column("quantity", "Lượng danh định", MAY, ("Khối lượng tịnh", "Thể tích thực", "Định lượng", "Quy cách"),
               "Chỉ ghi cho hàng đóng gói sẵn: số và đơn vị, ví dụ 500 g; 1,5 l.",
               Parsed(quantity, (("quantity", "text"), ("nominal", "numeric"), ("unit", "text"), ("quantity_key", "text")))),
    )
    keeps = (
        Kept("owner", (("party_id", "s.party_id", "NULL"),), "(SELECT name FROM parties_party o WHERE o.id = {0})"),
        choice("role", ROLES, empty="'trader'"), text("name"), text("brand"), text("model"), Kept("identity", (("identity", "s.identity", "''"),), ""),
        value("gtin", empty="''"), value("hs", empty="''"),
        Kept("standard", (("standard_id", "s.standard_id", "NULL"),), cells.STANDARD_NUMBER),
        value("regulated", "regulated_codes", empty="'{}'", shown="array_to_string({0}, '; ')"),
        Kept("quantity", (("nominal_value", "s.nominal", "NULL"), ("nominal_unit", "s.unit", "''"), ("quantity_kind", "s.quantity", "''")),
             "trim_scale({0})::text || ' ' || {1}", compared=2),
    )
    keys = (
        "t.party_id = s.party_id AND t.role = s.role AND t.gtin = s.gtin AND t.gtin <> ''",
        "t.party_id = s.party_id AND t.role = s.role AND t.identity = s.identity",
    )
    twins = (
        (OWNER, "s.role", "s.identity"), (OWNER, "s.role", "nullif(s.gtin, '')"),
        ("CASE WHEN s.role = 'maker' THEN nullif(s.gtin, '') END",),
    )

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:
        """The regulated products of the day."""
        return {"regulated": tuple(f"{row.code} – {row.name_vi}"[:250] for row in regulated.listing(on).rows.values())}

    def prepare(self, stage: "Stage") -> None:
        """Whose they are, by which standard, and the one key for name, brand, model and quantity."""
        find_owners(stage)
        cells.find_standard(stage, "s.party_id")
        stage.run(f"ALTER TABLE {TABLE} ADD COLUMN identity text")
        stage.run(f"UPDATE {TABLE} SET identity = concat_ws('|', name_key, brand_key, model_key, coalesce(quantity_key, ''))")

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """The same name at the same party, where brand, model and quantity agree or are known on one side only."""
        agree = " AND ".join(
            f"({staged} = '' OR split_part(t.identity, '|', {at}) IN ('', {staged}))"
            for at, staged in ((2, "s.brand_key"), (3, "s.model_key"), (4, "coalesce(s.quantity_key, '')"))
        )
        for line, subject, name in stage.rows(
            f"SELECT DISTINCT ON (s.line) s.line, t.id, concat_ws(' ', t.name, nullif(t.brand, ''), nullif(t.model, ''), nullif(t.gtin, ''))"
            f" FROM {TABLE} s JOIN products_goods t ON t.party_id = s.party_id AND t.role = s.role"
            f" WHERE s.subject IS NULL AND split_part(t.identity, '|', 1) = s.name_key AND {agree}"
            " AND (s.gtin IS NULL OR t.gtin IN ('', s.gtin)) ORDER BY s.line, t.id"
        ):
            yield line, subject, "name", name

    def refuse(self, stage: "Stage") -> None:
        """Owners nobody knows, standards not in force, goods or numbers that are others'."""
        refuse_ownerless(self, stage)
        cells.refuse_unknown_standard(self, stage)
        cells.refuse_standard_not_in_force(self, stage, "s.today", "s.standard_id IS DISTINCT FROM t.standard_id")
        self._merge_identity(stage)
        same = "g.party_id = s.party_id AND g.role = s.role AND (g.identity = s.identity OR (g.gtin <> '' AND g.gtin = s.gtin))"
        others = "s.role = 'maker' AND g.role = 'maker' AND g.gtin <> '' AND g.gtin = s.gtin"
        self.wrong(stage, "name", errors.GoodsTaken.code, "g.id IS NOT NULL", data="'value', g.name, 'party', p.name",
                   join=f"LEFT JOIN products_goods g ON (({same}) OR ({others})) AND g.id IS DISTINCT FROM s.subject"
                        " LEFT JOIN parties_party p ON p.id = g.party_id")

    def _merge_identity(self, stage: "Stage") -> None:
        """What the row leaves empty stays as on file, in the key as well."""
        parts = ", ".join(
            f"coalesce(nullif({staged}, ''), split_part(t.identity, '|', {at}))"
            for at, staged in ((1, "s.name_key"), (2, "s.brand_key"), (3, "s.model_key"), (4, "s.quantity_key"))
        )
        stage.run(f"UPDATE {TABLE} s SET identity = concat_ws('|', {parts}) FROM products_goods t WHERE t.id = s.subject"
                  " AND (nullif(s.name_key, '') IS DISTINCT FROM split_part(t.identity, '|', 1) OR s.brand_key <> '' OR s.model_key <> ''"
                  " OR s.quantity_key <> '')")

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Parties that are not on file."""
        return [(Party, enter_owners(stage))]

    def defaults(self, at: datetime) -> Mapping[str, Any]:
        """New goods are on the market since the day of the list."""
        return {"status": "on_sale", "status_since": clock.day_of(at), "registered_at": at}

    def link(self, subject: UUID) -> str:
        """The page of the goods."""
        return reverse("products:goods", args=[subject])
