# SPDX-License-Identifier: Apache-2.0
"""Pages of long lists: rows in the order of their ids, which sort by the time of entry, and a signed mark of the place.

Rows entered while somebody reads come after those already read: none shows twice, none is passed over.
"""

import hashlib
import json
from typing import Any, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, QuerySet

from chuan.api.errors import CursorWrong

M = TypeVar("M", bound=Model)
MOST = 200
USUAL = 50
_SALT = "chuan.api.cursor"
_LONGEST = 400


def page(
    rows: "QuerySet[M, Any]", *, of: str, filters: dict[str, Any], cursor: str, limit: int
) -> tuple[list[M], str | None]:
    """The rows after the cursor and the next cursor; it fits the same list with the same filters only."""
    asked = _fingerprint(of, filters)
    if cursor:
        rows = rows.filter(pk__gt=_read(cursor, asked))
    found = list(rows.order_by("pk")[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return found, signing.dumps([asked, found[-1].pk.hex], salt=_SALT) if more else None


def _read(cursor: str, asked: str) -> UUID:
    if len(cursor) > _LONGEST:
        raise CursorWrong
    try:
        made_for, last = signing.loads(cursor, salt=_SALT)
        found = UUID(hex=last)
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
        raise CursorWrong from error
    if made_for != asked:
        raise CursorWrong
    return found


def _fingerprint(of: str, filters: dict[str, Any]) -> str:
    text = json.dumps([of, filters], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
