# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of declarations of conformity: the party's number, the document, the dossier, the notice of receipt and its term."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import any_day, chosen, folded, past_day, several
from chuan.imports.fields import KEY, LOOSE, Kept, Link, choice, text, value
from chuan.imports.kinds import MAY, MUST, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text
from chuan.parties.actions.listed import enter_owners
from chuan.parties.lists import cells as party_cells
from chuan.parties.lists.owners import OWNER, find_owners, refuse_ownerless
from chuan.parties.models import Party
from chuan.products import errors, terms
from chuan.products.lists import cells
from chuan.products.models import Declaration

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.staging import Stage

ASSESSMENTS = {"Tự đánh giá": "self", "Tổ chức chứng nhận đánh giá": "certified"}
_WORDS = {
    "self": ("Bên thứ nhất", "Kết quả tự đánh giá", "Tự công bố"),
    "certified": ("Chứng nhận", "Chứng nhận của tổ chức chứng nhận", "Bên thứ ba", "Tổ chức chứng nhận", "Kết quả chứng nhận"),
}
PROBLEMS = party_cells.PROBLEMS | cells.PROBLEMS | {
    errors.AssessorMissing.code: (
        gettext_noop("a certification names the body that certified"), gettext_noop("take its name from the certificate")
    ),
    "products.notice-incomplete": (
        gettext_noop("a notice of receipt has a number and a day"), gettext_noop("write both, or neither and no last day")
    ),
    errors.NoticeTaken.code: (gettext_noop("the notice {value} was given to {party}"), gettext_noop("compare the number")),
    errors.WrongState.code: (
        gettext_noop("the dossier on file is not at the step that a notice follows"), gettext_noop("look at what happened to the dossier")
    ),
    errors.ValidityTooLong.code: (gettext_noop("the notice holds until {until} at most"), gettext_noop("write that day or an earlier one")),
    "products.goods-unknown": (
        gettext_noop("the party has no goods {value} on file, or several"),
        gettext_noop("write the barcode number or the name, and bring the goods in first"),
    ),
}
#: (earlier, later): days in order, the later's column is the one to look at; those in brackets stand on file only
_ORDER = (("declared_on", "received_on"), ("received_on", "noticed_on"), ("noticed_on", "valid_until"),
          ("declared_on", "certificate_until"))


def _day(field: str, heading: str, aliases: tuple[str, ...], *, required: bool = MAY, note: str = "Ngày/tháng/năm.", past: bool = True) -> Column:
    return Column(field, heading, required, aliases, note, Parsed(past_day if past else any_day, ((field, "date"),)))


