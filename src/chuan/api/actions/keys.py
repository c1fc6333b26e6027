# SPDX-License-Identifier: Apache-2.0
"""Keys: issued, revoked, counted."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from chuan.accounts.choices import Role, UnitKind
from chuan.accounts.models import Membership, Unit, User
from chuan.accounts.permissions import PERMISSIONS, require
from chuan.api.choices import ACTS
from chuan.api.errors import ActNotOfRole, LastDayPast, OrganisationUnfit
from chuan.api.models import CALLS_PER_MINUTE, ApiKey
from chuan.audit.actions import record
from chuan.lib.clock import day_of
from chuan.lib.text import tidy

_SHOWN = 12
_MOST_YEARS = 5
_LOCAL = frozenset({Role.LOCAL_OFFICER, Role.LOCAL_LEAD})


def hash_of(key: str) -> str:
    """What is kept of a key. It is 256 random bits, so one round of SHA-256 is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def issue_key(
    *, actor: User, at: datetime, unit: Unit, role: str, name: str, acts: Sequence[str], expires_on: date,
    calls_per_minute: int = CALLS_PER_MINUTE,
) -> tuple[ApiKey, str]:
    """Give a program of an organisation a key; the key itself is returned once and kept nowhere.

    It acts as an account made for it, which holds the role in the organisation and has no password.
    """
    require(actor, "api.manage_keys")
    today = day_of(at)
    if not today < expires_on <= today + timedelta(days=366 * _MOST_YEARS):
        raise LastDayPast(years=_MOST_YEARS)
    excess = sorted(act for act in acts if act not in ACTS or role not in PERMISSIONS[act])
    if excess or not acts:
        raise ActNotOfRole(acts=", ".join(excess) or "–")
    _fits(unit, role)
    text = f"chuan_{secrets.token_urlsafe(32)}"
    prefix = text[:_SHOWN]
    user = User(username=f"api.{secrets.token_hex(6)}", full_name=f"API {tidy(name)}")
    user.set_unusable_password()
    user.save(force_insert=True)
    Membership.objects.create(user=user, unit=unit, role=role, started_on=today)
    key = ApiKey.objects.create(
        unit=unit, user=user, role=role, name=tidy(name), prefix=prefix, key_hash=hash_of(text), acts=sorted(acts),
        calls_per_minute=calls_per_minute, created_at=at, created_by=actor, expires_on=expires_on,
    )
    record("api.key.issued", actor=actor, subject=key, data={
        "unit": unit.name, "role": role, "acts": key.acts, "until": expires_on.isoformat(),
    })
    return key, text


@transaction.atomic
def revoke_key(*, actor: User, at: datetime, key: ApiKey) -> ApiKey:
    """Take a key back: from now on it opens nothing, and its account is closed."""
    require(actor, "api.manage_keys", key)
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = at, actor
        key.save(update_fields=["revoked_at", "revoked_by"])
        User.objects.filter(pk=key.user_id).update(is_active=False)
        record("api.key.revoked", actor=actor, subject=key)
    return key


def count_call(*, key: ApiKey, at: datetime) -> int:
    """Count a call and return how many there were in its minute; one statement, so no two calls get the same number."""
    minute = int(at.timestamp()) // 60
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE api_apikey SET last_used_at = %s, minute = %s, calls = CASE WHEN minute = %s THEN calls + 1 ELSE 1 END"
            " WHERE id = %s RETURNING calls",
            [at, minute, minute, key.pk],
        )
        return int(cursor.fetchone()[0])


def _fits(unit: Unit, role: str) -> None:
    """Refuse a role that would reach beyond the organisation: an enterprise's key is an enterprise's."""
    wanted = {UnitKind.ENTERPRISE: {Role.ENTERPRISE}, UnitKind.LOCAL: _LOCAL}.get(UnitKind(unit.kind))
    foreign = {Role.ENTERPRISE, *_LOCAL}
    if (wanted is not None and role not in wanted) or (wanted is None and role in foreign):
        raise OrganisationUnfit
