# SPDX-License-Identifier: Apache-2.0
"""Calls that are repeated, one after the other and at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from chuan.api.actions import answering
from chuan.api.models import KeptAnswer
from chuan.parties.models import Party
from tests.api.conftest import Program

ITEM = {"name": "Hợp tác xã Mường Bú", "kind": "cooperative"}


@pytest.mark.django_db
def test_the_same_key_with_the_same_body_gets_the_first_answer(program: Callable[..., Program]) -> None:
    writer = program()
    first, again = (writer.post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1") for _ in range(2))
    assert first.json()["results"][0]["outcome"] == "added"
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Party.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_batch_is_repeated_as_refused(program: Callable[..., Program]) -> None:
    writer = program()
    first, again = (writer.post("/parties/batch", {"items": [{}]}, Idempotency_Key="a-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (422, 422)
    assert again.headers["Content-Type"] == "application/problem+json"
    assert again.json() == first.json()


@pytest.mark.django_db
def test_the_same_key_with_another_body_or_at_another_address_is_refused(program: Callable[..., Program]) -> None:
    writer = program()
    writer.post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1")
    for path, body in (("/parties/batch", {"items": [ITEM | {"name": "Khác"}]}), ("/premises/batch", {"items": [ITEM]})):
        answer = writer.post(path, body, Idempotency_Key="a-1")
        assert (answer.status_code, answer.json()["code"]) == (409, "api.idempotency-key-reused")
    assert Party.objects.count() == 1


@pytest.mark.django_db
def test_two_programs_may_use_the_same_idempotency_key(program: Callable[..., Program]) -> None:
    answers = [program(name=name).post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1") for name in "AB"]
    assert [one.json()["results"][0]["outcome"] for one in answers] == ["added", "same"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "ế", "a" * 201])
def test_an_impossible_idempotency_key_is_refused(program: Callable[..., Program], text: str) -> None:
    answer = program().post("/parties/batch", {"items": [ITEM]}, Idempotency_Key=text)
    assert (answer.status_code, answer.json()["code"]) == (422, "api.idempotency-key-wrong")


@pytest.mark.django_db
def test_answers_are_kept_for_a_day(program: Callable[..., Program]) -> None:
    writer = program()
    writer.post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1")
    kept = KeptAnswer.objects.get()
    KeptAnswer.objects.update(answered_at=kept.answered_at - answering.KEPT - timedelta(minutes=1))
    again = writer.post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1")
    assert again.json()["results"][0]["outcome"] == "same"
    assert KeptAnswer.objects.count() == 1


def _at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    def run(call: Callable[[], Any]) -> Any:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_the_same_call_at_the_same_time_is_carried_out_once(committed_db: str, program: Callable[..., Program]) -> None:
    # given
    text = program().text
    # when
    answers = _at_once([
        lambda: Program(text).post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1") for _ in range(4)
    ])
    # then
    assert {one.content for one in answers} == {answers[0].content}
    assert sum("Idempotency-Replayed" not in one.headers for one in answers) == 1
    assert Party.objects.count() == 1


def test_the_same_records_at_the_same_time_are_entered_once(committed_db: str, program: Callable[..., Program]) -> None:
    # given
    text = program().text
    items = [{"name": f"Hợp tác xã {number}", "kind": "cooperative", "tax_code": ""} for number in range(5)]
    # when
    answers = _at_once([
        lambda order=order: Program(text).post("/parties/batch", {"items": items[::order]}) for order in (1, -1, 1, -1)
    ])
    # then
    assert [one.status_code for one in answers] == [200] * 4
    assert sum(one.json()["counts"]["added"] for one in answers) == 5
    assert Party.objects.count() == 5


def test_a_repetition_does_not_wait_for_ever(
    committed_db: str, program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a first call that has not ended
    writer = program()
    monkeypatch.setattr(answering, "_WAIT", "100ms")
    with transaction.atomic():
        answering._wait_for(f"{writer.key.pk}:a-1")
        # when
        (answer,) = _at_once([
            lambda: Program(writer.text).post("/parties/batch", {"items": [ITEM]}, Idempotency_Key="a-1")
        ])
    # then
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (409, "api.still-running", "5")
    assert Party.objects.count() == 0


def test_calls_at_the_same_time_are_all_counted(committed_db: str, program: Callable[..., Program]) -> None:
    one = program()
    answers = _at_once([lambda: Program(one.text).get("/parties") for _ in range(6)])
    assert {answer.status_code for answer in answers} == {200}
    one.key.refresh_from_db()
    assert 1 <= one.key.calls <= 6  # the minute may have turned
