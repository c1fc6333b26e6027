# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Lists of what hangs on a party, at one of its premises or at all: whose a row is, and where."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

from chuan.imports.fields import KEY
from chuan.imports.kinds import MAY, Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Text
from chuan.parties.lists import cells
from chuan.parties.lists.owners import find_owners, refuse_ownerless

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

PROBLEMS = cells.PROBLEMS | {
    "parties.premises-unknown": (
        gettext_noop("the party has no premises named {value} on file"),
        gettext_noop("write the name as on file, or leave it empty if it concerns the whole party"),
    ),
}


def party_columns() -> tuple[Column, ...]:
    """Tax code; without one, name and address."""
    return (
        cells.tax_code_column(),
        cells.owner_column("Tên tổ chức, cá nhân", "Tên", "Tên cơ sở", "Tên hợp tác xã", "Tên HTX", "Tên hộ kinh doanh"),
        Column("address", "Địa chỉ", MAY, ("Địa chỉ trụ sở", "Trụ sở", "Địa chỉ trụ sở chính"),
               "Địa chỉ của tổ chức, cá nhân như trong sổ; chỉ cần khi không có mã số thuế và nhiều nơi trùng tên.", Text(300, keyed=True)),
    )


def premises_column() -> Column:
    """At which of the premises of the party."""
    return Column("premises", "Tại cơ sở", MAY, ("Tên cửa hàng", "Cửa hàng", "Địa điểm kinh doanh", "Tên địa điểm kinh doanh"),
                  "Tên cơ sở như trong sổ; để trống nếu là của cả tổ chức, cá nhân.", Text(200, keyed=True))


def find_whose(stage: "Stage") -> None:
    """Add `party_id` and `premises_id`; of parties of one name the address tells; `owner` is the name to be read."""
    find_owners(stage)
    stage.run(
        f"UPDATE {TABLE} s SET party_id = f.id FROM (SELECT s.line, min(p.id::text)::uuid AS id FROM {TABLE} s JOIN parties_party p"
        f" ON {KEY.format('p.name')} = s.owner_key AND {KEY.format('p.address')} = s.address_key WHERE s.tax_code IS NULL"
        " AND s.party_id IS NULL AND s.owner_key <> '' AND s.address_key <> '' GROUP BY s.line HAVING count(*) = 1) f"
        " WHERE s.line = f.line"
    )
    stage.run(f"UPDATE {TABLE} s SET owner = p.name FROM parties_party p WHERE p.id = s.party_id AND s.owner = ''")
    stage.run(f"ALTER TABLE {TABLE} ADD COLUMN premises_id uuid")
    stage.run(
        f"UPDATE {TABLE} s SET premises_id = f.id FROM (SELECT s.line, min(p.id::text)::uuid AS id FROM {TABLE} s"
        f" JOIN parties_premises p ON p.party_id = s.party_id AND {KEY.format('p.name')} = s.premises_key"
        " WHERE s.premises_key <> '' GROUP BY s.line HAVING count(*) = 1) f WHERE s.line = f.line"
    )


def pages_of(parties: Mapping[UUID, UUID]) -> Mapping[UUID, str]:
    """The page of the party of each record."""
    return {record: reverse("parties:party", args=[party]) for record, party in parties.items()}


def refuse_unknown(kind: RecordKind, stage: "Stage") -> None:
    """Refuse rows of nobody, and rows at premises that the party does not have."""
    refuse_ownerless(kind, stage)
    kind.wrong(stage, "premises", "parties.premises-unknown", "s.premises <> '' AND s.premises_id IS NULL", data="'value', s.premises")
