# SPDX-License-Identifier: Apache-2.0
"""What a judged lot amounts to: every figure, and what was tested with which outcome."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from chuan.metrology.decimals import plain


@dataclass(slots=True, kw_only=True)
class LotFindings:
    """Every figure of a judged lot; None where it cannot be known. `verdict` None: not decided, `reasons` say why."""

    kind: str
    sample_size: int
    sample_size_required: int
    census: bool
    mean: Decimal | None = None
    s: Decimal | None = None
    k: Decimal | None = None
    mean_limit: Decimal | None = None
    mean_passed: bool | None = None
    tolerable_deficiency: Decimal | None = None
    t1_limit: Decimal | None = None
    t1_count: int | None = None
    t1_allowed: int | None = None
    t1_passed: bool | None = None
    t2_limit: Decimal | None = None
    t2_count: int | None = None
    t2_passed: bool | None = None
    verdict: bool | None = None
    reasons: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    working: list[dict[str, Any]] = field(default_factory=list)
    #: Which of mean, t1, t2 the text asks for in this case.
    tested: set[str] = field(default_factory=lambda: {"mean", "t1", "t2"})

    def step(self, step: str, formula: str, result: Decimal | int | None, **values: Decimal | int | None) -> None:
        """Write one line of the working."""
        shown = {name: _text(value) for name, value in values.items()}
        self.working.append({"step": step, "formula": formula, "values": shown, "result": _text(result)})

    def decide(self) -> None:
        """Put the tests together: fail as soon as one fails, pass when all the text asks for passed, else undecided."""
        tests = {"mean": self.mean_passed, "t1": self.t1_passed, "t2": self.t2_passed}
        outcomes = [passed for name, passed in tests.items() if name in self.tested]
        if False in outcomes:
            self.verdict = False
            self._say_what_failed()
        elif None not in outcomes:
            self.verdict = True
        else:
            self._say_what_is_missing()

    def _say_what_failed(self) -> None:
        if self.mean_passed is False:
            self._because("mean-below-limit", mean=self.mean, limit=self.mean_limit)
        if self.t1_passed is False:
            self._because("too-many-t1", count=self.t1_count, allowed=self.t1_allowed)
        if self.t2_passed is False:
            self._because("t2-found", count=self.t2_count, limit=self.t2_limit)

    def _say_what_is_missing(self) -> None:
        if self.t1_count is None and self.tolerable_deficiency is not None:
            self._because("packages-unknown")
        if not self.census and self.sample_size != self.sample_size_required:
            code = "sample-too-small" if self.sample_size < self.sample_size_required else "sample-larger-than-plan"
            self._because(code, sample_size=self.sample_size, required=self.sample_size_required)
            return
        if self.tolerable_deficiency is None and self.tested & {"t1", "t2"}:
            self._because("tolerable-deficiency-unknown")
        elif self.t1_count is not None:
            self._say_which_rule_is_missing()
        if "mean" in self.tested and self.mean_passed is None:
            self._because("mean-undecided", mean=self.mean, limit=self.mean_limit)

    def _say_which_rule_is_missing(self) -> None:
        if "t1" in self.tested and self.t1_passed is None and not self.reasons:
            self._because("t1-allowed-unknown", count=self.t1_count)
        if "t2" in self.tested and self.t2_passed is None:
            self._because("t2-rule-unknown")

    def _because(self, code: str, **figures: Decimal | int | None) -> None:
        self.reasons.append({"code": code, **{name: _text(value) for name, value in figures.items()}})


def _text(value: Decimal | int | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None if value is None else str(value)
