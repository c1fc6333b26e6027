# SPDX-License-Identifier: Apache-2.0
"""Nothing is written before a person says so; what was written can be taken back while nothing rests on it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.imports import errors
from chuan.imports.actions.imports import (
    answer_columns,
    cancel_import,
    decide_import,
    judge_rows,
    start_import,
)
from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import ImportStatus, RowOutcome
from chuan.imports.models import ColumnMapping, Import, ImportRow
from chuan.imports.run import run_import
from chuan.lib import clock
from chuan.parties.models import Party, Premises
from chuan.registry.models import Instrument
from tests import make
from tests.make import NOON, Cast
from tests.registry.files import HEADINGS, TAX_CODE, row, workbook

Upload = Callable[..., Import]
SignIn = Callable[[Any], Client]


def counts(imported: Import) -> tuple[int, int, int, int, int]:
    return (imported.rows_added, imported.rows_changed, imported.rows_same, imported.rows_likely, imported.rows_refused)


def an_hour_ago(imported: Import) -> None:
    """Let the import and what it changed be past: within one transaction the history has one instant."""
    then = clock.now() - timedelta(hours=1)
    Import.objects.filter(pk=imported.pk).update(finished_at=then)
    Instrument.events.rel.related_model.objects.update(pgh_created_at=then)  # type: ignore[attr-defined]


def later(imported: Import) -> None:
    """Let the instant of the import be past, as it is when a person acts after it."""
    Import.objects.filter(pk=imported.pk).update(finished_at=clock.now())


def test_what_would_happen_is_shown_and_nothing_is_written(upload: Upload) -> None:
    # given one dispenser on file, one the same, one that differs, one that is probably the same
    upload(workbook([row(1), row(2), row(30)]))

    # when
    preview = upload(workbook([row(1), row(2, model="Sunny-GII"), row(30, serial="O003O"), row(4), row(5, tax_code="1")]), decision="")

    # then
    assert (preview.status, counts(preview)) == (ImportStatus.READY, (1, 1, 1, 1, 1))
    assert Instrument.objects.count() == 3
    outcomes = dict(ImportRow.objects.filter(source=preview).values_list("number", "outcome"))
    assert outcomes == {2: "same", 3: "changed", 4: "likely", 5: "added", 6: "refused"}
    changed = ImportRow.objects.get(source=preview, outcome=RowOutcome.CHANGED)
    assert (changed.before["model"], changed.values["model"]) == ("Sunny-XE", "Sunny-GII")


def test_good_rows_are_written_and_a_likely_pair_goes_as_the_person_said(upload: Upload, cast: Cast) -> None:
    # given
    upload(workbook([row(30), row(40)]))
    preview = upload(workbook([row(30, serial="O003O", model="M2"), row(40, serial="4O"), row(5, tax_code="1")]), decision="")
    first, second = ImportRow.objects.filter(source=preview, outcome=RowOutcome.LIKELY)

    # when one is the same and the other is another one
    judge_rows(actor=cast.registrar, import_id=preview.pk, verdict="same", rows=[first.pk])
    judge_rows(actor=cast.registrar, import_id=preview.pk, verdict="new", rows=[second.pk])
    decide_import(actor=cast.registrar, import_id=preview.pk, decision="good")
    done = run_import(preview.pk, NOON)

    # then
    assert (done.status, counts(done)) == (ImportStatus.DONE, (1, 1, 0, 0, 1))
    assert Instrument.objects.get(serial="00030").model == "M2"
    assert Instrument.objects.filter(serial="4O").exists()


def test_all_or_nothing_writes_nothing_when_a_row_is_wrong(upload: Upload) -> None:
    imported = upload(workbook([row(1), row(2, tax_code="1")]), decision="all")

    assert (imported.status, imported.error_code) == (ImportStatus.REFUSED, "imports.rows-wrong")
    assert not Instrument.objects.exists() and not Premises.objects.exists()
    assert imported.marked_file is not None
    assert counts(upload(workbook([row(1), row(2)]), decision="all")) == (2, 0, 0, 0, 0)


def test_a_changed_row_keeps_what_was_and_undo_gives_it_back(upload: Upload, cast: Cast) -> None:
    upload(workbook([row(1)]))
    changing = upload(workbook([row(1, station="CHXD mới", hoses=4)]))
    later(changing)
    one = Instrument.objects.get()
    assert (one.premises.name, one.characteristics["hoses"]) == ("CHXD mới", 4)
    assert one.events.filter(pgh_label="update").count() == 1  # type: ignore[attr-defined]

    undone = undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)

    one = Instrument.objects.get()
    assert (undone.status, one.premises.name, one.characteristics["hoses"]) == (ImportStatus.UNDONE, "CHXD số 1", 2)
    assert not Premises.objects.filter(name="CHXD mới").exists()


def test_a_whole_import_is_undone_with_the_owners_and_places_it_made(upload: Upload, cast: Cast) -> None:
    imported = upload(workbook([row(number) for number in range(12)]))
    later(imported)

    undo_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert not Instrument.objects.exists() and not Premises.objects.exists() and not Party.objects.exists()
    assert Entry.objects.get(verb="imports.import.undone").data == {"removed": 19, "restored": 0}
    assert counts(upload(workbook([row(1)]))) == (1, 0, 0, 0, 0)


def test_undo_is_refused_while_something_rests_on_a_record(upload: Upload, cast: Cast) -> None:
    imported = upload(workbook([row(1), row(2)]))
    make.make_job(cast.verifier, instrument=Instrument.objects.get(serial="00001"))

    with pytest.raises(errors.StillNeeded) as refusal:
        undo_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert "1 ×" in refusal.value.data["uses"]
    assert Instrument.objects.count() == 2


def test_undo_is_refused_when_a_record_was_changed_since(upload: Upload, cast: Cast) -> None:
    imported = upload(workbook([row(1), row(2)]))
    an_hour_ago(imported)
    Instrument.objects.filter(serial="00001").update(model="TM-2000")

    with pytest.raises(errors.ChangedSince) as refusal:
        undo_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert refusal.value.data["count"] == 1
    assert Instrument.objects.count() == 2
    assert Import.objects.get(pk=imported.pk).status == ImportStatus.DONE


def test_undo_is_refused_when_a_row_it_changed_was_changed_again(upload: Upload, cast: Cast) -> None:
    upload(workbook([row(1), row(2)]))
    changing = upload(workbook([row(1, hoses=4), row(2, hoses=4)]))
    an_hour_ago(changing)
    Instrument.objects.filter(serial="00001").update(model="TM-2000")

    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)

    assert set(Instrument.objects.values_list("characteristics__hoses", flat=True)) == {4}


def test_columns_are_asked_once_and_known_the_next_time(upload: Upload, cast: Cast) -> None:
    # given a list whose headings say "Chủ" for the tax code
    headings = [name if name != "Mã số thuế" else "Chủ" for name in HEADINGS]
    asking = upload(workbook([row(1)], headings=headings))
    assert (asking.status, asking.question["missing"]) == (ImportStatus.ASKING, ["Mã số thuế"])

    # when the person says so
    mapping = {one["key"]: one["field"] for one in asking.question["columns"]}
    with pytest.raises(errors.ColumnNotChosen):
        answer_columns(actor=cast.registrar, import_id=asking.pk, mapping=mapping, at=NOON)
    with pytest.raises(errors.ColumnTwice):
        answer_columns(actor=cast.registrar, import_id=asking.pk, mapping=mapping | {"chu": "serial"}, at=NOON)
    answer_columns(actor=cast.registrar, import_id=asking.pk, mapping=mapping | {"chu": "tax_code"}, at=NOON)

    # then it goes on, and the next list goes straight in
    assert counts(run_import(asking.pk, NOON)) == (1, 0, 0, 0, 0)
    assert ColumnMapping.objects.count() == 1
    assert counts(upload(workbook([row(2)], headings=headings))) == (1, 0, 0, 0, 0)


def test_a_cancelled_import_writes_nothing_even_if_a_worker_takes_it_up(places: None, cast: Cast) -> None:
    imported = start_import(actor=cast.registrar, at=NOON, name="a.xlsx", content=workbook([row(1)]), kind="fuel-dispenser", decision="good")
    cancel_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert run_import(imported.pk, NOON).status == ImportStatus.CANCELLED
    assert not Instrument.objects.exists()


def test_a_worker_that_has_it_stops_at_the_next_step(places: None, cast: Cast) -> None:
    imported = start_import(actor=cast.registrar, at=NOON, name="a.xlsx", content=workbook([row(1)]), kind="fuel-dispenser", decision="good")
    Import.objects.update(status=ImportStatus.READING)
    cancel_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert run_import(imported.pk, NOON).status == ImportStatus.CANCELLED
    assert not Instrument.objects.exists()


def test_the_second_who_uploads_the_same_file_is_told(upload: Upload, sign_in: SignIn, cast: Cast) -> None:
    content = workbook([row(1)])
    first, second = upload(content), upload(content)

    assert (second.twin, counts(second)) == (first, (0, 0, 1, 0, 0))
    page = sign_in(cast.registrar).get(reverse("imports:import", args=[second.pk])).content.decode()
    assert str(reverse("imports:import", args=[first.pk])) in page


def test_every_page_opens_at_every_stage(upload: Upload, sign_in: SignIn, cast: Cast) -> None:
    upload(workbook([row(30)]))
    headings = [name if name != "Mã số thuế" else "Chủ" for name in HEADINGS]
    asking, ready = upload(workbook([row(1)], headings=headings)), upload(workbook([row(30, serial="O003O"), row(3)]), decision="")
    done = upload(workbook([row(7), row(8, tax_code=TAX_CODE + "1")]))
    client = sign_in(cast.registrar)

    for imported in (asking, ready, done):
        for name in ("imports:import", "imports:columns"):
            for query in ("", "?outcome=likely", "?outcome=x&page=a", "?outcome=added"):
                assert client.get(reverse(name, args=[imported.pk]) + query).status_code == 200, (name, imported.status, query)
    assert client.get(reverse("imports:undo", args=[done.pk])).status_code == 200
    assert client.get(reverse("imports:choose_kind")).status_code == 200
    assert client.get(reverse("imports:new_import", args=["nothing"])).status_code == 404
    assert client.post(reverse("imports:judge", args=[ready.pk]), {"verdict": "same"}).status_code == 302
    assert client.post(reverse("imports:decide", args=[ready.pk]), {"decision": "good"}).status_code == 302
    assert client.post(reverse("imports:decide", args=[done.pk]), {"decision": "good"}, follow=True).status_code == 200
    assert counts(run_import(ready.pk, NOON)) == (1, 0, 1, 0, 0)
