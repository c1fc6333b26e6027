# SPDX-License-Identifier: Apache-2.0
"""Cells of lists that name parties and communes: how they are understood, and the columns that hold them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_noop

from chuan.imports.kinds import MAY, MUST, Column, Personal
from chuan.imports.values import Parsed, Text, Wrong, whole_text
from chuan.lib.errors import InvalidInput
from chuan.parties import errors
from chuan.parties.rules import check_tax_code, masked_number
from chuan.places.queries import Gazetteer

#: lengths that a tax code has after Excel took the zero in front
_ZERO_LOST = (9, 11, 12)
_CERTIFICATE = gettext_noop("compare it with the business registration certificate")
_TAX_CODE = gettext_noop("write 10 digits, 13 for a branch, 12 for a household")
#: a tax code of twelve digits is a person's number
NUMBER_OF_PERSON = Personal("parties.see_personal", masked_number)
#: what may be wrong with a tax code or a commune
CELL_PROBLEMS = {
    errors.TaxCodeNotDigits.code: (gettext_noop("{value} holds characters that are no digits"), _CERTIFICATE),
    errors.TaxCodeTooShort.code: (gettext_noop("{value} lacks digits: it has {digits}"), _TAX_CODE),
    errors.TaxCodeTooLong.code: (gettext_noop("{value} has too many digits: {digits}"), _TAX_CODE),
    errors.TaxCodeImpossible.code: (gettext_noop("{value} is impossible: its check digit does not fit"), _CERTIFICATE),
    "parties.commune-unknown": (
        gettext_noop("there is no commune {value} in the province, now or before 2025"),
        gettext_noop("write the name as the resolutions do"),
    ),
    "parties.commune-misspelled": (
        gettext_noop("there is no commune {value} in the province, now or before 2025"),
        gettext_noop("perhaps it is: {candidates}"),
    ),
    "parties.commune-ambiguous": (
        gettext_noop("{value} may be: {candidates}"), gettext_noop("add the former district after a comma")
    ),
}
PROBLEMS = {
    **CELL_PROBLEMS,
    "parties.owner-missing": (
        gettext_noop("neither a tax code nor a name says whose it is"), gettext_noop("write the tax code, or the name as on file")
    ),
    "parties.owner-unknown": (
        gettext_noop("nobody of the name {value} is on file, or several are"), gettext_noop("write the tax code")
    ),
    "parties.owner-nameless": (
        gettext_noop("nobody with the tax code {value} is on file"),
        gettext_noop("write the name too, or bring in the list of parties first"),
    ),
}


@dataclass(frozen=True)
class Context:
    """What cells are compared with: the communes of all days, and the day."""

    places: Gazetteer
    on: date

    @classmethod
    def load(cls, on: date) -> "Context":
        """Read the communes."""
        return cls(Gazetteer.load(on), on)


def tax_code(text: str, _context: object) -> str:
    """A tax code; the zero that Excel takes from the front of a number is put back where that makes it right."""
    text = whole_text(text)
    try:
        return check_tax_code(text)
    except InvalidInput as error:
        if text.isdigit() and len(text) in _ZERO_LOST:
            try:
                return check_tax_code(f"0{text}")
            except InvalidInput:
                pass
        raise Wrong(error.code, **error.data) from error


def commune(text: str, context: Context) -> tuple[UUID, UUID | None]:
    """The commune stated, and the one competent today; none where it was divided and a person must say which part."""
    matches = context.places.named(text)
    if not matches:
        near = context.places.spelled_like(text)
        if near:
            raise Wrong("parties.commune-misspelled", value=text[:60], candidates=", ".join(near))
        raise Wrong("parties.commune-unknown", value=text[:60])
    if len({unit.pk for match in matches for unit in match.current}) > 1 and len(matches) > 1:
        candidates = "; ".join(context.places.describe(match) for match in matches)
        raise Wrong("parties.commune-ambiguous", value=text[:60], candidates=candidates)
    current = matches[0].current
    return matches[0].stated.pk, current[0].pk if len(current) == 1 else None


def commune_column() -> Column:
    """The commune, of any day."""
    return Column(
        "commune", "Xã, phường", MAY,
        ("Xã", "Phường", "Xã/phường/thị trấn", "Xã, phường, thị trấn", "Phường/xã", "Đơn vị hành chính", "Commune"),
        "Tên hiện nay hoặc tên cũ; nếu trùng tên thì viết thêm huyện, ví dụ: Xã Chiềng Chung, huyện Mai Sơn.",
        Parsed(commune, (("stated_unit", "uuid"), ("current_unit", "uuid"))),
    )


def tax_code_column(*, note: str = "") -> Column:
    """The tax code, empty for those who have none."""
    return Column(
        "tax_code", "Mã số thuế", MAY, ("MST", "Mã số DN", "Mã số doanh nghiệp", "Mã số HTX", "Mã số hộ kinh doanh", "Tax code"),
        "10 số, 13 số (chi nhánh) hoặc 12 số (hộ kinh doanh, cá nhân); định dạng ô là Văn bản để giữ số 0 ở đầu." + note,
        Parsed(tax_code, (("tax_code", "text"),)), personal=NUMBER_OF_PERSON,
    )


def owner_column(heading: str, *aliases: str) -> Column:
    """The name of whoever the row belongs to."""
    return Column(
        "owner", heading, MAY, ("Tên doanh nghiệp", "Tên tổ chức, cá nhân", "Tên đơn vị", "Công ty", "Tên công ty", "Owner", *aliases),
        "Bắt buộc nếu mã số thuế chưa có trong sổ đăng ký; nếu không có mã số thuế thì ghi đúng tên trong sổ.",
        Text(200, keyed=True),
    )


def name_column(heading: str, *aliases: str, note: str) -> Column:
    """The name of the record itself."""
    return Column("name", heading, MUST, aliases, note, Text(200, keyed=True))
