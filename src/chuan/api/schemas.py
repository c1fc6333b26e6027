# SPDX-License-Identifier: Apache-2.0
"""What programs send and receive. Fields that are not described are refused; texts hold no control characters."""

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from chuan.api.choices import Mode, Outcome
from chuan.api.cursors import MOST, USUAL
from chuan.parties.choices import PartyKind, PremisesKind
from chuan.registry.choices import InstrumentStatus

#: items of a batch
MOST_ITEMS = 200

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _only_iso(value: Any) -> Any:
    """A number is no day: 0 would become 1970-01-01."""
    if isinstance(value, date) or value is None or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("a day is written year-month-day, such as 2026-05-01")


def _printable(value: Any) -> Any:
    if isinstance(value, str) and any(unicodedata.category(one) == "Cc" for one in value):
        raise ValueError("control characters are not allowed")
    return value


Day = Annotated[date, BeforeValidator(_only_iso)]


def _text(longest: int, *, shortest: int = 0) -> Any:
    limits = StringConstraints(min_length=shortest, max_length=longest, strip_whitespace=True)
    return Annotated[str, limits, BeforeValidator(_printable)]


Name = _text(200, shortest=1)
Address = _text(300)
TaxCode = _text(20)
Code = _text(40)
Label = _text(120, shortest=1)
Serial = _text(80, shortest=1)
Mark = _text(60)


class Strict(Schema):
    """What is sent: nothing beyond the described fields."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class PartyItem(Strict):
    """A party. Matched by id, else tax code, else name and address however they are spelled. Absent fields stay as they are."""

    id: UUID | None = None
    tax_code: TaxCode = ""
    kind: Literal[tuple(PartyKind.values)] | None = None  # type: ignore[valid-type]
    name: Name | None = None
    address: Address | None = None
    phone: Mark | None = None
    email: Annotated[str, BeforeValidator(_printable), Field(max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")] | None = None


class PremisesItem(Strict):
    """Premises of a party on file. Matched by id, else by the owner's tax code and the name however it is spelled."""

    id: UUID | None = None
    owner_tax_code: TaxCode = ""
    name: Name | None = None
    kind: Literal[tuple(PremisesKind.values)] | None = None  # type: ignore[valid-type]
    address: Address | None = None
    commune: Code | None = Field(None, description="Code of the commune, of today or of former days.")
    market_id: UUID | None = Field(None, description="The market of a stall.")
    longitude: float | None = Field(None, ge=-180, le=180)
    latitude: float | None = Field(None, ge=-90, le=90)
    opened_on: Day | None = None
    closed_on: Day | None = None


class InstrumentItem(Strict):
    """An instrument at premises on file. Matched by id, else by kind, maker and serial number however they are spelled."""

    id: UUID | None = None
    kind: Code = ""
    maker: Label | None = None
    serial: Serial | None = None
    model: Label | None = None
    type_approval_mark: Mark | None = None
    premises_id: UUID | None = None
    owner_tax_code: TaxCode = Field("", description="With premises_name: the place of use, instead of premises_id.")
    premises_name: Name | None = None
    characteristics: dict[str, str | int | bool | None] = Field(
        default_factory=dict, max_length=60,
        description="Fields of the kind; null takes one off, those not named stay. Decimals may be numbers or texts.")
    last_verified_on: Day | None = Field(None, description="Counts when it is later than the day on file.")
    status: Literal[tuple(InstrumentStatus.values)] | None = None  # type: ignore[valid-type]
    reason: Address | None = Field(None, description="Why the status changes; needed for that.")


class _Batch(Strict):
    mode: Mode = Field(Mode.ALL_OR_NOTHING, description="What becomes of the batch when an item is refused.")


class PartyBatch(_Batch):
    """Parties to enter or change."""

    items: list[PartyItem] = Field(min_length=1, max_length=MOST_ITEMS)


class PremisesBatch(_Batch):
    """Premises to enter or change."""

    items: list[PremisesItem] = Field(min_length=1, max_length=MOST_ITEMS)


class InstrumentBatch(_Batch):
    """Instruments to enter or change."""

    items: list[InstrumentItem] = Field(min_length=1, max_length=MOST_ITEMS)


class Envelope(Strict):
    """A batch before its items are looked at, so that one bad item does not refuse the others."""

    mode: Mode = Mode.ALL_OR_NOTHING
    items: list[Any] = Field(min_length=1, max_length=MOST_ITEMS)


