# SPDX-License-Identifier: Apache-2.0
"""A draft of the law beside the law in force: what changes, and the changed cycles as arrays for set-based SQL.

Words: trial (draft and law with a day and a person), touched kind (its cycle differs), reach (which verifications the
draft counts for), fate (what becomes of an instrument or certificate).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import connection

from chuan import law
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Parameter, Row, Text, Version
from chuan.lawdesk.choices import Reach


@dataclass(frozen=True)
class Change:
    """A parameter between two days, before and after; None where no version has started."""

    parameter: Parameter
    from_day: date
    until: date | None
    before: Version | None
    after: Version | None
    text: Text | None

    @property
    def changed_rows(self) -> list[tuple[str, Row | None, Row | None]]:
        """Of tables: the rows that differ, by id, before and after."""
        old = {row["id"]: row for row in (self.before and self.before.rows) or ()}
        new = {row["id"]: row for row in (self.after and self.after.rows) or ()}
        return [(name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)]


def _says(version: Version | None) -> tuple[Any, ...]:
    return (None,) if version is None else (version.is_unknown, version.value, version.rows)


def changes(before: Corpus, after: Corpus) -> list[Change]:
    """Every span in which the draft says something else than the law, in the order of the paths."""
    return [
        change for path, parameter in sorted(after.parameters.items()) if parameter is not before.parameters.get(path)
        for change in _changes_of(after, before.parameters.get(path), parameter)
    ]


def _changes_of(after: Corpus, old: Parameter | None, new: Parameter) -> Iterator[Change]:
    days = sorted({v.from_day for p in (old, new) if p for v in p.versions})
    pairs = [(day, old.version_on(day) if old else None, new.version_on(day)) for day in days]
    said = [(key, list(items)) for key, items in groupby(pairs, key=lambda pair: (_says(pair[1]), _says(pair[2])))]
    for place, (key, items) in enumerate(said):
        if key[0] == key[1]:
            continue
        day, before, then = items[0]
        until = said[place + 1][1][0][0] if place + 1 < len(said) else None
        yield Change(new, day, until, before, then, after.texts.get(then.source.text) if then else None)


@dataclass(frozen=True)
class Spans:
    """Known cycles as parallel arrays: kind, first day, first day no longer, months (None: no periodic verification)."""

    kinds: list[str]
    firsts: list[date]
    untils: list[date | None]
    months: list[int | None]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What effects are asked about. `on`: the day whose standing is compared; `user`: whose records are counted."""

    before: Corpus
    after: Corpus
    on: date
    reach: Reach
    user: Any
    #: fates worked out already, by what they were asked of
    fates: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def changes(self) -> list[Change]:
        """What the draft says otherwise."""
        return changes(self.before, self.after)

    @cached_property
    def begins(self) -> dict[str, date]:
        """The touched kinds, each with the first day the draft says something else about its cycle."""
        first: dict[str, date] = {}
        for change in self.changes:
            if change.parameter.folder == law.CYCLES:
                kind = change.parameter.path.rpartition("/")[2]
                first[kind] = min(first.get(kind, change.from_day), change.from_day)
        return first

    @property
    def kinds(self) -> list[str]:
        """The touched kinds."""
        return list(self.begins)

    def spans(self, corpus: Corpus) -> Spans:
        """The known cycles of the touched kinds."""
        rows = [
            (kind, version.from_day, parameter.until(version), version.value)
            for kind in self.kinds if (parameter := corpus.parameters.get(f"{law.CYCLES}/{kind}"))
            for version in parameter.versions
            if not version.is_unknown and (version.value is None or isinstance(version.value, int))
        ]
        return Spans(*([list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]))

    def names(self) -> dict[str, str]:
        """The names of the touched kinds, those of the draft included."""
        return {kind: law.kind_name(kind) for kind in self.kinds}


#: What becomes of a dated thing, in the order of how much it matters.
FATES = ("overdue", "saved", "shorter", "longer", "bound", "released", "unknown")

#: The end of a date for SQL: unknown is NULL, no end is 'infinity'. The rule of verification/validity-rule that the law
#: names is `month-end`; another one needs another expression here.
_ENDS = """CASE WHEN {span}.kind IS NULL THEN NULL WHEN {span}.months IS NULL THEN 'infinity'::date
    ELSE (date_trunc('month', {day} + make_interval(months => {span}.months)) + interval '1 month - 1 day')::date END"""

