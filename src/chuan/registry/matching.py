# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""What of a staged list is on file already, and what differs: a handful of statements for any number of rows.

`import_places` beside the staged rows has one row for each place the list names: its owner, its premises if they are
on file, and the first line that names it.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from chuan.imports.reading import STRIDE
from chuan.imports.staging import TABLE
from chuan.lib.text import key
from chuan.parties.models import Party, Premises

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

PLACES = "import_places"
#: serial numbers as people confuse them: O and 0, I, L and 1, zeros in front
LOOSE = "ltrim(translate({0}, 'oil', '011'), '0')"


def match(stage: "Stage", kinds: tuple[str, ...], *, utility: bool) -> None:
    """Set outcome, subject, before, after and problem of every staged row."""
    if utility:
        kind = "s.kind"
    else:
        kind = "'" + kinds[0] + "'"
        stage.run(f"ALTER TABLE {TABLE} ADD COLUMN change text")
    find_places(stage)
    stage.run(
        f"UPDATE {TABLE} s SET subject = i.id FROM registry_instrument i"
        f" WHERE i.kind = {kind} AND i.maker_key = s.maker_key AND i.serial_key = s.serial_key"
    )
    _likely(stage, kinds, kind)
    if utility:
        _changes_without_instrument(stage)
    _elsewhere(stage)
    _contradictions(stage)
    _differences(stage)


def find_places(stage: "Stage") -> None:
    """Make `import_places`."""
    stage.run(f"DROP TABLE IF EXISTS {PLACES}")
    stage.run(
        f"CREATE TEMPORARY TABLE {PLACES} ON COMMIT DROP AS SELECT tax_code, station_key, min(line) AS line,"
        f" NULL::uuid AS owner_id, NULL::uuid AS premises_id FROM {TABLE} GROUP BY tax_code, station_key"
    )
    codes = [row[0] for row in stage.rows(f"SELECT DISTINCT tax_code FROM {PLACES}")]
    owners = dict(Party.objects.filter(tax_code__in=codes).values_list("tax_code", "pk"))
    point_places(stage, owners, premises_of(owners))


def premises_of(owners: dict[str, UUID]) -> dict[tuple[str, str], UUID]:
    """Premises of these owners by tax code and folded name; the open one where several are spelled alike."""
    codes = {pk: code for code, pk in owners.items()}
    found = Premises.objects.filter(party_id__in=list(codes)).order_by("-closed_on", "-id")
    return {(codes[party], key(name)): pk for pk, party, name in found.values_list("pk", "party_id", "name")}


def point_places(stage: "Stage", owners: dict[str, UUID], premises: dict[tuple[str, str], UUID]) -> None:
    """Write known owners and premises into `import_places`."""
    stage.run(
        f"UPDATE {PLACES} p SET owner_id = o.id FROM unnest(%s::text[], %s::uuid[]) AS o(tax_code, id)"
        " WHERE p.tax_code = o.tax_code", list(owners), list(owners.values()),
    )
    stage.run(
        f"UPDATE {PLACES} p SET premises_id = f.id FROM unnest(%s::text[], %s::text[], %s::uuid[]) AS f(tax_code, station_key, id)"
        " WHERE p.tax_code = f.tax_code AND p.station_key = f.station_key",
        [code for code, _ in premises], [name for _, name in premises], list(premises.values()),
    )


def _likely(stage: "Stage", kinds: tuple[str, ...], kind: str) -> None:
    """Rows that differ from an instrument on file only as people misread or shorten: a person must say."""
    loose = LOOSE.format("s.serial_key")
    stage.run(
        f"UPDATE {TABLE} s SET subject = f.id, outcome = CASE WHEN s.verdict = 'same' THEN 'added' ELSE 'likely' END,"
        " problem = CASE WHEN s.verdict = 'same' THEN NULL ELSE"
        " jsonb_build_array('serial', 'imports.likely-same', jsonb_build_object('other', f.name)) END FROM ("
        "  SELECT DISTINCT ON (s.line) s.line, i.id, concat_ws(' ', i.maker, i.model, '·', i.serial, '·', p.name) AS name"
        f"  FROM {TABLE} s JOIN registry_instrument i ON i.kind = {kind} AND {LOOSE.format('i.serial_key')} = {loose}"
        "  AND (i.maker_key = s.maker_key OR (length(s.maker_key) > 2 AND strpos(i.maker_key, s.maker_key) > 0)"
        "       OR (length(i.maker_key) > 2 AND strpos(s.maker_key, i.maker_key) > 0))"
        "  JOIN parties_premises p ON p.id = i.premises_id"
        f"  WHERE s.subject IS NULL AND s.verdict <> 'new' AND i.kind = ANY(%s) AND {loose} <> ''"
        "  ORDER BY s.line, i.registered_at"
        " ) f WHERE s.line = f.line", list(kinds),
    )


def _wrong(column: str, code: str, data: str = "'{}'::jsonb") -> str:
    return f"outcome = 'wrong', problem = jsonb_build_array('{column}', '{code}', {data})"


def _changes_without_instrument(stage: "Stage") -> None:
    """What was removed or verified again must be on file; what is entered anew must say where it is."""
    stage.run(
        f"UPDATE {TABLE} s SET {_wrong('serial', 'registry.serial-not-on-file', 'jsonb_build_object($$value$$, s.serial)')}"
        " WHERE subject IS NULL AND outcome = 'added' AND change IN ('removed', 'verified')"
    )
    for column, test in (("model", "model = ''"), ("station", "station = ''"), ("commune", "stated_unit IS NULL")):
        stage.run(f"UPDATE {TABLE} s SET {_wrong(column, 'imports.value-missing')}"
                  f" WHERE subject IS NULL AND outcome = 'added' AND {test}")


