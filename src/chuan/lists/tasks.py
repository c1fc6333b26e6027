# SPDX-License-Identifier: Apache-2.0
"""What workers do for lists."""

from datetime import timedelta
from uuid import UUID

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from chuan.lib import clock
from chuan.lists.actions.exports import TASK, forget_exports, write_export

#: how long a finished file is kept
KEPT = timedelta(days=7)


@app.task(name=TASK, queue="registry", retry=RetryStrategy(max_attempts=3, wait=5, retry_exceptions=[OperationalError]))
def write_export_task(export_id: str) -> None:
    """Write a long list."""
    write_export(export_id=UUID(export_id), at=clock.now())


@app.periodic(cron="20 1 * * *")
@app.task(name="lists.forget_exports", queueing_lock="lists.forget_exports", pass_context=False)
def forget_exports_task(timestamp: int) -> None:  # noqa: ARG001 — procrastinate gives the tick
    """Take away old files every night."""
    forget_exports(before=clock.now() - KEPT)
