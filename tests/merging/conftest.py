# SPDX-License-Identifier: Apache-2.0
"""The registrar is there before anything is compared."""

import pytest


@pytest.fixture(autouse=True)
def _registrar(request: pytest.FixtureRequest) -> None:
    if {"cast", "db"} <= set(request.fixturenames):
        request.getfixturevalue("db")
        _ = request.getfixturevalue("cast").registrar
