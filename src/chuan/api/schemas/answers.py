# SPDX-License-Identifier: Apache-2.0
"""What programs receive."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chuan.api.choices import Outcome


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
