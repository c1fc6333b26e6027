# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Whose a staged row is: by tax code, else by a name that only one party on file bears."""

from typing import TYPE_CHECKING

from chuan.imports.fields import KEY
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

#: SQL over `s`: the owner as rows of one file share it, on file or not
OWNER = "coalesce(s.party_id::text, s.tax_code)"


def find_owners(stage: "Stage") -> None:
    """Add `party_id` to the staged rows: null where the party is not on file."""
    stage.run(f"ALTER TABLE {TABLE} ADD COLUMN party_id uuid")
    stage.run(f"UPDATE {TABLE} s SET party_id = p.id FROM parties_party p WHERE p.tax_code = s.tax_code AND s.tax_code <> ''")
    stage.run(
        f"UPDATE {TABLE} s SET party_id = f.id FROM (SELECT {KEY.format('name')} AS k, min(id::text)::uuid AS id"
        " FROM parties_party GROUP BY 1 HAVING count(*) = 1) f WHERE s.tax_code IS NULL AND s.owner_key <> '' AND f.k = s.owner_key"
    )


def refuse_ownerless(kind: RecordKind, stage: "Stage", only: str = "true") -> None:
    """Refuse rows (those for which the SQL `only` holds) of nobody on file whom the list does not introduce either."""
    kind.wrong(stage, "tax_code", "parties.owner-missing", f"s.tax_code IS NULL AND s.owner = '' AND {only}")
    kind.wrong(stage, "owner", "parties.owner-unknown", f"s.tax_code IS NULL AND s.party_id IS NULL AND {only}", data="'value', s.owner")
    kind.wrong(stage, "owner", "parties.owner-nameless", f"s.tax_code IS NOT NULL AND s.party_id IS NULL AND s.owner = '' AND {only}",
               data="'value', s.tax_code")
