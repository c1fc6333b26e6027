# SPDX-License-Identifier: Apache-2.0
"""The sheet a kind fills while it judges: points, tests, reasons, warnings, working, and what of the law it used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from chuan.judge.citations import cite
from chuan.judge.instrument_kinds.reading import Fields
from chuan.law import Edition, LawUnknown
from chuan.law.engine.nodes import UNKNOWN, Row
from chuan.metrology.decimals import plain

VERIFICATIONS = ("initial", "periodic", "after_repair", "in_service")


@dataclass
class Sheet:
    """Everything said about one instrument. Figures are kept as text, as they are printed."""

    edition: Edition
    kind: str
    verification: str
    points: list[dict[str, Any]] = field(default_factory=list)
    tests: dict[str, dict[str, Any]] = field(default_factory=dict)
    reasons: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    working: list[dict[str, Any]] = field(default_factory=list)
    used: list[str] = field(default_factory=list)

    @property
    def in_service(self) -> bool:
        """True for an inspection of an instrument in use, False for a verification."""
        return self.verification == "in_service"

    # the law

    def table(self, path: str) -> tuple[Row, ...]:
        """The rows of a table of the day, and remember it for the citations."""
        rows = self.edition.table(path)
        self._use(path)
        return rows

    def value(self, path: str) -> Decimal:
        """A number of the day, and remember it for the citations."""
        found = Decimal(self.edition.value(path).value)
        self.rely_on(path)
        return found

    def cell(self, path: str, row: Row, column: str) -> Any:
        """A cell of a row; `LawUnknown` naming it if nobody has found what stands there."""
        if row[column] is UNKNOWN:
            raise LawUnknown(path=f"{path}#{row['id']}/{column}", day=self.edition.day)
        return row[column]

    def decimal(self, path: str, row: Row, column: str) -> Decimal:
        """A cell that is a number."""
        return Decimal(self.cell(path, row, column))

    def figure(self, path: str, row_id: str, column: str) -> Decimal:
        """A number of a table by the id of its row, and remember the table."""
        self._use(path)
        row = next(row for row in self.edition.table(path) if row["id"] == row_id)
        self.rely_on(path, row)
        return self.decimal(path, row, column)

    def rely_on(self, path: str, row: Row | None = None) -> None:
        """Remember that a limit decided; one that was only remembered or machine-read is said so, once."""
        self._use(path)
        confidence = (row.get("confidence") if row else None) or self.edition.version(path).confidence
        if confidence != "seen":
            said = {"code": "limit-not-read-in-text", "path": path, "confidence": confidence}
            if said not in self.warnings:
                self.warnings.append(said)

    def factor_in_service(self, path: str) -> Decimal:
        """1 at verification; in service what the text multiplies the limit by, `LawUnknown` where nobody knows."""
        if not self.in_service:
            return Decimal(1)
        if path not in self.edition.corpus.parameters:
            raise LawUnknown(path=path, day=self.edition.day)
        return self.value(path)

    def _use(self, path: str) -> None:
        if path not in self.used:
            self.used.append(path)

    def _procedure(self) -> list[str]:
        """Where the law of the day names the procedure of the kind; nothing in service, or where nobody knows."""
        paths = (f"verification/procedure-documents/{self.kind}", f"verification/procedures/{self.kind}/document")
        return [path for path in paths if not self.in_service and self._holds(path)]

    def _holds(self, path: str) -> bool:
        parameter = self.edition.corpus.parameters.get(path)
        version = parameter.version_on(self.edition.day) if parameter else None
        return version is not None and not version.is_unknown

    # what is said

    def point(self, where: str, *, error: Decimal, limit: Decimal, passed: bool, **more: Any) -> None:
        """Add a test point; a failed one is a reason."""
        figures = {"error": plain(error), "limit": plain(limit)}
        self.points.append({**as_json(more), **figures, "passed": passed})
        if not passed:
            self.reasons.append({"code": "error-beyond-limit", "where": where, **figures})

    def test(self, name: str, *, passed: bool, **figures: Any) -> None:
        """Add a test by name; a failed one is a reason."""
        shown = as_json(figures)
        self.tests[name] = {**shown, "passed": passed}
        if not passed:
            self.reasons.append({"code": f"{name.replace('_', '-')}-failed", "where": name, **shown})

    def warn(self, code: str, **figures: Any) -> None:
        """Say something that does not decide."""
        said = {"code": code, **as_json(figures)}
        if said not in self.warnings:
            self.warnings.append(said)

    def work(self, step: str, formula: str, result: Any, **values: Any) -> None:
        """Add a line of the working, for people."""
        self.working.append({"step": step, "formula": formula, "values": as_json(values), "result": _plain(result)})

    def as_json(self, payload: Mapping[str, Any], schema: str) -> dict[str, Any]:
        """Return the sheet as the judge prints it."""
        return {
            "schema": schema,
            "inputs": as_json(payload),
            "kind": self.kind,
            "points": self.points,
            "tests": self.tests,
            "verdict": "fail" if self.reasons else "pass",
            "reasons": self.reasons,
            "warnings": self.warnings,
            "working": self.working,
            "citations": cite(self.edition, *self.used, *self._procedure()),
        }


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return figures as plain JSON: Decimals as text."""
    return {str(key): _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return as_json(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def decimal_or_none(value: Any) -> Decimal | None:
    """A cell as a number; None where it is empty: no bound."""
    return None if value is None else Decimal(value)


def yes_or_no(payload: Fields, sheet: Sheet, names: Sequence[str], *, may_be_left_out: Sequence[str] = ()) -> None:
    """Take over tests whose outcome is seen, not computed: `{"passed": true}`; one that was left out is said so."""
    for name in names:
        if payload.has(name):
            sheet.test(name, passed=payload.child(name, ("passed",)).truth("passed"))
        elif name not in may_be_left_out:
            sheet.warn("test-left-out", test=name)
