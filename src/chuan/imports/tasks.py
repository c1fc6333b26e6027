# SPDX-License-Identifier: Apache-2.0
"""What workers do for imports."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from chuan.accounts.models import User
from chuan.imports.actions.erasing import SEARCH, StillAtWork, search_imports
from chuan.imports.actions.imports import TASK, fail_import
from chuan.imports.people import Sought
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


@app.task(
    name=SEARCH, queue="registry",
    retry=RetryStrategy(max_attempts=20, wait=60, retry_exceptions=[OperationalError, StillAtWork]),
)
def search_imports_task(actor_id: str, at: str, numbers: list[str], names: list[str], codes: list[str] | None) -> None:
    """Search every import for a person whose data is erased; the arguments are fingerprints."""
    sought = Sought(frozenset(numbers), frozenset(names), None if codes is None else frozenset(codes))
    search_imports(actor=User.objects.get(pk=actor_id), at=datetime.fromisoformat(at), sought=sought)
