# SPDX-License-Identifier: Apache-2.0
"""Plan files: a plan in full, or what a successor changes of the plan before it."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chuan.planning.errors import PlanFileMalformed
from chuan.planning.indicators import INDICATORS


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """A task as the file says it."""

    reference: str
    position: int
    title: str
    title_en: str = ""
    actor: str = ""
    deadline: str = ""
    due_on: date | None = None
    deliverable: str = ""
    note: str = ""
    adaptation: str = ""
    indicator: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A group as the file says it."""

    number: int
    title: str
    title_en: str
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """A plan as the files say it, its predecessor's tasks taken over."""

    code: str
    predecessor_code: str
    values: dict[str, Any]
    groups: tuple[GroupLine, ...] = field(default=())


def read_plans(folder: Path) -> list[PlanLine]:
    """Read all plan files of a folder, oldest first; a successor's file comes after its predecessor's."""
    raw: dict[str, dict[str, Any]] = {}
    plans = []
    for path in sorted(folder.glob("plan-*.yaml")):
        try:
            raw[path.stem] = _merged(yaml.safe_load(path.read_text(encoding="utf-8")), raw)
            plans.append(_plan(path.stem, raw[path.stem]))
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise PlanFileMalformed(file=path.name, reason=f"{type(error).__name__}: {error}") from error
    return plans


def _merged(own: dict[str, Any], raw: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if "derives_from" not in own:
        return own
    before = raw[f"plan-{own['derives_from']}"]
    changes, drops, titles = own["changes"], set(own["drops"]), own.get("group_titles", {})
    known = {task["id"] for group in before["groups"] for task in group["tasks"]}
    if unknown := sorted((set(changes) | drops) - known):
        raise ValueError(f"no such tasks before: {', '.join(unknown)}")
    groups = [
        group | titles.get(group["number"], {})
        | {"tasks": [task | changes.get(task["id"], {}) for task in group["tasks"] if task["id"] not in drops]}
        for group in before["groups"]
    ]
    return {"requirements": before["requirements"]} | own | {"groups": groups}


def _plan(code: str, raw: dict[str, Any]) -> PlanLine:
    year = int(raw["year"])

    def say(text: str | None) -> str:
        return (text or "").replace("{year}", str(year)).replace("{next_year}", str(year + 1))

    values = {
        "year": year, "number": raw["number"], "title": say(raw["title"]), "title_en": say(raw["title_en"]),
        "issuer": raw["issuer"], "first_day": date(year, 1, 1), "last_day": date(year, 12, 31),
        "is_invented": bool(raw["invented"]), "note": say(raw["note"]),
        "requirements": [{key: say(value) for key, value in line.items()} for line in raw["requirements"]],
    }
    groups = tuple(
        GroupLine(
            number=group["number"], title=say(group["title"]), title_en=say(group["title_en"]),
            tasks=tuple(_task(task, place, year, say) for place, task in enumerate(group["tasks"], start=1)),
        )
        for group in raw["groups"]
    )
    before = f"plan-{raw['derives_from']}" if "derives_from" in raw else ""
    return PlanLine(code=code, predecessor_code=before, values=values, groups=groups)


def _task(raw: dict[str, Any], position: int, year: int, say: Any) -> TaskLine:
    if (indicator := raw.get("indicator", "")) and indicator not in INDICATORS:
        raise ValueError(f"no such indicator: {indicator}")
    due = raw.get("due", "")
    return TaskLine(
        reference=raw["id"], position=position, title=say(raw["title"]), title_en=say(raw["title_en"]),
        actor=say(raw["actor"]), deadline=say(raw["deadline"]),
        due_on=date.fromisoformat(f"{year}-{due}") if due else None, deliverable=say(raw["deliverable"]),
        note=say(raw.get("note")), adaptation=say(raw.get("today")), indicator=indicator,
    )
