# SPDX-License-Identifier: Apache-2.0
"""Addresses of many rows: Django's `reverse` looks a name up anew for each, which a long list feels."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import get_script_prefix, reverse

_SOMEBODY = UUID(int=0)


def of_row(name: str, pk: Any) -> str:
    """The address of a page whose only argument is the identifier of a row."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{pk}{after}"


@lru_cache(maxsize=200)
def _around(name: str, _prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_SOMEBODY]).partition(str(_SOMEBODY))
    return before, after
