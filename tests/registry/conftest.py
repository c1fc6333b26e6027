# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable

import pytest

from chuan.imports.actions.imports import start_import
from chuan.imports.models import Import
from chuan.imports.run import run_import
from chuan.places.actions import load_places
from tests.make import NOON, Cast


@pytest.fixture
def places(db: None) -> None:
    load_places()


@pytest.fixture
def upload(places: None, cast: Cast) -> Callable[..., Import]:
    """Upload a file as the registrar and let the import run to its end."""

    def uploaded(
        content: bytes, name: str = "danh-sach.xlsx", kind: str = "fuel-dispenser", decision: str = "good"
    ) -> Import:
        imported = start_import(actor=cast.registrar, at=NOON, name=name, content=content, kind=kind, decision=decision)
        return run_import(imported.pk, NOON)

    return uploaded
