# SPDX-License-Identifier: Apache-2.0
"""The permission table: every act, and the roles that may do it. A view or act missing here fails the tests."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from chuan.accounts.choices import Role
from chuan.lib.errors import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User

    View = Callable[..., HttpResponseBase]

#: Acts anybody may do, signed in or not.
PUBLIC = frozenset({"portal.check", "law.read", "judge.use", "ui.set_language", "api.describe"})

_EVERYONE = frozenset(Role)
_AUTHORITY = frozenset({Role.PLANNER, Role.REGISTRAR, Role.INSPECTOR, Role.EDITOR, Role.DIRECTOR})
_CENTRE = frozenset({Role.RECEPTION, Role.VERIFIER, Role.TESTER, Role.ACCOUNTANT, Role.CENTRE_DIRECTOR})
_LOCAL = frozenset({Role.LOCAL_OFFICER, Role.LOCAL_LEAD})
_READERS = frozenset({Role.AUDITOR, Role.ADMIN})

PERMISSIONS: dict[str, frozenset[Role]] = {
    "ui.home": _EVERYONE,
    "ui.search": _EVERYONE,
    "accounts.read": frozenset({Role.ADMIN, Role.AUDITOR}),
    "accounts.manage": frozenset({Role.ADMIN}),
    "accounts.profile": _EVERYONE,
    "audit.read": frozenset({Role.AUDITOR, Role.DIRECTOR, Role.CENTRE_DIRECTOR, Role.ADMIN}),
    "places.read": _EVERYONE,
    "places.load_boundaries": frozenset({Role.ADMIN}),
    "places.decide": frozenset({Role.REGISTRAR, Role.LOCAL_OFFICER, Role.LOCAL_LEAD}),
    "parties.read": _EVERYONE,
    "parties.edit": frozenset({Role.REGISTRAR, Role.RECEPTION, Role.INSPECTOR}) | _LOCAL,
    "parties.see_personal": frozenset({Role.REGISTRAR, Role.RECEPTION, Role.VERIFIER, Role.INSPECTOR}) | _LOCAL,
    "parties.answer_person": frozenset({Role.REGISTRAR}),
    "parties.import": frozenset({Role.REGISTRAR}),
    "merging.read": frozenset({Role.REGISTRAR, Role.DIRECTOR}) | _READERS,
    "merging.merge": frozenset({Role.REGISTRAR}),
    "products.read": _EVERYONE,
    "products.edit": frozenset({Role.REGISTRAR, Role.INSPECTOR}),
    "products.receive": frozenset({Role.REGISTRAR, Role.INSPECTOR}),
    "products.import": frozenset({Role.REGISTRAR}),
    "lists.use": _EVERYONE,
    "registry.read": _EVERYONE,
    "registry.edit": frozenset({Role.REGISTRAR, Role.RECEPTION}),
    "registry.import": frozenset({Role.REGISTRAR}),
    "registry.keep_points": frozenset({Role.REGISTRAR, Role.INSPECTOR}) | _LOCAL,
    "imports.read": frozenset({Role.REGISTRAR}) | _READERS,
    "imports.upload": frozenset({Role.REGISTRAR}),
    "registry.due": _AUTHORITY | _CENTRE | _LOCAL | _READERS | {Role.ENTERPRISE},
    "lawdesk.read": _AUTHORITY | _CENTRE | _LOCAL | _READERS,
    "lawdesk.propose": frozenset({Role.PLANNER, Role.REGISTRAR, Role.VERIFIER, Role.INSPECTOR}),
    "lawdesk.review": frozenset({Role.DIRECTOR, Role.CENTRE_DIRECTOR}),
    "lawdesk.try_draft": _AUTHORITY | _CENTRE | _LOCAL | _READERS,
    "verification.read": _AUTHORITY | _CENTRE | _READERS,
    "verification.read_certificate": _EVERYONE,
    "verification.order": frozenset({Role.RECEPTION}),
    "verification.measure": frozenset({Role.VERIFIER}),
    "verification.issue": frozenset({Role.CENTRE_DIRECTOR}),
    "verification.revoke": frozenset({Role.CENTRE_DIRECTOR}),
    "verification.manage_standards": frozenset({Role.CENTRE_DIRECTOR, Role.VERIFIER}),
    "verification.manage_cards": frozenset({Role.CENTRE_DIRECTOR, Role.ADMIN}),
    "verification.manage_marks": frozenset({Role.CENTRE_DIRECTOR, Role.RECEPTION}),
    "campaigns.read": _AUTHORITY | _LOCAL | _READERS,
    "campaigns.manage": frozenset({Role.PLANNER, Role.REGISTRAR}),
    "campaigns.find": frozenset({Role.REGISTRAR, Role.INSPECTOR}) | _LOCAL,
    "api.read_keys": _READERS,
    "api.manage_keys": frozenset({Role.ADMIN}),
    "planning.read": _AUTHORITY | _CENTRE | _LOCAL | _READERS,
    "planning.edit": frozenset({Role.PLANNER}),
}


def may(user: "User | AnonymousUser", act: str, subject: Any = None) -> bool:
    """True if one of the user's roles may do the act, and the user may see the subject it is done to."""
    if act in PUBLIC:
        return True
    roles = PERMISSIONS[act]
    if not (user.is_authenticated and user.is_active and roles & user.roles):
        return False
    visible = getattr(getattr(type(subject), "objects", None), "visible_to", None)
    return subject is None or visible is None or visible(user).filter(pk=subject.pk).exists()


def require(user: "User | AnonymousUser", act: str, subject: Any = None) -> None:
    """Raise `NotAllowed` unless the user may do the act."""
    if not may(user, act, subject):
        raise NotAllowed(act=act)


def permitted(act: str) -> "Callable[[View], View]":
    """Let a view through only for those who may do `act`; strangers are sent to sign in."""
    assert act in PUBLIC or act in PERMISSIONS, act

    def decorate(view: "View") -> "View":
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, act):
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                raise NotAllowed(act=act)
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]
        return guarded

    return decorate