def _elsewhere(stage: "Stage") -> None:
    """The same instrument with another owner: sold, or a slip of the pen; a person must look."""
    data = "jsonb_build_object('value', s.serial, 'place', p.name, 'owner', o.name)"
    stage.run(
        f"UPDATE {TABLE} s SET {_wrong('serial', 'registry.serial-elsewhere', data)}"
        " FROM registry_instrument i JOIN parties_party o ON o.id = i.owner_id JOIN parties_premises p ON p.id = i.premises_id"
        " WHERE s.subject = i.id AND s.outcome = 'added' AND o.tax_code <> s.tax_code"
    )


def _contradictions(stage: "Stage") -> None:
    """The same place in two communes: within the file, or against the registry. None named is none contradicted."""
    data = f"jsonb_build_object('value', s.station, 'row', f.line %% {STRIDE})".replace("%%", "%")
    stage.run(
        f"UPDATE {TABLE} s SET {_wrong('commune', 'registry.station-elsewhere-in-file', data)} FROM {PLACES} p"
        f" JOIN {TABLE} f ON f.line = p.line WHERE s.tax_code = p.tax_code AND s.station_key = p.station_key"
        " AND s.outcome = 'added' AND s.stated_unit IS NOT NULL AND f.stated_unit IS NOT NULL"
        " AND s.current_unit IS DISTINCT FROM f.current_unit"
    )
    data = "jsonb_build_object('value', s.station, 'unit', u.full_name)"
    stage.run(
        f"UPDATE {TABLE} s SET {_wrong('commune', 'registry.station-elsewhere', data)} FROM {PLACES} p"
        " JOIN parties_premises f ON f.id = p.premises_id JOIN places_administrativeunit u ON u.id = f.current_unit_id"
        " WHERE s.tax_code = p.tax_code AND s.station_key = p.station_key AND s.outcome = 'added'"
        " AND s.current_unit IS NOT NULL AND s.current_unit <> f.current_unit_id"
    )


#: what a row changes of an instrument on file: key of `after` -> SQL of the new value, null where nothing changes
_AFTER: dict[str, str] = {
    "model": "CASE WHEN s.model <> '' AND s.model <> i.model THEN s.model END",
    "type_approval_mark": "CASE WHEN s.type_approval_mark <> '' AND s.type_approval_mark <> i.type_approval_mark"
                          " THEN s.type_approval_mark END",
    "characteristics": "CASE WHEN NOT i.characteristics @> s.characteristics THEN i.characteristics || s.characteristics END",
    "last_verified_on": "CASE WHEN s.last_verified_on > coalesce(i.last_verified_on, '-infinity')"
                        " AND s.change IS DISTINCT FROM 'removed' THEN s.last_verified_on END",
    "place": "CASE WHEN s.station <> '' AND s.stated_unit IS NOT NULL AND s.change IS DISTINCT FROM 'removed'"
             " AND p.premises_id IS DISTINCT FROM i.premises_id THEN s.station END",
    "status": "CASE WHEN s.change = 'removed' AND i.status <> 'out_of_use' THEN 'out_of_use'"
              " WHEN s.change = 'installed' AND i.status = 'out_of_use' THEN 'in_use'"
              " WHEN s.change = 'verified' AND i.status <> 'in_use' THEN 'in_use' END",
}
_BEFORE = (
    "jsonb_build_object('model', i.model, 'type_approval_mark', i.type_approval_mark, 'characteristics', i.characteristics,"
    " 'last_verified_on', i.last_verified_on, 'valid_until', i.valid_until, 'premises_id', i.premises_id,"
    " 'owner_id', i.owner_id, 'status', i.status, 'place', h.name)"
)


def _differences(stage: "Stage") -> None:
    """What of the rows on file differs. Only what a list says counts: an empty cell changes nothing."""
    parts = ", ".join(f"'{name}', {sql}" for name, sql in _AFTER.items())
    stage.run(
        f"UPDATE {TABLE} s SET outcome = CASE WHEN d.after = '{{}}' THEN 'same' ELSE 'changed' END, before = d.before,"
        " after = d.after || jsonb_build_object('maker', s.maker, 'serial', s.serial, 'station', d.station) FROM ("
        f"  SELECT s.line, coalesce(nullif(s.station, ''), h.name) AS station, {_BEFORE} AS before, jsonb_strip_nulls(jsonb_build_object({parts})) AS after"
        f"  FROM {TABLE} s JOIN registry_instrument i ON i.id = s.subject JOIN parties_premises h ON h.id = i.premises_id"
        f"  LEFT JOIN {PLACES} p ON p.tax_code = s.tax_code AND p.station_key = s.station_key"
        "  WHERE s.outcome = 'added'"
        " ) d WHERE s.line = d.line"
    )


def staged_days(stage: "Stage", kinds: tuple[str, ...], *, utility: bool) -> list[tuple[str, Any]]:
    """The kinds and days of verification that occur."""
    kind = "kind" if utility else "'" + kinds[0] + "'"
    return [(str(one), day) for one, day in stage.rows(
        f"SELECT DISTINCT {kind}, last_verified_on FROM {TABLE} WHERE last_verified_on IS NOT NULL")]
