# SPDX-License-Identifier: Apache-2.0
"""What if: the numbers of a small world counted by hand, and that nothing is written."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils.translation import override

from chuan import law
from chuan.lawdesk import drafts, effects, errors
from chuan.lawdesk.choices import Reach
from chuan.lawdesk.trial import Trial
from tests import make
from tests.make import Cast

pytestmark = pytest.mark.django_db

#: dispensers are verified every 12 months; the day of the trial is 2026-11-22
ON = date(2026, 11, 22)


def dispenser(verified_on: date, **over: Any) -> Any:
    return make.make_instrument(last_verified_on=verified_on, valid_until=law.valid_until("fuel-dispenser", verified_on), **over)


def trial(user: Any, text: str, *, on: date = ON, reach: Reach = Reach.STANDING) -> Trial:
    return Trial(before=law.corpus(), after=drafts.laid_over(text), on=on, reach=reach, user=user)


def figures(tried: Trial, key: str) -> dict[str, int]:
    found = next(effect for effect in effects.of_draft(tried) if effect.key == key)
    return {listing.key.rpartition(".")[2]: listing.count for listing in found.listings}


def test_half_a_year_makes_some_overdue_and_others_due_earlier(db: None, cast: Cast) -> None:
    # given four dispensers: verified in March (until 31/03/2027), in June (30/06/2027), a year ago (over already), never
    march, june = dispenser(date(2026, 3, 10)), dispenser(date(2026, 6, 10))
    dispenser(date(2025, 9, 10))
    make.make_instrument(last_verified_on=None, valid_until=None)
    # when the cycle is 6 months from 2026-11-01: March would end on 30/09/2026, but was good until the draft; June ends 31/12/2026
    tried = trial(cast.director, drafts.cycles(["fuel-dispenser"], months=6, since=date(2026, 11, 1)))
    # then
    assert figures(tried, "instruments") == {"overdue": 1, "shorter": 1}
    listing = effects.listing_of(tried, "instruments.overdue")
    assert listing is not None
    [(link, _kind, owner, place, verified, before, after)] = listing.first
    assert (str(link), owner, place) == (str(march), march.owner.name, march.premises.name)
    assert (verified, before, after) == (date(2026, 3, 10), date(2027, 3, 31), date(2026, 10, 31))
    shorter = effects.listing_of(tried, "instruments.shorter")
    assert shorter is not None
    assert (str(shorter.first[0][0]), shorter.first[0][-1]) == (str(june), date(2026, 12, 31))


def test_by_the_law_as_it_is_a_draft_touches_no_verification_before_its_first_day(db: None, cast: Cast) -> None:
    dispenser(date(2026, 3, 10))
    after = dispenser(date(2026, 11, 5))
    tried = trial(cast.director, drafts.cycles(["fuel-dispenser"], months=24, since=date(2026, 11, 1)), reach=Reach.NEW)
    assert figures(tried, "instruments") == {"longer": 1}
    listing = effects.listing_of(tried, "instruments.longer")
    assert listing is not None
    assert str(listing.first[0][0]) == str(after)
    assert listing.first[0][-2:] == (date(2027, 11, 30), date(2028, 11, 30))


def test_a_verification_that_ended_before_the_draft_is_not_brought_back(db: None, cast: Cast) -> None:
    dispenser(date(2025, 9, 10))  # until 2026-09-30
    late = drafts.cycles(["fuel-dispenser"], months=24, since=date(2026, 11, 1))
    early = drafts.cycles(["fuel-dispenser"], months=24, since=date(2026, 9, 1))
    assert figures(trial(cast.director, late), "instruments") == {}
    assert figures(trial(cast.director, early), "instruments") == {"saved": 1}


def test_no_periodic_verification_releases_and_a_first_one_binds(db: None, cast: Cast) -> None:
    dispenser(date(2026, 3, 10))
    tried = trial(cast.director, drafts.cycles(["fuel-dispenser"], months=None, since=date(2026, 11, 1)))
    assert figures(tried, "instruments") == {"released": 1}
    listing = effects.listing_of(tried, "instruments.released")
    assert listing is not None
    assert listing.first[0][-2:] == (date(2027, 3, 31), None)


def test_the_last_day_in_sql_is_the_last_day_in_python(db: None, cast: Cast) -> None:
    # given days at which months end differently
    days = [date(2024, 2, 29), date(2025, 8, 31), date(2025, 12, 31), date(2026, 1, 1), date(2026, 10, 31)]
    for day in days:
        dispenser(day)
    # when the draft gives 18 months for all of them
    text = drafts.cycles(["fuel-dispenser"], months=18, since=date(2024, 1, 1))
    tried = trial(cast.director, text, reach=Reach.NEW, on=date(2025, 1, 1))
    # then
    rows = [row for listing in next(iter(effects.of_draft(tried))).listings for row in listing.first]
    from chuan.lib.dates import add_months, month_end

    assert {(row[4], row[5], row[6]) for row in rows} == {
        (day, month_end(add_months(day, 12)), month_end(add_months(day, 18))) for day in days
    }


def test_businesses_are_counted_once_and_the_worst_stands_first(db: None, cast: Cast) -> None:
    station = make.make_premises()
    dispenser(date(2026, 3, 10), premises=station)
    dispenser(date(2026, 3, 11), premises=station)
    dispenser(date(2026, 9, 10))
    tried = trial(cast.director, drafts.cycles(["fuel-dispenser"], months=6, since=date(2026, 11, 1)))
    effect = next(effect for effect in effects.of_draft(tried) if effect.key == "parties")
    assert [figure.value for figure in effect.figures] == [2, 2]
    first = list(effect.listings[0].first[0])
    assert (str(first[0]), first[2:]) == (station.party.name, [2, 2, 1])


def test_certificates_would_have_said_another_day_but_keep_their_own(db: None, cast: Cast) -> None:
    certificate = make.make_certificate(cast)  # verified and issued on 2026-11-22, until 2027-11-30
    tried = trial(cast.director, drafts.cycles(["fuel-dispenser"], months=6, since=date(2026, 1, 1)))
    assert figures(tried, "certificates") == {"shorter": 1}
    listing = effects.listing_of(tried, "certificates.shorter")
    assert listing is not None
    assert str(listing.first[0][0]) == certificate.code
    assert listing.first[0][-2:] == (date(2027, 11, 30), date(2027, 5, 31))


def test_plan_tasks_show_how_many_verifications_end_within_the_plan(db: None, cast: Cast) -> None:
    # given a plan of 2027 that counts certificates of dispensers, and the share in force
    from chuan.planning.models import Plan, Task, TaskGroup

    plan = Plan.objects.create(code="ke-hoach-2027", year=2027, title="Kế hoạch", issuer="Sở", first_day=date(2027, 1, 1),
                               last_day=date(2027, 12, 31))
    group = TaskGroup.objects.create(plan=plan, number=5, title="Trung tâm")
    for position, indicator in enumerate(["certificates.fuel-dispensers", "certificates.taximeters", "instruments.in-force"]):
        Task.objects.create(group=group, reference=f"5.{position}", position=position, title=indicator, indicator=indicator)
    dispenser(date(2026, 3, 10))  # 31/03/2027; by the draft 31/12/2026
    dispenser(date(2026, 9, 10))  # 30/09/2027; 30/06/2027
    make.make_instrument(last_verified_on=None, valid_until=None)
    # when
    tried = trial(cast.director, drafts.cycles(["fuel-dispenser"], months=9, since=date(2026, 11, 1)), on=date(2027, 1, 15))
    # then two end in 2027 now, one by the draft; two of three are in force on 15/01/2027, one by the draft; no taximeter
    with override("en"):
        effect = next(effect for effect in effects.of_draft(tried) if effect.key == "tasks")
        assert [list(row)[-2:] for row in effect.listings[0].first] == [["2", "1"], ["66.6", "33.3"]]


def test_who_sees_little_is_told_little(db: None, cast: Cast) -> None:
    dispenser(date(2026, 3, 10))
    elsewhere = make.make_place("03650", name="Chiềng An", full_name="Phường Chiềng An")
    dispenser(date(2026, 3, 10), premises=make.make_premises(current_unit=elsewhere))
    text = drafts.cycles(["fuel-dispenser"], months=6, since=date(2026, 11, 1))
    assert figures(trial(cast.director, text), "instruments") == {"overdue": 2}
    assert figures(trial(cast.local_officer, text), "instruments") == {"overdue": 1}


def test_a_draft_that_touches_no_cycle_has_changes_but_no_effects(db: None, cast: Cast) -> None:
    text = """
