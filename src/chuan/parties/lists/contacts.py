# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of contacts: people's data. Each row says for what purpose, and on what basis, the person is kept on file.

A contact is known by party, name and purpose: consent holds for a purpose, so another purpose is another contact, and
a consent that was withdrawn does not come back but by a later one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuan.audit.models import Entry
from chuan.imports import errors as import_errors
from chuan.imports.cells import chosen, past_day
from chuan.imports.fields import KEY, Kept, choice, text, value
from chuan.imports.kinds import MAY, MUST, Column, Personal
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Parsed, Text, Wrong
from chuan.parties import errors
from chuan.parties.actions.listed import enter_owners
from chuan.parties.lists import whose
from chuan.parties.lists.owners import OWNER
from chuan.parties.models import Contact, Party, Premises
from chuan.parties.rules import masked_email, masked_phone

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.models import Import
    from chuan.imports.staging import Stage

BASES = {"Sự đồng ý của cá nhân": "consent", "Nghĩa vụ theo luật": "law"}
_BASIS_WORDS = {
    "consent": ("Đồng ý", "Sự đồng ý của người đó", "Sự đồng ý", "Có đồng ý", "Consent", "The person's consent"),
    "law": ("Theo luật", "Pháp luật", "Luật", "Nghĩa vụ pháp luật", "By law", "A duty by law"),
}
PROBLEMS = whose.PROBLEMS | {
    errors.ConsentMissing.code: (
        gettext_noop("the day of the person's consent, or how it was given, is missing"),
        gettext_noop("write both, or the duty by law as the basis; nobody is kept on file without"),
    ),
    errors.ContactUnreachable.code: (
        gettext_noop("neither a phone number nor an e-mail address"), gettext_noop("write one of them, and no more than the purpose needs")
    ),
    "parties.phone-unreadable": (
        gettext_noop("this is no phone number"), gettext_noop("write 8 to 15 digits, with + and blanks if you like")
    ),
    "parties.email-unreadable": (gettext_noop("this is no e-mail address"), gettext_noop("compare it with what the person gave")),
    "parties.consent-withdrawn": (
        gettext_noop("this person withdrew the consent on {value}"),
        gettext_noop("bring the person in again only with the day of a later consent"),
    ),
}
#: digits of a number from whose front Excel took the zero
_ZERO_LOST = 9
#: SQL: the digits of a phone number
_DIGITS = "regexp_replace({0}, '[^0-9]+', '', 'g')"
_STANDS = "t.party_id = s.party_id AND t.erased_on IS NULL AND (t.withdrawn_on IS NULL OR s.consent_on IS NULL OR s.consent_on < t.withdrawn_on)"
_SEES = "parties.see_personal"
_EMAIL, _PHONE, _SHORTEST, _LONGEST = 254, 30, 8, 15


def phone(text: str, _context: Any) -> str:
    """A phone number as written; what is wrong with it never names it."""
    digits = [letter for letter in text if letter.isdigit()]
    if not _SHORTEST <= len(digits) <= _LONGEST or len(text) > _PHONE or set(text) - set("0123456789 +().-/"):
        raise Wrong("parties.phone-unreadable")
    return f"0{text}" if text.isdigit() and len(text) == _ZERO_LOST else text


