# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""The list of the province's key products."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import any_day, array, folded, past_day, several
from chuan.imports.fields import KEY, Kept, Link, alike, text, value
from chuan.imports.kinds import MAY, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text, Wrong
from chuan.parties.lists import cells as party_cells
from chuan.parties.rules import core_name
from chuan.places.queries import communes_on
from chuan.products import errors
from chuan.products.lists import cells
from chuan.products.models import KeyProduct

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

_ALIKE = 0.5
PROBLEMS = party_cells.PROBLEMS | cells.PROBLEMS | {
    "products.producer-unknown": (
        gettext_noop("nobody of the name or tax code {value} is on file, or several are"),
        gettext_noop("write the tax code, and bring the list of parties in first"),
    ),
}


def communes(text: str, context: party_cells.Context) -> tuple[str, str]:
    """The communes of a cell, those of today where one followed."""
    found, texts = several(lambda one, here: party_cells.commune(one, here)[1] or party_cells.commune(one, here)[0])(text, context)
    return array(sorted(filter(None, found.strip("{}").replace('"', "").split(",")))), texts


def producer(text: str, context: party_cells.Context) -> str:
    """A tax code if it looks like one, else a name as it compares."""
    if any(letter.isalpha() for letter in text):
        return folded(text, context)
    try:
        return party_cells.tax_code(text, context)
    except Wrong as error:
        raise Wrong(error.code, **{"value": text[:40], **error.data}) from error


class KeyProductList(RecordKind):
    """What the province promotes, where it comes from, who makes it."""

    code = "key-products"
    act = "products.import"
    title = _("Key products of the province")
    group = _("Products and goods")
    file_name = "mau-san-pham-chu-luc"
    model = KeyProduct
    problems = PROBLEMS
    identity = ("name_key",)
    identity_column = "name"
    shown = ("name", "area")
    columns = (
        party_cells.name_column("Tên sản phẩm", "Sản phẩm", "Sản phẩm chủ lực", "Tên sản phẩm chủ lực", "Name",
                                note="Tên như trong quyết định của tỉnh."),
        Column("area", "Vùng sản xuất", MAY, ("Vùng trồng", "Vùng nuôi", "Địa bàn", "Area"), "Vùng sản xuất như được công bố.", Text(300)),
        Column("units", "Xã, phường", MAY, ("Các xã, phường", "Xã", "Địa bàn xã"), "Tên các xã, phường, cách nhau bằng dấu chấm phẩy.",
               Parsed(communes, (("units_ids", "uuid[]"), ("units_texts", "text[]")))),
        Column("producers", "Cơ sở sản xuất", MAY, ("Nhà sản xuất", "Chủ thể", "Chủ thể sản xuất", "MST cơ sở sản xuất"),
               "Mã số thuế hoặc tên trong sổ, cách nhau bằng dấu chấm phẩy.",
               Parsed(several(producer), (("producers_keys", "text[]"), ("producers_texts", "text[]")))),
        cells.document_column("Tiêu chuẩn áp dụng", "Tiêu chuẩn", "Số hiệu tiêu chuẩn", required=MAY,
                              note="Số hiệu; phải có trong danh mục tiêu chuẩn, quy chuẩn."),
        Column("marks", "Nhãn hiệu", MAY, ("Nhãn hiệu chứng nhận", "Nhãn hiệu tập thể", "Thương hiệu"), "", Text(300)),
        Column("indication", "Chỉ dẫn địa lý", MAY, ("CDĐL", "Geographical indication"), "", Text(200)),
        Column("traceability", "Mã truy xuất nguồn gốc", MAY, ("Truy xuất nguồn gốc", "Mã truy xuất", "Mã TXNG"), "", Text(120)),
        Column("listed_by", "Quyết định", MAY, ("Số quyết định", "Văn bản công nhận", "Quyết định công nhận"), "Số, ký hiệu quyết định.", Text(200)),
        Column("listed_on", "Ngày đưa vào danh mục", MAY, ("Ngày quyết định", "Ngày công nhận"), "Ngày/tháng/năm.",
               Parsed(past_day, (("listed_on", "date"),))),
        Column("ended_on", "Ngày ra khỏi danh mục", MAY, ("Ngày đưa ra khỏi danh mục",), "Ngày/tháng/năm.",
               Parsed(any_day, (("ended_on", "date"),))),
    )
    keeps = (
        Kept("name", (("name", "nullif(s.name, '')", "''"), ("name_key", "s.name_key", "''"))), text("area"),
        Kept("standard", (("standard_id", "s.standard_id", "NULL"),), cells.STANDARD_NUMBER), text("marks"), text("indication"),
        text("traceability"), text("listed_by"), value("listed_on"), value("ended_on"),
    )
    links = (
        Link("units", "products_keyproduct_units", "keyproduct_id", "administrativeunit_id",
             "(SELECT u.full_name FROM places_administrativeunit u WHERE u.id = o.id)"),
        Link("producers", "products_keyproduct_producers", "keyproduct_id", "party_id",
             "(SELECT p.name FROM parties_party p WHERE p.id = o.id)"),
    )
    keys = ("t.name_key = s.name_key",)

    def open(self, on: date) -> party_cells.Context:
        """The communes of all days."""
        return party_cells.Context.load(on)

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:
        """Today's communes."""
        return {"units": tuple(communes_on(on).values_list("full_name", flat=True))}

    def prepare(self, stage: "Stage") -> None:
        """By which standard, and who makes it."""
        cells.find_standard(stage)
        cells.find_links(stage, "producers", (
            "SELECT NULL::bigint AS line, tax_code AS k, id FROM parties_party WHERE tax_code <> ''"
            f" UNION ALL SELECT NULL, {KEY.format('name')}, id FROM parties_party"
        ))

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """Names that share most of their pieces."""
        on_file = list(KeyProduct.objects.values_list("pk", "name"))
        for line, name in stage.rows(f"SELECT line, name FROM {TABLE} WHERE subject IS NULL AND outcome = 'added' AND verdict <> 'new'"):
            likeness, pk, other = max(((alike(core_name(name), core_name(one)), pk, one) for pk, one in on_file), default=(0.0, None, ""))
            if pk is not None and likeness >= _ALIKE:
                yield line, pk, "name", other

    def refuse(self, stage: "Stage") -> None:
        """Standards and producers nobody knows, days in the wrong order."""
        cells.refuse_unknown_standard(self, stage)
        self.wrong(stage, "producers", "products.producer-unknown", "s.producers_unknown IS NOT NULL", data="'value', s.producers_unknown")
        self.wrong(stage, "ended_on", errors.DaysSwapped.code, f"{self.merged('ended_on')} < {self.merged('listed_on')}",
                   data=f"'value', to_char({self.merged('listed_on')}, 'DD/MM/YYYY')")

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Nothing that the columns do not say."""
        return {}

    def link(self, subject: UUID) -> str:
        """The page of the product."""
        return reverse("products:key_product", args=[subject])
