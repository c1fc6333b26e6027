# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of normative documents: numbers, titles, who manages them, what replaced what.

Documents of one list may replace each other. What is replaced ends on the day its successor comes into force, where no
other day is known; whether a document is in force follows from its days and is only compared with what the list says.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.imports.cells import any_day, chosen, folded, several
from chuan.imports.fields import LOOSE, Kept, Link, choice, text, value
from chuan.imports.kinds import MAY, MUST, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text
from chuan.parties.actions.listed import enter_owners
from chuan.parties.lists import cells as party_cells
from chuan.parties.lists.owners import find_owners, refuse_ownerless
from chuan.parties.models import Party
from chuan.products import errors
from chuan.products.actions.listed import end_replaced, reopen_replaced
from chuan.products.lists import cells
from chuan.products.models import NormativeDocument

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.models import Import
    from chuan.imports.staging import Stage

KINDS = {"TCVN": "tcvn", "QCVN": "qcvn", "QCĐP": "qcdp", "TCCS": "tccs", "Khác": "other"}
_KIND_WORDS = {
    "tcvn": ("Tiêu chuẩn quốc gia", "Tiêu chuẩn quốc gia (TCVN)"), "qcvn": ("Quy chuẩn kỹ thuật quốc gia", "Quy chuẩn kỹ thuật quốc gia (QCVN)", "Quy chuẩn"), "qcdp": ("Quy chuẩn kỹ thuật địa phương", "Quy chuẩn kỹ thuật địa phương (QCĐP)"),
    "tccs": ("Tiêu chuẩn cơ sở", "Tiêu chuẩn cơ sở (TCCS)"), "other": ("Tiêu chuẩn khác", "ISO", "IEC", "Tiêu chuẩn quốc tế", "Tiêu chuẩn nước ngoài"),
}
STATUSES = {"Còn hiệu lực": "in_force", "Hết hiệu lực": "ended", "Chưa có hiệu lực": "not_yet"}
_STATUS_WORDS = {
    "in_force": ("Đang có hiệu lực", "Hiệu lực", "Có hiệu lực"), "ended": ("Bị thay thế", "Đã bị thay thế", "Đã thay thế", "Hủy bỏ", "Đã hủy", "Bãi bỏ", "HHL"),
    "not_yet": ("Sắp có hiệu lực",),
}
_FROM_NUMBER = " ".join(f"WHEN left(s.number_key, 4) = '{code}' THEN '{code}'" for code in ("tcvn", "qcvn", "qcdp", "tccs"))
_TABLE = "products_normativedocument_replaces"
_NUMBER = "(SELECT d.number FROM products_normativedocument d WHERE d.id = o.id)"
PROBLEMS = party_cells.PROBLEMS | cells.PROBLEMS | {
    errors.ReplacesItself.code: (gettext_noop("{value} would replace itself"), gettext_noop("check which of the documents is the newer one")),
    errors.OwnerMissing.code: (
        gettext_noop("an own standard (TCCS) belongs to a party, other documents belong to none"),
        gettext_noop("write whose it is, or empty the tax code and the name"),
    ),
    "products.document-not-listed": (
        gettext_noop("{value} is neither on file nor among the good rows of this list"),
        gettext_noop("put it into the list, or write its number as it stands there"),
    ),
    "products.end-unknown": (
        gettext_noop("since which day it is no longer in force is missing"), gettext_noop("write the day, or what replaced it")
    ),
    "products.standing-contradicted": (
        gettext_noop("the days of the document do not say so: {value}"), gettext_noop("compare the days")
    ),
}
_status = chosen(STATUSES, _STATUS_WORDS)


def status(text: str, on: date) -> tuple[str, date]:
    """What the list says the document is, and on which day it says so."""
    return _status(text, on), on


def _others(field: str, heading: str, *aliases: str, note: str) -> Column:
    return Column(field, heading, MAY, aliases, note, Parsed(several(folded), ((f"{field}_keys", "text[]"), (f"{field}_texts", "text[]"))))


def _day(field: str, heading: str, *aliases: str, note: str = "Ngày/tháng/năm.") -> Column:
    return Column(field, heading, MAY, aliases, note, Parsed(any_day, ((field, "date"),)))


