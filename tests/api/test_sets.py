# SPDX-License-Identifier: Apache-2.0
"""Batches are written in sets: few statements, every act in the record, every former value kept, the same answers."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from chuan.accounts.choices import Role
from chuan.audit.actions import record_many
from chuan.audit.models import Entry
from chuan.audit.queries import first_broken_link
from chuan.parties.models import Party, Premises
from chuan.products.models import Goods
from chuan.registry.models import Instrument
from tests import make
from tests.api.conftest import Program
from tests.api.test_batches import instrument, outcomes
from tests.api.test_documents import document
from tests.api.test_products import goods
from tests.products import makers


def some(what: str, many: int, place: Premises) -> list[dict[str, Any]]:
    """Items of a kind."""
    code = place.party.tax_code
    return [{
        "parties": {"name": f"Hợp tác xã {n}", "tax_code": f"{n:09d}", "address": "Bản Cọ"},
        "premises": {"owner_tax_code": code, "name": f"Trạm {n}", "kind": "shop", "commune": "03646", "address": "Số 2"},
        "instruments": instrument(serial=f"S-{n}", premises_id=str(place.pk), last_verified_on="2026-05-06"),
        "goods": goods(code, name=f"Gạo {n}"), "documents": document(number=f"QCVN {n}:2026/BXD"),
    }[what] for n in range(many)]


def tax_codes(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items with tax codes whose check digits are right."""
    return [item | {"tax_code": make.make_tax_code()} if "tax_code" in item else item for item in items]


@pytest.mark.django_db
@pytest.mark.parametrize(("what", "change"), [
    ("parties", {"address": "Số 9"}), ("premises", {"address": "Số 9"}), ("premises", {"longitude": 103.9, "latitude": 21.3}),
    ("instruments", {"model": "Khác", "last_verified_on": "2026-06-07"}), ("goods", {}), ("documents", {}),
])
def test_a_long_batch_costs_as_many_statements_as_a_short_one(
    program: Callable[..., Program], what: str, change: dict[str, Any]
) -> None:
    # given
    place, writer = make.make_premises(), program()
    items = tax_codes(some(what, 44, place))
    told: dict[tuple[int, str], int] = {}
    # when
    for part in (items[:4], items[4:]):
        for outcome, sent in (("added", part), ("same", part), ("changed", [item | change for item in part] if change else [])):
            if sent:
                with CaptureQueriesContext(connection) as asked:
                    assert outcomes(writer.post(f"/{what}/batch", {"items": sent})) == [outcome] * len(part)
                told[len(part), outcome] = len(asked)
    # then
    assert {outcome: count for (many, outcome), count in told.items() if many == 4} == {
        outcome: count for (many, outcome), count in told.items() if many == 40}
    ours = Entry.objects.filter(actor_id=writer.key.user_id).exclude(verb="api.batch.written")
    acts = 1 + bool(change) + (what == "instruments")
    assert ours.count() == 44 * acts and ours.values("subject_id").distinct().count() == 44
    assert first_broken_link() is None


@pytest.mark.django_db
def test_acts_recorded_together_stand_in_their_order_in_one_chain(cast: make.Cast) -> None:
    parties = [make.make_party() for _ in range(3)]
    record_many("parties.party.edited", actor=cast.registrar, told=[(one, {"n": n}) for n, one in enumerate(parties)])
    record_many("parties.party.edited", actor=None, told=[])
    entries = list(Entry.objects.order_by("sequence"))[-3:]
    assert [(one.subject_id, one.subject_label, one.data) for one in entries] == [
        (str(one.pk), str(one), {"n": n}) for n, one in enumerate(parties)]
    assert {one.actor_name for one in entries} == {cast.registrar.get_full_name()}
    assert first_broken_link() is None


@pytest.mark.django_db
def test_former_values_of_what_a_batch_changed_are_kept(program: Callable[..., Program]) -> None:
    # given
    ones = [make.make_instrument() for _ in range(3)]
    # when
    items = [{"id": str(one.pk), "model": "Mới", "last_verified_on": "2026-08-01"} for one in ones]
    assert outcomes(program().post("/instruments/batch", {"items": items})) == ["changed"] * 3
    # then
    for one in ones:
        kept = Instrument.objects.get(pk=one.pk)
        assert (kept.model, kept.last_verified_on, kept.valid_until) == ("Mới", date(2026, 8, 1), date(2027, 8, 31))
        before = kept.events.get()  # type: ignore[attr-defined]
        assert (before.model, before.last_verified_on) == (one.model, one.last_verified_on)
        told = [entry.data for entry in Entry.objects.filter(subject_id=str(one.pk)).order_by("sequence")]
        assert told == [{"before": {"model": "Sunny-XE"}, "after": {"model": "Mới"}},
                        {"before": {"last_verified_on": "2025-12-10"}, "after": {"last_verified_on": "2026-08-01"}}]


