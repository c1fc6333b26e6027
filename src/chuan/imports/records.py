# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""A kind of list for a table of modest size: say its columns and its keys, and the rest is the same for all of them.

A room subclasses `RecordKind` and says which staged values fill which columns of its table (`keeps`), which relations
to many they fill (`links`), and by what a row is known (`keys`, SQL over the staged row `s` and the row on file `t`).
An empty cell changes nothing. What two rows share though they are spelled differently is found by `nearly`; what may
not stand is refused by `refuse`; both have `pair` and `wrong` to say so.

What is written is remembered with the row: `before.was` and `after.became`, column by column, so that undo gives back
what this import changed, and refuses where somebody changed it since.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from chuan.audit.models import Entry
from chuan.audit.rows import Row, province_code
from chuan.imports import errors
from chuan.imports.fields import Kept, Link
from chuan.imports.kinds import ImportKind, Made
from chuan.imports.reading import STRIDE
from chuan.imports.staging import TABLE

if TYPE_CHECKING:
    from django.db.models import Model

    from chuan.imports.models import Import
    from chuan.imports.staging import Stage

_CHANGED = "imports_importrow r WHERE r.source_id = %s AND r.outcome = 'changed' AND r.values ? 'became'"


class RecordKind(ImportKind):
    """See the module."""

    model: type[Row]
    keeps: tuple[Kept, ...]
    links: tuple[Link, ...] = ()
    #: SQL over `s` and `t`: the staged row is the row on file; the first that finds one decides
    keys: tuple[str, ...]
    #: SQL values over `s`; a later row of the file with the same ones is refused, naming the first; null compares to none
    twins: tuple[tuple[str, ...], ...] = ()
    #: tables locked against other writers while this one writes, beside its own, first
    locked: "tuple[type[Model], ...]" = ()

    @property
    def table(self) -> str:
        """The table of the records."""
        return self.model._meta.db_table

    def open(self, on: date) -> Any:
        """The day is all that most parsers need."""
        return on

    def lock(self) -> None:
        """Nobody else writes these tables meanwhile: a name taken in between would break the whole list."""
        with connection.cursor() as cursor:
            for model in (*self.locked, self.model):
                cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")

    def match(self, stage: "Stage") -> None:
        """Sort the rows out: who they mean, what differs."""
        self.prepare(stage)
        for test in self.keys:
            stage.run(
                f"UPDATE {TABLE} s SET subject = f.id FROM (SELECT DISTINCT ON (s.line) s.line, t.id FROM {TABLE} s"
                f" JOIN {self.table} t ON {test} WHERE s.subject IS NULL AND s.outcome = 'added' ORDER BY s.line, t.id) f"
                " WHERE s.line = f.line"
            )
        self.pair(stage, self.nearly(stage))
        self._once(stage)
        self.refuse(stage)
        self._differences(stage)

    def prepare(self, stage: "Stage") -> None:
        """Add what the keys and columns need to the staged rows: identifiers of what they name."""

    def nearly(self, stage: "Stage") -> Iterable[tuple[int, UUID, str, str]]:  # noqa: ARG002 — for kinds that do
        """Rows without a subject that are probably the same as one on file: line, its id, the column, its name."""
        return ()

    def refuse(self, stage: "Stage") -> None:
        """Refuse what may not stand, by `wrong`."""

    @abstractmethod
    def defaults(self, at: datetime) -> Mapping[str, Any]:
        """Values of a new row that no list says."""

    def beside(self, stage: "Stage", *, at: datetime) -> "Sequence[tuple[type[Model], list[UUID] | None]]":  # noqa: ARG002
        """Make what new rows need beside themselves (their owners), before they are written."""
        return ()

    def after(self, stage: "Stage") -> None:
        """What follows from the rows once they are written."""

    def unmake(self, imported: "Import", ids: list[UUID]) -> None:
        """Take back what `after` did for rows that an undo takes away or gives back."""

    def pair(self, stage: "Stage", pairs: Iterable[tuple[int, UUID, str, str]]) -> None:
        """Let a person decide whether rows are the same as records on file, or carry out what they decided."""
        found = {line: (subject, column, name) for line, subject, column, name in reversed(list(pairs))}
        stage.run(
            f"UPDATE {TABLE} s SET subject = f.subject, outcome = CASE WHEN s.verdict = 'same' THEN 'added' ELSE 'likely' END,"
            " problem = CASE WHEN s.verdict = 'same' THEN NULL ELSE"
            " jsonb_build_array(f.said, 'imports.likely-same', jsonb_build_object('other', f.name)) END"
            " FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::text[]) f(line, subject, said, name)"
            " WHERE s.line = f.line AND s.subject IS NULL AND s.outcome = 'added' AND s.verdict <> 'new'",
            list(found), *([one[at] for one in found.values()] for at in range(3)),
        )

    def wrong(self, stage: "Stage", column: str, code: str, where: str, *params: Any, data: str = "", join: str = "") -> int:
        """Refuse rows for which the SQL holds over `s` and the row on file `t` (null for new ones); how many."""
        return stage.run(
            f"UPDATE {TABLE} s SET outcome = 'wrong', problem = jsonb_build_array('{column}', '{code}', d.data) FROM ("
            f" SELECT DISTINCT ON (s.line) s.line, jsonb_build_object({data}) AS data FROM {TABLE} s"
            f" LEFT JOIN {self.table} t ON t.id = s.subject {join}"
            f" WHERE s.outcome = 'added' AND ({where}) ORDER BY s.line) d WHERE s.line = d.line", *params,
        )

    def merged(self, field: str) -> str:
        """SQL over `s` and `t`: the value that the first column of a field will have."""
        column, staged, empty = next(kept.columns[0] for kept in self.keeps if kept.field == field)
        return f"coalesce({staged}, t.{column}, {empty})"

    def _once(self, stage: "Stage") -> None:
        """Two rows of the file for one record: the second is refused and names the first."""
        for names in (("s.subject",), *self.twins):
            given = " AND ".join(f"{name} IS NOT NULL" for name in names)
            first = f"min(s.line) OVER (PARTITION BY {', '.join(names)})"
            stage.run(
                f"UPDATE {TABLE} s SET outcome = 'wrong', problem = jsonb_build_array('{self.identity_column}',"
                f" 'imports.row-twice', jsonb_build_object('value', s.{self.identity_column}, 'row', f.first % {STRIDE})) FROM ("
                f" SELECT s.line, {first} AS first FROM {TABLE} s WHERE s.outcome = 'added' AND {given}"
                ") f WHERE s.line = f.line AND f.first < s.line"
            )

    def _differences(self, stage: "Stage") -> None:
        read = [k for k in self.keeps if k.shown]
        shown = [f"'{k.field}', CASE WHEN {k.differs} THEN {k.said} END" for k in read]
        shown += [f"'{k.field}', CASE WHEN {k.differs} THEN array_to_string(s.{k.field}_texts, '; ') END" for k in self.links]
        became = [f"CASE WHEN {k.differs} THEN jsonb_build_object({_pairs((c, sql) for c, sql, _ in k.columns)})"
                  " ELSE '{}'::jsonb END" for k in self.keeps]
        linked = [f"CASE WHEN {k.differs} THEN jsonb_build_object('{k.field}', to_jsonb(s.{k.field}_ids)) ELSE '{{}}'::jsonb END"
                  for k in self.links] or ["'{}'::jsonb"]
        before = [f"'{k.field}', {k.on_file}" for k in read]
        before += [f"'{k.field}', {k.names}" for k in self.links]
        was = _pairs((c, f"t.{c}") for k in self.keeps for c, _, _ in k.columns)
        had = ", ".join(f"'{k.field}', to_jsonb({k.on_file})" for k in self.links)
        names = ", ".join(f"'{name}', s.{name}" for name in self.shown if name in stage.columns)
        stage.run(
            f"UPDATE {TABLE} s SET outcome = CASE WHEN d.became = '{{}}' AND d.linked = '{{}}' THEN 'same' ELSE 'changed' END,"
            " before = d.before || jsonb_build_object('was', d.was, 'had', d.had),"
            f" after = jsonb_build_object({names}) || d.shown || jsonb_build_object('became', d.became, 'linked', d.linked)"
            f" FROM (SELECT s.line, jsonb_strip_nulls(jsonb_build_object({', '.join(shown)})) AS shown,"
            f" {' || '.join(became)} AS became, {' || '.join(linked)} AS linked, jsonb_build_object({', '.join(before)}) AS before,"
            f" jsonb_build_object({was}) AS was, jsonb_build_object({had}) AS had"
            f" FROM {TABLE} s JOIN {self.table} t ON t.id = s.subject WHERE s.outcome = 'added') d WHERE s.line = d.line"
        )

    def write(self, stage: "Stage", imported: "Import", *, at: datetime) -> Made:  # noqa: ARG002 — the same for every import
        """Write new rows, then changed ones, then their relations."""
        beside = self.beside(stage, at=at)
        fixed = {"province": province_code(), **self.defaults(at)}
        columns = [(c, f"coalesce({sql}, {empty})") for k in self.keeps for c, sql, empty in k.columns]
        stage.run(
            f"INSERT INTO {self.table} (id, {', '.join([*fixed, *(c for c, _ in columns)])}) SELECT s.id,"
            f" {', '.join([*('%s' for _ in fixed), *(sql for _, sql in columns)])} FROM {TABLE} s WHERE s.outcome = 'added'",
            *fixed.values(),
        )
        changes = ", ".join(f"{c} = CASE WHEN s.after->'became' ? '{c}' THEN {sql} ELSE t.{c} END"
                            for k in self.keeps for c, sql, _ in k.columns)
        stage.run(f"UPDATE {self.table} t SET {changes} FROM {TABLE} s"
                  " WHERE t.id = s.subject AND s.outcome = 'changed' AND s.after->'became' <> '{}'")
        for link in self.links:
            stage.run(f"DELETE FROM {link.table} l USING {TABLE} s WHERE l.{link.own} = s.subject AND s.outcome = 'changed'"
                      f" AND s.after->'linked' ? '{link.field}'")
            stage.run(
                f"INSERT INTO {link.table} ({link.own}, {link.other}) SELECT coalesce(s.subject, s.id), unnest(s.{link.field}_ids)"
                f" FROM {TABLE} s WHERE s.outcome = 'added' OR (s.outcome = 'changed' AND s.after->'linked' ? '{link.field}')"
                " ON CONFLICT DO NOTHING"
            )
        self.after(stage)
        return Made([(self.model, None), *beside])

    def release(self, imported: "Import", made: list[UUID]) -> None:
        """Take the relations of new rows away, unless somebody did something with one of them since."""
        subject = self.model._meta.label_lower
        if self.links and imported.finished_at is not None:
            since = Entry.objects.filter(subject_kind=subject, subject_id__in=[str(pk) for pk in made], at__gt=imported.finished_at)
            changed = since.values("subject_id").distinct().count()
            if changed:
                raise errors.ChangedSince(count=changed)
        self.unmake(imported, made)
        with connection.cursor() as cursor:
            for link in self.links:
                cursor.execute(f"DELETE FROM {link.table} WHERE {link.own} = ANY(%s)", [made])

    def restore(self, imported: "Import") -> int:
        """Give back what this import changed; if somebody changed any of it since, nothing, and how many is said."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM imports_importrow r LEFT JOIN {self.table} t ON t.id = r.subject"
                           f" WHERE r.source_id = %s AND r.outcome = 'changed' AND ({' OR '.join(self._changed_since())})", [imported.pk])
            again = int(cursor.fetchone()[0])
            if again:
                return again
            cursor.execute(f"SELECT r.subject FROM {_CHANGED}", [imported.pk])
            self.unmake(imported, [row[0] for row in cursor.fetchall()])
            for sql in self._restoring():
                cursor.execute(sql, [imported.pk])
        return 0

    def _changed_since(self) -> Iterator[str]:
        yield ("t.id IS NULL OR EXISTS (SELECT 1 FROM jsonb_each(r.values->'became') b"
               " WHERE to_jsonb(t)->b.key IS DISTINCT FROM b.value)")
        for link in self.links:
            yield f"(r.values->'linked' ? '{link.field}' AND to_jsonb({link.on_file}) <> r.values->'linked'->'{link.field}')"

    def _restoring(self) -> Iterator[str]:
        columns = [c for kept in self.keeps for c, _, _ in kept.columns]
        back = ", ".join(f"{c} = CASE WHEN r.values->'became' ? '{c}' THEN w.{c} ELSE t.{c} END" for c in columns)
        yield (f"UPDATE {self.table} t SET {back} FROM imports_importrow r,"
               f" LATERAL jsonb_populate_record(NULL::{self.table}, r.before->'was') w"
               " WHERE r.source_id = %s AND r.outcome = 'changed' AND t.id = r.subject AND r.values->'became' <> '{}'")
        for link in self.links:
            where = f"r.source_id = %s AND r.outcome = 'changed' AND r.values->'linked' ? '{link.field}'"
            yield f"DELETE FROM {link.table} l USING imports_importrow r WHERE l.{link.own} = r.subject AND {where}"
            yield (f"INSERT INTO {link.table} ({link.own}, {link.other}) SELECT r.subject, o.id::uuid FROM imports_importrow r,"
                   f" LATERAL jsonb_array_elements_text(r.before->'had'->'{link.field}') o(id) WHERE {where}")


def _pairs(columns: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"'{column}', to_jsonb({sql})" for column, sql in columns)
