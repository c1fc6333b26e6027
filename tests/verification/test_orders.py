# SPDX-License-Identifier: Apache-2.0
"""From the due list to an order."""

from datetime import date
from typing import Any

import pytest

from chuan.audit.queries import entries_about
from chuan.lib.errors import NotAllowed
from chuan.registry.choices import InstrumentStatus
from chuan.verification import errors
from chuan.verification.actions.orders import assign_job, cancel_job, receive_order
from chuan.verification.choices import JobStatus, VerificationKind
from tests import make

pytestmark = pytest.mark.django_db


def order_for(cast: Any, *instruments: Any, **over: Any) -> Any:
    values = {"verifier": cast.verifier, "planned_on": date(2026, 11, 25), "actor": cast.reception, "at": make.NOON}
    return receive_order(instruments=instruments, **values | over)


def test_an_order_is_numbered_and_gives_each_instrument_a_job(cast: Any) -> None:
    # given
    station = make.make_premises()
    first, second = make.make_instrument(premises=station), make.make_instrument(premises=station)
    # when
    order = order_for(cast, first, second)
    # then
    assert order.code == "00001/26"
    assert order.party == station.party
    assert {(j.instrument, j.verifier, j.kind) for j in order.jobs.all()} == {
        (first, cast.verifier, VerificationKind.PERIODIC), (second, cast.verifier, VerificationKind.PERIODIC)}
    assert [e.verb for e in entries_about(order, *order.jobs.all())].count("verification.job.opened") == 2


def test_the_kind_of_verification_follows_the_state_of_the_instrument(cast: Any) -> None:
    station = make.make_premises()
    new = make.make_instrument(premises=station, last_verified_on=None, valid_until=None)
    repaired = make.make_instrument(premises=station, status=InstrumentStatus.INVALID_DEFECTIVE)
    kinds = {j.instrument: j.kind for j in order_for(cast, new, repaired).jobs.all()}
    assert kinds == {new: VerificationKind.INITIAL, repaired: VerificationKind.AFTER_REPAIR}


def test_an_order_is_one_place(cast: Any) -> None:
    with pytest.raises(errors.SeveralPremises):
        order_for(cast, make.make_instrument(), make.make_instrument())


def test_an_order_is_for_something(cast: Any) -> None:
    with pytest.raises(errors.NoInstrumentChosen):
        order_for(cast)


def test_an_instrument_with_an_open_job_is_refused_by_name(cast: Any) -> None:
    instrument = make.make_instrument()
    order = order_for(cast, instrument)
    with pytest.raises(errors.InstrumentHasOpenJob) as refusal:
        order_for(cast, instrument)
    assert instrument.serial in str(refusal.value)
    assert order.code in str(refusal.value)


def test_a_refused_order_gives_its_number_back(cast: Any) -> None:
    with pytest.raises(errors.NotAVerifier):
        order_for(cast, make.make_instrument(), verifier=cast.reception)
    assert order_for(cast, make.make_instrument()).number == 1


def test_a_kind_without_a_sheet_is_refused(cast: Any) -> None:
    with pytest.raises(errors.NoProcedure):
        order_for(cast, make.make_instrument(kind="taximeter"))


def test_an_instrument_out_of_use_is_refused(cast: Any) -> None:
    with pytest.raises(errors.InstrumentOutOfUse):
        order_for(cast, make.make_instrument(status=InstrumentStatus.OUT_OF_USE))


@pytest.mark.parametrize("role", ["verifier", "centre_director", "auditor", "admin", "registrar", "stranger"])
def test_only_reception_takes_orders(cast: Any, role: str) -> None:
    with pytest.raises(NotAllowed):
        order_for(cast, make.make_instrument(), actor=getattr(cast, role))


def test_a_cancelled_job_frees_the_instrument(cast: Any) -> None:
    instrument = make.make_instrument()
    job = order_for(cast, instrument).jobs.get()
    assert cancel_job(job=job, reason="Trạm đóng cửa", actor=cast.reception).status == JobStatus.CANCELLED
    assert order_for(cast, instrument).jobs.count() == 1


def test_a_job_can_be_given_to_another_verifier(cast: Any) -> None:
    from chuan.accounts.choices import Role

    other = make.make_member(Role.VERIFIER, username="minh")
    job = assign_job(job=order_for(cast, make.make_instrument()).jobs.get(), verifier=other, actor=cast.reception,
                     at=make.NOON)
    assert job.verifier == other


# --- pages ---------------------------------------------------------------------------------------------------


def test_reception_makes_an_order_from_the_due_list(cast: Any, sign_in: Any) -> None:
    # given
    client, instrument = sign_in(cast.reception), make.make_instrument()
    cast.verifier  # noqa: B018 — made when named
    # when
    page = client.get("/verification/orders/new/", {"instrument": [str(instrument.pk)]})
    made = client.post("/verification/orders/new/", {
        "confirm": "1", "instrument": [str(instrument.pk)], "verifier": str(cast.verifier.pk), "planned_on": "2026-11-25",
    }, follow=True)
    # then
    assert instrument.serial in page.content.decode()
    assert made.status_code == 200
    assert "00001/26" in made.content.decode()


def test_a_refusal_is_said_on_the_form(cast: Any, sign_in: Any) -> None:
    one, two = make.make_instrument(), make.make_instrument()
    answer = sign_in(cast.reception).post("/verification/orders/new/", {
        "confirm": "1", "instrument": [str(one.pk), str(two.pk)], "verifier": str(cast.verifier.pk),
        "planned_on": "2026-11-25"})
    assert answer.status_code == 422


@pytest.mark.parametrize("query", ["", "?q=1", "?q=Cửa hàng", "?q=%00", "?page=x", "?q=" + "9" * 60])
def test_the_list_of_orders_takes_any_query(cast: Any, sign_in: Any, query: str) -> None:
    order_for(cast, make.make_instrument())
    assert sign_in(cast.auditor).get(f"/verification/orders/{query}").status_code == 200


def test_wrong_instrument_ids_are_left_out(cast: Any, sign_in: Any) -> None:
    assert sign_in(cast.reception).get("/verification/orders/new/?instrument=x&instrument=1").status_code == 200


def test_reception_reassigns_and_cancels_on_the_page(cast: Any, sign_in: Any) -> None:
    job = order_for(cast, make.make_instrument()).jobs.get()
    client = sign_in(cast.reception)
    client.post(f"/verification/jobs/{job.pk}/assign/", {"verifier": str(cast.verifier.pk)})
    client.post(f"/verification/jobs/{job.pk}/cancel/", {"reason": "Trùng"})
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert client.get(job.order.get_absolute_url()).status_code == 200
