# SPDX-License-Identifier: Apache-2.0
"""How often one address may do what anybody may do."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from chuan.lib import clock
from chuan.lib.errors import ChuanError


def count(request: HttpRequest, what: str, *, per_minute: int, refusal: type[ChuanError]) -> None:
    """Count one more `what` of this address in this minute; beyond the limit raise the refusal."""
    address = get_adapter(request).get_client_ip(request)
    key = f"{what}:{address}:{clock.now():%Y%m%d%H%M}"
    if not cache.add(key, 1, timeout=120):
        try:
            counted = cache.incr(key)
        except ValueError:  # expired in between
            counted = 1
        if counted > per_minute:
            raise refusal