@pytest.mark.django_db
def test_the_first_of_two_items_for_one_record_wins_whatever_names_it(program: Callable[..., Program]) -> None:
    # given
    one, other, place = make.make_instrument(), make.make_instrument(), make.make_premises()
    named = {"kind": one.kind, "maker": one.maker.upper(), "serial": one.serial.lower()}
    items = [named | {"model": "A"}, {"id": str(other.pk), "model": "B"}, {"id": str(one.pk), "model": "C"},
             instrument(serial="N-1", premises_id=str(place.pk)), instrument(serial="n 1", premises_id=str(place.pk), model="D")]
    # when
    answer = program().post("/instruments/batch", {"items": items, "mode": "good_rows"})
    # then
    assert outcomes(answer) == ["changed", "changed", "api.item-twice", "added", "api.item-twice"]
    assert set(Instrument.objects.values_list("model", flat=True)) == {"A", "B", "Sunny-XE"}


@pytest.mark.django_db
def test_bad_rows_among_many_leave_the_good_ones_their_one_set(program: Callable[..., Program]) -> None:
    # given
    place, writer = make.make_premises(), program()
    items = some("goods", 30, place)
    items[3] |= {"hs": "1"}
    items[4] |= {"regulated_codes": ["no-such-product"]}
    items[5] |= {"owner_tax_code": "0100112437"}
    items[6] |= {"standard": "TCVN 0"}
    items[7] |= {"premises_id": str(make.make_premises().pk)}
    mine = makers.make_document(number="TCVN 1:2026")
    items[8] |= {"standard": mine.number, "gtin": "8934563138165"}
    items[9] |= {"gtin": "8934563138165"}
    # when
    told = outcomes(writer.post("/goods/batch", {"items": items, "mode": "good_rows"}))
    # then
    assert told[3:10] == ["products.hs-malformed", "products.not-regulated", "api.party-unknown", "api.standard-unknown",
                          "products.premises-of-others", "added", "api.item-twice"]
    assert set(told[:3] + told[10:]) == {"added"}
    assert Goods.objects.count() == 24 and Goods.objects.get(gtin="8934563138165").standard == mine


@pytest.mark.django_db
def test_what_the_key_may_not_see_stays_as_it_is_among_many(program: Callable[..., Program]) -> None:
    # given
    here, there = make.make_premises(), make.make_premises(current_unit=make.make_place(code="03820", name="Xã khác"))
    local = program(Role.LOCAL_OFFICER)
    parties = [{"tax_code": one.party.tax_code, "address": "Số 77"} for one in (here, there)]
    places = [{"owner_tax_code": one.party.tax_code, "name": one.name, "address": "Số 77"} for one in (here, there)]
    # when, then
    assert outcomes(local.post("/parties/batch", {"items": parties, "mode": "good_rows"})) == ["changed", "chuan.not-allowed"]
    assert outcomes(local.post("/premises/batch", {"items": places, "mode": "good_rows"})) == ["changed", "api.party-unknown"]
    assert Party.objects.filter(address="Số 77").count() == Premises.objects.filter(address="Số 77").count() == 1


def test_a_record_that_somebody_enters_in_the_same_moment_is_the_same_record(
    committed_db: str, program: Callable[..., Program]
) -> None:
    # given somebody who has entered the second party and not yet ended
    items = tax_codes(some("parties", 3, make.make_premises()))
    writer, began, end = program(), threading.Event(), threading.Event()

    def enter() -> None:
        with transaction.atomic():
            make.make_party(name=items[1]["name"], tax_code=items[1]["tax_code"], address="Bản Cọ", kind="organisation")
            began.set()
            end.wait(10)
        connection.close()

    person = threading.Thread(target=enter)
    person.start()
    began.wait(10)
    answers: list[Any] = []

    def send() -> None:
        answers.append(Program(writer.text).post("/parties/batch", {"items": items}))
        connection.close()

    sender = threading.Thread(target=send)
    # when
    sender.start()
    sender.join(1)
    assert sender.is_alive(), "the batch waits for the person"
    end.set()
    person.join(10)
    sender.join(20)
    # then
    assert outcomes(answers[0]) == ["added", "same", "added"]
    assert Party.objects.filter(tax_code__in=[item["tax_code"] for item in items]).count() == 3
