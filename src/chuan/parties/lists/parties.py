# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of parties. Contacts are people's data: they have lists of their own, with purpose and basis on every row."""

from collections.abc import Iterator, Mapping
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
from chuan.imports.values import Parsed, Text
from chuan.parties import errors
from chuan.parties.choices import PERSONAL_KINDS
from chuan.parties.lists import cells
from chuan.parties.lists.nearness import OnFile, Wanted
from chuan.parties.models import Party
from chuan.places.queries import communes_on

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

KINDS = {
    "Doanh nghiệp": "enterprise", "Hợp tác xã": "cooperative", "Hộ kinh doanh": "household", "Cá nhân": "person",
    "Cơ quan, đơn vị công lập": "public_body", "Tổ chức": "organisation",
}
_KIND_WORDS = {
    "enterprise": ("DN", "Công ty", "Cty", "DNTN", "Doanh nghiệp tư nhân", "Công ty TNHH", "Công ty cổ phần", "Chi nhánh"),
    "cooperative": ("HTX", "Liên hiệp hợp tác xã"), "household": ("HKD", "Hộ", "Hộ cá thể", "Hộ kinh doanh cá thể"),
    "person": ("Người", "CN"), "organisation": ("Tổ chức khác", "Khác"),
    "public_body": ("Cơ quan nhà nước", "Cơ quan, đơn vị sự nghiệp", "Đơn vị sự nghiệp", "Cơ quan", "Đơn vị sự nghiệp công lập", "ĐVSN", "Trường học", "Bệnh viện"),
}
STATUSES = {"Đang hoạt động": "active", "Tạm ngừng": "suspended", "Đã chấm dứt hoạt động": "closed"}
_STATUS_WORDS = {
    "active": ("Hoạt động", "NNT đang hoạt động"), "suspended": ("Tạm ngừng hoạt động", "Tạm ngừng kinh doanh", "Tạm nghỉ"),
    "closed": ("Ngừng hoạt động", "Giải thể", "Đóng cửa", "Đã giải thể", "Đã ngừng", "Phá sản", "Chấm dứt hoạt động"),
}
_MASKED = "CASE WHEN length({0}) = 12 THEN left({0}, 3) || 'xxxxxx' || right({0}, 3) ELSE {0} END"
PROBLEMS = cells.PROBLEMS | {
    errors.TaxCodeOfPerson.code: (
        gettext_noop("{value} is a personal number, and an organisation has none"),
        gettext_noop("correct the number, or the kind of party"),
    ),
    errors.StatusDateMissing.code: (
        gettext_noop("since which day is missing"), gettext_noop("write the day; if nobody knows it, the day on which it was found so")
    ),
}