#: What becomes of a thing follows from its kind and the day of its verification alone: worked out once for each pair.
_FATES = """
WITH touched(kind, begins) AS (SELECT * FROM unnest(%(kinds)s::text[], %(begins)s::date[])),
b(kind, first, until, months) AS (SELECT * FROM unnest(%(b_kinds)s::text[], %(b_firsts)s::date[], %(b_untils)s::date[], %(b_months)s::int[])),
a(kind, first, until, months) AS (SELECT * FROM unnest(%(a_kinds)s::text[], %(a_firsts)s::date[], %(a_untils)s::date[], %(a_months)s::int[])),
things AS (SELECT DISTINCT kind, verified_on FROM ({things}) AS t),
old AS (
  SELECT t.*, touched.begins, {ends_b} AS before_until
  FROM things t JOIN touched ON touched.kind = t.kind
  LEFT JOIN b ON b.kind = t.kind AND t.verified_on >= b.first AND (b.until IS NULL OR t.verified_on < b.until)
),
asked AS (
  SELECT old.*, CASE WHEN %(standing)s AND verified_on < begins AND (before_until IS NULL OR before_until >= begins)
                     THEN begins ELSE verified_on END AS asked_on
  FROM old
),
tried AS (
  -- until the draft's first day the verification was good: a shorter cycle ends it the day before, not in the past
  SELECT asked.*, CASE WHEN asked_on > verified_on THEN GREATEST({ends_a}, begins - 1) ELSE {ends_a} END AS after_until
  FROM asked LEFT JOIN a ON a.kind = asked.kind AND asked_on >= a.first AND (a.until IS NULL OR asked_on < a.until)
)
SELECT kind, verified_on, before_until::text, after_until::text, CASE
      WHEN before_until IS NOT DISTINCT FROM after_until THEN 'same'
      WHEN after_until IS NULL THEN 'unknown'
      WHEN after_until < %(on)s AND (before_until IS NULL OR before_until >= %(on)s) THEN 'overdue'
      WHEN before_until < %(on)s AND after_until >= %(on)s THEN 'saved'
      WHEN after_until = 'infinity' THEN 'released'
      WHEN before_until IS NULL OR before_until = 'infinity' THEN 'bound'
      WHEN after_until < before_until THEN 'shorter' ELSE 'longer' END AS fate
FROM tried
"""
_FATED = """
WITH fates(kind, verified_on, before_until, after_until, fate) AS (SELECT * FROM unnest(
  %(f_kinds)s::text[], %(f_days)s::date[], %(f_befores)s::text[]::date[], %(f_afters)s::text[]::date[], %(f_fates)s::text[])),
fated AS (
  SELECT t.*, f.before_until, f.after_until, f.fate FROM ({things}) AS t
  JOIN fates AS f ON f.kind = t.kind AND f.verified_on = t.verified_on
)
"""


def tried_sql(trial: Trial, *, things: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The head of a query (`WITH … fated AS (…)`) and all its named parameters.

    `things` selects id, kind, verified_on and whatever else is wanted, with its own parameters. `fated` has all of it
    with before_until, after_until ('infinity': no end, NULL: not known) and fate (`same` or one of `FATES`).
    """
    key = f"{things} {params}"
    if key not in trial.fates:
        trial.fates[key] = _fates(trial, things, params)
    return _FATED.replace("{things}", things), params | {"on": trial.on} | trial.fates[key]


def _fates(trial: Trial, things: str, params: dict[str, Any]) -> dict[str, Any]:
    sql = _FATES.replace("{ends_b}", _ENDS.format(span="b", day="t.verified_on"))
    sql = sql.replace("{ends_a}", _ENDS.format(span="a", day="asked.verified_on")).replace("{things}", things)
    b, a = trial.spans(trial.before), trial.spans(trial.after)
    rows = rows_of(sql, params | {
        "kinds": trial.kinds, "begins": list(trial.begins.values()), "on": trial.on,
        "standing": trial.reach == Reach.STANDING,
        "b_kinds": b.kinds, "b_firsts": b.firsts, "b_untils": b.untils, "b_months": b.months,
        "a_kinds": a.kinds, "a_firsts": a.firsts, "a_untils": a.untils, "a_months": a.months,
    })
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], [], []]
    return dict(zip(("f_kinds", "f_days", "f_befores", "f_afters", "f_fates"), columns, strict=True))


def rows_of(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a query with named parameters."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def embedded(queryset: Any, params: dict[str, Any], *, prefix: str) -> str:
    """A queryset as SQL with its parameters moved into named ones, to stand inside a larger query."""
    sql, values = queryset.query.sql_with_params()
    pieces = sql.split("%s")
    assert len(pieces) == len(values) + 1, sql
    for number, value in enumerate(values):
        params[f"{prefix}{number}"] = value
    named = "".join(f"{piece}%({prefix}{number})s" for number, piece in enumerate(pieces[:-1]))
    return f"{named}{pieces[-1]}"


def day_or_none(value: Any) -> date | None:
    """A day out of SQL."""
    return value if isinstance(value, date) else None


def first_of_months(day: date, count: int) -> list[date]:
    """The first day of the month of `day` and of those after it.

    >>> first_of_months(date(2026, 11, 22), 3)
    [datetime.date(2026, 11, 1), datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]
    """
    found = [day.replace(day=1)]
    while len(found) < count:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found
