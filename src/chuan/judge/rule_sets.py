# SPDX-License-Identifier: Apache-2.0
"""Rule sets for prepackages: the law tables of a day, read into what the engine of metrology takes.

A rule set is a folder `prepackages/<id>` of the law. Which tables it has is the text's business; every one it has is
read by its name here. A cell nobody has found becomes "not known" in the rule set, never a number.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from chuan import law
from chuan.judge.citations import cite
from chuan.judge.errors import NoSuchRuleSet, RuleSetEnded
from chuan.law.engine.nodes import UNKNOWN
from chuan.metrology.prepackages.rule_set import (
    Band,
    Census,
    DoublePlan,
    Plan,
    Rounding,
    RuleSet,
    ScaleRule,
    TareRule,
    ToleranceTable,
)

ROOT = "prepackages"
#: Column suffix of each kind's table of T.
_COLUMNS = {"mass": "g", "volume": "ml", "length": "m", "area": "m2", "count": "items"}
_PLANS = ("non-destructive", "destructive", "e-mark-destructive", "range", "mean-check")


@dataclass(frozen=True, slots=True)
class DatedRuleSet:
    """A rule set as it stood on a day, with its citations by path."""

    rules: RuleSet
    citations: dict[str, dict[str, Any]]


def rule_set_ids() -> list[str]:
    """Return the ids of all rule sets by which lots can be judged."""
    paths = [path.split("/") for path in law.corpus().parameters]
    return sorted({path[1] for path in paths if path[0] == ROOT and path[2] == "tolerable-deficiency"})


def rule_set(rule_set_id: Any, on: date) -> DatedRuleSet:
    """Return a rule set as it stood on a day; `NoSuchRuleSet`, `RuleSetEnded` or the law's `NoLawInForce`."""
    if not isinstance(rule_set_id, str):
        raise NoSuchRuleSet(where="rule_set", given=rule_set_id, known=", ".join(rule_set_ids()))
    return _read(rule_set_id, on, law.fingerprint())


@lru_cache(maxsize=256)
def _read(rule_set_id: str, on: date, _fingerprint: str) -> DatedRuleSet:
    if rule_set_id not in rule_set_ids():
        raise NoSuchRuleSet(where="rule_set", given=rule_set_id, known=", ".join(rule_set_ids()))
    reader = _Reader(law.at(on), f"{ROOT}/{rule_set_id}")
    if reader.value("document") is None:
        raise RuleSetEnded(where="rule_set", given=rule_set_id, day=on)
    rules = RuleSet(
        id=rule_set_id, tolerances=_tolerances(reader), plans=_plans(reader), double=_double(reader),
        census=tuple(_census(row) for row in reader.rows("criteria/census")),
        census_uses_factor=reader.known("criteria/census-mean") == "printed-factor",
        t2_tested=reader.has("criteria/individual-limit-multiple"),
        t2_multiple=_decimal(reader.known("criteria/individual-limit-multiple")),
        lot_max=reader.known("sampling/lot-maximum"), lot_max_off_line=reader.known("sampling/lot-maximum-off-line"),
        tare=_tare(reader), scale=_scale(reader), moisture=reader.known("criteria/moisture-allowance") is not None,
        superseded_by=reader.known("superseded-by") or "", official=reader.known("criteria/official-use") != "not-enabled",
    )
    return DatedRuleSet(rules, {item["path"].split("/", 2)[2]: item for item in cite(reader.edition, *reader.read)})


class _Reader:
    """Reads parameters under one folder and remembers which it found."""

    def __init__(self, edition: law.Edition, folder: str) -> None:
        self.edition = edition
        self.folder = folder
        self.read: list[str] = []

    def has(self, name: str) -> bool:
        return f"{self.folder}/{name}" in self.edition.corpus.parameters

    def value(self, name: str) -> Any:
        found = self.edition.value(f"{self.folder}/{name}").value
        self.read.append(f"{self.folder}/{name}")
        return found

    def known(self, name: str) -> Any:
        """The value; None where the rule set has no such parameter, not yet, or nobody has found it."""
        if not self.has(name):
            return None
        try:
            return self.value(name)
        except (law.LawUnknown, law.NoLawInForce):
            return None

    def rows(self, name: str) -> list[dict[str, Any]]:
        if not self.has(name):
            return []
        try:
            rows = self.edition.table(f"{self.folder}/{name}")
        except law.LawUnknown:
            return []
        self.read.append(f"{self.folder}/{name}")
        return [dict(row) for row in rows]


