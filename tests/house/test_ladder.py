# SPDX-License-Identifier: Apache-2.0
"""What import-linter cannot see: foreign keys and addresses that climb the ladder."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.PACKAGE)
PROJECT = tomllib.loads((ROOT.parent.parent / "pyproject.toml").read_text())
LAYERS = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
HEIGHT = {
    room: len(LAYERS) - level for level, layer in enumerate(LAYERS) for room in re.split(r"\s*[|:]\s*", layer)
}
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
_URL_NAME = re.compile(r"""(?:\{% url |reverse\(|redirect\()\s*['"]([a-z]+):""")


def test_every_room_stands_on_the_ladder() -> None:
    rooms = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(HEIGHT), rooms - set(HEIGHT)


def test_no_foreign_key_points_up_the_ladder() -> None:
    climbing = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and model.__module__.startswith("chuan.")
        and field.related_model is not None and field.related_model.__module__.startswith("chuan.")
        and HEIGHT[field.related_model._meta.app_label] > HEIGHT[model._meta.app_label]
    ]
    assert climbing == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_page_names_an_address_of_a_higher_room(room: str) -> None:
    climbing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / room).rglob("*") if path.suffix in {".py", ".html"}
        for name in _URL_NAME.findall(path.read_text(encoding="utf-8"))
        if HEIGHT.get(name, 0) > HEIGHT[room]
    ]
    assert climbing == []


def test_every_room_has_its_card() -> None:
    for room in ROOMS:
        card = (ROOT / room / "__init__.py").read_text(encoding="utf-8").split('"""')[1]
        if room in {"config"}:
            continue
        assert {"Words:", "Doors:", "Never:"} <= set(re.findall(r"\w+:", card)), room
        assert len(card.splitlines()) <= 40


def test_no_drawer_for_odds_and_ends() -> None:
    banned = {"utils", "helpers", "common", "misc", "managers", "services", "signals"}
    assert [str(p) for p in ROOT.rglob("*.py") if p.stem in banned] == []


def test_nobody_writes_to_the_database_outside_actions() -> None:
    writing = re.compile(r"\.(save|bulk_create|bulk_update|update_or_create|get_or_create)\(|objects\.create\(")
    allowed = ("actions", "migrations", "models", "demo", "imports", "locale", "catalogues")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in ROOT.rglob("*.py")
        if not any(part.removesuffix(".py") in allowed for part in path.relative_to(ROOT).parts)
        for line in path.read_text(encoding="utf-8").splitlines() if writing.search(line) and "segno." not in line
    ]
    assert found == []
