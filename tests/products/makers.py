# SPDX-License-Identifier: Apache-2.0
"""Makers of the room's rows."""

import itertools
from datetime import date
from typing import Any

from chuan.lib.text import key
from chuan.products.models import Declaration, Goods, NormativeDocument
from tests import make

_NUMBERS = itertools.count(1)


def make_document(**over: Any) -> NormativeDocument:
    """A national standard in force since 2021."""
    values: dict[str, Any] = {
        "kind": "tcvn", "number": f"TCVN {60000 + next(_NUMBERS)}:2020", "title": "Xi măng poóc lăng hỗn hợp",
        "managing_body": "Bộ Khoa học và Công nghệ", "issued_on": date(2020, 12, 1), "in_force_from": date(2021, 1, 1),
    } | over
    return NormativeDocument.objects.create(number_key=key(values["number"]), **values)


def make_goods(**over: Any) -> Goods:
    """Engine oil a party sells, regulated by the list of July 2026."""
    number = next(_NUMBERS)
    values: dict[str, Any] = {
        "role": "trader", "name": f"Dầu nhờn động cơ số {number}", "identity": f"dau{number}", "regulated_codes": ["bk-m06"],
        "status_since": date(2026, 1, 1), "registered_at": make.NOON,
    } | over
    party = values.pop("party", None) or make.make_party()
    return Goods.objects.create(party=party, **values)


def make_declaration(**over: Any) -> Declaration:
    """A dossier that came in on 2026-03-02 and waits."""
    values: dict[str, Any] = {
        "kind": "regulation", "number": f"{next(_NUMBERS)}/CB", "declared_on": date(2026, 3, 2), "assessment": "self",
        "received_on": date(2026, 3, 2), "registered_at": make.NOON,
    } | over
    party = values.pop("party", None) or make.make_party()
    document = values.pop("document", None) or make_document(kind="qcvn")
    return Declaration.objects.create(party=party, document=document, number_key=key(values["number"]), **values)
