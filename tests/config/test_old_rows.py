# SPDX-License-Identifier: Apache-2.0
"""A database of the first version comes along with every row in it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chuan.imports.models import Import, ImportRow
from chuan.parties.models import Premises
from chuan.registry.models import Instrument
from tests import databases

FIRST_VERSION = [("registry", "0001_initial")]
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def first_version(django_db_blocker: Any) -> Iterator[Any]:
    """The models of a database that stops at the first version."""
    with django_db_blocker.unblock(), databases.clone("template1") as name, databases.connected_to(name):
        call_command("migrate", *FIRST_VERSION[0], verbosity=0)
        yield MigrationExecutor(connection).loader.project_state(FIRST_VERSION).apps


def test_rows_of_the_first_version_come_along(first_version: Any) -> None:
    # given
    file = first_version.get_model("documents", "StoredFile").objects.create(
        name="cột đo.xlsx", content_type="x", size=1, sha256="0" * 64, content=b"1", stored_at=AT)
    user = first_version.get_model("accounts", "User").objects.create(username="old", password="x")
    imported = first_version.get_model("registry", "Import").objects.create(
        file=file, kind="fuel-dispenser", status="refused", uploaded_by=user, uploaded_at=AT, error_code="registry.no-heading")
    first_version.get_model("registry", "ImportRow").objects.create(
        source=imported, number=7, problems=[
            {"column": "last_verified_on", "code": "registry.date-impossible", "data": {}},
            {"column": "commune", "code": "registry.commune-unknown", "data": {"value": "Chiềng Cọ"}}])
    party = first_version.get_model("parties", "Party").objects.create(kind="organisation", name="Xăng dầu Mường La", tax_code="5500154687")
    place = first_version.get_model("parties", "Premises").objects.create(
        party=party, kind="petrol_station", name="Cửa hàng số 1", address="Tổ 3", longitude="104.02")
    instrument = first_version.get_model("registry", "Instrument").objects.create(
        kind="fuel-dispenser", serial="A 001", owner=party, premises=place, source_import=imported, status="in_use",
        last_verified_on=date(2026, 1, 5), registered_at=AT)

    # when
    call_command("migrate", verbosity=0)

    # then
    kept = Instrument.objects.get(pk=instrument.pk)
    assert (kept.serial, kept.source_import_id, kept.owner_id) == ("A 001", imported.pk, party.pk)
    assert Import.objects.get(pk=imported.pk).error_code == "imports.no-heading"
    problems = ImportRow.objects.get(source_id=imported.pk).problems
    assert [problem["code"] for problem in problems] == ["imports.date-impossible", "parties.commune-unknown"]
    assert (Premises.objects.get(pk=place.pk).longitude, Premises.objects.get(pk=place.pk).name) == (None, "Cửa hàng số 1")
