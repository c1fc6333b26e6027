# SPDX-License-Identifier: Apache-2.0
"""What workers do for merging."""

from procrastinate.contrib.django import app

from chuan.merging.actions import find_pairs
from chuan.merging.kinds import all_kinds


@app.periodic(cron="40 18 * * *")  # 01:40 in Viet Nam
@app.task(name="merging.find_pairs", queueing_lock="merging.find_pairs", pass_context=False)
def find_pairs_task(timestamp: int) -> None:  # noqa: ARG001 — procrastinate gives the tick
    """Look for pairs of every kind each night."""
    for kind in all_kinds():
        find_pairs(kind=kind)
