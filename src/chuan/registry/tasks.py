# SPDX-License-Identifier: Apache-2.0
"""What workers do for the registry."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from chuan.registry.actions.instruments import DUE_DATES_TASK, refresh_due_dates

#: a worker without a heartbeat for so long is dead; workers beat every 10 s
DEAD_AFTER_S = 30


@app.task(name=DUE_DATES_TASK, queue="registry", retry=RetryStrategy(max_attempts=5, wait=5))
def refresh_due_dates_task(kind: str) -> None:
    """Bring the last valid days of a kind, or of all ("") to the law as it is now."""
    refresh_due_dates(kinds=[kind] if kind else None)


@app.periodic(cron="* * * * *")
@app.task(name="registry.retry_stalled", queueing_lock="registry.retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 — procrastinate gives the tick
    """Give the jobs of dead workers back to the queue: every task of ours may be begun anew."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_S):
        await app.job_manager.retry_job(job)
