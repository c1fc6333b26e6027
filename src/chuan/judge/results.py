# SPDX-License-Identifier: Apache-2.0
"""What the judge answered, laid out for people: the page and the paper show the same, made here once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar, Protocol

from django.utils.translation import gettext as _

from chuan import law
from chuan.judge import pictures, words
from chuan.judge.columns import Column
from chuan.judge.lot_payload import read_lot
from chuan.judge.rule_sets import rule_set
from chuan.law.labels import CONFIDENCES
from chuan.metrology.decimals import EXACT, exact, plain
from chuan.ui import figures

_LOOKS = {"pass": ("good", "circle-check"), "fail": ("bad", "circle-x"), None: ("soon", "help-circle")}


def verdict_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """The verdict as word, tone and icon."""
    tone, icon = _LOOKS[answer["verdict"]]
    return {"word": words.verdict_word(answer["verdict"]), "tone": tone, "icon": icon}


def packages_of(payload: Mapping[str, Any]) -> list[str]:
    """The net quantity of each package in the nominal unit, by the judge's own reading of the input."""
    with exact():
        lot = read_lot(payload, rule_set(payload["rule_set"], date.fromisoformat(payload["on"])).rules).lot
    return [plain(value) for value in lot.net]


def lot(payload: Mapping[str, Any], answer: dict[str, Any], lines: Sequence[int] = ()) -> dict[str, Any]:
    """A judged lot. `lines`: where each package stood in what was pasted."""
    packages = packages_of(payload)
    return {
        "verdict": verdict_of(answer),
        "unit": payload["nominal"]["unit"],
        "asked": _asked(payload, len(packages)),
        "tests": _lot_tests(answer),
        "reasons": [words.sentence(reason) for reason in answer["reasons"]],
        "warnings": [words.sentence(warning) for warning in answer["warnings"]],
        "picture": pictures.histogram(packages, answer, payload["nominal"]["value"]),
        "packages": _package_rows(packages, answer, payload["nominal"]["value"], lines),
        "steps": _steps(answer["working"], words.step_name),
        "citations": [_citation(citation) for citation in answer["citations"]],
        "fingerprint": law.fingerprint(),
    }


class Sheet(Protocol):
    """What a page knows of its family of instruments: the columns, and how the errors are drawn."""

    columns: ClassVar[tuple[Column, ...]]
    over: ClassVar[str]
    is_joined: ClassVar[bool]
    is_log: ClassVar[bool]

    @property
    def unit(self) -> str:
        """The unit of errors and limits."""


def instrument(answer: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """A judged instrument."""
    columns, over = sheet.columns, sheet.over
    shown = [column for column in columns if column.name != "error" and any(column.name in point for point in answer["points"])]
    return {
        "verdict": verdict_of(answer),
        "unit": sheet.unit,
        "columns": [{"label": str(column.label), "is_main": column.name == over} for column in shown],
        "points": [
            point | {"number": place, "error_shown": words.figure(point["error"]), "limit_shown": words.figure(point["limit"]), "cells": [_cell(column, point) | {"is_main": column.name == over} for column in shown]}
            for place, point in enumerate(answer["points"], 1)
        ],
        "tests": [{"name": _place(name), "passed": test["passed"]} for name, test in answer["tests"].items()],
        "reasons": [_said(reason) for reason in answer["reasons"]],
        "warnings": [_said(warning) for warning in _left_out_together(answer["warnings"])],
        "picture": pictures.error_curve(answer["points"], over=over, is_joined=sheet.is_joined, is_log=sheet.is_log),
        "over": next((str(column.label) for column in columns if column.name == over), _("Point")),
        "steps": _steps(answer["working"], _place),
        "citations": [_citation(citation) for citation in answer["citations"]],
        "fingerprint": law.fingerprint(),
    }


def _cell(column: Column, point: Mapping[str, Any]) -> dict[str, Any]:
    value = point.get(column.name)
    choice = dict(column.choices).get(str(value)) if column.choices else None
    return {"text": str(choice) if choice is not None else words.figure(value) if value is not None else "—", "is_word": column.is_word or bool(column.choices)}


def _asked(payload: Mapping[str, Any], measured: int) -> list[tuple[str, str]]:
    """What was asked, in words."""
    nominal = payload["nominal"]
    asked = [
        (_("Judged by"), words.rule_set_name(payload["rule_set"])),
        (_("Day of the check"), figures.day(date.fromisoformat(payload["on"]))),
        (_("Nominal quantity"), f"{words.figure(nominal['value'])} {nominal['unit']}"),
        (_("Packages in the lot"), figures.number(payload["lot_size"])),
    ]
    return [*asked, (_("Packages measured"), figures.number(measured))] if measured else asked


def _lot_tests(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": _("Mean of the packages"), "figure": _sign("", answer["mean"]), "passed": answer["mean_passed"],
         "limit": _sign("≥", answer["mean_limit"])},
        {"name": _("Short by more than T"), "figure": _sign("", answer["t1_count"]), "passed": answer["t1_passed"],
         "limit": _sign("≤", answer["t1_allowed"])},
        {"name": _("Short by more than 2T"), "figure": _sign("", answer["t2_count"]), "passed": answer["t2_passed"],
         "limit": "0" if answer["t2_limit"] is not None else ""},
    ]


