# SPDX-License-Identifier: Apache-2.0
"""What workers do for imports."""

import logging
from uuid import UUID

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from chuan.imports.actions.imports import TASK, fail_import
from chuan.imports.run import run_import
from chuan.lib import clock

logger = logging.getLogger("chuan.imports")


@app.task(
    name=TASK, queue="registry", aliases=["registry.run_import"],
    retry=RetryStrategy(max_attempts=5, wait=5, retry_exceptions=[OperationalError]),
)
def run_import_task(import_id: str) -> None:
    """Carry out an import."""
    try:
        run_import(UUID(import_id), clock.now())
    except OperationalError:
        raise  # the database went away: again later
    except Exception:
        logger.exception("import %s broke", import_id)
        fail_import(import_id=UUID(import_id), at=clock.now())
        raise
