# SPDX-License-Identifier: Apache-2.0
"""What every job of the workers runs within."""

from collections.abc import Callable
from typing import Any

from procrastinate import App

from chuan import law


def on_app_ready(app: App) -> None:
    """Let every job ask anew what the law is, and keep it to its end (settings: PROCRASTINATE_ON_APP_READY)."""
    around = app.worker_defaults.get("task_middleware") or []
    app.worker_defaults["task_middleware"] = [*around, hold_the_law]


def hold_the_law(call_next: Callable[[], Any], _context: Any, _worker: Any) -> Any:
    """The worker's twin of `law.middleware`: an accepted value counts from the next job on."""
    with law.steady():
        return call_next()