def _sign(sign: str, value: Any) -> str:
    return "" if value is None else f"{sign} {words.figure(value)}".strip()


def _package_rows(
    packages: Sequence[str], answer: Mapping[str, Any], nominal: str, lines: Sequence[int]
) -> list[dict[str, Any]]:
    t1, t2 = (None if answer[name] is None else Decimal(answer[name]) for name in ("t1_limit", "t2_limit"))
    rows = []
    for place, text in enumerate(packages, 1):
        value = Decimal(text)
        zone = "shorter" if t2 is not None and value < t2 else "short" if t1 is not None and value < t1 else "full"
        rows.append({
            "number": place, "line": lines[place - 1] if place <= len(lines) else place, "value": text, "zone": zone,
            "difference": plain(EXACT.subtract(value, Decimal(nominal))),
        })
    return rows


def _steps(working: Sequence[Mapping[str, Any]], name_of: Callable[[str], str]) -> list[dict[str, Any]]:
    """The working by what each step finds; steps about the same thing stand together."""
    return [
        {"name": name_of(str(step)), "lines": [_line(line) for line in lines]}
        for step, lines in groupby(working, key=lambda line: line["step"])
    ]


def _line(step: Mapping[str, Any]) -> dict[str, Any]:
    put = words.with_numbers(step)
    formula = str(step["formula"])
    told = {key: value for key, value in step["values"].items() if not (key in words.ASIDE and "ref" in formula)}
    values = [] if put else [f"{words.symbol(key, formula)} = {_shown(value)}" for key, value in told.items()]
    return {"formula": step["formula"], "put": put, "values": values, "result": _shown(step["result"])}


def _shown(value: Any) -> str:
    return "; ".join(map(words.figure, value)) if isinstance(value, list) else words.figure(value)


def _place(where: str) -> str:
    head, _slash, rest = where.partition("/")
    template = words.PLACES.get(head)
    return _(template).format(number=rest) if template else where


def _left_out_together(warnings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tests that were not made, said in one sentence at the end."""
    left_out = [_place(str(warning["test"])) for warning in warnings if warning["code"] == "test-left-out"]
    others = [warning for warning in warnings if warning["code"] != "test-left-out"]
    return [*others, {"code": "test-left-out", "test": ", ".join(left_out)}] if left_out else others


def _said(told: Mapping[str, Any]) -> str:
    """A reason or warning of an instrument in words."""
    data = {key: _told(key, value) for key, value in told.items()}
    if data["code"] == "flow-left-out":
        data["asked"] = data.get("asked") or data.get("flow")
    if str(data["code"]).endswith("-failed") and data["code"] not in words.INSTRUMENT:
        data["code"] = "test-failed"
    return words.sentence(data, words.INSTRUMENT)


def _told(key: str, value: Any) -> Any:
    """One figure of a reason or warning: places, tests, parameters and confidence by their names."""
    if key in ("where", "test"):
        return _place(str(value))
    if key == "confidence":
        return str(CONFIDENCES.get(value, value))
    if key == "path" and value in law.corpus().parameters:
        parameter = law.corpus().parameter(value)
        return parameter.title_en if words.is_english() else parameter.title
    return _shown(value) if isinstance(value, list) else value


def _citation(citation: Mapping[str, Any]) -> dict[str, Any]:
    return dict(citation) | {
        "text": str(citation["source"]).partition("/")[0],
        "known_how": str(CONFIDENCES.get(citation["confidence"], citation["confidence"])),
        "name": citation["title_en"] if words.is_english() else citation["title"],
    }
