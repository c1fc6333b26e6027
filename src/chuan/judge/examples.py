# SPDX-License-Identifier: Apache-2.0
"""Ready-made inputs: what “use the example” fills in, and what the schemas and both engines are tried on."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "examples"

LOTS = (
    ("ca-phe-500g", _("Coffee 500 g, 50 of 300 packages")),
    ("thieu-trung-binh", _("500 g, under-filled on average")),
    ("bon-goi-thieu", _("500 g, four packages short by more than T")),
    ("oiml-peru", _("Published by OIML: a check in Peru, mean 992.8 g")),
)


@cache
def names() -> tuple[str, ...]:
    """All examples."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.json")))


@cache
def payload(name: str) -> dict[str, Any]:
    """The JSON of an example; empty for a name that is none."""
    if name not in names():
        return {}
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def lot(name: str) -> dict[str, Any]:
    """What the form for lots starts with."""
    given = payload(name)
    if "nominal" not in given:
        return {}
    return {
        "rule_set": given["rule_set"], "on": date.fromisoformat(given["on"]), "nominal_value": given["nominal"]["value"],
        "nominal_unit": given["nominal"]["unit"], "lot_size": given["lot_size"], "mark": ".",
        "readings": "\n".join(given.get("net", [])), "mean": given.get("mean", ""),
    }
