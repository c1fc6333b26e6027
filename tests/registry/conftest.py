# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable

import pytest

from chuan.places.actions import load_places
from chuan.registry.actions.imports import start_import
from chuan.registry.imports.run import run_import
from chuan.registry.models import Import
from tests.make import NOON, Cast


@pytest.fixture
def places(db: None) -> None:
    load_places()


@pytest.fixture
def upload(places: None, cast: Cast) -> Callable[..., Import]:
    """Upload a file as the registrar and let the import run to its end."""

    def uploaded(content: bytes, name: str = "danh-sach.xlsx") -> Import:
        imported = start_import(actor=cast.registrar, at=NOON, name=name, content=content)
        return run_import(imported.pk, NOON)

    return uploaded
