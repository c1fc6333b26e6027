# SPDX-License-Identifier: Apache-2.0
"""Single instruments, and the recomputation of due dates."""

from datetime import date

import pytest

from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from chuan.registry.actions import instruments
from chuan.registry.choices import InstrumentStatus, Standing
from chuan.registry.errors import InstrumentTaken, KindUnknown
from chuan.registry.models import Instrument
from chuan.ui import searches
from tests import make
from tests.make import NOON, TODAY, Cast


def register(cast: Cast, **over: object) -> Instrument:
    values = {"actor": cast.registrar, "at": NOON, "kind": "fuel-dispenser", "maker": "Tatsuno", "model": "Sunny",
              "serial": "TS-01", "premises": over.pop("premises", None) or make.make_premises(),
              "last_verified_on": date(2025, 12, 10)}
    return instruments.register_instrument(**values | over)  # type: ignore[arg-type]


def test_an_instrument_is_entered_with_its_last_valid_day_by_law(db: None, cast: Cast) -> None:
    instrument = register(cast)

    assert instrument.valid_until == date(2026, 12, 31)
    assert instrument.owner == instrument.premises.party
    assert instrument.standing_on(TODAY) == Standing.IN_FORCE


def test_spelling_does_not_make_a_second_instrument(db: None, cast: Cast) -> None:
    register(cast)
    with pytest.raises(InstrumentTaken):
        register(cast, maker="TATSUNO ", serial="ts 01")
    with pytest.raises(KindUnknown):
        register(cast, kind="sundial", serial="2")
    with pytest.raises(NotAllowed):
        register(cast, actor=cast.auditor, serial="3")


def test_a_verification_moves_the_due_day_forward_never_back(db: None) -> None:
    instrument = make.make_instrument(status=InstrumentStatus.INVALID_DEFECTIVE)
    instruments.set_verified(instrument=instrument, verified_on=TODAY, valid_until=date(2027, 11, 30))
    instruments.set_verified(instrument=instrument, verified_on=date(2025, 1, 1), valid_until=date(2026, 1, 31))

    instrument.refresh_from_db()
    assert (instrument.valid_until, instrument.status) == (date(2027, 11, 30), InstrumentStatus.IN_USE)


def test_a_status_is_recorded_with_its_reason(db: None, cast: Cast) -> None:
    instrument = make.make_instrument()
    instruments.set_status(actor=cast.registrar, instrument=instrument, status="out_of_use", reason="Tháo dỡ")
    instruments.set_status(actor=cast.registrar, instrument=instrument, status="out_of_use")

    assert [entry.data for entry in Entry.objects.all()] == [
        {"before": "in_use", "after": "out_of_use", "reason": "Tháo dỡ"}]
    with pytest.raises(NotAllowed):
        instruments.set_status(actor=cast.verifier, instrument=instrument, status="in_use")


def test_due_days_are_recomputed_by_the_law_of_each_verification(db: None) -> None:
    # given
    wrong = make.make_instrument(valid_until=date(2030, 1, 1))
    unknown = make.make_instrument(kind="no-such-kind", valid_until=date(2030, 1, 1))
    never = make.make_instrument(last_verified_on=None, valid_until=None)

    # when
    changed = instruments.refresh_due_dates()

    # then
    assert changed == 2
    assert list(Instrument.objects.order_by("id").values_list("id", "valid_until")) == [
        (wrong.pk, date(2026, 12, 31)), (unknown.pk, None), (never.pk, None)]
    assert instruments.refresh_due_dates() == 0


def test_the_search_box_finds_instruments_parties_and_premises(db: None, cast: Cast) -> None:
    premises = make.make_premises(name="Trạm Đồng Mỏ", party=make.make_party(name="Công ty Hồng Hà"))
    make.make_instrument(serial="TS-00777", premises=premises)

    assert searches.find(cast.registrar, "00777")[0].icon == "gauge"
    assert searches.find(cast.registrar, "dong mo")[0].title == "Trạm Đồng Mỏ"
    assert searches.find(cast.registrar, "hong ha")[0].title == "Công ty Hồng Hà"
    assert "Công ty Hồng Hà" not in [hit.title for hit in searches.find(cast.stranger, "hong ha")]