texts:
  du-thao: {number: Dự thảo, title: x, title_en: x, issuer: x, issued_on: null, in_force_from: 2027-01-01, status: unknown, replaces: [], amends: [], confidence: memory}
path: verification/mpe/fuel-dispenser
versions:
  - {from: 2027-01-01, value: 0.25, source: du-thao/art-1, confidence: memory}
"""
    tried = trial(cast.director, text)
    assert effects.of_draft(tried) == []
    [change] = tried.changes
    assert (change.parameter.path, change.from_day, change.until) == ("verification/mpe/fuel-dispenser", date(2027, 1, 1), None)
    assert change.before is not None
    assert change.after is not None
    assert (str(change.before.value), str(change.after.value)) == ("0.3", "0.25")


@pytest.mark.parametrize(("text", "error"), [
    ("", errors.DraftEmpty),
    ("  \n", errors.DraftEmpty),
    ("a" * (257 * 1024), errors.DraftTooLarge),
    ("nonsense", errors.DraftRefused),
    ("a: [", errors.DraftRefused),
    ("a: " + "[" * 50_000, errors.DraftRefused),
    ("- " * 30_000 + "x", errors.DraftRefused),
    ("a: &x 1\nb: *x", errors.DraftRefused),
    ("path: verification/cycles/fuel-dispenser\nversions: []", errors.DraftRefused),
    ("path: verification/cycles/fuel-dispenser\nversions:\n  - {from: 2027-01-01, value: 6, source: no-such-text/art-1, confidence: seen}", errors.DraftRefused),
    ("path: no/such/folder\nversions:\n  - {from: 2027-01-01, value: 6, source: x, confidence: seen}", errors.DraftRefused),
])
def test_what_is_no_draft_is_refused_by_line(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        drafts.laid_over(text)


def test_the_example_can_be_read_and_touches_four_kinds(db: None, cast: Cast) -> None:
    assert len(trial(cast.director, drafts.example()).kinds) == 4


# --- the pages -----------------------------------------------------------------------------------------------


def everything() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def asked(**over: Any) -> dict[str, Any]:
    return {"how": "cycle", "cycle-kinds": ["fuel-dispenser"], "cycle-months": "6", "cycle-since": "2026-11-01",
            "cycle-on": "2026-11-22", "cycle-reach": "standing"} | over


def test_trying_a_draft_writes_nothing_at_all(db: None, cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    # given
    make.make_certificate(cast)
    dispenser(date(2026, 3, 10))
    client = sign_in(cast.planner)
    before = everything()
    fingerprint = law.fingerprint()
    # when
    page = client.post("/law-desk/what-if/", asked())
    listed = client.post("/law-desk/what-if/list/", {
        "draft-text": drafts.example(), "draft-on": "2027-01-01", "draft-reach": "standing", "list": "instruments.shorter.csv"})
    # then
    assert (page.status_code, listed.status_code) == (200, 200)
    assert everything() == before
    assert law.fingerprint() == fingerprint


def test_while_a_draft_is_tried_postgresql_refuses_every_write(db: None, cast: Cast) -> None:
    dispenser(date(2026, 3, 10))
    with pytest.raises(DatabaseError, match="read-only"), drafts.nothing_is_written(), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_instrument SET maker = 'x'")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_instrument SET maker = 'x'")


def test_the_page_says_what_it_is_for_and_has_an_example(db: None, cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(cast.auditor)
    assert client.get("/law-desk/what-if/").status_code == 200
    shown = client.post("/law-desk/what-if/", {"how": "example", "draft-reach": "standing"})
    assert shown.status_code == 200
    assert b"fuel-dispenser" in shown.content


@pytest.mark.parametrize("over", [
    {"cycle-months": ""}, {"cycle-months": "0"}, {"cycle-months": "x"}, {"cycle-ends": "on"}, {"cycle-kinds": []}, {"cycle-kinds": ["x"]},
    {"cycle-since": ""}, {"cycle-since": "31/02/2027"}, {"cycle-reach": "never"}, {"cycle-on": "x"},
    {"how": "draft"}, {"how": "draft", "draft-text": "nonsense", "draft-reach": "new"}, {"how": "example"},
])
def test_what_cannot_be_tried_is_said_in_the_form(db: None, cast: Cast, sign_in: Callable[[Any], Client], over: dict[str, Any]) -> None:
    assert sign_in(cast.planner).post("/law-desk/what-if/", asked(**over)).status_code == 422


def test_strange_posts_do_not_break_the_page(db: None, cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(cast.planner)
    assert client.post("/law-desk/what-if/", {}).status_code == 200
    assert client.post("/law-desk/what-if/", {"how": "x"}).status_code == 200
    for lists in ("", "x", "instruments.overdue.pdf", "nothing.csv"):
        posted = {"draft-text": drafts.example(), "draft-reach": "new", "list": lists}
        assert client.post("/law-desk/what-if/list/", posted).status_code == 404
    far = asked(**{"cycle-since": "9999-12-01", "cycle-on": "9999-12-31"})
    assert client.post("/law-desk/what-if/", far).status_code in {200, 422}


def test_a_file_is_read_as_a_draft(db: None, cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(cast.planner)

    def load(content: bytes) -> int:
        file = io.BytesIO(content)
        file.name = "du-thao.yaml"
        return client.post("/law-desk/what-if/", {"how": "draft", "draft-file": file, "draft-reach": "new"}).status_code

    assert load(drafts.example().encode()) == 200
    assert load(b"\xef\xbb\xbf" + drafts.example().encode()) == 200
    assert load(b"") == 422
    assert load(b"\xff\xfe\x00") == 422
    assert load(b"a" * 300_000) == 422


def test_all_rows_come_as_a_file_in_which_nothing_is_a_formula(db: None, cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    # given more rows than the page shows, one of them from a station with a dangerous name
    evil = make.make_premises(name="=cmd|' /C calc'!A0")
    for number in range(60):
        dispenser(date(2026, 3, 10), premises=evil, serial=f"N-{number:03d}")
    posted = {"draft-text": drafts.cycles(["fuel-dispenser"], months=6, since=date(2026, 11, 1)), "draft-on": "2026-11-22",
              "draft-reach": "standing"}
    client = sign_in(cast.director)
    # when
    shown = client.post("/law-desk/what-if/list/", posted | {"list": "instruments.overdue.csv"})
    rows = list(csv.reader(io.StringIO(shown.content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(client.post("/law-desk/what-if/list/", posted | {"list": "instruments.overdue.xlsx"}).content))
    # then
    assert len(rows) == 61
    assert rows[1][3].startswith("'=cmd")
    assert book.active is not None
    assert book.active.max_row == 61
    assert book.active.cell(row=2, column=4).data_type == "s"


def test_enterprises_and_strangers_try_nothing(db: None, cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    assert sign_in(cast.enterprise).post("/law-desk/what-if/", asked()).status_code == 403
    assert sign_in(cast.stranger).get("/law-desk/what-if/").status_code == 403