class DeclarationList(RecordKind):
    """Declarations of many parties."""

    code = "declarations"
    act = "products.import"
    title = _("Declarations of conformity")
    group = _("Products and goods")
    file_name = "mau-cong-bo-hop-chuan-hop-quy"
    model = Declaration
    locked = (Party,)
    problems = PROBLEMS
    identity_column = "number"
    shown = ("number", "owner", "standard")
    columns = (
        Column("number", "Số bản công bố", MUST, ("Số công bố", "Bản công bố số", "Số bản CB", "Số hồ sơ công bố", "Number"),
               "Số của bản công bố hợp chuẩn, hợp quy do cơ sở đặt.", Text(80, keyed=True)),
        party_cells.tax_code_column(note=" Mã số thuế của cơ sở công bố."),
        party_cells.owner_column("Tên cơ sở công bố", "Cơ sở công bố", "Tên cơ sở", "Tổ chức, cá nhân công bố", "Đơn vị công bố"),
        cells.document_column("Tiêu chuẩn, quy chuẩn", "Tiêu chuẩn", "Quy chuẩn", "Số hiệu tiêu chuẩn", "Số hiệu quy chuẩn", "QCVN", "TCVN",
                              required=MUST, note="Số hiệu, ví dụ QCVN 16:2023/BXD; phải có trong danh mục tiêu chuẩn, quy chuẩn."),
        _day("declared_on", "Ngày công bố", ("Ngày ký bản công bố",), required=MUST),
        _day("received_on", "Ngày nhận hồ sơ", ("Ngày tiếp nhận hồ sơ", "Ngày nộp hồ sơ", "Ngày nộp"), required=MUST),
        Column("dossier", "Mã hồ sơ", MAY, ("Số hồ sơ", "Mã hồ sơ một cửa"), "Mã hồ sơ của bộ phận một cửa.", Text(80)),
        Column("assessment", "Đánh giá sự phù hợp", MUST, ("Hình thức đánh giá", "Phương thức đánh giá", "Căn cứ công bố", "Assessment"),
               "Dựa trên kết quả nào.", Parsed(chosen(ASSESSMENTS, _WORDS), (("assessment", "text"),)), tuple(ASSESSMENTS)),
        Column("assessor", "Tổ chức chứng nhận", MAY, ("Tên tổ chức chứng nhận", "Đơn vị chứng nhận"), "Bắt buộc nếu công bố theo chứng nhận.",
               Text(200)),
        Column("certificate", "Số giấy chứng nhận", MAY, ("Giấy chứng nhận", "Số GCN", "Số báo cáo đánh giá"), "", Text(80)),
        _day("certificate_until", "Giấy chứng nhận có hiệu lực đến", ("Hạn giấy chứng nhận", "Hạn GCN"), past=False),
        Column("notice_number", "Số thông báo tiếp nhận", MAY, ("Thông báo tiếp nhận", "Số TBTN", "Số thông báo"), "Để trống nếu chưa ban hành.",
               Text(80)),
        _day("noticed_on", "Ngày thông báo tiếp nhận", ("Ngày thông báo", "Ngày TBTN")),
        _day("valid_until", "Hiệu lực đến", ("Có hiệu lực đến", "Hạn hiệu lực", "Ngày hết hiệu lực", "Hiệu lực đến ngày"), past=False,
             note="Ngày/tháng/năm; để trống thì tính theo pháp luật của ngày thông báo, nếu biết."),
        Column("goods", "Sản phẩm, hàng hóa", MAY, ("Tên sản phẩm", "Sản phẩm", "Hàng hóa", "Tên hàng hóa"),
               "Tên hoặc GTIN của hàng hóa đã có trong sổ; nhiều loại cách nhau bằng dấu chấm phẩy.",
               Parsed(several(folded), (("goods_keys", "text[]"), ("goods_texts", "text[]")))),
    )
    keeps = (
        Kept("owner", (("party_id", "s.party_id", "NULL"),), "(SELECT name FROM parties_party o WHERE o.id = {0})"),
        Kept("number", (("number", "nullif(s.number, '')", "''"), ("number_key", "s.number_key", "''"))),
        Kept("standard", (("document_id", "s.standard_id", "NULL"), ("kind", "s.measure", "NULL")), cells.STANDARD_NUMBER),
        value("declared_on"), value("received_on"), text("dossier"), choice("assessment", ASSESSMENTS, empty="NULL"), text("assessor"),
        text("certificate"), value("certificate_until"), text("notice_number"), value("noticed_on"), value("valid_until"),
        Kept("state", (("state", "s.state", "'received'"),), ""),
    )
    links = (Link("goods", "products_declaration_goods", "declaration_id", "goods_id",
                  "(SELECT g.name FROM products_goods g WHERE g.id = o.id)"),)
    keys = ("t.party_id = s.party_id AND t.number_key = s.number_key",)
    twins = ((OWNER, "s.number_key"), ("nullif(s.notice_number, '')",))

    def prepare(self, stage: "Stage") -> None:
        """Who declares, by what, of which of its goods."""
        find_owners(stage)
        cells.find_standard(stage, "s.party_id")
        stage.run(f"ALTER TABLE {TABLE} ADD COLUMN measure text, ADD COLUMN state text")
        stage.run(f"UPDATE {TABLE} s SET measure = CASE WHEN d.kind IN ('qcvn', 'qcdp') THEN 'regulation' ELSE 'standard' END"
                  " FROM products_normativedocument d WHERE d.id = s.standard_id")
        own = f"FROM {TABLE} r JOIN products_goods g ON g.party_id = r.party_id"
        cells.find_links(stage, "goods", (
            f"SELECT r.line, {KEY.format('g.name')} AS k, g.id {own} UNION SELECT r.line, g.gtin, g.id {own} WHERE g.gtin <> ''"
            f" UNION SELECT r.line, {KEY.format('g.name || g.brand || g.model')}, g.id {own}"
        ))

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """The same party, document and number, zeros in front aside."""
        for line, subject, name in stage.rows(
            "SELECT DISTINCT ON (s.line) s.line, t.id, concat_ws(' · ', t.number, to_char(t.declared_on, 'DD/MM/YYYY'))"
            f" FROM {TABLE} s JOIN products_declaration t ON t.party_id = s.party_id AND t.document_id = s.standard_id"
            f" AND {LOOSE.format('t.number')} = {LOOSE.format('s.number')} WHERE s.subject IS NULL ORDER BY s.line, t.id"
        ):
            yield line, subject, "number", name

    def refuse(self, stage: "Stage") -> None:
        """What the law or the dossier does not allow."""
        refuse_ownerless(self, stage)
        cells.refuse_unknown_standard(self, stage)
        m = self.merged
        cells.refuse_standard_not_in_force(self, stage, m("declared_on"), "s.standard_id IS DISTINCT FROM t.document_id")
        self.wrong(stage, "goods", "products.goods-unknown", "s.goods_unknown IS NOT NULL", data="'value', s.goods_unknown")
        self.wrong(stage, "assessor", errors.AssessorMissing.code, f"{m('assessment')} = 'certified' AND {m('assessor')} = ''")
        self._refuse_notices(stage)
        for earlier, later in _ORDER:
            self.wrong(stage, later, errors.DaysSwapped.code, f"{m(later)} < {m(earlier)}", data=f"'value', to_char({m(earlier)}, 'DD/MM/YYYY')")
        self.wrong(stage, "received_on", errors.DaysSwapped.code, f"least(t.asked_on, t.closed_on) < {m('received_on')}",
                   data=f"'value', to_char({m('received_on')}, 'DD/MM/YYYY')")
        self.wrong(stage, "noticed_on", errors.DaysSwapped.code, f"{m('noticed_on')} < t.supplemented_on",
                   data="'value', to_char(t.supplemented_on, 'DD/MM/YYYY')")

    def _refuse_notices(self, stage: "Stage") -> None:
        m = self.merged
        self.wrong(stage, "notice_number", "products.notice-incomplete",
                   f"({m('notice_number')} = '') <> ({m('noticed_on')} IS NULL) OR (s.valid_until IS NOT NULL AND {m('notice_number')} = '')")
        self.wrong(stage, "notice_number", errors.WrongState.code,
                   "s.notice_number <> '' AND t.state NOT IN ('received', 'noticed') AND t.notice_number <> s.notice_number")
        self.wrong(stage, "notice_number", errors.NoticeTaken.code, "o.id IS NOT NULL", data="'value', s.notice_number, 'party', p.name",
                   join="LEFT JOIN products_declaration o ON o.notice_number = s.notice_number AND o.notice_number <> ''"
                        " AND o.id IS DISTINCT FROM s.subject LEFT JOIN parties_party p ON p.id = o.party_id")
        stage.run(f"UPDATE {TABLE} s SET state = 'noticed' WHERE s.notice_number <> '' AND (s.subject IS NULL OR EXISTS"
                  " (SELECT 1 FROM products_declaration t WHERE t.id = s.subject AND t.state = 'received'))")
        self._hold_to_the_law(stage)

    def _hold_to_the_law(self, stage: "Stage") -> None:
        """A notice holds as long as the law of its day says, where that is known; a list may say less, not more."""
        m = self.merged
        asked = stage.rows(
            f"SELECT DISTINCT {m('assessment')}, {m('noticed_on')}, {m('certificate_until')} FROM {TABLE} s"
            f" LEFT JOIN products_declaration t ON t.id = s.subject WHERE s.outcome = 'added' AND {m('noticed_on')} IS NOT NULL"
            " AND (s.state = 'noticed' OR s.valid_until IS NOT NULL)"
        )
        for assessment, noticed_on, until in asked:
            longest = terms.last_valid_day(Declaration(assessment=assessment, certificate_until=until), noticed_on)
            if longest is None:
                continue
            day = f"'{until:%Y-%m-%d}'" if until else "NULL"
            same = (f"{m('assessment')} = '{assessment}' AND {m('noticed_on')} = '{noticed_on:%Y-%m-%d}'"
                    f" AND {m('certificate_until')} IS NOT DISTINCT FROM {day}::date")
            self.wrong(stage, "valid_until", errors.ValidityTooLong.code,
                       f"{same} AND s.valid_until > '{longest:%Y-%m-%d}' AND s.valid_until IS DISTINCT FROM t.valid_until",
                       data=f"'until', '{longest:%d/%m/%Y}'")
            stage.run(f"UPDATE {TABLE} u SET valid_until = '{longest:%Y-%m-%d}' FROM {TABLE} s LEFT JOIN products_declaration t"
                      f" ON t.id = s.subject WHERE u.line = s.line AND s.state = 'noticed' AND s.valid_until IS NULL AND {same}")

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Parties that are not on file."""
        return [(Party, enter_owners(stage))]

    def defaults(self, at: datetime) -> Mapping[str, Any]:
        """The instant of registering."""
        return {"registered_at": at}

    def link(self, subject: UUID) -> str:
        """The page of the declaration."""
        return reverse("products:declaration", args=[subject])
