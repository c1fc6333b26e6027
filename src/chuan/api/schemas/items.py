# SPDX-License-Identifier: Apache-2.0
"""What programs send in batches."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from chuan.api.choices import Mode
from chuan.api.schemas.types import (
    Address,
    Code,
    Day,
    Email,
    Label,
    Mark,
    Name,
    Phone,
    Serial,
    Strict,
    TaxCode,
)
from chuan.parties.choices import PartyKind, PremisesKind
from chuan.registry.choices import InstrumentStatus

#: items of a batch
MOST_ITEMS = 1000


class PartyItem(Strict):
    """A party. Matched by id, else tax code, else name and address however they are spelled. Absent fields stay as they are."""

    id: UUID | None = None
    tax_code: TaxCode = ""
    kind: Literal[tuple(PartyKind.values)] | None = None  # type: ignore[valid-type]
    name: Name | None = None
    address: Address | None = None
    phone: Phone | None = None
    email: Email | None = None


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


class Batch(Strict):
    """What every batch has."""

    mode: Mode = Field(Mode.ALL_OR_NOTHING, description="What becomes of the batch when an item is refused.")


class PartyBatch(Batch):
    """Parties to enter or change."""

    items: list[PartyItem] = Field(min_length=1, max_length=MOST_ITEMS)


class PremisesBatch(Batch):
    """Premises to enter or change."""

    items: list[PremisesItem] = Field(min_length=1, max_length=MOST_ITEMS)


class InstrumentBatch(Batch):
    """Instruments to enter or change."""

    items: list[InstrumentItem] = Field(min_length=1, max_length=MOST_ITEMS)


class Envelope(Strict):
    """A batch before its items are looked at, so that one bad item does not refuse the others."""

    mode: Mode = Mode.ALL_OR_NOTHING
    items: list[Any] = Field(min_length=1, max_length=MOST_ITEMS)
