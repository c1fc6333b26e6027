# SPDX-License-Identifier: Apache-2.0
"""Results of review campaigns, as programs receive and report them."""

from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, model_validator

from chuan.api.schemas.answers import CommuneOut
from chuan.api.schemas.filters import Paged
from chuan.api.schemas.items import MOST_ITEMS, Batch
from chuan.api.schemas.types import Address, Code, Day, Name, Phone, Strict, TaxCode
from chuan.campaigns.choices import CampaignStatus, FindingKind, Gap
from chuan.parties.choices import PartyKind, PremisesKind, Sector


class CampaignFilter(Paged):
    """Which campaigns."""

    status: Literal[tuple(CampaignStatus.values)] | None = None  # type: ignore[valid-type]


class FindingFilter(Paged):
    """Which establishments of a campaign."""

    finding: Literal[("waiting", *FindingKind.values)] | None = Field(  # type: ignore[valid-type]
        None, description="“waiting”: nobody looked yet.")
    sector: Literal[tuple(Sector.values)] | None = None  # type: ignore[valid-type]
    commune: Code | None = None
    gap: Literal[tuple(Gap.values)] | None = Field(  # type: ignore[valid-type]
        None, description="What the registry lacked when the campaign closed.")


class CampaignOut(Schema):
    """A review campaign; empty lists narrow nothing."""

    id: UUID
    title: str
    status: str
    laws: list[str]
    sectors: list[str]
    premises_kinds: list[str]
    instrument_kinds: list[str]
    places: list[str]
    first_day: date
    last_day: date
    opened_at: datetime | None
    closed_at: datetime | None
    total: int
    waiting: int


class FiguresOut(Schema):
    """Counts of findings and gaps; the code is empty for what is not known."""

    code: str
    counts: dict[str, int]


class CampaignReport(CampaignOut):
    """A review campaign with its figures."""

    by_sector: list[FiguresOut]
    by_commune: list[FiguresOut]


class FindingOut(Schema):
    """What was found of an establishment, and what that changed. Gaps are counted when the campaign closes."""

    id: UUID
    premises_id: UUID
    name: str
    address: str
    kind: str
    sector: str
    commune: CommuneOut | None
    unit: str
    finding: str
    found_at: datetime | None
    closed_on: date | None
    before: dict[str, str]
    after: dict[str, str]
    no_tax_code: bool | None
    no_commune: bool | None
    overdue: int | None
    never: int | None


class CampaignPage(Schema):
    """Some campaigns, and the cursor of the next ones."""

    rows: list[CampaignOut]
    next: str | None


class FindingPage(Schema):
    """Some establishments, and the cursor of the next ones."""

    rows: list[FindingOut]
    next: str | None


class Corrections(Strict):
    """What is right of an establishment. Absent fields stay as they are."""

    name: Name | None = None
    address: Address | None = None
    kind: Literal[tuple(PremisesKind.values)] | None = None  # type: ignore[valid-type]
    phone: Phone | None = Field(None, description="The owner's, unless the owner is a person.")


class NewEstablishment(Strict):
    """An establishment that no list had. Its owner is named by id or tax code; one that is not on file is entered with
    owner_name. Sent again, it is the same one."""

    name: Name
    kind: Literal[tuple(PremisesKind.values)]  # type: ignore[valid-type]
    commune: Code = Field(description="Code of a commune of the share, of today.")
    address: Address | None = None
    market_id: UUID | None = Field(None, description="The market of a stall.")
    longitude: float | None = Field(None, ge=-180, le=180)
    latitude: float | None = Field(None, ge=-90, le=90)
    owner_id: UUID | None = None
    owner_tax_code: TaxCode = Field("", description="Instead of owner_id.")
    owner_name: Name | None = Field(None, description="Of an owner that is not on file.")
    owner_kind: Literal[tuple(PartyKind.values)] | None = None  # type: ignore[valid-type]


class FindingItem(Strict):
    """What was found of an establishment of the campaign. Matched by id, else by premises_id. What was found once stays:
    the same finding sent again changes nothing, another one is refused."""

    id: UUID | None = None
    premises_id: UUID | None = None
    finding: Literal[tuple(FindingKind.values)]  # type: ignore[valid-type]
    corrections: Corrections | None = Field(None, description="With “corrected”.")
    closed_on: Day | None = Field(None, description="With “closed_down”: its last day, today if it is not said.")
    establishment: NewEstablishment | None = Field(None, description="With “new”, instead of an id.")
    note: Address | None = None

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        """What would be passed over in silence is refused."""
        parts = (("corrections", FindingKind.CORRECTED), ("closed_on", FindingKind.CLOSED), ("establishment", FindingKind.NEW))
        for name, finding in parts:
            if getattr(self, name) is not None and self.finding != finding:
                raise ValueError(f"{name} belongs to the finding {finding.value}")
        for name, finding in (parts[0], parts[2]):
            if self.finding == finding and getattr(self, name) is None:
                raise ValueError(f"{name} is missing")
        if self.finding == FindingKind.NEW and (self.id or self.premises_id):
            raise ValueError("a new establishment has no id yet")
        return self


class FindingBatch(Batch):
    """Findings of one campaign."""

    items: list[FindingItem] = Field(min_length=1, max_length=MOST_ITEMS)
