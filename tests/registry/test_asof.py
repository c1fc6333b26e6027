# SPDX-License-Identifier: Apache-2.0
"""The registry as of any day: which verification counted, and whether the instrument was in use."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from chuan.lib import clock
from chuan.registry.actions.instruments import set_status, set_verified
from chuan.registry.asof import as_of, shown_standing, standing_then
from chuan.registry.choices import InstrumentStatus, Standing
from chuan.registry.models import Instrument
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def changed_on(instrument: Instrument, day: date) -> None:
    """Say that the newest kept version was replaced on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_instrumentevent SET pgh_created_at = %s WHERE pgh_id = (SELECT max(pgh_id) FROM"
            " registry_instrumentevent WHERE pgh_obj_id = %s)", [f"{day} 03:00+00", instrument.pk],
        )


@pytest.fixture
def verified_twice(db: None) -> Instrument:
    """Verified on 2025-01-10 and again on 2026-06-01; valid for a year each time, as its law may have said."""
    one = make.make_instrument(last_verified_on=date(2025, 1, 10), valid_until=date(2026, 1, 31))
    set_verified(instrument=one, verified_on=date(2026, 6, 1), valid_until=date(2027, 6, 30))
    changed_on(one, date(2026, 6, 1))
    return one


@pytest.mark.parametrize(("day", "standing"), [
    (date(2024, 12, 31), Standing.UNRECORDED), (date(2025, 1, 10), Standing.IN_FORCE), (date(2026, 1, 1), Standing.DUE_SOON),
    (date(2026, 1, 31), Standing.DUE_SOON), (date(2026, 2, 1), Standing.OVERDUE), (date(2026, 5, 31), Standing.OVERDUE),
    (date(2026, 6, 1), Standing.IN_FORCE), (TODAY, Standing.IN_FORCE),
])
def test_the_certificate_of_the_day_counts(verified_twice: Instrument, day: date, standing: Standing) -> None:
    then = as_of(Instrument.objects.all(), day)
    assert shown_standing(then.get(), day) == standing
    assert [one for one in Standing if standing_then(then, one, day).exists()] == [standing]


def test_the_status_of_the_day_counts(db: None, cast: Cast) -> None:
    one = make.make_instrument()
    set_status(actor=cast.registrar, instrument=one, status=InstrumentStatus.INVALID_MODIFIED, reason="Thay cụm đo")
    changed_on(one, date(2026, 9, 1))
    set_status(actor=cast.registrar, instrument=one, status=InstrumentStatus.OUT_OF_USE, reason="Tháo dỡ")
    changed_on(one, date(2026, 10, 1))

    def on(day: date) -> Standing:
        return shown_standing(as_of(Instrument.objects.all(), day).get(), day)

    assert [on(date(2026, month, day)) for month, day in ((8, 31), (9, 1), (9, 30), (10, 1))] == [
        Standing.IN_FORCE, Standing.INVALID, Standing.INVALID, Standing.OUT_OF_USE]


def test_never_verified_and_open_ended_stay_what_they_are(db: None) -> None:
    made = {
        Standing.NEVER: make.make_instrument(last_verified_on=None, valid_until=None),
        Standing.UNKNOWN: make.make_instrument(kind="no-such-kind", valid_until=None),
    }
    day = TODAY - timedelta(days=30)
    then = as_of(Instrument.objects.all(), day)
    assert {one.pk: shown_standing(one, day) for one in then} == {one.pk: standing for standing, one in made.items()}
    assert {standing: set(standing_then(then, standing, day)) for standing in made} == {
        standing: {one} for standing, one in made.items()}


def test_list_and_page_are_as_of_the_day_asked_for(verified_twice: Instrument, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)

    def listed(**query: str) -> int:
        return len(client.get("/registry/", query).context["page"].rows)

    assert [listed(on="2026-02-01", standing="overdue"), listed(on="01/02/2026", standing="in_force"),
            listed(standing="overdue"), listed(on="2028-01-01", standing="overdue")] == [1, 0, 0, 1]
    page = client.get(f"/registry/instruments/{verified_twice.pk}/", {"on": "2026-02-01"})
    assert (page.context["standing"], page.context["valid_until"]) == (Standing.OVERDUE, date(2026, 1, 31))
    for nonsense in ("0001-01-01", "9999-12-31", "x", "31/02/2026", "%00"):
        assert client.get(f"/registry/instruments/{verified_twice.pk}/", {"on": nonsense}).context["is_today"]


def test_the_page_tells_what_happened_anywhere_and_what_is_next(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    late = make.make_instrument(valid_until=date(2026, 1, 31))
    job = make.make_job(cast.verifier, instrument=late)

    # when
    page = sign_in(cast.reception).get(f"/registry/instruments/{late.pk}/")

    # then
    assert page.context["due"]
    assert f'name="instrument" value="{late.pk}"' in page.content.decode()
    from chuan.registry.happenings import subjects_of
    assert {late, job, job.order} <= set(subjects_of(cast.reception, late))
