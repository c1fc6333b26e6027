# SPDX-License-Identifier: Apache-2.0
"""The reference pages say what the code says; UPDATE_DOCS=1 writes the generated ones anew."""

import json
import os
import re
import tomllib

import pytest
from django.core.management import get_commands

from scripts import reference

ROOT = reference.ROOT


@pytest.mark.parametrize("name", ["settings.md", "permissions.md", "errors.md", "api.md"])
def test_generated_reference_pages_are_up_to_date(name: str) -> None:
    path = reference.FOLDER / name
    text = reference.pages()[path]
    if os.environ.get("UPDATE_DOCS") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "UPDATE_DOCS=1 make test ARGS=tests/house/test_docs.py"


def test_error_codes_are_unique_and_well_formed() -> None:
    codes = [cls.code for cls in reference.error_classes() if "message" in vars(cls)]
    assert len(codes) == len(set(codes)), sorted(code for code in codes if codes.count(code) > 1)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_every_error_says_what_to_do_next() -> None:
    silent = [cls.code for cls in reference.error_classes() if "message" in vars(cls) and not cls.next_step]
    assert silent == []


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=]", wanted_one)[0] for wanted_one in wanted}
    names |= set(json.loads((ROOT / "package.json").read_text())["dependencies"])
    page = (reference.FOLDER / "dependencies.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([@\w./-]+) \|", page, re.MULTILINE)) - {"Package"}
    assert names == listed


def test_every_command_of_ours_is_explained() -> None:
    page = (reference.FOLDER / "commands.md").read_text(encoding="utf-8")
    ours = [name for name, app in get_commands().items() if app.startswith("chuan.")]
    assert [name for name in ours if f"chuan {name}" not in page] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    import subprocess

    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    banned = re.compile(r"pypi\.(org|python)|files\.pythonhosted|registry\.npmjs|deb\.debian\.org|/home/\w+/|/root/|/work/main")
    found = []
    for name in filter(None, files.split("\0")):
        path = ROOT / name
        if path.suffix in {".png", ".pdf", ".xlsx"} or not path.is_file() or name == "tests/house/test_docs.py":
            continue
        found += [f"{name}: {m.group()}" for m in banned.finditer(path.read_text(encoding="utf-8", errors="ignore"))]
    assert found == []
