# SPDX-License-Identifier: Apache-2.0
"""What of the rows is on file already: a handful of queries for any number of rows."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from chuan.lib.text import key
from chuan.parties.models import Party, Premises
from chuan.registry.imports.checking import Row
from chuan.registry.imports.problems import Problem, problem
from chuan.registry.models import Instrument

_Identity = tuple[str, str]


@dataclass
class Matched:
    """The rows sorted out, and what stands in the registry for them."""

    new: list[Row] = field(default_factory=list)
    same: int = 0
    refused: dict[int, list[Problem]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    #: by tax code and folded name
    premises: dict[tuple[str, str], Premises] = field(default_factory=dict)


def match_rows(rows: list[Row], *, kind: str) -> Matched:
    """Sort rows into new, same and refused. Call it with the kind locked (`writing.lock_kind`)."""
    matched = Matched(parties=_parties(rows))
    matched.premises = _premises(matched.parties)
    standing = _instruments(rows, kind)
    first_rows: dict[_Identity, int] = {}
    stations: dict[tuple[str, str], Row] = {}
    for row in rows:
        identity = (row.maker_key, row.serial_key)
        problems = _contradictions(row, matched, stations)
        if identity in first_rows:
            problems.append(problem("serial", "registry.serial-twice", value=row.serial, row=first_rows[identity]))
        elif identity in standing:
            problems += _elsewhere(row, standing[identity])
        if problems:
            matched.refused[row.number] = problems
            continue
        first_rows[identity] = row.number
        stations.setdefault((row.tax_code, row.station_key), row)
        if identity in standing:
            matched.same += 1
        else:
            matched.new.append(row)
    return matched


def _contradictions(row: Row, matched: Matched, stations: dict[tuple[str, str], Row]) -> list[Problem]:
    """The same station in two communes: within the file, or against the registry."""
    place = (row.tax_code, row.station_key)
    first = stations.get(place)
    if first is not None and first.current_unit != row.current_unit:
        return [problem("commune", "registry.station-elsewhere-in-file", value=row.station, row=first.number)]
    on_file = matched.premises.get(place)
    if on_file is None or on_file.current_unit is None or row.current_unit in (None, on_file.current_unit):
        return []
    return [problem("commune", "registry.station-elsewhere", value=row.station, unit=on_file.current_unit.full_name)]


def _elsewhere(row: Row, found: Instrument) -> list[Problem]:
    same_owner = found.owner.tax_code == row.tax_code
    if same_owner and key(found.premises.name) == row.station_key:
        return []
    return [problem("serial", "registry.serial-elsewhere", value=row.serial, place=found.premises.name,
                    owner=found.owner.name)]


def _parties(rows: list[Row]) -> dict[str, Party]:
    codes = list({row.tax_code for row in rows})
    return {party.tax_code: party for party in Party.objects.filter(tax_code__in=codes).defer("search")}


def _premises(parties: dict[str, Party]) -> dict[tuple[str, str], Premises]:
    by_id = {party.pk: party.tax_code for party in parties.values()}
    found = Premises.objects.filter(party_id__in=list(by_id)).defer("search").select_related("current_unit")
    return {(by_id[premises.party_id], key(premises.name)): premises for premises in found}


def _instruments(rows: list[Row], kind: str) -> dict[_Identity, Instrument]:
    identities = list({(row.maker_key, row.serial_key) for row in rows})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.id FROM registry_instrument i"
            " JOIN unnest(%s::text[], %s::text[]) AS asked(maker_key, serial_key) USING (maker_key, serial_key)"
            " WHERE i.kind = %s",
            [[maker for maker, _ in identities], [serial for _, serial in identities], kind],
        )
        ids: list[Any] = [row[0] for row in cursor.fetchall()]
    found = Instrument.objects.filter(pk__in=ids).select_related("owner", "premises").defer(
        "search", "owner__search", "premises__search"
    )
    return {(instrument.maker_key, instrument.serial_key): instrument for instrument in found}
