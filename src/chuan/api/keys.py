# SPDX-License-Identifier: Apache-2.0
"""The door: who calls, whether the key allows it, and how often."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from chuan.accounts.permissions import PUBLIC, require
from chuan.api.actions.keys import count_call, hash_of
from chuan.api.choices import KeyState
from chuan.api.errors import (
    ActNotOfKey,
    KeyExpired,
    KeyMissing,
    KeyRevoked,
    KeyWrong,
    TooManyCalls,
)
from chuan.api.models import ApiKey
from chuan.lib import clock

_MINUTE = 60
_LONGEST = 200


class OrganisationKey(HttpBearer):
    """The key in “Authorization: Bearer”. Lets a call through that the key, and the role of its account, may do."""

    def __init__(self, act: str) -> None:
        super().__init__()
        self.act = act

    def __call__(self, request: HttpRequest) -> ApiKey:
        """Find the key, or say what is missing."""
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text.strip():
            raise KeyMissing
        return self.authenticate(request, text.strip())

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """Check the key, count the call, then ask the permission table."""
        at = clock.now()
        key = _known(token)
        if key.revoked_at is not None or not key.user.is_active:
            raise KeyRevoked
        if key.state_on(clock.day_of(at)) == KeyState.EXPIRED:
            raise KeyExpired(day=key.expires_on)
        if count_call(key=key, at=at) > key.calls_per_minute:
            raise TooManyCalls(most=key.calls_per_minute, seconds=_MINUTE - int(at.timestamp()) % _MINUTE)
        if self.act not in PUBLIC:
            if self.act not in key.acts:
                raise ActNotOfKey(act=self.act)
            require(key.user, self.act)
        request.user = key.user
        return key


def _known(token: str) -> ApiKey:
    if len(token) > _LONGEST or not token.isascii():
        raise KeyWrong
    key = ApiKey.objects.select_related("user", "unit").filter(key_hash=hash_of(token)).first()
    if key is None:
        raise KeyWrong
    return key