def email(text: str, _context: Any) -> str:
    """An e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong("parties.email-unreadable") from None
    if len(text) > _EMAIL:
        raise Wrong("parties.email-unreadable")
    return text


class ContactList(RecordKind):
    """People to be reached at parties."""

    code = "contacts"
    act = "parties.import"
    sees = _SEES
    title = _("Contacts")
    group = _("Parties and premises")
    file_name = "mau-nguoi-lien-he"
    model = Contact
    locked = (Party, Premises)
    problems = PROBLEMS
    identity_column = "name"
    shown = ("name", "owner", "phone", "email", "purpose")
    columns = (
        *whose.party_columns(),
        whose.premises_column(),
        Column("name", "Họ và tên", MUST, ("Họ tên", "Người liên hệ", "Tên người liên hệ", "Họ và tên người liên hệ"),
               "Chỉ ghi người cần liên hệ cho mục đích đã nêu.", Text(120, keyed=True)),
        Column("role", "Chức danh", MAY, ("Chức vụ", "Vị trí"), "", Text(120)),
        Column("phone", "Điện thoại", MAY, ("Số điện thoại", "SĐT", "ĐT", "Di động"),
               "Bắt buộc có điện thoại hoặc thư điện tử; định dạng ô là Văn bản để giữ số 0 ở đầu.",
               Parsed(phone, (("phone", "text"),)), personal=Personal(_SEES, masked_phone)),
        Column("email", "Thư điện tử", MAY, ("Email", "E-mail", "Địa chỉ thư điện tử"), "", Parsed(email, (("email", "text"),)),
               personal=Personal(_SEES, masked_email)),
        Column("purpose", "Mục đích", MUST, ("Mục đích liên hệ", "Mục đích sử dụng", "Mục đích xử lý"),
               "Liên hệ để làm gì, ví dụ: Hẹn kiểm định. Không có mục đích thì không được lưu.", Text(200, keyed=True)),
        Column("basis", "Căn cứ", MUST, ("Căn cứ lưu giữ", "Cơ sở xử lý", "Căn cứ xử lý"), "Chọn trong danh mục.",
               Parsed(chosen(BASES, _BASIS_WORDS), (("basis", "text"),)), tuple(BASES)),
        Column("consent_on", "Ngày đồng ý", MAY, ("Ngày cho phép", "Ngày người đó đồng ý"),
               "Ngày/tháng/năm; bắt buộc khi căn cứ là sự đồng ý.", Parsed(past_day, (("consent_on", "date"),))),
        Column("consent_by", "Cách đồng ý", MAY, ("Hình thức đồng ý", "Đồng ý bằng"),
               "Ví dụ: phiếu có chữ ký, thư điện tử; bắt buộc khi căn cứ là sự đồng ý.", Text(200)),
    )
    keeps = (
        Kept("owner", (("party_id", "s.party_id", "NULL"),), "(SELECT name FROM parties_party o WHERE o.id = {0})"),
        Kept("premises", (("premises_id", "s.premises_id", "NULL"),), "(SELECT name FROM parties_premises o WHERE o.id = {0})"),
        text("name"), text("role"), value("phone", empty="''", shown="{0}"), value("email", empty="''", shown="{0}"),
        Kept("purpose", (("purpose", "nullif(s.purpose, '')", "''"),)), choice("basis", BASES, empty="NULL"),
        value("consent_on"), text("consent_by"),
    )
    keys = (f"{_STANDS} AND {KEY.format('t.name')} = s.name_key AND {KEY.format('t.purpose')} = s.purpose_key",)
    twins = ((OWNER, "s.name_key", "s.purpose_key"),)

    def prepare(self, stage: "Stage") -> None:
        """Whose contact it is."""
        whose.find_whose(stage)

    def nearly(self, stage: "Stage") -> Iterator[tuple[int, UUID, str, str]]:
        """The same number or address at one party, for the same purpose, under another name."""
        found = stage.rows(
            f"SELECT DISTINCT ON (s.line) s.line, t.id, t.name FROM {TABLE} s JOIN parties_contact t ON {_STANDS}"
            f" AND t.withdrawn_on IS NULL AND {KEY.format('t.purpose')} = s.purpose_key"
            f" AND ({_DIGITS.format('s.phone')} = nullif({_DIGITS.format('t.phone')}, '') OR lower(s.email) = nullif(lower(t.email), ''))"
            " WHERE s.subject IS NULL AND s.outcome = 'added' ORDER BY s.line, t.id"
        )
        for line, subject, name in found:
            yield line, subject, "name", name

    def refuse(self, stage: "Stage") -> None:
        """The rules of `actions.contacts`, row by row: a basis, a way to reach the person, no consent that was taken back."""
        whose.refuse_unknown(self, stage)
        stage.run(f"UPDATE {TABLE} s SET phone = CASE WHEN {_DIGITS.format('s.phone')} = {_DIGITS.format('t.phone')} THEN t.phone"
                  " ELSE s.phone END, email = CASE WHEN lower(s.email) = lower(t.email) THEN t.email ELSE s.email END"
                  f" FROM {self.table} t WHERE t.id = s.subject")
        self.wrong(stage, "consent_on", errors.ConsentMissing.code,
                   "s.basis = 'consent' AND (s.consent_on IS NULL OR s.consent_by = '')")
        self.wrong(stage, "name", "parties.consent-withdrawn", "t.withdrawn_on IS NOT NULL",
                   data="'value', to_char(t.withdrawn_on, 'DD/MM/YYYY')")
        self.wrong(stage, "phone", errors.ContactUnreachable.code,
                   f"{self.merged('phone')} = '' AND {self.merged('email')} = ''")

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Parties that are not on file."""
        return [(Party, enter_owners(stage))]

    def defaults(self, at: datetime) -> Mapping[str, Any]:  # noqa: ARG002
        """Nothing that the columns do not say."""
        return {}

    def release(self, imported: "Import", made: list[UUID]) -> None:
        """Contacts have no history: what somebody did with one since stands in the record of acts."""
        since = Entry.objects.filter(verb__in=_ACTS, data__contact__in=[str(pk) for pk in made])
        if imported.finished_at is not None:
            changed = since.filter(at__gt=imported.finished_at).values("data__contact").distinct().count()
            if changed:
                raise import_errors.ChangedSince(count=changed)

    def pages(self, subjects: Collection[UUID]) -> Mapping[UUID, str]:
        """The pages of their parties."""
        return whose.pages_of(dict(Contact.objects.filter(pk__in=subjects).values_list("pk", "party_id")))


#: acts that change a contact
_ACTS = ("parties.contact.edited", "parties.contact.consent_withdrawn")
