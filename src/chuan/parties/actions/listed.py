# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Writes of parties that a list of something else introduces; part of the import, which asks for permission and records."""

from typing import TYPE_CHECKING
from uuid import UUID

from chuan.imports.staging import TABLE
from chuan.parties.models import Party
from chuan.parties.rules import kind_of

if TYPE_CHECKING:
    from chuan.imports.staging import Stage


def enter_owners(stage: "Stage") -> list[UUID]:
    """Enter the parties of new rows that are not on file, and name them in `party_id`."""
    missing = stage.rows(
        f"SELECT DISTINCT ON (tax_code) tax_code, owner FROM {TABLE} WHERE party_id IS NULL AND outcome = 'added'"
        " AND tax_code IS NOT NULL ORDER BY tax_code, owner = '', line"
    )
    made = [Party(kind=kind_of(code), name=name, tax_code=code) for code, name in missing]
    Party.objects.bulk_create(made, batch_size=2000)
    stage.run(
        f"UPDATE {TABLE} s SET party_id = p.id FROM unnest(%s::text[], %s::uuid[]) p(tax_code, id) WHERE s.tax_code = p.tax_code",
        [one.tax_code for one in made], [one.pk for one in made],
    )
    return [one.pk for one in made]
