# SPDX-License-Identifier: Apache-2.0
"""The judge of lots and meter sheets: whole arrays against a plain NumPy script, one lot alone, and at the command line's door."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np

from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot
from chuan.judge.rule_sets import rule_set
from chuan.metrology import batch, batch_sheets
from chuan.metrology.prepackages.lots import Lot, judge

LOTS, PACKAGES = 10_000, 80
SHEETS, POINTS = 100_000, 10
ROUNDS = 7


def main() -> None:
    lots()
    sheets()
    alone()


def lots() -> None:
    rules = rule_set("vn-tt21-2014", date(2026, 5, 1)).rules
    values = np.round(np.random.default_rng(7).normal(500.2, 4.0, (LOTS, PACKAGES)), 1)

    def plain() -> np.ndarray:
        mean, s = values.mean(axis=1), values.std(axis=1, ddof=1)
        t1, t2 = (values < 485.0).sum(axis=1), (values < 470.0).sum(axis=1)
        return (mean >= 500.0 - 0.295 * s) & (t1 <= 5) & (t2 == 0)

    def ours() -> batch.LotVerdicts:
        return batch.judge_lots(rules, values, nominal=Decimal(500), lot_size=1000)

    assert (ours().verdict == plain()).all()
    compare(f"{LOTS:,} lots of {PACKAGES} packages", LOTS, ours, plain)
    print(f"    judged again by the exact engine: {int(ours().exact.sum())} lots")


def sheets() -> None:
    random = np.random.default_rng(7)
    references = np.round(random.uniform(10, 100, (SHEETS, POINTS)), 3)
    indications = np.round(references * (1 + random.normal(0, 0.008, (SHEETS, POINTS))), 3)
    limits = np.full(POINTS, 2.0)

    def plain() -> np.ndarray:
        errors = 100 * (indications - references) / references
        return (np.abs(errors) <= limits).all(axis=1)

    def ours() -> batch_sheets.Sheets:
        return batch_sheets.judge_sheets(indications, references, limits)

    differ = int((ours().passed != plain()).sum())
    compare(f"{SHEETS:,} meter sheets of {POINTS} points", SHEETS, ours, plain)
    print(f"    judged again in decimals: {ours().judged_exactly} points; the plain script gives another verdict on {differ} sheets")


def alone() -> None:
    rules = rule_set("vn-tt21-2014", date(2026, 5, 1)).rules
    net = [Decimal(str(value)) for value in np.round(np.random.default_rng(7).normal(501, 3, 50), 1)]
    lot = Lot(kind="mass", nominal=Decimal(500), lot_size=300, sample_size=50, net=net)
    payload = {"rule_set": "vn-tt21-2014", "on": "2026-05-01", "nominal": {"value": "500", "unit": "g"}, "lot_size": 300,
               "net": [str(value) for value in net]}
    meter = {
        "kind": "elec-meter-1p-static", "verification": "periodic", "on": "2026-05-01",
        "spec": {"class": "2", "ib": "10", "imax": "40"},
        "points": [{"current": str(current), "error": "0.3"} for current in range(1, 11)],
    }
    for name, act in {
        "one lot of 50, engine alone": lambda: judge(rules, lot),
        "one lot of 50, JSON values in and out, with the law of the day": lambda: judge_lot(payload),
        "one meter of 10 points, JSON values in and out, with the law of the day": lambda: judge_instrument(meter),
    }.items():
        print(f"  {name}: {1000 * seconds(act, 200):.2f} ms")


def compare(name: str, count: int, ours: Callable[[], object], plain: Callable[[], object]) -> None:
    """Print both speeds and their ratio, measured in turn."""
    pairs = [(seconds(ours, 3), seconds(plain, 3)) for _ in range(ROUNDS)]
    first, second = (min(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"  {name}: {count / first:,.0f}/s, plain NumPy {count / second:,.0f}/s, ratio {ratio:.2f} : 1")


def seconds(act: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        act()
    return (time.perf_counter() - started) / times
