# SPDX-License-Identifier: Apache-2.0
"""Programs with keys."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chuan.accounts.choices import Role
from chuan.accounts.permissions import PERMISSIONS
from chuan.api.actions.keys import issue_key
from chuan.api.choices import ACTS
from chuan.lib import clock
from tests import make


class Program:
    """A program that holds a key."""

    def __init__(self, text: str, key: Any = None) -> None:
        self.text, self.key = text, key
        self.client = Client()

    def get(self, path: str, **headers: str) -> Any:
        """Read below /api/v1."""
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any, *, content_type: str = "application/json", **headers: str) -> Any:
        """Send JSON, or text as it stands."""
        return self.client.post(f"/api/v1{path}", body, content_type=content_type, headers=self._headers(headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.text}"} if self.text else {}
        return own | {"Accept-Language": "en"} | {name.replace("_", "-"): value for name, value in more.items()}


@pytest.fixture
def program(cast: make.Cast) -> Callable[..., Program]:
    """Issues a key of a role with everything the role may do through the API."""

    def issued(role: str = Role.REGISTRAR, **over: Any) -> Program:
        kind = {Role.ENTERPRISE: "enterprise", Role.LOCAL_OFFICER: "local", Role.LOCAL_LEAD: "local"}.get(Role(role), "authority")
        values: dict[str, Any] = {
            "unit": make.make_unit(kind), "role": role, "name": "Phần mềm quản lý",
            "acts": [act for act in ACTS if role in PERMISSIONS[act]], "expires_on": date(clock.today().year + 1, 1, 31),
        } | over
        key, text = issue_key(actor=cast.admin, at=clock.now(), **values)
        return Program(text, key)

    return issued


@pytest.fixture
def anybody() -> Program:
    """A program without a key."""
    return Program("")
