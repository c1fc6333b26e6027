# SPDX-License-Identifier: Apache-2.0
"""Normative documents, as programs send them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chuan.api.schemas.items import MOST_ITEMS, Batch
from chuan.api.schemas.types import Address, Day, Label, Strict, TaxCode, Title
from chuan.products.choices import DocumentKind

_Number = Annotated[Label, Field(max_length=80)]


class DocumentItem(Strict):
    """A standard or technical regulation. Matched by id, else by number however it is spelled; an own standard by owner and
    number. Absent fields stay as they are."""

    id: UUID | None = None
    kind: Literal[tuple(DocumentKind.values)] | None = None  # type: ignore[valid-type]
    number: _Number | None = None
    title: Title | None = None
    managing_body: Annotated[Address, Field(max_length=200)] | None = None
    owner_id: UUID | None = Field(None, description="The party of an own standard.")
    owner_tax_code: TaxCode = Field("", description="Instead of owner_id.")
    law_text: _Number | None = Field(None, description="The text of the law files that issued it.")
    issued_on: Day | None = None
    in_force_from: Day | None = None
    ended_on: Day | None = Field(None, description="The first day on which it no longer counts.")
    source: Address | None = Field(None, description="Where this is known from.")
    replaces: list[_Number] | None = Field(
        None, max_length=50, description="Numbers of documents on file. They end when this one comes into force, where no other "
        "day is known; an empty list takes all of them off.")


class DocumentBatch(Batch):
    """Normative documents to enter or change."""

    items: list[DocumentItem] = Field(min_length=1, max_length=MOST_ITEMS)
