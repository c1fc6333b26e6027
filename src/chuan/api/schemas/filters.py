# SPDX-License-Identifier: Apache-2.0
"""What lists are narrowed by."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from chuan.api.cursors import MOST, USUAL
from chuan.api.schemas.types import Code, Day, Serial, Strict, TaxCode
from chuan.parties.choices import PartyKind, PremisesKind
from chuan.registry.choices import InstrumentStatus


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
