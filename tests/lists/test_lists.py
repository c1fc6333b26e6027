# SPDX-License-Identifier: Apache-2.0
"""Columns, saved views and exports of a list, shown on the list of instruments."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from chuan.accounts.choices import Role
from chuan.audit.models import Entry
from chuan.documents.models import StoredFile
from chuan.lib import clock
from chuan.lib.errors import NotAllowed
from chuan.lists.actions import exports, views
from chuan.lists.choices import ExportStatus
from chuan.lists.errors import NameMissing, NameTaken, QueryTooLong
from chuan.lists.kinds import find_kind
from chuan.lists.models import Export, SavedView
from chuan.lists.tasks import write_export_task
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]
URL = "/registry/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def instruments() -> Any:
    return find_kind("registry.instruments")


def save(cast: Cast, **over: Any) -> SavedView:
    values = {"actor": cast.registrar, "at": NOON, "kind": instruments(), "name": "Cột đo", "query": "kind=fuel-dispenser"}
    return views.save_view(**values | over)


def test_columns_are_chosen_in_the_address_and_the_first_one_stays(db: None, cast: Cast, sign_in: SignIn) -> None:
    make.make_instrument()
    page = sign_in(cast.registrar).get(URL, {"columns": ["tax_code", "mark", "nonsense"]})
    assert [column.code for column in page.context["table"].columns] == ["serial", "mark", "tax_code"]
    usual = instruments().columns_of(QueryDict("columns=nonsense"))
    assert [column.code for column in usual] == ["serial", "kind", "place", "commune", "verified", "valid_until", "standing"]


def test_the_order_is_chosen_in_the_address(db: None, cast: Cast, sign_in: SignIn) -> None:
    old = make.make_instrument(registered_at=NOON - timedelta(days=2), valid_until=None)
    new = make.make_instrument(registered_at=NOON)
    client = sign_in(cast.registrar)
    for order, expected in (("newest", [new, old]), ("last_day", [new, old]), ("';--", [old, new])):
        assert [one.id for one in client.get(URL, {"order": order}).context["page"].rows] == [one.pk for one in expected]


def test_a_view_keeps_filters_columns_and_order_but_not_the_place_in_the_list(db: None, cast: Cast) -> None:
    view = save(cast, query="kind=fuel-dispenser&q=&after=xyz&page=3&columns=mark&columns=plate&order=newest")
    assert view.query == "kind=fuel-dispenser&columns=mark&columns=plate&order=newest"
    with pytest.raises(NameTaken):
        save(cast)
    with pytest.raises(NameMissing):
        save(cast, name="  ")
    with pytest.raises(QueryTooLong):
        save(cast, name="x", query="q=" + "a" * 3000)
    with pytest.raises(NotAllowed):
        save(cast, actor=cast.stranger, name="y")
    assert [entry.verb for entry in Entry.objects.all()] == ["lists.view.saved"]


def test_a_shared_view_is_the_units_and_only_its_owner_removes_it(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    view, own = save(cast, shared=True), save(cast, name="Riêng")
    colleague = make.make_member(Role.PLANNER)

    # when / then
    assert set(SavedView.objects.visible_to(colleague)) == {view}
    assert set(SavedView.objects.visible_to(cast.registrar)) == {view, own}
    assert set(SavedView.objects.visible_to(cast.verifier)) == set()
    client = sign_in(colleague)
    assert "Cột đo" in client.get(URL).content.decode()
    assert client.post(reverse("lists:remove_view", args=[view.pk])).status_code == 403
    assert client.post(reverse("lists:remove_view", args=[own.pk])).status_code == 404
    assert sign_in(cast.registrar).post(reverse("lists:remove_view", args=[view.pk])).status_code == 302
    assert set(SavedView.objects.all()) == {own}


def test_the_list_opens_with_the_default_view_until_all_is_asked_for(db: None, cast: Cast, sign_in: SignIn) -> None:
    first = save(cast, is_default=True)
    second = save(cast, name="Hết hạn", query="standing=overdue", is_default=True)
    first.refresh_from_db()
    assert not first.is_default
    client = sign_in(cast.registrar)

    assert client.get(URL)["Location"] == "/registry/?standing=overdue"
    assert client.get(URL, {"all": "1"}).status_code == 200
    assert client.get(URL, {"q": "x"}).status_code == 200
    assert client.post(reverse("lists:choose_default", args=[second.pk]))["Location"] == "/registry/?standing=overdue"
    assert client.get(URL).status_code == 200


def test_views_are_saved_from_the_page(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)
    url = reverse("lists:save_view", args=["registry.instruments"])
    assert client.post(url, {"name": "Mới", "query": "q=ts"})["Location"] == "/registry/?q=ts"
    assert client.post(url, {"name": "", "query": "q=ts"})["Location"] == "/registry/?q=ts"
    assert client.post(reverse("lists:save_view", args=["no.list"]), {"name": "Mới"}).status_code == 404
    assert SavedView.objects.get().query == "q=ts"


def test_an_export_holds_what_its_asker_may_see_in_the_columns_shown(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    make.make_instrument(serial="HERE-1")
    away = make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An")
    make.make_instrument(serial="AWAY-1", premises=make.make_premises(current_unit=away))

    # when
    answer = sign_in(cast.local_officer).post(
        reverse("lists:request_export", args=["registry.instruments"]), {"query": "columns=commune", "format": "csv"}
    )

    # then
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[1:] == [["HERE-1", "Phường Tô Hiệu"]]
    assert Export.objects.get().rows_done == 1


def test_a_long_export_is_written_by_a_worker_with_its_progress(
    db: None, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    premises = make.make_premises()
    for _ in range(4):
        make.make_instrument(premises=premises)
    client = sign_in(cast.registrar)

    # when
    answer = client.post(reverse("lists:request_export", args=["registry.instruments"]), {"format": "csv"})

    # then
    export = Export.objects.get()
    assert answer["Location"] == export.get_absolute_url()
    waiting = client.get(answer["Location"]).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    write_export_task(str(export.pk))
    export.refresh_from_db()
    assert (export.status, export.rows_done) == (ExportStatus.DONE, 4)
    assert client.get(answer["Location"]).content.decode().count("every 1s") == 0
    assert len(b"".join(client.get(reverse("lists:export_file", args=[export.pk])).streaming_content).splitlines()) == 5
    assert sign_in(cast.planner).get(export.get_absolute_url()).status_code == 404
    assert client.get(reverse("lists:exports")).status_code == 200


def test_who_lost_the_role_meanwhile_gets_no_file(db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    make.make_instrument()
    export = exports.request_export(
        actor=cast.registrar, at=NOON, on=TODAY, kind=instruments(), query="", fmt="csv"
    )
    cast.registrar.memberships.update(ended_on=TODAY - timedelta(days=1))
    export = exports.write_export(export_id=export.pk, at=NOON)
    assert (export.status, export.error_code, export.file_id) == (ExportStatus.REFUSED, "chuan.not-allowed", None)


def test_old_files_are_forgotten(db: None, cast: Cast) -> None:
    exports.request_export(actor=cast.registrar, at=NOON, on=TODAY, kind=instruments(), query="", fmt="xlsx")
    assert exports.forget_exports(before=NOON) == 0
    assert exports.forget_exports(before=NOON + timedelta(days=8)) == 1
    assert StoredFile.objects.count() == 0
