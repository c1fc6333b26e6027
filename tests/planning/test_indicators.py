# SPDX-License-Identifier: Apache-2.0
"""Figures as they stood on a day, and the records behind them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from chuan.planning import queries
from chuan.planning.actions import load_plans
from chuan.planning.choices import TaskState
from chuan.planning.indicators import INDICATORS
from chuan.planning.models import Plan, Task
from chuan.planning.rules import state_of
from chuan.registry.models import Instrument
from chuan.verification.models import VerificationCertificate
from tests import make

_NUMBERS = count(1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
EARLY = datetime(2024, 5, 1, tzinfo=UTC)


def make_certificate(*, issued_on: date, kind: str = "fuel-dispenser", actor: Any, **over: Any) -> VerificationCertificate:
    """A certificate as a row, without its job."""
    instrument = over.pop("instrument", None) or make.make_instrument(kind=kind, registered_at=EARLY)
    values = {"valid_until": date(issued_on.year + 1, issued_on.month, 28), "law_fingerprint": "x", "issued_by": actor}
    return VerificationCertificate.objects.create(
        number=next(_NUMBERS), year=issued_on.year, instrument=instrument, verified_on=issued_on, issued_on=issued_on,
        issued_at=datetime(issued_on.year, issued_on.month, issued_on.day, 9, tzinfo=UTC), **values | over,
    )


def _figure(name: str, user: Any, as_of: date) -> Decimal:
    return INDICATORS[name].figure_for(user, *YEAR, as_of)


def test_a_certificate_counts_from_the_day_it_is_issued(cast: make.Cast, db: None) -> None:
    make_certificate(issued_on=date(2026, 3, 2), actor=cast.centre_director)
    days = {day: _figure("certificates.fuel-dispensers", cast.planner, day) for day in
            (date(2026, 3, 1), date(2026, 3, 2), date(2026, 12, 31))}
    assert list(days.values()) == [0, 1, 1]


def test_a_revoked_certificate_counts_until_the_day_before(cast: make.Cast, db: None) -> None:
    make_certificate(issued_on=date(2026, 3, 2), revoked_on=date(2026, 4, 10), actor=cast.centre_director)
    assert _figure("certificates.fuel-dispensers", cast.planner, date(2026, 4, 9)) == 1
    assert _figure("certificates.fuel-dispensers", cast.planner, date(2026, 4, 10)) == 0


def test_only_certificates_of_the_plans_period_count(cast: make.Cast, db: None) -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        make_certificate(issued_on=day, actor=cast.centre_director)
    assert _figure("certificates.all", cast.planner, date(2027, 6, 1)) == 2


@pytest.mark.parametrize(("kind", "name"), [
    ("fuel-dispenser", "certificates.fuel-dispensers"), ("elec-meter-1p-static", "certificates.electricity-meters"),
    ("water-meter-elec", "certificates.water-meters"), ("taximeter", "certificates.taximeters"),
    ("scale-counter", "certificates.scales"),
])
def test_each_kind_is_counted_by_its_own_indicator(cast: make.Cast, db: None, kind: str, name: str) -> None:
    make_certificate(issued_on=date(2026, 3, 2), kind=kind, actor=cast.centre_director)
    by_kind = [n for n in INDICATORS if n.startswith("certificates.") and n != "certificates.all"]
    assert {n: int(_figure(n, cast.planner, date(2026, 3, 2))) for n in by_kind} == {n: int(n == name) for n in by_kind}


def test_the_share_counts_what_is_in_force_by_the_register_or_by_a_certificate(cast: make.Cast, db: None) -> None:
    # given: valid by the register, valid by an older certificate, never verified, out of date, not subject
    make.make_instrument(registered_at=EARLY, last_verified_on=date(2025, 12, 10), valid_until=date(2026, 12, 31))
    old = make.make_instrument(registered_at=EARLY, last_verified_on=date(2026, 8, 1), valid_until=date(2027, 8, 31))
    make_certificate(issued_on=date(2025, 7, 1), valid_until=date(2026, 7, 31), instrument=old, actor=cast.centre_director)
    make.make_instrument(registered_at=EARLY, last_verified_on=None, valid_until=None)
    make.make_instrument(registered_at=EARLY, last_verified_on=date(2024, 1, 1), valid_until=date(2025, 1, 31))
    make.make_instrument(registered_at=EARLY, last_verified_on=date(2024, 1, 1), valid_until=None)
    # then
    assert _figure("instruments.in-force", cast.planner, date(2026, 6, 1)) == Decimal("50.0")
    assert _figure("instruments.in-force", cast.planner, date(2027, 3, 1)) == Decimal("50.0")


def test_a_share_of_nothing_is_nought(cast: make.Cast, db: None) -> None:
    assert _figure("instruments.in-force", cast.planner, date(2026, 6, 1)) == 0


def test_instruments_and_parties_count_from_the_vietnamese_day_of_registration(cast: make.Cast, db: None) -> None:
    make.make_instrument(registered_at=datetime(2026, 5, 1, 17, 30, tzinfo=UTC))  # half past midnight of 2 May there
    for name in ("instruments.registered", "parties.registered"):
        assert _figure(name, cast.planner, date(2026, 5, 1)) == 0
        assert _figure(name, cast.planner, date(2026, 5, 2)) == 1


@pytest.mark.parametrize("as_of", [date(2026, 2, 1), date(2026, 11, 15), date(2027, 1, 1)])
def test_the_records_behind_a_figure_are_as_many_as_it_says(cast: make.Cast, db: None, as_of: date) -> None:
    # given
    load_plans()
    for kind in ("fuel-dispenser", "elec-meter-1p-static", "scale-counter"):
        for month in (1, 6, 11):
            make_certificate(issued_on=date(2026, month, 20), kind=kind, actor=cast.centre_director)
    make_certificate(issued_on=date(2026, 1, 5), revoked_on=date(2026, 3, 1), actor=cast.centre_director)
    plan = Plan.objects.get(year=2026)
    for user in (cast.planner, cast.local_officer):
        sheet = queries.plan_with_figures(plan=plan, as_of=as_of, user=user)
        counted = [line for line in sheet.tasks if line.indicator and not line.indicator.is_share]
        assert len(counted) == 8
        for line in counted:
            assert queries.records_behind(task=line.task, as_of=as_of, user=user).count() == line.figure


def test_a_local_officer_counts_only_what_lies_in_the_commune(cast: make.Cast, db: None) -> None:
    make_certificate(issued_on=date(2026, 3, 2), actor=cast.centre_director)
    elsewhere = make.make_premises(current_unit=make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An"))
    there = make.make_instrument(premises=elsewhere, registered_at=EARLY)
    make_certificate(issued_on=date(2026, 3, 2), instrument=there, actor=cast.centre_director)
    assert _figure("certificates.all", cast.planner, date(2026, 3, 2)) == 2
    assert _figure("certificates.all", cast.local_officer, date(2026, 3, 2)) == 1


def test_figures_take_the_same_number_of_queries_however_many_records_there_are(
    cast: make.Cast, db: None, django_assert_num_queries: Any
) -> None:
    load_plans()
    plan, user = Plan.objects.get(year=2026), cast.planner
    assert user.roles
    for _ in range(2):
        for month in range(1, 6):
            make_certificate(issued_on=date(2026, month, 2), actor=cast.centre_director)
        with django_assert_num_queries(2 + len(INDICATORS) + 1):  # tasks, groups, a count each, the share's whole
            queries.plan_with_figures(plan=plan, as_of=date(2026, 11, 22), user=user)


def test_the_planner_is_told_of_late_tasks_and_those_due_this_quarter(cast: make.Cast, db: None) -> None:
    load_plans()
    late, due = queries.tasks_of_the_quarter(on=date(2026, 11, 22), user=cast.planner)
    assert {line.task.reference for line in late} == {"R2.6", "R2.8"}
    assert "R5.7" in {line.task.reference for line in due}
    assert {line.task.group.plan.year for line in late + due} == {2026}


def test_a_reached_target_is_due_no_more_and_a_missed_one_is_late(cast: make.Cast, db: None) -> None:
    load_plans()
    make_certificate(issued_on=date(2026, 3, 2), actor=cast.centre_director)
    Task.objects.filter(reference="R5.7").update(target=1)
    plan = Plan.objects.get(year=2026)

    def state(as_of: date) -> TaskState:
        lines = queries.plan_with_figures(plan=plan, as_of=as_of, user=cast.planner).tasks
        return next(line.state for line in lines if line.task.reference == "R5.7")

    assert state(date(2026, 3, 1)) == TaskState.COUNTED
    assert state(date(2026, 3, 2)) == TaskState.REACHED
    Task.objects.filter(reference="R5.7").update(target=2)
    assert state(date(2026, 12, 31)) == TaskState.COUNTED
    assert state(date(2027, 1, 1)) == TaskState.LATE


def test_a_target_of_nought_is_reached_at_once() -> None:
    day = date(2026, 1, 1)
    state = state_of(figure=Decimal(0), target=0, due_on=day, last_day=day, as_of=day + timedelta(days=1))
    assert state == TaskState.REACHED


def test_an_instrument_list_names_each_instrument_once(cast: make.Cast, db: None) -> None:
    load_plans()
    instrument = make.make_instrument(registered_at=EARLY)
    for month in (1, 2, 3):
        make_certificate(issued_on=date(2026, month, 2), instrument=instrument, actor=cast.centre_director)
    task = Task.objects.get(group__plan__year=2026, reference="R2.3")
    listed = queries.records_behind(task=task, as_of=date(2026, 5, 1), user=cast.planner)
    assert list(listed) == [Instrument.objects.get()]
