# SPDX-License-Identifier: Apache-2.0
"""Which rows a user may see: everything of the province, some communes, or one enterprise's own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chuan.accounts.choices import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User

_LOCAL = {Role.LOCAL_OFFICER, Role.LOCAL_LEAD}


@dataclass(frozen=True)
class Scope:
    """The reach of a user's roles; all empty for strangers."""

    everything: bool
    place_codes: frozenset[str]
    tax_codes: frozenset[str]

    @classmethod
    def of(cls, user: "User | AnonymousUser") -> "Scope":
        """Work out the reach of a user today."""
        memberships = getattr(user, "current_memberships", []) if user.is_authenticated else []
        return cls(
            everything=any(m.role not in {*_LOCAL, Role.ENTERPRISE} for m in memberships),
            place_codes=frozenset(m.effective_place_code for m in memberships if m.role in _LOCAL),
            tax_codes=frozenset(m.unit.tax_code for m in memberships if m.role == Role.ENTERPRISE and m.unit.tax_code),
        )
