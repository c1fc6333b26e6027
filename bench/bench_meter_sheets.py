# SPDX-License-Identifier: Apache-2.0
"""100,000 meter sheets of 10 points: the batch form against plain NumPy; one sheet in process."""

import time
from collections.abc import Callable

import numpy as np

from chuan.judge.instruments import judge_instrument
from chuan.metrology.batch_sheets import judge_sheets

SHEETS, POINTS, REPEATS = 100_000, 10, 7


def main() -> None:
    draw = np.random.default_rng(20260501)
    references = np.round(draw.uniform(1, 100, (SHEETS, POINTS)), 3)
    indications = np.round(references * (1 + draw.normal(0, 0.008, references.shape)), 3)
    limits = np.array([2.5, 2, 2, 2, 2, 2, 2.5, 2, 2, 2])

    def plain() -> None:
        errors = 100 * (indications - references) / references
        (np.abs(errors) <= limits).all(axis=1)

    bare, ours = fastest(plain), fastest(lambda: judge_sheets(indications, references, limits))
    print(f"  plain NumPy {1000 * bare:7.1f} ms")
    print(f"  judge_sheets{1000 * ours:7.1f} ms   ratio {ours / bare:4.2f} : 1 (allowed 3)")
    one = fastest(lambda: judge_instrument(SHEET), 200)
    print(f"  one sheet of 10 points with law, working and citations {1000 * one:5.2f} ms (allowed 1)")


SHEET = {
    "kind": "elec-meter-1p-static", "verification": "periodic", "on": "2026-05-01",
    "spec": {"class": "2", "ib": "10", "imax": "40"},
    "points": [{"current": str(current), "error": "0.3"} for current in range(1, 11)],
}


def fastest(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The least processor time of some runs, after one to warm up: the machine is shared."""
    work()
    times = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)
