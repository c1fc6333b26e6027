# SPDX-License-Identifier: Apache-2.0
"""The order of the registry, and what its table leaves to others to keep whole."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from chuan.imports.actions.imports import start_import
from chuan.imports.models import Import
from chuan.imports.run import run_import
from chuan.places.actions import load_places
from chuan.registry.models import Instrument
from tests import make
from tests.make import NOON, Cast
from tests.registry.files import row, workbook


def test_one_maker_stands_together_however_each_officer_wrote_it(db: None, sign_in: Any, cast: Cast) -> None:
    # given: by their letters as written, "tatsuno" would stand behind "Tokico"
    for maker, serial in (("Tokico", "B1"), ("tatsuno", "A2"), ("Tatsuno", "A1"), ("TATSUNO", "A 3")):
        make.make_instrument(maker=maker, serial=serial)
    # when
    page = sign_in(cast.registrar).get("/registry/").content.decode()
    # then
    listed = [serial for _, serial in sorted((page.index(f">{serial}<"), serial) for serial in ("A1", "A2", "A 3", "B1"))]
    assert listed == ["A1", "A2", "A 3", "B1"]


def test_pages_of_the_registry_follow_each_other_along_the_keys(db: None, sign_in: Any, cast: Cast) -> None:
    for number in range(60):
        make.make_instrument(maker="tatsuno" if number % 2 else "TATSUNO", serial=f"{number:03d}")
    client = sign_in(cast.registrar)
    first = client.get("/registry/").content.decode()
    after = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
    assert after is not None
    second = client.get("/registry/" + after[1].replace("&amp;", "&")).content.decode()
    serials = [re.findall(r">(\d{3})</a>", page) for page in (first, second)]
    assert serials[0] + serials[1] == [f"{number:03d}" for number in range(60)]


def test_an_import_from_which_instruments_came_cannot_go(db: None, cast: Cast) -> None:
    # given
    load_places()
    content = workbook([row(1)])
    imported = start_import(actor=cast.registrar, at=NOON, name="a.xlsx", content=content, kind="fuel-dispenser", decision="good")
    imported = run_import(imported.pk, NOON)
    assert Instrument.objects.get().source_import == imported
    # then
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM imports_import WHERE id = %s", [imported.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Import.objects.filter(pk=imported.pk).exists()


def test_what_was_never_verified_has_no_last_day(db: None) -> None:
    with pytest.raises(IntegrityError, match="instrument_last_day_of_a_verification"), transaction.atomic():
        make.make_instrument(last_verified_on=None)
    assert make.make_instrument(last_verified_on=None, valid_until=None).standing_on(make.TODAY) == "never"
