# SPDX-License-Identifier: Apache-2.0
"""Check codes and QR codes."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.documents.check_codes import check_code, is_right
from chuan.documents.models import StoredFile
from chuan.documents.qr import qr_svg
from chuan.documents.responses import file_response


def test_a_code_is_short_and_easy_to_read() -> None:
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", check_code("26.00042", purpose="certificate"))


@pytest.mark.parametrize("spoil", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} ", lambda c: c.replace("O", "0").replace("I", "1").replace("B", "8")])
def test_a_code_is_recognised_however_it_is_typed(spoil: Any) -> None:
    assert is_right(spoil(check_code("26.00042", purpose="certificate")), "26.00042", purpose="certificate")


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_a_code_belongs_to_one_number(one: int, other: int) -> None:
    code = check_code(f"26.{one:05d}", purpose="certificate")
    assert is_right(code, f"26.{other:05d}", purpose="certificate") is (one == other)


def test_a_code_belongs_to_one_purpose_and_one_installation(settings: Any) -> None:
    code = check_code("26.00042", purpose="certificate")
    assert not is_right(code, "26.00042", purpose="receipt")
    settings.CHECK_KEY = "another"
    assert not is_right(code, "26.00042", purpose="certificate")


@given(st.text(max_size=30))
def test_no_nonsense_is_taken_for_a_code(text: str) -> None:
    assert is_right(text, "26.00042", purpose="certificate") in {True, False}


def test_a_qr_code_is_a_plain_svg() -> None:
    svg = qr_svg("http://localhost:8000/gcn/26.00042/K7QX-3M2P/").decode()
    assert svg.startswith("<svg")
    assert "script" not in svg


def test_what_users_gave_is_never_shown_inline() -> None:
    file = StoredFile(name='x".html', content_type="text/html", content=b"<script>", size=8)
    response = file_response(file, made_by_us=False)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert file_response(file, made_by_us=True)["Content-Disposition"].startswith("inline")
