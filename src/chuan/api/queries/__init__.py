# SPDX-License-Identifier: Apache-2.0
"""Reads for programs: narrowed querysets that the caller may see, and rows as plain values."""

from chuan.api.queries.campaigns import (
    campaign_of,
    campaign_out,
    campaigns,
    finding_out,
    findings,
)
from chuan.api.queries.products import (
    declaration_out,
    declarations,
    document_out,
    documents,
    goods,
    goods_out,
)
from chuan.api.queries.registry import (
    certificate_numbered,
    certificate_out,
    certificates,
    commune_out,
    instrument_out,
    instruments,
    keys_shown,
    organisations,
    parties,
    party_out,
    premises,
    premises_out,
)

__all__ = [
    "campaign_of", "campaign_out", "campaigns", "certificate_numbered", "certificate_out", "certificates", "commune_out",
    "declaration_out", "declarations", "document_out", "documents", "finding_out", "findings", "goods", "goods_out",
    "instrument_out", "instruments", "keys_shown", "organisations", "parties", "party_out", "premises", "premises_out",
]
