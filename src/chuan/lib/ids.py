# SPDX-License-Identifier: Apache-2.0
"""Identifiers that sort by time and never meet: UUID version 7 (RFC 9562, 5.7)."""

import uuid

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7 as a standard `uuid.UUID`.

    >>> uuid7().version
    7
    """
    return _uuid7()
