# SPDX-License-Identifier: Apache-2.0
"""Plans from their files: seven groups, wording that stays open, successors derived, loading twice."""

from datetime import date
from pathlib import Path

import pytest

from chuan.audit.models import Entry
from chuan.planning.actions import load_plans
from chuan.planning.errors import PlanFileMalformed
from chuan.planning.indicators import INDICATORS
from chuan.planning.models import Plan, Task


def test_the_plan_of_2024_has_its_number_and_seven_groups(db: None) -> None:
    load_plans()
    plan = Plan.objects.get(year=2024)
    assert plan.number == "254/KH-SKHCN"
    assert not plan.is_invented
    assert plan.issued_on is None
    assert [group.number for group in plan.groups.all()] == [1, 2, 3, 4, 5, 6, 7]
    assert [line["id"] for line in plan.requirements] == ["R0.1", "R0.2", "R0.3", "R0.4", "R0.5", "R0.6"]
    assert Task.objects.filter(group__plan=plan).count() == 62


def test_successors_are_invented_have_no_number_and_continue_each_other(db: None) -> None:
    load_plans()
    first, second, third = Plan.objects.order_by("year")
    assert (second.predecessor, third.predecessor) == (first, second)
    assert {plan.number for plan in (second, third)} == {""}
    assert second.is_invented
    assert third.is_invented


def test_in_2026_no_task_is_left_to_the_districts(db: None) -> None:
    load_plans()
    tasks = Task.objects.filter(group__plan__year=2026)
    assert not tasks.filter(actor__contains="huyện").exists()
    assert not tasks.filter(title__contains="huyện").exists()
    assert Task.objects.filter(group__plan__year=2024, actor__contains="huyện").exists()


def test_years_and_deadlines_follow_the_plan(db: None) -> None:
    load_plans()
    for year in (2024, 2025, 2026):
        task = Task.objects.get(group__plan__year=year, reference="R2.6")
        assert str(year + 1) in task.title
        assert task.due_on == date(year, 9, 30)
    assert not Task.objects.filter(title__contains="{").exists()


def test_no_target_comes_with_a_plan_and_open_wording_stays_visible(db: None) -> None:
    load_plans()
    assert not Task.objects.exclude(target=None).exists()
    assert "cân lớn" in Task.objects.get(group__plan__year=2024, reference="R7.4").note


def test_every_indicator_named_exists_and_dispensers_are_counted_by_r5_7(db: None) -> None:
    load_plans()
    used = dict(Task.objects.filter(group__plan__year=2024).exclude(indicator="").values_list("reference", "indicator"))
    assert set(used.values()) == set(INDICATORS)
    assert used["R5.7"] == "certificates.fuel-dispensers"


def test_loading_again_changes_nothing_and_keeps_the_targets(db: None) -> None:
    # given
    load_plans()
    Task.objects.filter(reference="R5.7").update(target=300)
    entries = Entry.objects.count()
    # when
    again = load_plans()
    # then
    assert (again.plans_added, again.rows_changed) == (0, 0)
    assert Entry.objects.count() == entries
    assert set(Task.objects.filter(reference="R5.7").values_list("target", flat=True)) == {300}


def test_a_corrected_file_corrects_the_plan(db: None) -> None:
    load_plans()
    Task.objects.filter(group__plan__year=2026, reference="R5.7").update(actor="ai đó")
    assert load_plans().rows_changed == 1
    assert Task.objects.get(group__plan__year=2026, reference="R5.7").actor == "Trung tâm Kỹ thuật TĐC"


@pytest.mark.parametrize("text", ["", "year: 2030\n", "derives_from: 1999\nchanges: {}\ndrops: []\n", "year: [\n"])
def test_a_file_that_is_no_plan_is_refused_whole(db: None, tmp_path: Path, text: str) -> None:
    (tmp_path / "plan-2030.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PlanFileMalformed):
        load_plans(folder=tmp_path)
    assert not Plan.objects.exists()
