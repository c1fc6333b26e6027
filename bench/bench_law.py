# SPDX-License-Identifier: Apache-2.0
"""Asking the law of a day, against a dictionary of sorted lists with the same values; reading all files."""

import time
from bisect import bisect_right
from datetime import date, timedelta

from bench.bench_judge import seconds
from chuan import law
from chuan.law.engine.corpus import load

LOOKUPS = 100_000


def main() -> None:
    corpus = law.corpus()
    started = time.perf_counter()
    load(law.ROOT)
    print(f"  reading {len(corpus.parameters)} parameters and {len(corpus.texts)} texts: {time.perf_counter() - started:.2f} s, once a process")
    paths = [path for path in corpus.parameters if path.startswith(f"{law.CYCLES}/")]
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(0, 2200, 17)]
    known = [(path, day) for path in paths for day in days
             if (version := corpus.parameters[path].version_on(day)) is not None and not version.is_unknown]
    asked = (known * (LOOKUPS // len(known) + 1))[:LOOKUPS]
    plain = {path: ([v.from_day for v in p.versions], [v.value for v in p.versions]) for path, p in corpus.parameters.items()}

    def ours() -> int:
        return sum(law.at(day).value(path).value or 0 for path, day in asked)

    def bare() -> int:
        total = 0
        for path, day in asked:
            starts, values = plain[path]
            total += values[bisect_right(starts, day) - 1] or 0
        return total

    assert ours() == bare()
    a, b = min(seconds(ours, 1) for _ in range(5)), min(seconds(bare, 1) for _ in range(5))
    print(f"  law.at(day).value(path): {LOOKUPS / a:,.0f}/s, bare dictionary {LOOKUPS / b:,.0f}/s, ratio {a / b:.1f} : 1")
    print(f"  one look-up with its source and confidence: {1e6 * a / LOOKUPS:.1f} µs")
