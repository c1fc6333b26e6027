# SPDX-License-Identifier: Apache-2.0
"""The working on paper: what the page shows, in the reader's language, as PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuan.documents.pdf import compile_pdf
from chuan.judge import words
from chuan.law.engine.nodes import PLACE, Source
from chuan.ui import figures

TEMPLATES = Path(__file__).parent / "typst"
_PAPER = "working.typ"


def lot_pdf(result: Mapping[str, Any], *, at: datetime) -> bytes:
    """A judged lot."""
    table = {
        "heads": [_("Test"), _("Found"), _("Limit"), _("Result")],
        "rows": [[t["name"], _cell(t["figure"]), _cell(t["limit"]), _passed(t["passed"])] for t in result["tests"]],
    }
    packages = {
        "title": _("The packages, in {unit}").format(unit=result["unit"]),
        "values": [figures.number(row["value"]) for row in result["packages"]],
        "zones": [row["zone"] for row in result["packages"]],
        "note": _("Bold: short by more than T."),
    }
    content = {"title": _("Judging a lot of prepackages"), "facts": result["asked"], "table": table, "packages": packages}
    return _compiled(content | {"picture": _bars(result), "curve": None}, result, at=at)


def instrument_pdf(title: str, plate: Sequence[tuple[str, str]], result: Mapping[str, Any], *, at: datetime) -> bytes:
    """A judged instrument; `plate`: what its form was filled in with."""
    unit = result["unit"]
    heads = [_("Point"), *(column["label"] for column in result["columns"]), f"{_('Error')}, {unit}", f"{_('Limit')}, {unit}", _("Result")]
    rows = [
        [str(p["number"]), *(cell["text"] for cell in p["cells"]), words.figure(p["error"]), f"± {words.figure(p['limit'])}",
         _passed(p["passed"])]
        for p in result["points"]
    ]
    content = {"title": title, "facts": list(plate), "table": {"heads": heads, "rows": rows}, "packages": None}
    return _compiled(content | {"picture": None, "curve": _curve(result)}, result, at=at)


def _compiled(content: Mapping[str, Any], result: Mapping[str, Any], *, at: datetime) -> bytes:
    data = dict(content) | {
        "lang": "en" if words.is_english() else "vi",
        "language": get_language() or "vi",
        "verdict": result["verdict"],
        "reasons": result["reasons"],
        "warnings": result["warnings"],
        "steps": result["steps"],
        "citations": [_citation(citation) for citation in result["citations"]],
        "fingerprint": result["fingerprint"],
        "made": figures.moment(at),
        "address": settings.PUBLIC_URL,
        "words": {
            "warnings": _("To be noted"), "working": _("The working, step by step"), "law": _("The law it rests on"),
            "fingerprint": _("Fingerprint of the law data"), "made": _("Calculated on"), "page": _("Page"),
            "disclaimer": _("A calculation from the figures typed in by whoever made it; no certificate and no record of an inspection."),
        },
    }
    return compile_pdf(TEMPLATES / _PAPER, data, at=at)


def _citation(citation: Mapping[str, Any]) -> dict[str, str]:
    text, *places = str(citation["source"]).split("/")
    place = Source(text, tuple(p for p in places if PLACE.fullmatch(p))).place("en" if words.is_english() else "vi")
    unchecked = "" if citation["is_confirmed"] else f"{_('Not checked against the signed text')} ({citation['known_how']})"
    return {
        "name": citation["name"],
        "source": ", ".join(filter(None, [citation["source_number"], place])),
        "from": _("in force from") + " " + _iso(citation["from"]),
        "unchecked": unchecked,
    }


def _bars(result: Mapping[str, Any]) -> dict[str, Any] | None:
    picture = result["picture"]
    if picture is None:
        return None
    return {
        "bars": [{"left": bar.left, "width": bar.width, "height": bar.height, "zone": bar.zone} for bar in picture.bars],
        "marks": [
            {"at": mark.at, "label": f"{mark.label} = {words.figure(mark.value)}", "name": mark.name, "row": mark.row, "side": mark.side}
            for mark in picture.marks
        ],
        "ticks": [{"at": tick.at, "value": figures.number(tick.value)} for tick in picture.ticks],
        "unit": result["unit"],
    }


def _curve(result: Mapping[str, Any]) -> dict[str, Any] | None:
    picture = result["picture"]
    if picture is None:
        return None
    return {
        "dots": [{"x": dot.x, "y": dot.y, "bad": dot.passed is False} for dot in picture.dots],
        "curve": [asdict(line) for line in picture.curve],
        "limits": [asdict(line) for line in picture.limits],
        "zero": picture.zero,
        "across": [{"at": tick.at, "value": figures.number(tick.value)} for tick in picture.across],
        "up": [{"at": tick.at, "value": figures.number(tick.value)} for tick in picture.up],
        "unit": result["over"],
    }


def _passed(passed: bool | None) -> str:  # noqa: FBT001 — a verdict
    return _("Not decided") if passed is None else _("Passed") if passed else _("Failed")


def _cell(value: Any) -> str:
    return figures.UNKNOWN if value in (None, "") else str(value)


def _iso(day: str) -> str:
    return "/".join(reversed(day.split("-")))
