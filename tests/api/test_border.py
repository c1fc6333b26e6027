# SPDX-License-Identifier: Apache-2.0
"""What is no good call is a problem with a code, never a page and never a trace."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chuan.api import queries
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db
SAMPLE = "/instruments/batch"


def code(answer: Any) -> tuple[int, str]:
    """Status and code, of a problem."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    assert {"type", "title", "detail", "next_step"} <= set(told)
    return answer.status_code, told["code"]


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/parties/", "/parties/7", "/parties/%00", "/law", "/../parties"])
def test_nothing_at_an_address(program: Callable[..., Program], path: str) -> None:
    assert program().get(path).status_code == 404
    assert code(program(name="B").get("/nothing")) == (404, "api.no-such-operation")


def test_another_method_is_refused_with_those_that_are_possible(program: Callable[..., Program]) -> None:
    answer = program().post("/parties", {})
    assert code(answer) == (405, "api.method-not-allowed")
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"])
def test_other_formats_are_refused(program: Callable[..., Program], kind: str) -> None:
    assert code(program().post(SAMPLE, "{}", content_type=kind)) == (415, "api.not-json-type")


def test_a_body_too_large_is_refused_before_it_is_read(program: Callable[..., Program]) -> None:
    assert code(program().post(SAMPLE, '{"items": [' + " " * 5_000_000 + "]}")) == (413, "api.body-too-large")


@pytest.mark.parametrize("body", [
    " ", "{", "[]", "null", '{"items": [NaN]}', '{"items": [1e999999999999999999999999999999999999999999]}',
    '{"items": [], "items": [{}]}', '{"items": "\\ud800"}', "[" * 100_000, b"\xff\xfe",
])
def test_a_malformed_body_is_refused_with_its_place(program: Callable[..., Program], body: Any) -> None:
    assert code(program().post(SAMPLE, body)) == (400, "api.body-malformed")


@pytest.mark.parametrize("body", [
    {}, {"items": []}, {"items": {}}, {"items": [{}], "mode": "some"}, {"items": [{}], "more": 1}, {"items": [{}] * 1001},
])
def test_a_body_that_is_not_as_described_is_refused(program: Callable[..., Program], body: Any) -> None:
    answer = program().post(SAMPLE, body)
    assert code(answer) == (422, "api.not-as-described")
    assert answer.json()["faults"]


@pytest.mark.parametrize("query", [
    "?knd=fuel-dispenser", "?limit=0", "?limit=201", "?limit=x", "?due_before=31/12/2026", "?due_before=0", "?status=lost",
    "?updated_since=yesterday", "?owner_id=7", "?limit=1&limit=2", "?serial=%00", "?updated_since=99999999999999999",
])
def test_parameters_that_are_unknown_or_impossible_are_refused(program: Callable[..., Program], query: str) -> None:
    assert code(program().get(f"/instruments{query}")) == (422, "api.not-as-described")


def test_a_bug_is_told_by_a_number_only(program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr(queries, "party_out", broken)
    one = program()
    monkeypatch.setattr("chuan.api.operations.reading.cursors.page", broken)
    answer = one.get("/parties")
    assert code(answer) == (500, "api.failed")
    assert "inside" not in answer.content.decode()
    assert answer.json()["incident"] in answer.json()["detail"]


def test_problems_are_told_in_vietnamese_unless_english_is_preferred(anybody: Program) -> None:
    vietnamese, english = (anybody.get("/parties", Accept_Language=one) for one in ("fr, vi;q=0.5", "en-GB, vi;q=0.5"))
    assert "khóa" in vietnamese.json()["detail"]
    assert vietnamese.headers["Content-Language"] == "vi"
    assert english.json()["detail"] == "This operation needs the key of an organisation."


def test_a_posting_page_elsewhere_needs_no_token_of_a_form(program: Callable[..., Program]) -> None:
    one = program()
    one.client = Client(enforce_csrf_checks=True)
    assert one.post(SAMPLE, {}).status_code == 422


def test_the_description_is_open_to_anybody_and_names_every_operation(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert len(told["paths"]) == 27
    names = set(_references(told))
    assert names <= set(told["components"]["schemas"])


def _references(value: Any) -> Any:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rpartition("/")[2]
        for one in value.values():
            yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one)
