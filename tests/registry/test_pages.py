# SPDX-License-Identifier: Apache-2.0
"""Pages of registry, parties and places: what they show, to whom, with how many queries."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuan.imports import kinds
from chuan.imports.models import Import
from chuan.imports.run import run_import
from chuan.lib import clock
from chuan.places.actions import load_places
from chuan.places.queries import unit_on
from chuan.registry.choices import InstrumentStatus, Standing
from chuan.registry.models import Instrument
from tests import make
from tests.make import NOON, TODAY, Cast
from tests.registry.files import HEADINGS, opened, row, workbook

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def pages() -> list[str]:
    instrument = make.make_instrument()
    unit = instrument.premises.current_unit
    assert unit is not None
    return [
        reverse("registry:instruments"), reverse("registry:due"), reverse("imports:imports"),
        reverse("registry:instrument", args=[instrument.pk]), reverse("places:units"),
        reverse("places:unit", args=[unit.pk]), reverse("parties:parties"), reverse("parties:undecided"),
        reverse("parties:party", args=[instrument.owner_id]), reverse("parties:premises", args=[instrument.premises_id]),
        reverse("parties:new_party"), reverse("parties:new_premises", args=[instrument.owner_id]),
        reverse("parties:edit_party", args=[instrument.owner_id]), reverse("imports:new_import", args=["fuel-dispenser"]),
        reverse("parties:edit_premises", args=[instrument.premises_id]),
        reverse("parties:decide", args=[instrument.premises_id]), reverse("imports:template", args=["fuel-dispenser"]), reverse("lists:exports"),
    ]


NONSENSE = ["", "?page=x&q=%00&commune=%27&kind=zz&owner=%27%3B--&standing=zz&within=99999&on=x&level=z&parent=%00",
            "?page=-1&q=((&standing=unknown&within=overdue&on=9999-12-31", "?page=99999999999999999999&q=%F0%9F%98%80&on=0001-01-01",
            "?standing=not_subject&within=never&on=1900-01-01"]


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("htmx", [False, True])
def test_no_query_breaks_a_page(db: None, cast: Cast, sign_in: SignIn, query: str, htmx: bool) -> None:
    client = sign_in(cast.registrar)
    for url in pages():
        answer = client.get(url + query, headers={"HX-Request": "true"} if htmx else {})
        assert answer.status_code == 200, url + query


def test_the_list_takes_as_many_queries_for_one_as_for_forty(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)

    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    urls = [reverse("registry:instruments"), reverse("registry:due") + "?within=60", reverse("parties:parties")]
    make.make_instrument()
    few = [queries(url) for url in urls]
    for _ in range(40):
        make.make_instrument()
    assert [queries(url) for url in urls] == few


def test_the_registry_is_found_without_accents_and_kept_to_the_filters(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)
    party = make.make_party(name="Công ty Đồng Tiến")
    make.make_instrument(serial="AA-1", premises=make.make_premises(party=party, name="Trạm Mường Hồng"))
    make.make_instrument(serial="BB-2", status=InstrumentStatus.OUT_OF_USE)

    def serials(**query: str) -> list[str]:
        page = client.get(reverse("registry:instruments"), query).context["page"]
        return [instrument.serial for instrument in page.rows]

    assert serials() == ["AA-1", "BB-2"]
    assert serials(q="muong hong") == serials(q="aa 1") == serials(owner="dong tien") == ["AA-1"]
    assert serials(standing="out_of_use") == ["BB-2"]
    assert serials(commune="99999") == serials(kind="taximeter") == []


@pytest.mark.parametrize("standing", [standing.value for standing in Standing])
def test_a_standing_filters_exactly_those_that_stand_so(db: None, standing: str) -> None:
    made = [
        make.make_instrument(valid_until=TODAY), make.make_instrument(valid_until=date(2026, 11, 21)),
        make.make_instrument(valid_until=date(2026, 12, 22)), make.make_instrument(valid_until=date(2026, 12, 23)),
        make.make_instrument(valid_until=None, last_verified_on=None), make.make_instrument(valid_until=None),
        make.make_instrument(valid_until=None, kind="no-such-kind"),
        make.make_instrument(status=InstrumentStatus.OUT_OF_USE),
        make.make_instrument(status=InstrumentStatus.INVALID_DEFECTIVE),
    ]

    found = set(Instrument.objects.all().standing(standing, TODAY))

    assert found == {instrument for instrument in made if instrument.standing_on(TODAY) == standing}


def test_the_due_list_shows_stations_whole_and_offers_an_order_to_reception(
    db: None, cast: Cast, sign_in: SignIn
) -> None:
    # given
    here, there = make.make_premises(name="A"), make.make_premises(name="B")
    in_30 = make.make_instrument(premises=here, valid_until=date(2026, 12, 22))
    in_60 = make.make_instrument(premises=there, valid_until=date(2027, 1, 21))
    late = make.make_instrument(premises=here, valid_until=date(2026, 11, 21))
    make.make_instrument(premises=here, valid_until=TODAY, status=InstrumentStatus.OUT_OF_USE)
    url = reverse("registry:due")

    # when / then
    client = sign_in(cast.reception)
    assert [one.id for one in client.get(url).context["rows"]] == [in_30.pk]
    assert [one.id for one in client.get(url, {"within": "60"}).context["rows"]] == [in_30.pk, in_60.pk]
    assert [one.id for one in client.get(url, {"within": "overdue"}).context["rows"]] == [late.pk]
    page = client.get(url, {"within": "60"})
    assert f'name="instrument" value="{in_60.pk}"' in page.content.decode()
    assert [count for _, count in page.context["spans"]] == [1, 2, 2, 1, 0]


def test_a_commune_officer_and_an_enterprise_see_their_own(db: None, cast: Cast, sign_in: SignIn) -> None:
    other = make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An")
    mine = make.make_instrument()
    theirs = make.make_instrument(premises=make.make_premises(current_unit=other))
    owned = make.make_instrument(premises=make.make_premises(
        party=make.make_party(tax_code=make.make_unit("enterprise").tax_code), current_unit=other))

    for user, visible in ((cast.local_officer, {mine}), (cast.enterprise, {owned})):
        client = sign_in(user)
        assert {one.id for one in client.get(reverse("registry:instruments")).context["rows"]} == {one.pk for one in visible}
        assert client.get(reverse("registry:instrument", args=[theirs.pk])).status_code == 404
        assert client.get(reverse("parties:premises", args=[theirs.premises_id])).status_code == 404
        assert client.get(reverse("imports:new_import", args=["fuel-dispenser"])).status_code == 403


def test_exports_hold_what_is_shown_and_no_formula(db: None, cast: Cast, sign_in: SignIn) -> None:
    premises = make.make_premises(name="=HYPERLINK(1)")
    make.make_instrument(premises=premises, serial="+991")
    make.make_instrument(serial="22")
    client = sign_in(cast.registrar)

    def exported(code: str, query: str, fmt: str) -> bytes:
        answer = client.post(reverse("lists:request_export", args=[code]), {"query": query, "format": fmt})
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)

    everything = "columns=kind&columns=place&columns=valid_until"
    text = exported("registry.instruments", f"q=tatsuno+991&{everything}", "csv")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert rows[1:] == [["'+991", "Cột đo xăng dầu", "'=HYPERLINK(1)", "31/12/2026"]]

    book = exported("registry.due", f"within=60&{everything}", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None and sheet.max_row == 3
    assert {(sheet.cell(n, 3).value, sheet.cell(n, 3).data_type) for n in (2, 3)} >= {("=HYPERLINK(1)", "s")}
    assert client.post(reverse("lists:request_export", args=["registry.due"]), {"format": "exe"}).status_code == 404
    assert client.post(reverse("lists:request_export", args=["no.list"]), {"format": "csv"}).status_code == 404


def test_an_upload_is_imported_by_the_worker_and_shown(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    load_places()
    client = sign_in(cast.registrar)
    file = SimpleUploadedFile("danh sách.xlsx", workbook([row(1), row(2, tax_code="0123")]))

    # when
    answer = client.post(reverse("imports:new_import", args=["fuel-dispenser"]), {"file": file, "decision": "good"})
    imported = Import.objects.get()
    assert answer.url == reverse("imports:import", args=[imported.pk])
    waiting = client.get(answer.url).content.decode()
    run_import(imported.pk, NOON)
    shown = client.get(answer.url)
    fragment = client.get(answer.url, headers={"HX-Request": "true"}).content.decode()

    # then
    assert "hx-trigger" in waiting and "<progress" in waiting
    assert "hx-trigger" not in fragment and "<html" not in fragment
    assert "0123" in shown.content.decode()
    marked = client.get(reverse("imports:file", args=[imported.pk, "marked"]))
    assert marked["Content-Disposition"].startswith("attachment")
    assert opened(b"".join(marked.streaming_content)).sheetnames == ["Danh sách"]
    assert sign_in(cast.verifier).get(answer.url).status_code == 403
    assert sign_in(cast.auditor).get(answer.url).status_code == 200


def test_a_bad_file_is_refused_on_the_form_itself(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)
    for content in (b"PK\x03\x04nonsense", b"", b"text"):
        answer = client.post(reverse("imports:new_import", args=["fuel-dispenser"]), {"file": SimpleUploadedFile("a.xlsx", content)})
        assert answer.status_code == 422
        assert answer.context["form"].errors
    assert not Import.objects.exists()


def test_a_file_that_the_worker_refuses_says_why(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)
    client.post(reverse("imports:new_import", args=["fuel-dispenser"]), {"file": SimpleUploadedFile("a.csv", b"a\n1\n")})
    imported = run_import(Import.objects.get().pk, NOON)

    page = client.get(reverse("imports:import", args=[imported.pk]))

    assert "imports.headings-missing" in page.content.decode()
    assert page.context["refusal"]


def test_the_template_comes_back_through_the_door_it_was_made_for(db: None, cast: Cast, sign_in: SignIn) -> None:
    load_places()
    client = sign_in(cast.registrar)
    book = opened(client.get(reverse("imports:template", args=["fuel-dispenser"])).content)
    sheet = book["Danh sách"]
    kind = kinds.get("fuel-dispenser")
    assert kind is not None
    assert [cell.value for cell in sheet[1]] == [column.heading for column in kind.columns]
    known = dict(zip(HEADINGS, row(1), strict=True))
    known["Nơi sử dụng"] = known["Tên cửa hàng"]
    sheet.append([known.get(column.heading, known.get(column.heading.replace("Q max", ""))) for column in kind.columns])
    out = io.BytesIO()
    book.save(out)

    client.post(reverse("imports:new_import", args=["fuel-dispenser"]), {"file": SimpleUploadedFile("mau.xlsx", out.getvalue()), "decision": "good"})

    assert run_import(Import.objects.get().pk, NOON).rows_added == 1


def test_the_units_of_a_chosen_day_are_counted(db: None, cast: Cast, sign_in: SignIn) -> None:
    load_places()
    client = sign_in(cast.registrar)
    for day, count in (("2024-06-01", 204), ("2025-03-01", 200), ("2026-01-01", 75)):
        assert client.get(reverse("places:units"), {"on": day}).context["page"].count == count
    assert client.get(reverse("places:units"), {"on": "2024-06-01", "parent": "123"}).context["page"].count == 15
    assert client.get(reverse("places:units"), {"q": "moc chau"}).context["page"].count == 1


def test_a_divided_town_shows_what_it_became(db: None, cast: Cast, sign_in: SignIn) -> None:
    load_places()
    town = unit_on("03979", date(2024, 1, 1))
    page = sign_in(cast.registrar).get(reverse("places:unit", args=[town.pk]))

    assert [str(unit) for unit in page.context["today_units"]] == ["Phường Mộc Sơn", "Phường Mộc Châu"]


def test_a_registrar_decides_a_commune_on_the_page(db: None, cast: Cast, sign_in: SignIn) -> None:
    load_places()
    premises = make.make_premises()
    premises.stated_unit, premises.current_unit = unit_on("03979", date(2024, 1, 1)), None
    premises.save()
    client = sign_in(cast.registrar)
    assert premises.name in client.get(reverse("parties:undecided")).content.decode()
    url = reverse("parties:decide", args=[premises.pk])

    wrong = client.post(url, {"unit": str(unit_on("03646", TODAY).pk)})
    right = client.post(url, {"unit": str(unit_on("03979", TODAY).pk)})

    assert (wrong.status_code, right.status_code) == (422, 302)
    premises.refresh_from_db()
    assert str(premises.current_unit) == "Phường Mộc Sơn"


def test_a_party_and_its_premises_are_entered_on_pages(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.registrar)
    commune = make.make_place()
    bad = client.post(reverse("parties:new_party"), {"kind": "organisation", "name": "A", "tax_code": "0123"})
    good = client.post(reverse("parties:new_party"), {"kind": "organisation", "name": "A", "tax_code": "0100112437"})
    assert (bad.status_code, good.status_code) == (422, 302)
    again = client.post(reverse("parties:new_party"), {"kind": "organisation", "name": "B", "tax_code": "0100112437"})
    assert again.status_code == 422

    made = client.post(good.url + "premises/new/", {"name": "Trạm", "kind": "shop", "stated_unit": str(commune.pk)})
    edited = client.post(made.url + "edit/", {"name": "Trạm 2", "kind": "shop", "stated_unit": str(commune.pk)})
    shown = client.get(edited.url)

    assert shown.context["premises"].name == "Trạm 2"
    assert [entry.verb for entry in shown.context["entries"]] == ["parties.premises.registered", "parties.premises.edited"]
