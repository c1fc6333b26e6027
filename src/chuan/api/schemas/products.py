# SPDX-License-Identifier: Apache-2.0
"""Goods, declarations and normative documents, sent and received."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chuan.api.schemas.filters import Paged
from chuan.api.schemas.items import MOST_ITEMS, Batch
from chuan.api.schemas.types import Address, Code, Day, Label, Name, Strict, TaxCode
from chuan.products.choices import (
    Assessment,
    DeclarationKind,
    DeclarationStanding,
    DocumentKind,
    DocumentStanding,
    GoodsRole,
    GoodsStatus,
    QuantityKind,
)

_Quantity = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=4)]


class GoodsFilter(Paged):
    """Which goods."""

    owner_id: UUID | None = None
    owner_tax_code: TaxCode | None = None
    gtin: Code | None = None
    hs: Code | None = Field(None, description="Digits that the HS code begins with.")
    role: Literal[tuple(GoodsRole.values)] | None = None  # type: ignore[valid-type]
    status: Literal[tuple(GoodsStatus.values)] | None = None  # type: ignore[valid-type]
    updated_since: datetime | None = None


class DeclarationFilter(Paged):
    """Which declarations."""

    owner_id: UUID | None = None
    owner_tax_code: TaxCode | None = None
    kind: Literal[tuple(DeclarationKind.values)] | None = None  # type: ignore[valid-type]
    notice_number: Code | None = None
    standing: Literal[tuple(DeclarationStanding.values)] | None = Field(  # type: ignore[valid-type]
        None, description="Where it stands on the day “on”, today if none is given.")
    on: Day | None = None
    updated_since: datetime | None = None


class DocumentFilter(Paged):
    """Which normative documents."""

    kind: Literal[tuple(DocumentKind.values)] | None = None  # type: ignore[valid-type]
    number: Label | None = Field(None, description="However it is spelled.")
    standing: Literal[tuple(DocumentStanding.values)] | None = Field(  # type: ignore[valid-type]
        None, description="What it is on the day “on”, today if none is given.")
    on: Day | None = None
    updated_since: datetime | None = None


class GoodsOut(Schema):
    """What a party makes, imports or sells."""

    id: UUID
    owner_id: UUID
    owner_name: str
    owner_tax_code: str
    premises_id: UUID | None
    role: str
    name: str
    brand: str
    model: str
    gtin: str
    hs: str
    standard: str = Field(description="Number of the declared standard.")
    regulated_codes: list[str]
    quantity_kind: str
    nominal_value: Decimal | None
    nominal_unit: str
    status: str
    status_since: date
    registered_at: datetime


class DeclarationOut(Schema):
    """A declaration of conformity; `standing` is what it is worth today."""

    id: UUID
    owner_id: UUID
    owner_name: str
    owner_tax_code: str
    kind: str
    document: str = Field(description="Number of the standard or technical regulation.")
    goods_ids: list[UUID]
    number: str
    declared_on: date
    dossier: str
    received_on: date
    assessment: str
    assessor: str
    certificate: str
    certificate_until: date | None
    state: str
    standing: str
    notice_number: str
    noticed_on: date | None
    valid_until: date | None
    closed_on: date | None
    registered_at: datetime


class DocumentOut(Schema):
    """A standard or technical regulation; `standing` is what it is today."""

    id: UUID
    kind: str
    number: str
    title: str
    managing_body: str
    owner_id: UUID | None
    issued_on: date | None
    in_force_from: date | None
    ended_on: date | None
    standing: str
    replaces: list[str]
    replaced_by: list[str]


class GoodsPage(Schema):
    """Some goods, and the cursor of the next ones."""

    rows: list[GoodsOut]
    next: str | None


class DeclarationPage(Schema):
    """Some declarations, and the cursor of the next ones."""

    rows: list[DeclarationOut]
    next: str | None


class DocumentPage(Schema):
    """Some normative documents, and the cursor of the next ones."""

    rows: list[DocumentOut]
    next: str | None


class GoodsItem(Strict):
    """Goods of a party on file. Matched by id; else by owner, role and GTIN; else by owner, role, name, brand, model and
    quantity however they are spelled. Absent fields stay as they are."""

    id: UUID | None = None
    owner_id: UUID | None = None
    owner_tax_code: TaxCode = Field("", description="Instead of owner_id.")
    role: Literal[tuple(GoodsRole.values)] | None = None  # type: ignore[valid-type]
    name: Name | None = None
    brand: Annotated[Address, Field(max_length=120)] | None = None
    model: Annotated[Address, Field(max_length=120)] | None = None
    gtin: Code | None = None
    hs: Code | None = None
    premises_id: UUID | None = None
    standard: Label | None = Field(None, description="Number of the declared standard, on file.")
    regulated_codes: list[Code] | None = Field(None, max_length=20)
    quantity_kind: Literal[tuple(QuantityKind.values)] | None = None  # type: ignore[valid-type]
    nominal_value: _Quantity | None = None
    nominal_unit: Code | None = None
    status: Literal[tuple(GoodsStatus.values)] | None = None  # type: ignore[valid-type]
    status_since: Day | None = Field(None, description="Since when; today if it is not said.")
    reason: Address | None = Field(None, description="Why the status changes.")


class DeclarationItem(Strict):
    """A declaration of a party on file. Matched by id, else by owner and number however it is spelled. What it says is entered
    once; afterwards its notice of receipt may be added, or the dossier closed."""

    id: UUID | None = None
    owner_id: UUID | None = None
    owner_tax_code: TaxCode = Field("", description="Instead of owner_id.")
    number: Annotated[Label, Field(max_length=80)] | None = None
    kind: Literal[tuple(DeclarationKind.values)] | None = None  # type: ignore[valid-type]
    document: Label | None = Field(None, description="Number of the standard or technical regulation, on file.")
    goods_ids: list[UUID] | None = Field(None, max_length=200)
    declared_on: Day | None = None
    received_on: Day | None = Field(None, description="The day of declaration if it is not said.")
    assessment: Literal[tuple(Assessment.values)] | None = None  # type: ignore[valid-type]
    assessor: Name | None = None
    dossier: Annotated[Label, Field(max_length=80)] | None = None
    certificate: Annotated[Label, Field(max_length=80)] | None = None
    certificate_until: Day | None = None
    notice_number: Annotated[Label, Field(max_length=80)] | None = None
    noticed_on: Day | None = None
    valid_until: Day | None = Field(None, description="As the law of the day of notice says, if it is not said.")
    state: Literal["refused", "withdrawn"] | None = Field(
        None, description="Closes the dossier; with closed_on.")
    closed_on: Day | None = None
    reason: Address | None = None


class GoodsBatch(Batch):
    """Goods to enter or change."""

    items: list[GoodsItem] = Field(min_length=1, max_length=MOST_ITEMS)


class DeclarationBatch(Batch):
    """Declarations to enter, notices to add, dossiers to close."""

    items: list[DeclarationItem] = Field(min_length=1, max_length=MOST_ITEMS)
