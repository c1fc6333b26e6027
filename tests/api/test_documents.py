# SPDX-License-Identifier: Apache-2.0
"""Normative documents entered and changed by programs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from chuan.accounts.choices import Role
from chuan.audit.models import Entry
from chuan.products.models import NormativeDocument
from tests import make
from tests.api.conftest import Program
from tests.api.test_batches import outcomes
from tests.products import makers


def document(**over: Any) -> dict[str, Any]:
    """An item of a technical regulation."""
    return {"kind": "qcvn", "number": "QCVN 16:2023/BXD", "title": "Sản phẩm, hàng hóa vật liệu xây dựng",
            "managing_body": "Bộ Xây dựng", "issued_on": "2023-06-30", "in_force_from": "2024-01-01"} | over


@pytest.mark.django_db
def test_a_document_is_entered_then_the_same_then_changed(program: Callable[..., Program]) -> None:
    writer = program()
    assert outcomes(writer.post("/documents/batch", {"items": [document()]})) == ["added"]
    spelled = {"number": "qcvn 16 : 2023/bxd", "title": "Sản phẩm,  hàng hóa vật liệu xây dựng"}
    assert outcomes(writer.post("/documents/batch", {"items": [spelled]})) == ["same"]
    assert outcomes(writer.post("/documents/batch", {"items": [spelled | {"ended_on": "2027-01-01"}]})) == ["changed"]
    kept = NormativeDocument.objects.get()
    assert (kept.number, kept.ended_on, kept.managing_body) == ("QCVN 16:2023/BXD", date(2027, 1, 1), "Bộ Xây dựng")
    assert outcomes(writer.post("/documents/batch", {"items": [{"id": str(kept.pk), "number": "QCVN 17:2023/BXD"}]})) == ["changed"]
    assert writer.get(f"/documents/{kept.pk}").json()["number"] == "QCVN 17:2023/BXD"
    told = Entry.objects.filter(actor_id=writer.key.user_id, subject_id=str(kept.pk)).order_by("sequence")
    assert [one.verb for one in told] == [
        "products.document.registered", "products.document.edited", "products.document.edited"]


@pytest.mark.django_db
def test_what_a_document_replaces_ends_with_it_even_within_one_batch(program: Callable[..., Program]) -> None:
    # given
    writer = program()
    old = document(number="QCVN 16:2019/BXD", issued_on="2019-12-31", in_force_from="2020-07-01")
    new = document(replaces=["QCVN 16:2019/BXD"])
    # when, then
    assert outcomes(writer.post("/documents/batch", {"items": [old, new]})) == ["added", "added"]
    assert NormativeDocument.objects.get(number=old["number"]).ended_on == date(2024, 1, 1)
    assert outcomes(writer.post("/documents/batch", {"items": [new]})) == ["same"]
    assert outcomes(writer.post("/documents/batch", {"items": [old | {"replaces": [new["number"]]}], "mode": "good_rows"})) == [
        "products.replaces-itself"]
    assert outcomes(writer.post("/documents/batch", {"items": [document(replaces=[])]})) == ["changed"]
    assert not NormativeDocument.objects.exclude(replaces=None).exists()


@pytest.mark.django_db
def test_own_standards_of_two_parties_may_bear_one_number(program: Callable[..., Program]) -> None:
    # given
    first, second, writer = make.make_party(), make.make_party(), program()
    own = {"kind": "tccs", "number": "TCCS 01:2026", "title": "Gạo tẻ"}
    items = [own | {"owner_tax_code": first.tax_code}, own | {"owner_id": str(second.pk)}]
    # when, then
    assert outcomes(writer.post("/documents/batch", {"items": items})) == ["added", "added"]
    assert outcomes(writer.post("/documents/batch", {"items": items})) == ["same", "same"]
    assert set(NormativeDocument.objects.values_list("owner", flat=True)) == {first.pk, second.pk}
    theirs = NormativeDocument.objects.get(owner=second)
    taken = {"id": str(theirs.pk), "owner_id": str(first.pk)}
    assert outcomes(writer.post("/documents/batch", {"items": [taken], "mode": "good_rows"})) == ["api.document-owner-fixed"]


@pytest.mark.django_db
@pytest.mark.parametrize(("over", "code"), [
    ({"number": None}, "api.unidentified"), ({"title": None}, "api.unidentified"), ({"kind": None}, "api.unidentified"),
    ({"number": "…"}, "products.number-missing"), ({"kind": "law"}, "api.not-as-described"),
    ({"number": "Q" * 81}, "api.not-as-described"), ({"title": "T" * 401}, "api.not-as-described"),
    ({"title": "A\u0000B"}, "api.not-as-described"), ({"in_force_from": "31/02/2026"}, "api.not-as-described"),
    ({"in_force_from": "2023-01-01"}, "products.days-swapped"), ({"ended_on": "2023-12-31"}, "products.days-swapped"),
    ({"kind": "tccs"}, "products.owner-missing"), ({"owner_tax_code": "0100112437"}, "api.party-unknown"),
    ({"law_text": "no-such-text"}, "products.text-unknown"), ({"replaces": ["TCVN 0"]}, "api.standard-unknown"),
    ({"replaces": "TCVN 1"}, "api.not-as-described"), ({"replaces": ["X"] * 51}, "api.not-as-described"),
    ({"id": "00000000-0000-7000-8000-000000000007"}, "chuan.not-found"), ({"standing": "in_force"}, "api.not-as-described"),
])
def test_a_bad_document_is_refused_with_its_reason(program: Callable[..., Program], over: dict[str, Any], code: str) -> None:
    bad = {name: value for name, value in (document() | over).items() if value is not None}
    good = document(number="QCVN 7:2019/BKHCN")
    answer = program().post("/documents/batch", {"items": [bad, good], "mode": "good_rows"})
    assert outcomes(answer) == [code, "added"]
    assert answer.json()["results"][0]["problem"]["next_step"]


@pytest.mark.django_db
def test_all_or_nothing_leaves_nothing_and_a_repetition_gets_the_first_answer(program: Callable[..., Program]) -> None:
    writer, items = program(), [document(), document(number="")]
    refused = writer.post("/documents/batch", {"items": items})
    assert (refused.status_code, NormativeDocument.objects.count()) == (422, 0)
    first, again = (writer.post("/documents/batch", {"items": items[:1]}, Idempotency_Key="d-1") for _ in range(2))
    assert outcomes(first) == ["added"] and again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.django_db
def test_who_may_not_change_products_writes_no_document(program: Callable[..., Program], anybody: Program) -> None:
    makers.make_document(number="TCVN 1:2026")
    for one, status in ((anybody, 401), (program(Role.RECEPTION), 403), (program(acts=["products.read"]), 403)):
        assert one.post("/documents/batch", {"items": [document()]}).status_code == status
    assert NormativeDocument.objects.count() == 1


def test_the_same_documents_at_the_same_time_are_entered_once(committed_db: str, program: Callable[..., Program]) -> None:
    # given
    text = program().text
    items = [document(number=f"QCVN {number}:2026/BXD") for number in range(4)]

    def send(order: int) -> Any:
        try:
            return Program(text).post("/documents/batch", {"items": items[::order]})
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(send, (1, -1, 1)))
    # then
    assert [one.status_code for one in answers] == [200] * 3
    assert sum(one.json()["counts"]["added"] for one in answers) == NormativeDocument.objects.count() == 4