class DocumentList(RecordKind):
    """Standards and technical regulations."""

    code = "documents"
    act = "products.import"
    title = _("Normative documents")
    group = _("Products and goods")
    file_name = "mau-tieu-chuan-quy-chuan"
    model = NormativeDocument
    locked = (Party,)
    problems = PROBLEMS
    identity_column = "number"
    shown = ("number", "title")
    columns = (
        Column("number", "Số hiệu", MUST, ("Số, ký hiệu", "Ký hiệu", "Số hiệu văn bản", "Số hiệu tiêu chuẩn", "Số hiệu quy chuẩn", "Number"),
               "Ví dụ TCVN 6260:2020, QCVN 16:2023/BXD.", Text(80, keyed=True)),
        Column("title", "Tên", MUST, ("Tên gọi", "Tên tiêu chuẩn", "Tên quy chuẩn", "Tên văn bản", "Trích yếu", "Title"), "Tên đầy đủ.", Text(400)),
        Column("kind", "Loại", MAY, ("Loại văn bản", "Loại tiêu chuẩn", "Kind"), "Để trống thì lấy theo số hiệu.",
               Parsed(chosen(KINDS, _KIND_WORDS), (("kind", "text"),)), tuple(KINDS)),
        Column("managing_body", "Cơ quan quản lý", MAY, ("Cơ quan ban hành", "Bộ quản lý", "Cơ quan chủ quản", "Đơn vị ban hành"),
               "Bộ, ngành, UBND tỉnh.", Text(200)),
        _day("issued_on", "Ngày ban hành", "Ngày công bố"),
        _day("in_force_from", "Ngày có hiệu lực", "Hiệu lực từ", "Có hiệu lực từ", "Ngày hiệu lực"),
        _day("ended_on", "Ngày hết hiệu lực", "Hết hiệu lực từ", note="Ngày đầu tiên không còn hiệu lực."),
        Column("status", "Tình trạng", MAY, ("Trạng thái", "Tình trạng hiệu lực", "Hiệu lực", "Status"),
               "Được đối chiếu với các ngày; văn bản hết hiệu lực phải có ngày hoặc văn bản thay thế.",
               Parsed(status, (("status", "text"), ("today", "date"))), tuple(STATUSES)),
        _others("replaces", "Thay thế", "Thay thế cho", "Thay thế văn bản", note="Số hiệu các văn bản bị nó thay thế, cách nhau bằng dấu chấm phẩy."),
        _others("replaced_by", "Bị thay thế bởi", "Được thay thế bởi", "Văn bản thay thế", note="Số hiệu các văn bản thay thế nó."),
        party_cells.tax_code_column(note=" Chỉ ghi cho tiêu chuẩn cơ sở (TCCS)."),
        party_cells.owner_column("Cơ sở có tiêu chuẩn", "Tên cơ sở"),
        Column("source", "Nguồn", MAY, ("Nguồn thông tin",), "Biết từ đâu.", Text(300)),
    )
    keeps = (
        Kept("kind", (("kind", "s.kind", f"CASE {_FROM_NUMBER} ELSE 'other' END"),), choice("kind", KINDS, empty="''").shown),
        Kept("number", (("number", "nullif(s.number, '')", "''"), ("number_key", "s.number_key", "''"))), text("title"), text("managing_body"),
        Kept("owner", (("owner_id", "s.party_id", "NULL"),), "(SELECT name FROM parties_party o WHERE o.id = {0})"),
        value("issued_on"), value("in_force_from"), value("ended_on"), text("source"),
    )
    links = (
        Link("replaces", _TABLE, "from_normativedocument_id", "to_normativedocument_id", _NUMBER),
        Link("replaced_by", _TABLE, "to_normativedocument_id", "from_normativedocument_id", _NUMBER),
    )
    keys = ("t.number_key = s.number_key AND t.owner_id IS NOT DISTINCT FROM s.party_id",)
    twins = (("s.number_key", "coalesce(s.party_id::text, s.tax_code, '')"),)

    def prepare(self, stage: "Stage") -> None:
        """Whose own standard it is."""
        find_owners(stage)

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """The same number, zeros in front aside: QCVN 04:2009 and QCVN 4:2009."""
        for line, subject, name in stage.rows(
            f"SELECT DISTINCT ON (s.line) s.line, t.id, concat_ws(' · ', t.number, t.title) FROM {TABLE} s"
            f" JOIN products_normativedocument t ON {LOOSE.format('t.number')} = {LOOSE.format('s.number')}"
            " AND t.owner_id IS NOT DISTINCT FROM s.party_id WHERE s.subject IS NULL ORDER BY s.line, t.id"
        ):
            yield line, subject, "number", name

    def refuse(self, stage: "Stage") -> None:
        """What contradicts itself: owners, days, standing, what replaces what."""
        m = self.merged
        self.wrong(stage, "owner", errors.OwnerMissing.code,
                   f"({m('kind')} = 'tccs') <> (s.tax_code IS NOT NULL OR s.owner <> '' OR t.owner_id IS NOT NULL)")
        refuse_ownerless(self, stage, f"{m('kind')} = 'tccs'")
        for earlier, later in (("issued_on", "in_force_from"), ("in_force_from", "ended_on")):
            self.wrong(stage, later, errors.DaysSwapped.code, f"{m(later)} < {m(earlier)}", data=f"'value', to_char({m(earlier)}, 'DD/MM/YYYY')")
        self._find_others(stage)
        self._end_replaced(stage)
        self.wrong(stage, "ended_on", "products.end-unknown", f"s.status = 'ended' AND {m('ended_on')} IS NULL")
        says = {"in_force": f"{m('ended_on')} <= s.today OR {m('in_force_from')} > s.today", "ended": f"{m('ended_on')} > s.today",
                "not_yet": f"{m('in_force_from')} <= s.today"}
        for label, code in STATUSES.items():
            self.wrong(stage, "status", "products.standing-contradicted", f"s.status = '{code}' AND ({says[code]})", data=f"'value', '{label}'")
        while self._refuse_lost(stage):
            pass

    def _find_others(self, stage: "Stage") -> None:
        """The documents named: on file, or good rows of the list; none may lead back to itself."""
        for field in ("replaces", "replaced_by"):
            cells.find_links(stage, field, (
                "SELECT NULL::bigint AS line, number_key AS k, id FROM products_normativedocument WHERE owner_id IS NULL"
                f" UNION SELECT NULL, number_key, coalesce(subject, id) FROM {TABLE} WHERE outcome = 'added' AND party_id IS NULL"
                f" UNION SELECT r.line, d.number_key, d.id FROM {TABLE} r JOIN products_normativedocument d ON d.owner_id = r.party_id"
            ))
            self.wrong(stage, field, "products.document-not-listed", f"s.{field}_unknown IS NOT NULL", data=f"'value', s.{field}_unknown")
        circling = _circling(stage)
        self.wrong(stage, "replaces", errors.ReplacesItself.code, "s.line = ANY(%s)", circling, data="'value', s.number")

    def _refuse_lost(self, stage: "Stage") -> int:
        """Refuse rows that name a row of the list which is not written; how many, since others may name them."""
        lost = f"SELECT 1 FROM {TABLE} o WHERE o.subject IS NULL AND o.outcome <> 'added' AND o.id = ANY(s.{{0}}_ids)"
        return sum(self.wrong(stage, field, "products.document-not-listed", f"EXISTS ({lost.format(field)})",
                              data=f"'value', array_to_string(s.{field}_texts, '; ')") for field in ("replaces", "replaced_by"))

    def _end_replaced(self, stage: "Stage") -> None:
        """Rows of the list that another of its rows replaces end when that one comes into force."""
        stage.run(
            f"UPDATE {TABLE} e SET ended_on = f.day FROM (SELECT e.line, min(d.in_force_from) AS day FROM {TABLE} e"
            " LEFT JOIN products_normativedocument t ON t.id = e.subject"
            f" JOIN {TABLE} d ON coalesce(e.subject, e.id) = ANY(d.replaces_ids) OR coalesce(d.subject, d.id) = ANY(e.replaced_by_ids)"
            " WHERE e.ended_on IS NULL AND t.ended_on IS NULL AND d.outcome = 'added' AND d.in_force_from IS NOT NULL"
            " AND coalesce(e.in_force_from, t.in_force_from, '-infinity') <= d.in_force_from GROUP BY e.line) f WHERE e.line = f.line"
        )

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Owners of own standards that are not on file."""
        return [(Party, enter_owners(stage))]

    def after(self, stage: "Stage") -> None:
        """Documents on file that these replace end."""
        end_replaced(stage)

    def unmake(self, imported: "Import", ids: list[UUID]) -> None:
        """They go on as before."""
        reopen_replaced(imported, ids)

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Particulars that lists do not bring."""
        return {"law_text": ""}

    def link(self, subject: UUID) -> str:
        """The page of the document."""
        return reverse("products:document", args=[subject])


def _circling(stage: "Stage") -> list[int]:
    """Lines of documents that would replace themselves, straight or through others."""
    rows = stage.rows(f"SELECT line, coalesce(subject, id), replaces_ids, replaced_by_ids FROM {TABLE} WHERE outcome = 'added'")
    after: dict[UUID, set[UUID]] = {}
    for newer, older in NormativeDocument.replaces.through.objects.values_list("from_normativedocument", "to_normativedocument"):
        after.setdefault(newer, set()).add(older)
    after |= {pk: set(older) for _line, pk, older, _newer in rows if older is not None}
    for _line, pk, _older, newer in rows:
        for one in newer or ():
            after.setdefault(one, set()).add(pk)
    return [line for line, pk, older, newer in rows if (older or newer) and _reaches(after, pk)]


def _reaches(after: dict[UUID, set[UUID]], start: UUID) -> bool:
    seen: set[UUID] = set()
    frontier = set(after.get(start, ()))
    while frontier:
        if start in frontier:
            return True
        seen |= frontier
        frontier = {further for one in frontier for further in after.get(one, ())} - seen
    return False
