# SPDX-License-Identifier: Apache-2.0
"""Every address × every role: the permission table decides, and nothing is forgotten."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from chuan.accounts.choices import Role
from chuan.accounts.permissions import PERMISSIONS, PUBLIC
from tests import make

#: addresses of libraries that guard themselves, and of programs with a key, which tests/api walks
_LIBRARIES = ("allauth.", "ninja.", "chuan.api.border")
_VALUES = {"uuid": str(uuid.UUID(int=7)), "int": "1", "str": "x", "slug": "x", "path": "x/y"}


def views() -> Iterator[tuple[str, Any]]:
    """(path with sample values, view) of all addresses."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                yield route, pattern.callback

    for route, view in walk(get_resolver().url_patterns, "/"):
        yield sample(route), view


def sample(route: str) -> str:
    """The route with its converters filled in."""
    import re

    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: _VALUES.get(match.group(1) or "str", "x"), route)


OURS = [(path, view) for path, view in views() if not view.__module__.startswith(_LIBRARIES)]


@pytest.mark.parametrize(("path", "view"), OURS, ids=[path for path, _ in OURS])
def test_every_view_names_its_act(path: str, view: Any) -> None:
    act = getattr(view, "act", None)
    assert act in PERMISSIONS or act in PUBLIC, f"{path} is not decorated with @permitted"


def test_every_act_is_used_somewhere() -> None:
    from pathlib import Path

    from django.conf import settings

    code = "".join(p.read_text() for p in Path(settings.PACKAGE).rglob("*.py") if p.name != "permissions.py")
    unused = [act for act in {*PERMISSIONS, *PUBLIC} if f'"{act}"' not in code]
    assert unused == []


def test_all_addresses_by_all_roles(db: None, cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    people = {role.value: getattr(cast, role.value) for role in Role} | {"stranger": cast.stranger}
    wrong = []
    for name, user in people.items():
        client = sign_in(user)
        client.raise_request_exception = False
        for path, view in OURS:
            allowed = view.act in PUBLIC or name in PERMISSIONS[view.act]
            status = client.get(path).status_code
            # 405: the view takes only POST, and was reached; 404: there is no such record for this user
            good = status in {200, 302, 400, 404, 405, 409, 422} if allowed else status in {403}
            if not good:
                wrong.append((name, path, view.act, status))
    assert wrong == []


def test_strangers_from_the_street_are_sent_to_sign_in(db: None, client: Client) -> None:
    wrong = []
    for path, view in OURS:
        status = client.get(path).status_code
        if view.act not in PUBLIC and status != 302:
            wrong.append((path, status))
    assert wrong == []