class PartyList(RecordKind):
    """Enterprises, cooperatives, households, individuals and public bodies in one list."""

    code = "parties"
    act = "parties.import"
    title = _("Parties")
    group = _("Parties and premises")
    file_name = "mau-to-chuc-ca-nhan"
    model = Party
    problems = PROBLEMS
    identity = ("tax_code",)
    identity_column = "name"
    shown = ("name", "address")
    columns = (
        cells.name_column("Tên tổ chức, cá nhân", "Tên", "Tên doanh nghiệp", "Tên cơ sở", "Tên đơn vị", "Tên hợp tác xã", "Tên HTX",
                          "Tên hộ kinh doanh", "Tên công ty", "Doanh nghiệp", "Người nộp thuế", "Tên người nộp thuế", "Name",
                          note="Tên đầy đủ như trên giấy chứng nhận đăng ký."),
        Column("kind", "Loại hình", MAY, ("Loại", "Loại hình tổ chức", "Loại hình doanh nghiệp", "Loại tổ chức", "Kind"),
               "Chọn trong danh mục; để trống nếu chưa rõ.", Parsed(chosen(KINDS, _KIND_WORDS), (("kind", "text"),)), tuple(KINDS)),
        cells.tax_code_column(note=" Để trống nếu không có."),
        Column("address", "Địa chỉ", MAY, ("Địa chỉ trụ sở", "Trụ sở", "Địa chỉ trụ sở chính", "Nơi ở", "Address"),
               "Số nhà, đường, bản, tiểu khu. Ai không có mã số thuế thì được nhận ra bằng tên và địa chỉ.", Text(240, keyed=True)),
        cells.commune_column(),
        Column("status", "Tình trạng hoạt động", MAY, ("Tình trạng", "Trạng thái", "Trạng thái hoạt động", "Status"),
               "Để trống nếu đang hoạt động.", Parsed(chosen(STATUSES, _STATUS_WORDS), (("status", "text"),)), tuple(STATUSES)),
        Column("status_since", "Từ ngày", MAY, ("Tình trạng từ ngày", "Ngày tạm ngừng", "Ngày ngừng hoạt động", "Since"),
               "Ngày/tháng/năm tạm ngừng hoặc ngừng hoạt động.", Parsed(past_day, (("status_since", "date"),))),
    )
    keeps = (
        text("name"), text("address"), value("tax_code", empty="''", shown=_MASKED), value("status_since"),
        Kept("kind", (("kind", "s.kind", "CASE WHEN length(s.tax_code) = 12 THEN 'household' ELSE 'organisation' END"),),
             choice("kind", KINDS, empty="''").shown),
        choice("status", STATUSES, empty="'active'"),
    )
    keys = (
        "t.tax_code = s.tax_code AND s.tax_code <> ''",
        f"s.tax_code IS NULL AND s.address_key <> '' AND {KEY.format('t.name')} = s.name_key"
        f" AND {KEY.format('t.address')} = s.address_key",
    )
    twins = (("CASE WHEN s.tax_code IS NULL THEN s.name_key END", "s.address_key"),)

    def open(self, on: date) -> cells.Context:
        """The communes of all days."""
        return cells.Context.load(on)

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:
        """Today's communes."""
        return {"commune": tuple(communes_on(on).values_list("full_name", flat=True))}

    def prepare(self, stage: "Stage") -> None:
        """The commune belongs to the address of a party; what is there already is not written twice."""
        stage.run(
            f"UPDATE {TABLE} s SET address = concat_ws(', ', nullif(s.address, ''), u.full_name) FROM places_administrativeunit u"
            " WHERE u.id = s.stated_unit AND strpos(chuan_fold(s.address), chuan_fold(u.name)) = 0"
        )
        stage.run(f"UPDATE {TABLE} s SET address_key = {KEY.format('s.address')} WHERE stated_unit IS NOT NULL")

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """The same name, or nearly, in the same commune or at nearly the same address: see `nearness`."""
        rows = [Wanted(*row) for row in stage.rows(
            f"SELECT s.line, s.name, coalesce(s.tax_code, ''), s.address, s.current_unit, coalesce(u.name, '') FROM {TABLE} s"
            " LEFT JOIN places_administrativeunit u ON u.id = s.stated_unit"
            " WHERE s.subject IS NULL AND s.outcome = 'added' AND s.verdict <> 'new'")]
        on_file = OnFile(rows)
        for row in rows:
            best = on_file.nearest(row)
            if best is not None:
                yield row.line, best.pk, "name", best.note

    def refuse(self, stage: "Stage") -> None:
        """A personal number belongs to a person; who does not carry on, does not since a day."""
        personal = ", ".join(f"'{one.value}'" for one in sorted(PERSONAL_KINDS))
        self.wrong(stage, "tax_code", errors.TaxCodeOfPerson.code,
                   f"length({self.merged('tax_code')}) = 12 AND {self.merged('kind')} NOT IN ({personal})",
                   data=f"'value', {_MASKED.format(self.merged('tax_code'))}")
        self.wrong(stage, "status_since", errors.StatusDateMissing.code,
                   f"{self.merged('status')} <> 'active' AND {self.merged('status_since')} IS NULL")

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Particulars that lists do not bring."""
        return {"phone": "", "email": ""}

    def link(self, subject: UUID) -> str:
        """The page of the party."""
        return reverse("parties:party", args=[subject])
