# SPDX-License-Identifier: Apache-2.0
"""Which kind of list one has: nearly a hundred, so one types."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chuan.audit import sentences
from tests.make import Cast

SignIn = Callable[[Any], Client]
pytestmark = pytest.mark.django_db


def test_kinds_are_found_without_accents(sign_in: SignIn, cast: Cast) -> None:
    page = sign_in(cast.registrar).get(reverse("imports:choose_kind"), {"q": "cot do xang"}).content.decode()

    assert reverse("imports:new_import", args=["fuel-dispenser"]) in page
    assert reverse("imports:new_import", args=["taximeter"]) not in page


def test_no_kind_of_that_name_says_so(sign_in: SignIn, cast: Cast) -> None:
    page = sign_in(cast.registrar).get(reverse("imports:choose_kind"), {"q": "zzz" * 90}, headers={"HX-Request": "true"})

    assert page.status_code == 200
    assert reverse("imports:new_import", args=["fuel-dispenser"]) in page.content.decode()  # too long a text looks for nothing

    page = sign_in(cast.registrar).get(reverse("imports:choose_kind"), {"q": "zzz"}, headers={"HX-Request": "true"})
    assert "<table" not in page.content.decode()
    assert "empty" in page.content.decode()


def test_the_record_names_the_kind_of_list() -> None:
    with translation.override("vi"):
        assert sentences.value("list", "electricity-changes") == "Công tơ điện: biến động hằng tháng"
        assert sentences.value("list", "a kind that is gone") == "a kind that is gone"