class Fault(Schema):
    """A place in the call and what is wrong there."""

    where: str
    what: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(description="Stable for ever; docs/reference/errors.md lists them all.")
    detail: str
    next_step: str = Field(description="What to do now.")
    where: str | None = None
    faults: list[Fault] | None = None


class ItemResult(Schema):
    """What became of an item; with mode all_or_nothing nothing is written when one is refused."""

    index: int
    outcome: Outcome
    id: UUID | None = None
    problem: Problem | None = None


class BatchResult(Schema):
    """What became of a batch."""

    written: bool
    counts: dict[str, int]
    results: list[ItemResult]


class Refused(Problem):
    """The problem of a batch of which nothing was written."""

    results: list[ItemResult]


class PartyOut(Schema):
    """A party. Numbers and addresses of persons are masked."""

    id: UUID
    kind: str
    name: str
    tax_code: str
    phone: str
    email: str
    address: str | None
    status: str
    status_since: date | None


class CommuneOut(Schema):
    """A commune."""

    code: str
    name: str


class PremisesOut(Schema):
    """Premises. `commune` is competent today, `stated_commune` as the address was given."""

    id: UUID
    kind: str
    name: str
    address: str
    owner_id: UUID
    owner_name: str
    owner_tax_code: str
    commune: CommuneOut | None
    stated_commune: CommuneOut | None
    longitude: float | None
    latitude: float | None
    opened_on: date | None
    closed_on: date | None


class InstrumentOut(Schema):
    """An instrument; `standing` is what it is worth today."""

    id: UUID
    kind: str
    kind_name: str
    maker: str
    model: str
    serial: str
    type_approval_mark: str
    characteristics: dict[str, Any]
    owner_id: UUID
    premises_id: UUID
    premises_name: str
    commune: CommuneOut | None
    status: str
    standing: str
    last_verified_on: date | None
    valid_until: date | None
    registered_at: datetime


class CertificateOut(Schema):
    """What may be told to anybody about a certificate: nothing of owner or place."""

    number: str
    instrument_id: UUID
    kind: str
    maker: str
    model: str
    serial: str
    mark: str
    verified_on: date
    issued_on: date
    valid_until: date | None
    standing: str
    revoked_on: date | None


class LawOut(Schema):
    """A parameter of the law as it stands on a day, with its source."""

    path: str
    on: date
    title: str
    citation: dict[str, Any]


class PartyPage(Schema):
    """Some parties, and the cursor of the next ones."""

    rows: list[PartyOut]
    next: str | None


class PremisesPage(Schema):
    """Some premises, and the cursor of the next ones."""

    rows: list[PremisesOut]
    next: str | None


class InstrumentPage(Schema):
    """Some instruments, and the cursor of the next ones."""

    rows: list[InstrumentOut]
    next: str | None


class CertificatePage(Schema):
    """Some certificates, and the cursor of the next ones."""

    rows: list[CertificateOut]
    next: str | None


class Paged(Strict):
    """Which part of a list."""

    cursor: str = Field("", max_length=400, description="“next” of the page before; with the same filters.")
    limit: int = Field(USUAL, ge=1, le=MOST)

    def filters(self) -> dict[str, Any]:
        """What narrows the list."""
        return self.model_dump(mode="json", exclude={"cursor", "limit"}, exclude_none=True)


class PartyFilter(Paged):
    """Which parties."""

    tax_code: TaxCode | None = None
    kind: Literal[tuple(PartyKind.values)] | None = None  # type: ignore[valid-type]
    updated_since: datetime | None = None


class PremisesFilter(Paged):
    """Which premises."""

    kind: Literal[tuple(PremisesKind.values)] | None = None  # type: ignore[valid-type]
    commune: Code | None = None
    owner_id: UUID | None = None
    updated_since: datetime | None = None


class InstrumentFilter(Paged):
    """Which instruments."""

    kind: Code | None = None
    commune: Code | None = None
    status: Literal[tuple(InstrumentStatus.values)] | None = None  # type: ignore[valid-type]
    due_before: Day | None = Field(None, description="In use, with the last valid day before this day.")
    updated_since: datetime | None = None
    owner_id: UUID | None = None
    premises_id: UUID | None = None
    serial: Serial | None = Field(None, description="However it is spelled.")


class CertificateFilter(Paged):
    """Which certificates."""

    instrument_id: UUID | None = None
    kind: Code | None = None
    issued_since: Day | None = None
    issued_until: Day | None = None


class LawQuery(Strict):
    """Which day."""

    on: Day
