# SPDX-License-Identifier: Apache-2.0
"""Results of review campaigns, as programs receive them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chuan.api.schemas.answers import CommuneOut
from chuan.api.schemas.filters import Paged
from chuan.api.schemas.types import Code
from chuan.campaigns.choices import CampaignStatus, FindingKind, Gap
from chuan.parties.choices import Sector


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
