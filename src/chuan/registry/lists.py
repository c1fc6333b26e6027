# SPDX-License-Identifier: Apache-2.0
"""Lists of instruments: their columns, and how cells are understood. One list for each kind of the law, and two for the
utilities, whose monthly changes hold several kinds of meter and say what was installed, removed or verified again.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan import law
from chuan.imports import kinds as lists
from chuan.imports.kinds import MAY, MUST, Column, English, ImportKind, Made
from chuan.imports.values import Parsed, Piece, Text, Wrong, read_past_day
from chuan.lib.text import key
from chuan.parties.lists.cells import CELL_PROBLEMS, NUMBER_OF_PERSON, Context, commune, tax_code
from chuan.places.queries import Gazetteer, communes_on
from chuan.registry.choices import InstrumentStatus
from chuan.registry.english import ENGLISH
from chuan.registry.kinds import Field, Unfit, fields_of
from chuan.registry.locks import lock_kind

if TYPE_CHECKING:
    from chuan.imports.models import Import
    from chuan.imports.staging import Stage

#: what a row of a utility's list says happened; and other words for it
CHANGES = {
    "Lắp mới": "installed", "Tháo": "removed", "Kiểm định lại": "verified",
}
_CHANGE_WORDS = {
    "installed": ("lapmoi", "treomoi", "lapdat", "lap", "treo", "moi", "thaythe", "installed", "tang"),
    "removed": ("thao", "thaodo", "go", "gobo", "thuhoi", "huy", "thanhly", "removed", "giam", "thaora"),
    "verified": ("kiemdinhlai", "kiemdinhdinhky", "kiemdinh", "taikiemdinh", "kddk", "kd", "verified", "reverified", "verifiedagain", "kdlai"),
}
PROBLEMS = {
    "registry.serial-elsewhere": (
        gettext_noop("{value} is already in the registry, at {place} of {owner}"),
        gettext_noop("compare the label; if the instrument was sold, change its place in the registry"),
    ),
    "registry.serial-not-on-file": (
        gettext_noop("{value} is not in the registry"),
        gettext_noop("compare the label, or enter it as installed first"),
    ),
    "registry.station-elsewhere-in-file": (
        gettext_noop("{value} lies in another commune in row {row} of this file"),
        gettext_noop("write the same commune in all rows of the station, or give the stations different names"),
    ),
    "registry.station-elsewhere": (
        gettext_noop("{value} is in the registry with {unit}"),
        gettext_noop("write that commune, or change it in the registry first"),
    ),
    "registry.field-unreadable": (
        gettext_noop("{value} is no value of this kind"), gettext_noop("write it as on the label; leave it empty if it is not known")
    ),
    **CELL_PROBLEMS,
}


def day(text: str, context: Context) -> date:
    """A day that has come."""
    return read_past_day(text, context.on)


def change(text: str, _context: Context) -> str:
    """What happened to the meter."""
    said = key(text)
    for code, words in _CHANGE_WORDS.items():
        if said in words:
            return code
    raise Wrong("imports.choice-unknown", value=text[:40], choices=", ".join(CHANGES))


def _typed(field: Field) -> Callable[[str, Context], Any]:
    def parse(text: str, _context: Context) -> Any:
        try:
            return field.value(text)
        except Unfit:
            pass
        if field.type == "choice":
            raise Wrong("imports.choice-unknown", value=text[:40], choices=", ".join(field.choices))
        if field.type == "integer":
            raise Wrong("imports.count-unreadable", value=text[:40], limit=field.limit or 99_999)
        raise Wrong("imports.number-unreadable" if field.type == "decimal" else "registry.field-unreadable", value=text[:40])

    return parse


def _typed_columns(kinds: tuple[str, ...]) -> tuple[Column, ...]:
    """The fields that these kinds have, each once."""
    fields = {field.code: field for kind in kinds for field in fields_of(kind)}
    return tuple(
        Column(field.code, field.heading, field.required, (field.vi, *field.aliases), field.note,
               Piece(_typed(field), field.code), field.choices,
               english=English(field.heading_en, field.note_en, field.choices_en or field.choices))
        for field in fields.values()
    )


def _maker() -> Column:
    return Column("maker", "Hãng sản xuất", MUST, ("Hãng", "Nhà sản xuất", "Hãng SX", "Nơi sản xuất", "Maker", "Manufacturer"),
                  "Tên hãng trên nhãn.", Text(120, keyed=True))


def _serial() -> Column:
    return Column("serial", "Số sản xuất", MUST,
                  ("Số chế tạo", "Số máy", "Số seri", "Số serial", "Serial", "Serial number", "Số SX", "Số hiệu", "Số xuất xưởng",
                   "Số công tơ", "Số đồng hồ", "Số No"),
                  "Số sản xuất trên nhãn, giữ nguyên các số 0 ở đầu (định dạng ô là Văn bản).", Text(80, keyed=True, number=True))


def _rest(*, utility: bool) -> tuple[Column, ...]:
    needed = MAY if utility else MUST
    return (
        Column("model", "Kiểu", needed, ("Kiểu loại", "Model", "Ký mã hiệu", "Ký hiệu", "Kiểu cột đo", "Kiểu máy", "Type", "Mã kiểu"),
               "Kiểu (model) trên nhãn.", Text(120)),
        Column("type_approval_mark", "Ký hiệu phê duyệt mẫu", MAY,
               ("Phê duyệt mẫu", "PDM", "Ký hiệu PDM", "Số phê duyệt mẫu", "Quyết định phê duyệt mẫu", "Type approval mark"),
               "Ví dụ: PDM 123-2019.", Text(60)),
        Column("last_verified_on", "Ngày kiểm định gần nhất", MAY,
               ("Ngày kiểm định", "Kiểm định gần nhất", "Ngày KĐ", "Ngày KĐ gần nhất", "Ngày kiểm định cuối",
                "Lần kiểm định gần nhất", "Last verification date"), "Ngày/tháng/năm; để trống nếu chưa kiểm định lần nào.",
               Parsed(day, (("last_verified_on", "date"),))),
        Column("station", "Nơi sử dụng", needed,
               ("Tên cửa hàng", "Cửa hàng", "Tên trạm", "Trạm", "Cửa hàng xăng dầu", "Tên cửa hàng xăng dầu", "CHXD", "Tên cơ sở",
                "Cơ sở", "Nơi lắp đặt", "Trạm biến áp", "TBA", "Tuyến", "Khu vực", "Station", "Station name"),
               "Tên cơ sở, cửa hàng, trạm biến áp hoặc tuyến nơi đặt phương tiện đo.", Text(200, keyed=True)),
        Column("tax_code", "Mã số thuế", MUST, ("MST", "Mã số DN", "Mã số doanh nghiệp", "Tax code"),
               "10 số, 13 số (chi nhánh) hoặc 12 số (hộ kinh doanh); định dạng ô là Văn bản.",
               Parsed(tax_code, (("tax_code", "text"),)), personal=NUMBER_OF_PERSON),
        Column("owner", "Tên doanh nghiệp", MAY,
               ("Doanh nghiệp", "Chủ sở hữu", "Tên chủ sở hữu", "Đơn vị", "Tên đơn vị", "Công ty", "Tên công ty", "Chủ cơ sở",
                "Owner"), "Chủ sở hữu; có thể để trống nếu đã có trong sổ đăng ký.", Text(200)),
        Column("address", "Địa chỉ", MAY, ("Địa chỉ cửa hàng", "Address"), "Số nhà, đường, bản, tiểu khu.", Text(300)),
        Column("commune", "Xã, phường", needed,
               ("Xã", "Phường", "Xã/phường/thị trấn", "Xã, phường, thị trấn", "Phường/xã", "Đơn vị hành chính", "Commune"),
               "Tên hiện nay hoặc tên cũ; nếu trùng tên thì viết thêm huyện, ví dụ: Xã Chiềng Chung, huyện Mai Sơn.",
               Parsed(commune, (("stated_unit", "uuid"), ("current_unit", "uuid")))),
    )


class InstrumentList(ImportKind):
    """A list of instruments of one kind of the law, or of several with a column that says which."""

    act = "registry.import"
    identity: tuple[str, ...] = ("maker_key", "serial_key")
    identity_column = "serial"
    shown = ("maker", "serial", "station")
    problems = PROBLEMS

    def __init__(self, code: str, kinds: tuple[str, ...], title: Any, group: Any, file_name: str) -> None:
        self.code, self.kinds, self.title, self.group, self.file_name = code, kinds, title, group, file_name
        self.is_utility = len(kinds) > 1
        first = (self._kind_column(), self._change_column()) if self.is_utility else ()
        self.columns = (*first, _maker(), _serial(), *_rest(utility=self.is_utility), *_typed_columns(kinds))
        if self.is_utility:
            self.identity = ("kind", "maker_key", "serial_key")

    def _kind_column(self) -> Column:
        names = {kind: law.kinds()[kind].name_vi for kind in self.kinds}
        wanted = {key(name): kind for kind, name in names.items()} | {key(kind): kind for kind in self.kinds}

        def parse(text: str, _context: Context) -> str:
            found = wanted.get(key(text))
            if found is None:
                raise Wrong("imports.choice-unknown", value=text[:60], choices="; ".join(names.values()))
            return found

        return Column("kind", "Loại phương tiện đo", MUST, ("Loại", "Loại công tơ", "Loại đồng hồ", "Chủng loại"),
                      "Chọn trong danh mục.", Parsed(parse, (("kind", "text"),)), tuple(names.values()),
                      english=English("Kind of instrument", "Choose from the list.", tuple(law.kinds()[one].name_en for one in self.kinds)))

    def _change_column(self) -> Column:
        return Column("change", "Biến động", MUST, ("Loại biến động", "Tình trạng", "Nội dung biến động", "Change"),
                      "Lắp mới, Tháo hoặc Kiểm định lại; có thể thay bằng ba trang tính mang các tên đó.",
                      Parsed(change, (("change", "text"),)), tuple(CHANGES))

    def open(self, on: date) -> Context:
        """The communes of all days."""
        return Context(Gazetteer.load(on), on)

    def sheet(self, name: str) -> Mapping[str, str]:
        """What the name of a sheet says of a utility's rows: installed, removed, verified again."""
        if not self.is_utility:
            return {}
        try:
            code = change(name, Context(Gazetteer([], {}, date.min), date.min))
        except Wrong:
            return {}
        return {"change": next(text for text, one in CHANGES.items() if one == code)}

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:
        """Today's communes."""
        return {"commune": tuple(communes_on(on).values_list("full_name", flat=True))}

    def lock(self) -> None:
        """One writer for each kind of instrument, in the order of their codes."""
        for kind in sorted(self.kinds):
            lock_kind(kind)

    def match(self, stage: "Stage") -> None:
        """See `registry.matching`."""
        from chuan.registry.matching import match

        match(stage, self.kinds, utility=self.is_utility)

    def write(self, stage: "Stage", imported: "Import", *, at: datetime) -> Made:
        """See `registry.actions.lists`."""
        from chuan.registry.actions.lists import write

        return write(stage, imported, self.kinds, at=at)

    def restore(self, imported: "Import") -> int:
        """See `registry.actions.lists`."""
        from chuan.registry.actions.lists import restore

        return restore(imported)

    def words(self, name: str, value: Any) -> tuple[str, Any]:
        """The status and the place, which utilities' lists change without a column of that name."""
        if name == "status":
            return str(_("Status")), InstrumentStatus(value).label if value in InstrumentStatus.values else value
        return ("Nơi sử dụng" if name == "place" else name), value

    def link(self, subject: UUID) -> str:
        """The instrument's page."""
        return reverse("registry:instrument", args=[subject])


class _KindTitle:
    """A kind's name in the reader's language, asked when it is shown."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __str__(self) -> str:
        return law.kind_name(self.kind)


def register_all() -> None:
    """Enter the lists: the utilities', then one of each kind of the law."""
    meters = tuple(kind for kind in law.kinds() if kind.startswith("elec-meter-"))
    water = tuple(kind for kind in law.kinds() if kind.startswith("water-meter-"))
    lists.register(InstrumentList("electricity-changes", meters, _("Electricity meters: monthly changes"),
                                  _("Utilities"), "mau-bien-dong-cong-to-dien"), ENGLISH)
    lists.register(InstrumentList("water-changes", water, _("Water meters: monthly changes"), _("Utilities"),
                                  "mau-bien-dong-dong-ho-nuoc"), ENGLISH)
    for kind in law.kinds():
        lists.register(InstrumentList(kind, (kind,), _KindTitle(kind), _("Instruments"), f"mau-{kind}"), ENGLISH)
