# SPDX-License-Identifier: Apache-2.0
"""What rows are called before they are written."""

from uuid import UUID

import pytest

from chuan.imports.staging import _identifiers


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 10_000])
def test_identifiers_of_rows_are_version_7_all_different_and_in_the_order_of_the_rows(count: int) -> None:
    texts = _identifiers(count).to_list()
    assert len(texts) == len(set(texts)) == count
    assert texts == sorted(texts)
    assert all(UUID(text).version == 7 and UUID(text).variant == "specified in RFC 4122" for text in texts)