def _tolerances(reader: _Reader) -> dict[str, ToleranceTable]:
    rounding = reader.rows("tolerable-deficiency/rounding")
    scopes = {row["quantity"]: (Decimal(row["qn_ge"]), Decimal(row["qn_le"])) for row in
              reader.rows("tolerable-deficiency/scope")}
    tables = {}
    for kind, unit in _COLUMNS.items():
        rows = reader.rows(f"tolerable-deficiency/{kind}")
        if rows:
            tables[kind] = ToleranceTable(
                bands=tuple(_band(row, unit) for row in rows),
                rounding=tuple(
                    Rounding(up_to=_decimal(row["qn_le"]), step=Decimal(row["step"]))
                    for row in rounding if row["quantity"] == kind
                ),
                scope=scopes.get(kind),
            )
    return tables


def _band(row: dict[str, Any], unit: str) -> Band:
    from_included = f"qn_ge_{unit}" in row
    low, high = ("ge", "lt") if from_included else ("gt", "le")
    return Band(
        above=Decimal(row[f"qn_{low}_{unit}"]), up_to=_decimal(row[f"qn_{high}_{unit}"]),
        percent=_decimal(row["percent"]), absolute=_decimal(row[f"absolute_{unit}"]), from_included=from_included,
    )


def _plans(reader: _Reader) -> dict[str, tuple[Plan, ...]]:
    tables = {name: reader.rows(f"sampling/{name}") for name in _PLANS}
    return {name: tuple(_plan(row) for row in rows) for name, rows in tables.items() if rows}


def _plan(row: dict[str, Any]) -> Plan:
    size = row["sample_size"]
    return Plan(
        lot_min=row["lot_min"], lot_max=row["lot_max"], sample_size=size if isinstance(size, int) else None,
        factor=_decimal(row["factor"]), t1_allowed=None if row["t1_allowed"] is UNKNOWN else row["t1_allowed"],
        known=size is not UNKNOWN,
    )


def _double(reader: _Reader) -> tuple[DoublePlan, ...]:
    rows = reader.rows("sampling/double")
    return tuple(DoublePlan(**{key: cell for key, cell in row.items() if key != "id"}) for row in rows)


def _census(row: dict[str, Any]) -> Census:
    return Census(
        lot_min=row["lot_min"], lot_max=row["lot_max"],
        mean_tested=None if row["mean_tested"] is UNKNOWN else row["mean_tested"],
        t1_tested=row["t1_percent"] is not None, t1_percent=_decimal(row["t1_percent"]),
    )


def _tare(reader: _Reader) -> tuple[TareRule, ...] | None:
    rows = reader.rows("tare")
    return tuple(
        TareRule(
            place=row["place"], tares=row["tares"], mean_percent=Decimal(row["mean_le_percent_of_qn"]),
            sd_share=Decimal(row["sd_le_share_of_t"]),
        )
        for row in rows
    ) or None


def _scale(reader: _Reader) -> ScaleRule:
    return ScaleRule(
        error_divisor=_decimal(reader.known("scale/error-divisor")),
        interval_divisor=_decimal(reader.known("scale/interval-divisor")),
        largest_interval=tuple(
            Band(above=Decimal(row["qn_ge_g_ml"]), up_to=_decimal(row["qn_lt_g_ml"]), from_included=True,
                 absolute=Decimal(row["interval_le_g"]))
            for row in reader.rows("scale/largest-interval")
        ),
    )


def _decimal(cell: Any) -> Decimal | None:
    return None if cell is None or cell is UNKNOWN else Decimal(cell)
