# SPDX-License-Identifier: Apache-2.0
"""The plan's pages: who may see them, the day in the address, the target, the workbook."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib import clock
from chuan.lib.errors import NotAllowed
from chuan.planning.actions import load_plans, set_task_target
from chuan.planning.errors import TargetOutOfRange, TaskNotCounted
from chuan.planning.models import Plan, Task
from chuan.planning.worklist import work_for
from tests import make
from tests.planning.test_indicators import make_certificate

SignIn = Callable[[Any], Client]
ABSURD = ["", "hôm qua", "2026-13-45", "0001-01-01", "9999-12-31", "%00", "2026-11-22'--"]


@pytest.fixture
def task(db: None) -> Task:
    """ "Verify fuel dispensers" of 2026."""
    load_plans()
    return Task.objects.select_related("group__plan").get(group__plan__year=2026, reference="R5.7")


def _plan_url(task: Task) -> str:
    return task.group.plan.get_absolute_url()


def test_plans_are_listed_with_their_succession_and_unknown_numbers(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    html = sign_in(cast.planner).get(reverse("planning:plans")).content.decode()
    assert "254/KH-SKHCN" in html
    assert html.count("chưa có số") == 2
    assert html.index("năm 2024") < html.index("năm 2026")


def test_a_plan_shows_seven_groups_and_what_is_not_counted(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    html = sign_in(cast.planner).get(_plan_url(task)).content.decode()
    assert all(f'id="group-{number}"' in html for number in range(1, 8))
    assert "chưa có chỉ tiêu đếm" in html
    assert "<svg" in html
    assert "style=" not in html.split("<main", 1)[1]


def test_the_figure_links_to_its_records_and_last_week_still_says_the_old_one(
    cast: make.Cast, sign_in: SignIn, task: Task
) -> None:
    # given
    make_certificate(issued_on=date(2026, 11, 1), actor=cast.centre_director)
    newest = make_certificate(issued_on=date(2026, 11, 20), actor=cast.centre_director)
    client, records = sign_in(cast.planner), reverse("planning:records", args=[task.pk])

    def figure(day: str) -> str:
        html = client.get(_plan_url(task), {"as_of": day}).content.decode()
        return html.split(f'href="{records}?as_of={day}"', 1)[1].split('class="figure">', 1)[1].split("<", 1)[0]

    # then
    assert figure("2026-11-22") == "2"
    assert figure("2026-11-15") == "1"
    assert newest.code in client.get(records, {"as_of": "2026-11-22"}).content.decode()
    assert newest.code not in client.get(records, {"as_of": "2026-11-15"}).content.decode()


@pytest.mark.parametrize("as_of", ABSURD)
def test_whatever_the_address_says_pages_open(cast: make.Cast, sign_in: SignIn, task: Task, as_of: str) -> None:
    client = sign_in(cast.planner)
    for url in (_plan_url(task), reverse("planning:records", args=[task.pk]), reverse("planning:plan_file", args=[task.group.plan_id])):
        assert client.get(url, {"as_of": as_of, "page": "-3"}).status_code == 200


def test_htmx_gets_the_figures_alone(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    html = sign_in(cast.planner).get(_plan_url(task), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert 'id="figures"' in html


def test_roles_that_may_read_do_and_enterprises_do_not(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    for name in ("planner", "director", "verifier", "auditor", "local_officer", "admin"):
        assert sign_in(getattr(cast, name)).get(_plan_url(task)).status_code == 200, name
    assert sign_in(cast.enterprise).get(_plan_url(task)).status_code == 403
    assert sign_in(cast.stranger).get(_plan_url(task)).status_code == 403
    assert Client().get(_plan_url(task)).status_code == 302


def test_only_the_planner_enters_targets(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    url = reverse("planning:target", args=[task.pk])
    for name in ("auditor", "director", "local_officer", "admin"):
        assert sign_in(getattr(cast, name)).post(url, {"target": "5"}).status_code == 403, name
        assert url not in sign_in(getattr(cast, name)).get(_plan_url(task)).content.decode()
    with pytest.raises(NotAllowed):
        set_task_target(task=task, target=5, actor=cast.auditor)


def test_a_target_is_entered_recorded_shown_and_taken_away(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    client, url = sign_in(cast.planner), reverse("planning:target", args=[task.pk])
    # when
    assert client.post(url, {"target": "220"}).status_code == 302
    # then
    task.refresh_from_db()
    assert task.target == 220
    entry = Entry.objects.get(verb="planning.task.target_set")
    assert entry.data == {"reference": "R5.7", "before": None, "after": 220}
    assert '<progress class="progress progress-sm" value="0" max="220"' in client.get(_plan_url(task)).content.decode()
    assert client.post(url, {"target": ""}).status_code == 302
    task.refresh_from_db()
    assert task.target is None


@pytest.mark.parametrize("target", ["-1", "nhiều", "1e3", "99999999999999"])
def test_a_target_that_is_no_number_is_refused_with_what_was_typed(
    cast: make.Cast, sign_in: SignIn, task: Task, target: str
) -> None:
    response = sign_in(cast.planner).post(reverse("planning:target", args=[task.pk]), {"target": target})
    assert response.status_code == 422
    assert f'value="{target}"' in response.content.decode()


def test_saving_the_same_target_again_records_nothing(cast: make.Cast, task: Task) -> None:
    for _ in range(2):
        set_task_target(task=task, target=7, actor=cast.planner)
    assert Entry.objects.filter(verb="planning.task.target_set").count() == 1


def test_a_task_without_an_indicator_takes_no_target_and_a_share_none_above_a_hundred(cast: make.Cast, task: Task) -> None:
    plan = task.group.plan
    with pytest.raises(TaskNotCounted):
        set_task_target(task=Task.objects.get(group__plan=plan, reference="R1.1"), target=1, actor=cast.planner)
    with pytest.raises(TargetOutOfRange):
        set_task_target(task=Task.objects.get(group__plan=plan, reference="R2.3"), target=101, actor=cast.planner)


def test_records_of_a_task_without_an_indicator_say_why_there_are_none(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    other = Task.objects.get(group__plan=task.group.plan, reference="R1.1")
    assert sign_in(cast.planner).get(reverse("planning:records", args=[other.pk])).status_code == 409


def test_the_workbook_holds_every_task_and_its_figures(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    make_certificate(issued_on=date(2026, 3, 2), actor=cast.centre_director)
    url = reverse("planning:plan_file", args=[task.group.plan_id])
    response = sign_in(cast.planner).get(url, {"as_of": "2026-11-22"})
    assert response["Content-Disposition"] == 'attachment; filename="plan-2026-2026-11-22.xlsx"'
    page = openpyxl.load_workbook(BytesIO(response.content)).active
    assert page is not None
    rows = {row[0]: row for row in page.iter_rows(values_only=True) if row[0]}
    assert sum(str(key).startswith("R") for key in rows) == 61
    assert rows["R5.7"][6] == 1
    assert rows["R1.1"][6] is None


def test_the_planners_worklist_leads_to_the_plan(cast: make.Cast, task: Task) -> None:
    items = list(work_for(cast.planner))
    plan = Plan.objects.filter(first_day__lte=clock.today(), last_day__gte=clock.today()).first()
    assert {item.url for item in items} == ({_plan_url(task)} if plan else set())
    assert list(work_for(cast.auditor)) == []


def test_in_english_titles_are_english(cast: make.Cast, sign_in: SignIn, task: Task) -> None:
    client = sign_in(cast.planner)
    client.cookies["chuan_language"] = "en"
    html = client.get(_plan_url(task)).content.decode()
    assert "Verify fuel dispensers" in html
    assert "no indicator yet" in html
