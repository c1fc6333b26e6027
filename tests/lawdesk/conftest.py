# SPDX-License-Identifier: Apache-2.0
"""Gaps of the law to fill, pages to prove it, and a law that is clean again after each test."""

from collections.abc import Iterator

import pytest

from chuan import law
from chuan.lawdesk.overlay import overlay


@pytest.fixture(autouse=True)
def _clean_law() -> Iterator[None]:
    law.provide_overlay(overlay)
    yield
    law.provide_overlay(None)
    law.refresh()
    law.provide_overlay(overlay)
